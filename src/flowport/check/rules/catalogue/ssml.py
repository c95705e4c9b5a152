"""SSML is not well-formed, or has tags that nothing speaks.

What it does:
    Reads each SSML document as XML, and compares its tags, their attributes and their values with
    those that Amazon Polly supports. A document that is read from the contact is left alone.

Why:
    Amazon Polly refuses the whole document, and the contact hears nothing: it leaves the block by
    its error branch.

Example:
    ``"SSML": "<speak>Terms & conditions</speak>"``

Instead:
    ``"SSML": "<speak>Terms &amp; conditions</speak>"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return parameter.name.rpartition(".")[2] == "SSML"


@value_rule("C024", Severity.WARNING, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Read it, unless it has no markup of its own."""
    text = value.value
    if not isinstance(text, str) or "<" not in text or is_placeholder(_without_tags(text)):
        return
    from flowport.check.ssml import doubts  # noqa: PLC0415  few flows have SSML

    for doubt in doubts(text):
        yield site.fault(f"the SSML can't be spoken: {doubt}", *value.path)


def _without_tags(text: str) -> str:
    """A document with its tags unmade, so that none of them looks like a placeholder."""
    return text.replace("<", " ").replace(">", " ")
