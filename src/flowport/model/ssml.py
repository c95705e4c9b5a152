"""SSML: the words and tags of a document, and why Amazon Polly refuses to speak one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flowport.catalogue.value_lists import SSML_TAGS
from flowport.dataclass import dataclass
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SsmlDocument", "read_ssml", "spoken_words"]

_KEPT = 1024  # strings that are remembered: an editor checks the same ones after each edit
_TAG = pattern(r"<[^<>]*>")
_DEFECTS = {
    "mismatched tag": "a closing tag does not match the last opened one",
    "no element found": "a tag is not closed",
    "unclosed token": "a tag is not finished",
    "not well-formed (invalid token)": "a character is not allowed there; write & as &amp; "
    "and < as &lt;",
    "junk after document element": "there is text after </speak>",
    "syntax error": "it does not begin with <speak>",
    "undefined entity": "there is no such entity; XML has &amp; &lt; &gt; &quot; &apos;",
    "duplicate attribute": "an attribute is given twice",
}


@dataclass(frozen=True, slots=True)
class SsmlDocument:
    """An SSML document.

    Attributes:
        words: What is spoken, without tags.
        tags: The tags in their order, each with its attributes; none where it can't be read.
        defect: Why it can't be read to its end, or that its root is another; empty for neither.
    """

    words: str
    tags: tuple[tuple[str, Mapping[str, str]], ...]
    defect: str

    @property
    def refused(self) -> str:
        """Why nothing of it is spoken: its defect, or a tag that Amazon Polly does not support."""
        unknown = (name for name, _ in self.tags if name not in SSML_TAGS)
        return self.defect or next((f"<{n}> is not a tag that is spoken" for n in unknown), "")


@lru_cache(_KEPT)
def read_ssml(text: str) -> SsmlDocument:
    """Read a document, as far as it is one."""
    from xml.parsers import expat  # noqa: PLC0415  few flows have SSML

    tags: list[tuple[str, dict[str, str]]] = []
    words: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        tags.append((name, attributes))
        words.append(" ")

    parser = expat.ParserCreate(encoding="utf-8")
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: words.append(" ")
    parser.CharacterDataHandler = words.append
    parser.StartDoctypeDeclHandler = _no_doctype
    data = text.encode(errors="replace")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        return _damaged(text, _defect(problem, data, parser.ErrorByteIndex))
    except ValueError as error:
        return _damaged(text, str(error))
    root = tags[0][0]
    defect = "" if root == "speak" else f"it begins with <{root}>; put all of it into <speak>"
    return SsmlDocument(" ".join("".join(words).split()), tuple(tags), defect)


def spoken_words(text: str) -> str:
    """What is spoken of SSML; a string without tags is that itself."""
    return read_ssml(text).words if "<" in text else " ".join(text.split())


def _damaged(text: str, defect: str) -> SsmlDocument:
    from html import unescape  # noqa: PLC0415  as above

    return SsmlDocument(" ".join(unescape(_TAG.sub(" ", text)).split()), (), defect)


def _no_doctype(*_: object) -> None:
    raise ValueError("it has a document type, which SSML must not have; remove it")


def _defect(said: str, data: bytes, byte: int) -> str:
    """What is wrong, and at which character."""
    before = data[: max(byte, 0)].removesuffix(b"&")
    place = len(before.decode(errors="ignore")) + 1
    return f"it is not XML at character {place}: {_DEFECTS.get(said, said)}"
