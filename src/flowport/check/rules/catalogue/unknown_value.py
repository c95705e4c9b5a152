"""A language, voice or engine is not a known one.

What it does:
    Compares language codes, voices and speech engines with dated lists of what Amazon Polly,
    Amazon Lex and conversational analytics offer. The nearest known value is suggested.

Why:
    A misspelled language is not analysed, and a misspelled voice is not heard: the contact leaves
    the block by its error branch. A list may be older than a value, so this is a warning.

Example:
    ``"AnalyticsLanguage": "en_us"``

Instead:
    ``"AnalyticsLanguage": "en-US"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.nearest import perhaps
from flowport.check.rule import Fault, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return bool(parameter.vocabulary)


@value_rule("C022", Severity.WARNING, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look the value up, or each item of a list."""
    from flowport.catalogue.value_lists import VOCABULARIES  # noqa: PLC0415  when there are any

    declared, said, path = value
    known = VOCABULARIES[declared.vocabulary]
    items = enumerate(said) if isinstance(said, list) else ((None, said),)
    for place, item in items:
        if not isinstance(item, str) or not item or item in known.values:
            continue
        if (known.any_case and item.lower() in known.values) or "$" in item:
            continue
        if is_placeholder(item):
            continue
        advice = perhaps(item, known.values, "see that it is not misspelled")
        yield site.fault(
            f"{item!r} is not a {known.title} in the list of {known.dated}; {advice}",
            *path,
            *(() if place is None else (place,)),
        )
