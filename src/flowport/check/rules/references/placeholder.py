"""A value still holds a placeholder.

What it does:
    Looks for ``${x}``, ``{{x}}``, ``%x%``, ``<<x>>``, ``@@x@@``, ``[[x]]``, ``#{x}``,
    ``<%= x %>`` and CDK tokens in every value and operand; and for ``<x>``, ``__x__`` and
    ``REPLACE_ME`` where a resource, a number, a language or a voice belongs.

Why:
    The file is a template. The service refuses a placeholder in a reference, and speaks one in a
    text to the customer. Text that is filled while a contact runs is not reported: JSONPaths, and
    ``{{x}}`` in messages of templates, assistants and Lex.

Example:
    ``"QueueId": "${QueueArn}"``

Instead:
    Fill the template in, and check the outcome; or bind the placeholder when the flow moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.placeholders import RUN_TIME_BRACES, placeholders
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule
from flowport.check.site import dotted
from flowport.refs.unfilled import is_setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.site import Site, Text


@action_rule("R008", Severity.WARNING)
def check(site: Site) -> Iterator[Fault]:
    """Look at every string of the block, and at what its conditions compare with."""
    for text in site.texts:
        for found in _in_parameter(site, text):
            sentence = f"{dotted(text.path)} holds the placeholder {found!r}; fill it in"
            yield site.fault(sentence, *text.path)
    for condition in site.conditions:
        for place, word in enumerate(condition.operands or ()):
            for left in placeholders(word) if isinstance(word, str) else ():
                where = f"Transitions/Conditions/{condition.place}/Condition/Operands/{place}"
                yield site.fault(
                    f"a condition compares with the placeholder {left.text!r}; fill it in",
                    at=f"{site.pointer}/{where}",
                )


def _in_parameter(site: Site, text: Text) -> list[str]:
    declared = text.node.declared if text.node else None
    reference = declared is not None and declared.refers_to is not None
    strict = reference or (declared is not None and is_setting(declared))
    run_time = site.type in RUN_TIME_BRACES and not reference
    found = placeholders(text.text, reference=strict, braces_are_text=run_time)
    return list(dict.fromkeys(each.text for each in found)) if found else []
