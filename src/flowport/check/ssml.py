"""SSML read for checking: whether it is XML, and what it holds that nothing speaks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flowport.catalogue.value_lists import SSML_TAGS
from flowport.check.nearest import perhaps
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["doubts"]

_PAUSE = pattern(r"\+?\d*\.?\d+(ms|s)")
_KEPT = 1024  # strings that are remembered: an editor checks the same ones after each edit
_LONGEST_PAUSE = 10.0
_NEEDS = {"say-as": "interpret-as", "sub": "alias", "phoneme": "ph", "mark": "name"}
_DEFECTS = {
    "mismatched tag": "a tag is closed that is not the one opened last",
    "no element found": "a tag is not closed",
    "unclosed token": "a tag is not finished",
    "not well-formed (invalid token)": "a character is not allowed there; write & as &amp; "
    "and < as &lt;",
    "junk after document element": "there is text after </speak>",
    "syntax error": "it does not begin with <speak>",
    "undefined entity": "there is no such entity; XML has &amp; &lt; &gt; &quot; &apos;",
    "duplicate attribute": "an attribute is given twice",
}


@lru_cache(_KEPT)
def doubts(text: str) -> tuple[str, ...]:
    """What is wrong with an SSML document, one sentence a fault; nothing for a right one."""
    return tuple(_doubts(text))


def _doubts(text: str) -> Iterator[str]:
    from xml.parsers import expat  # noqa: PLC0415  few flows have SSML

    tags: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(encoding="utf-8")
    parser.StartElementHandler = lambda name, attributes: tags.append((name, attributes))
    parser.StartDoctypeDeclHandler = _no_doctype
    data = text.encode(errors="replace")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        yield _defect(said, data, parser.ErrorByteIndex)
        return
    except ValueError as error:
        yield str(error)
        return
    if tags[0][0] != "speak":
        yield f"it begins with <{tags[0][0]}>; put all of it into <speak>"
    for name, attributes in tags:
        yield from _tag(name, attributes)


def _no_doctype(*_: object) -> None:
    raise ValueError("it has a document type, which SSML does not take; remove it")


def _defect(said: str, data: bytes, byte: int) -> str:
    """What is wrong, and at which character."""
    before = data[: max(byte, 0)].removesuffix(b"&")
    place = len(before.decode(errors="ignore")) + 1
    return f"it is not XML at character {place}: {_DEFECTS.get(said, said)}"


def _tag(name: str, attributes: dict[str, str]) -> Iterator[str]:
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
