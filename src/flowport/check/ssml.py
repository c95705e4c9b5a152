"""SSML read for checking: whether it is XML, and what it holds that nothing speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.value_lists import SSML_TAGS
from flowport.check.nearest import perhaps
from flowport.model.ssml import read_ssml
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["doubts"]

_PAUSE = pattern(r"\+?\d*\.?\d+(ms|s)")
_LONGEST_PAUSE = 10.0
_NEEDS = {"say-as": "interpret-as", "sub": "alias", "phoneme": "ph", "mark": "name"}


def doubts(text: str) -> Iterator[str]:
    """What is wrong with an SSML document, one sentence a fault; nothing for a right one."""
    found = read_ssml(text)
    if found.defect:
        yield found.defect
    for name, attributes in found.tags:
        yield from _tag(name, attributes)


def _tag(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    known = SSML_TAGS.get(name)
    if known is None:
        yield f"<{name}> is not a tag that is spoken; {perhaps(name, SSML_TAGS, 'remove it')}"
        return
    needed = _NEEDS.get(name)
    if needed and needed not in attributes:
        yield f"<{name}> has no {needed}; add it"
    for attribute, value in attributes.items():
        words = known.get(attribute)
        if words is None and not attribute.startswith("xmlns"):
            advice = perhaps(attribute, known, "remove it")
            yield f"<{name}> takes no attribute {attribute}; {advice}"
        elif words and value not in words and "$" not in value:
            advice = perhaps(value, words, f"use {' or '.join(words)}")
            yield f"{attribute} of <{name}> is {value!r}; {advice}"
    if name == "break":
        yield from _pause(attributes.get("time", ""))


def _pause(time: str) -> Iterator[str]:
    """Whether a pause is a time, and not too long a one."""
    if not time or "$" in time:
        return
    found = _PAUSE.fullmatch(time)
    if found is None:
        yield f"time of <break> is {time!r}; write it as 500ms or 1s"
        return
    unit = found[1]
    seconds = float(time.removesuffix(unit)) / (1000 if unit == "ms" else 1)
    if seconds > _LONGEST_PAUSE:
        yield f"time of <break> is {time}; it can be at most 10s"
