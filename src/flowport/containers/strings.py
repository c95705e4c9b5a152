"""A string with placeholders: literal pieces with offsets in the outer file, and placeholders.

Places, filling and writing back all come from the pieces, whatever the outer file's format is.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from flowport.dataclass import dataclass
from flowport.errors import EditError
from flowport.model.patch import Patch
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Values = Mapping[str, Any]

__all__ = ["Insertion", "Literal", "PlaceholderString", "Segment", "StringBuilder", "StringPiece"]

_SCALAR = pattern(r"-?\d+(?:\.\d+)?|true|false|null")
_QUOTE = pattern(r'\\.|"', re.DOTALL)
_CONSTANT = pattern(r'"([^"\\{]*)"')


class StringPiece(NamedTuple):
    """Characters of a string, and the characters ``start`` to ``end`` of the file that say them.

    Where both are of the same length, they map one to one (a run); else they map as a whole.
    """

    text: str
    start: int
    end: int
    placeholder: bool = False

    @property
    def is_run(self) -> bool:
        """Whether each character has its own in the file."""
        return not self.placeholder and self.end - self.start == len(self.text)


@dataclass(frozen=True, slots=True)
class Insertion:
    """A placeholder in a string.

    Attributes:
        text: How messages show it, for example ``${Queue.QueueArn}``.
        name: What is inserted there: a name, an attribute, or an expression.
        at: The index in the string of the first character that represents it.
        length: How many characters represent it.
        filled_by: Who fills it: ``CloudFormation``, ``Terraform``, ``Pulumi``; empty for a
            placeholder that nothing known fills.
    """

    text: str
    name: str
    at: int
    length: int
    filled_by: str = ""


class Literal:
    """A string literal of the outer file.

    Attributes:
        value: What it says.
        quote: Writes new text as it must be written inside the literal.
    """

    def __init__(
        self, value: str, pieces: Callable[[], list[StringPiece]], quote: Callable[[str], str]
    ) -> None:
        self.value = value
        self.quote = quote
        self._pieces = pieces

    @cached_property
    def pieces(self) -> list[StringPiece]:
        """Its pieces; together they say the value."""
        found = self._pieces()
        if "".join([piece.text for piece in found]) == self.value:
            return found
        return [StringPiece(self.value, found[0].start, found[-1].end)] if found else []

    @cached_property
    def _starts(self) -> list[int]:
        return _starts(self.pieces)

    def between(self, start: int, end: int) -> list[StringPiece]:
        """The pieces of the characters ``start`` to ``end`` of the value."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        found: list[StringPiece] = []
        for piece, at in zip(self.pieces[index:], self._starts[index:], strict=True):
            if at >= end:
                break
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if (first, last) == (0, len(piece.text)) or not piece.is_run:
                found.append(piece._replace(text=piece.text[first:last]))
            elif first < last:
                found.append(
                    StringPiece(piece.text[first:last], piece.start + first, piece.start + last)
                )
        return found

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Where the file says the characters ``start`` to ``end`` of the value."""
        pieces = self.between(start, end)
        return (pieces[0].start, pieces[-1].end) if pieces else (0, 0)


class Segment(NamedTuple):
    """A part of a string: of a literal as it stands, or what represents something else.

    Attributes:
        text: Its characters in the string.
        literal: The literal that says them; None for what is outside any literal.
        start: Where they begin in the literal.
        end: Where they end in the literal.
        where: For what is not a part of a literal as it stands: its place in the file.
        placeholder: Whether it represents a placeholder.
    """

    text: str
    literal: Literal | None = None
    start: int = 0
    end: int = 0
    where: Callable[[], tuple[int, int]] | None = None
    placeholder: bool = False

    def pieces(self) -> list[StringPiece]:
        """Its pieces."""
        if self.where is not None:
            return [StringPiece(self.text, *self.where(), self.placeholder)]
        return self.literal.between(self.start, self.end) if self.literal else []


class PlaceholderString:
    """A string of the outer file, with its placeholders.

    Attributes:
        text: The string, with something in each placeholder's place.
        insertions: The placeholders, in their order.
        quote: Writes new text as it must be written in the file.
    """

    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        quote: Callable[[str], str],
        insertions: Sequence[Insertion] = (),
    ) -> None:
        self.text = text
        self.insertions = tuple(insertions)
        self.quote = quote
        self.segments = segments

    @classmethod
    def of(cls, literal: Literal) -> PlaceholderString:
        """A literal without placeholders."""
        segment = Segment(literal.value, literal, 0, len(literal.value))
        return cls(literal.value, (segment,), literal.quote)

    def trimmed(self, characters: str) -> PlaceholderString:
        """The string without some characters at its end."""
        text = self.text.rstrip(characters)
        return PlaceholderString(text, self.segments, self.quote, self.insertions)

    def as_literal(self) -> Literal:
        """The string as a literal, for what is written inside it."""
        return Literal(self.text, lambda: self.pieces, self.quote)

    @cached_property
    def pieces(self) -> list[StringPiece]:
        """Its pieces, those without text left out."""
        found = [piece for segment in self.segments for piece in segment.pieces()]
        return [piece for piece in found if piece.text]

    @cached_property
    def _starts(self) -> list[int]:
        return _starts(self.pieces)

    def in_file(self, at: int) -> int:
        """The file's character that says the string's character ``at``."""
        if not self.pieces:
            return 0
        index = max(bisect_right(self._starts, at) - 1, 0)
        piece = self.pieces[index]
        if piece.is_run:
            return piece.start + min(at - self._starts[index], len(piece.text))
        return piece.start if at < self._starts[index] + len(piece.text) else piece.end

    def changes(self, patches: Iterable[Patch]) -> list[Patch]:
        """Patches of the string as patches of the file.

        Raises:
            EditError: One changes a placeholder, or can't be written in the file.
        """
        return [Patch(*self._range(patch), self.quote(patch.text)) for patch in patches]

    def _range(self, patch: Patch) -> tuple[int, int]:
        for piece, at in zip(self.pieces, self._starts, strict=True):
            behind = at + len(piece.text)
            touched = at < patch.end and patch.start < behind
            if touched and piece.placeholder:
                raise EditError("the change would overwrite a placeholder")
            cut = at < patch.start < behind or at < patch.end < behind
            if cut and not piece.is_run:
                raise EditError("the change would cut an escape sequence of the outer file")
        if patch.start == patch.end:
            here = self.in_file(patch.start)
            return here, here
        return self.in_file(patch.start), self._end(patch.end)

    def _end(self, end: int) -> int:
        """Behind the file's character that says the last character before ``end``."""
        index = max(bisect_right(self._starts, end - 1) - 1, 0)
        piece = self.pieces[index]
        return piece.start + end - self._starts[index] if piece.is_run else piece.end


def _starts(pieces: Sequence[StringPiece]) -> list[int]:
    """Where each piece begins in the string."""
    found, at = [], 0
    for piece in pieces:
        found.append(at)
        at += len(piece.text)
    return found


class StringBuilder:
    """Makes a string from literals and placeholders, one after another.

    Unless it is ``plain``, the string is JSON: a placeholder outside quotation marks represents a
    whole value, and one inside is escaped.
    """

    def __init__(
        self, filled_by: str = "", values: Values | None = None, *, plain: bool = False
    ) -> None:
        self._plain = plain
        self._filled_by = filled_by
        self._values = values or {}
        self._texts: list[str] = []
        self.segments: list[Segment] = []
        self._insertions: list[Insertion] = []
        self._length = 0
        self._in_string = False
        self._quote: Callable[[str], str] | None = None

    def literal(self, literal: Literal, start: int, end: int) -> None:
        """Add characters of a literal as they stand."""
        text = literal.value[start:end]
        self._quote = self._quote or literal.quote
        self._add(Segment(text, literal, start, end))

    def escaped(self, text: str, literal: Literal, start: int, end: int) -> None:
        """Add ``text``, which a literal says in other characters."""
        self._add(Segment(text, literal, start, end, lambda: literal.whole(start, end)))

    def placeholder(self, name: str, where: Callable[[], tuple[int, int]], text: str = "") -> None:
        """Add a placeholder; outside quotation marks it represents a whole value.

        An expression that is a string, as in ``${"$"}``, is filled by that string.
        """
        constant = _CONSTANT.fullmatch(name)
        value = constant[1] if constant else filled(name, self._values)
        shown = value if value is not None else text or f"${{{name}}}"
        if self._plain:
            stands = shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False)
        else:
            stands = _written(shown, in_string=self._in_string, is_value=value is not None)
        if value is None:
            self._insertions.append(
                Insertion(str(shown), name, self._length, len(stands), self._filled_by)
            )
        self._add(Segment(stands, where=where, placeholder=True))

    def done(self) -> PlaceholderString:
        """The string."""
        quote = self._quote or _refuse
        return PlaceholderString("".join(self._texts), self.segments, quote, self._insertions)

    def _add(self, segment: Segment) -> None:
        self._texts.append(segment.text)
        self.segments.append(segment)
        self._length += len(segment.text)
        if not segment.placeholder:
            for found in _QUOTE.finditer(segment.text):
                self._in_string ^= found[0] == '"'


def filled(name: str, values: Values) -> Any:
    """The value of a placeholder's name; None where no value is given.

    A name with periods may be a key as it stands, or a path through objects; a Terraform
    variable or local may be given by its own name.
    """
    if not values:
        return None
    short = name.removeprefix("var.").removeprefix("local.")
    for candidate in (name, short):
        if candidate in values:
            return values[candidate]
    here: Any = values
    for part in short.split("."):
        if not isinstance(here, dict) or part not in here:
            return None
        here = here[part]
    return here


def _written(value: Any, *, in_string: bool, is_value: bool) -> str:
    """A value as JSON has it at this place; digits outside quotation marks stay a number."""
    if in_string:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return json.dumps(text, ensure_ascii=False)[1:-1]
    if is_value and isinstance(value, str) and _SCALAR.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _refuse(text: str) -> str:
    del text
    raise EditError("there is no literal to write into")
