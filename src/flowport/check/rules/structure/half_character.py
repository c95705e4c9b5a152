r"""A string holds half a character.

What it does:
    Looks for lone surrogates, such as ``\ud83d`` without its second half, anywhere in the
    document: in strings and in keys.

Why:
    No encoding has half a character: the API can't take the flow, and a file can't hold it but as
    an escape. Mostly an emoji was cut in two.

Example:
    ``"Text": "Hello \ud83d"``

Instead:
    ``"Text": "Hello \ud83d\ude00"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule
from flowport.model.pointer import parts, pointer
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_ESCAPE = pattern(rb"\\u[dD]")
_HALF = pattern("[\ud800-\udfff]")


@flow_rule("S016", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Ask the encoder, and look closer only where it refuses."""
    if _has_no_escape(facts):
        return
    if facts.compact is None:
        for steps in _halves(facts.flow.tree, ()):
            at = pointer(*steps)
            yield Fault(
                "a string holds half a character (a lone surrogate), which can't be sent; "
                "write the whole character or remove it",
                at,
                _block(facts, at),
            )


def _has_no_escape(facts: Facts) -> bool:
    """Whether the file that the flow was read from shows at once that it has no surrogate.

    A file of UTF-8 has them as escapes alone, and one character is found fastest.
    """
    origin = facts.flow.origin
    if origin is None or facts.flow.tree is not origin.tree or origin.encoding != "utf-8":
        return False
    return b"\\" not in origin.data or not _ESCAPE.search(origin.data)


def _halves(value: Any, steps: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The places of strings, and of what keys hold, with half a character in them."""
    waiting: list[tuple[Any, tuple[str | int, ...]]] = [(value, steps)]
    while waiting:
        here, way = waiting.pop()
        if isinstance(here, str):
            if _HALF.search(here):
                yield way
        elif isinstance(here, dict):
            for key in here:
                if _HALF.search(key):
                    yield (*way, key)
            waiting += [(member, (*way, key)) for key, member in here.items()]
        elif isinstance(here, list):
            waiting += [(member, (*way, index)) for index, member in enumerate(here)]


def _block(facts: Facts, at: str) -> str:
    """The block that a place belongs to, empty for none."""
    steps = parts(at)
    if len(steps) > 1 and steps[0] == "Actions" and steps[1].isdigit():
        return facts.sites[int(steps[1])].id
    return ""
