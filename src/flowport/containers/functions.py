"""CloudFormation's intrinsic functions around and inside a flow's content, never evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.containers.strings import Insertion, Literal, PlaceholderString, StringBuilder, filled
from flowport.containers.templates import fill_text
from flowport.model.pointer import pointer
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.containers.outer import Outer
    from flowport.containers.strings import Values

__all__ = ["FILLED_BY", "ObjectText", "function_of", "plain_object", "shown", "string_at"]

FILLED_BY = "CloudFormation"

_SUB = pattern(r"\$\{(?:(!)|([^{}]*)\})")
_FUNCTIONS = frozenset(
    {"Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::ImportValue", "Fn::Select", "Fn::Split",
     "Fn::If", "Fn::FindInMap", "Fn::Base64", "Fn::Transform", "Fn::ToJsonString", "Fn::Cidr",
     "Fn::GetAZs", "Fn::Length", "Fn::GetStackOutput"}
)  # fmt: skip


def function_of(value: Any) -> tuple[str, Any] | None:
    """The function and its argument, where a value is a call of one."""
    if isinstance(value, dict) and len(value) == 1:
        name, argument = next(iter(value.items()))
        if name in _FUNCTIONS:
            return name, argument
    return None


def shown(value: Any) -> str:
    """A value as people read it: calls of functions in the short form of ``Fn::Sub``."""
    called = function_of(value)
    if called is None:
        return value if isinstance(value, str) else "" if value is None else str(value)
    name, argument = called
    if name == "Fn::Sub":
        text = argument[0] if isinstance(argument, list) and argument else argument
        return str(text).replace("${!", "${")
    if name == "Fn::Join" and _is_join(argument):
        return shown(argument[0]).join(shown(each) for each in argument[1])
    return f"${{{_name(name, argument)}}}"


def _name(function: str, argument: Any) -> str:
    """What a call inserts, in a word without spaces."""
    if function == "Ref":
        return str(argument)
    if function == "Fn::GetAtt":
        words = argument if isinstance(argument, list) else [argument]
        return ".".join(str(word) if isinstance(word, str) else "?" for word in words)
    if function == "Fn::ImportValue":
        return f"ImportValue:{shown(argument)}".replace(" ", "")
    inner = _first_name(argument)
    return f"{function.removeprefix('Fn::')}:{inner}" if inner else function.removeprefix("Fn::")


def _first_name(value: Any) -> str:
    """The first thing that a call's arguments name."""
    called = function_of(value)
    if called:
        return _name(*called)
    members = value if isinstance(value, list) else []
    return next((name for name in map(_first_name, members) if name), "")


def _is_join(argument: Any) -> bool:
    return (
        isinstance(argument, list)
        and len(argument) == 2  # noqa: PLR2004  the delimiter and the list
        and isinstance(argument[0], str)
        and isinstance(argument[1], list)
    )


@dataclass(frozen=True, slots=True)
class ObjectText:
    """Content that a container says as an object, under ``pointer``, with its placeholders."""

    pointer: str
    tree: Any
    insertions: tuple[tuple[str, Insertion], ...]


def string_at(
    outer: Outer, at: str, value: Any, values: Values | None = None, *, filled_by: str = FILLED_BY
) -> PlaceholderString | None:
    """The string that a value is or makes; None for what is computed elsewhere.

    Args:
        outer: The file.
        at: The value's JSON pointer in it.
        value: The value.
        values: What fills placeholders, by name.
        filled_by: Who fills the others.
    """
    if isinstance(value, str):
        return PlaceholderString.of(outer.literal(at, value))
    called = function_of(value)
    if called is None:
        return None
    builder = StringBuilder(filled_by, values)
    name, argument = called
    if name == "Fn::Sub":
        return _sub(outer, at + pointer(name), argument, builder)
    if name == "Fn::Join" and _is_join(argument):
        _join(outer, at + pointer(name), argument, builder)
        return builder.done()
    return None


def _sub(outer: Outer, at: str, argument: Any, builder: StringBuilder) -> PlaceholderString | None:
    text, where = argument, at
    if isinstance(argument, list) and argument:
        text, where = argument[0], at + "/0"
    if not isinstance(text, str):
        return None
    add_sub(outer.literal(where, text), builder)
    return builder.done()


def add_sub(literal: Literal, builder: StringBuilder) -> None:
    """Add the string of ``Fn::Sub`` to a builder."""
    quote = literal.quote
    literal.quote = lambda text: quote(text.replace("${", "${!"))
    at = 0
    for found in _SUB.finditer(literal.value):
        start, end = found.span()
        builder.literal(literal, at, start)
        at = end
        if found[1]:
            builder.escaped("${", literal, start, end)
        elif not found[2] or found[2].startswith(("$", "[")):
            builder.literal(literal, start, end)
        else:
            builder.placeholder(found[2].strip(), _of(literal, start, end))
    builder.literal(literal, at, len(literal.value))


def _of(literal: Literal, start: int, end: int) -> Callable[[], tuple[int, int]]:
    return lambda: literal.whole(start, end)


def _join(outer: Outer, at: str, argument: Any, builder: StringBuilder) -> None:
    """Add the parts of ``Fn::Join``; of strings and other calls."""
    delimiter, members = argument
    gap = outer.literal(at + "/0", delimiter) if delimiter else None
    for index, member in enumerate(members):
        if index and gap:
            builder.escaped(delimiter, gap, 0, len(delimiter))
        where = f"{at}/1/{index}"
        called = function_of(member)
        if isinstance(member, str):
            literal = outer.literal(where, member)
            builder.literal(literal, 0, len(member))
        elif called and called[0] == "Fn::Sub" and isinstance(called[1], str):
            add_sub(outer.literal(where + pointer("Fn::Sub"), called[1]), builder)
        elif called and called[0] == "Fn::Join" and _is_join(called[1]):
            _join(outer, where + pointer("Fn::Join"), called[1], builder)
        else:
            builder.placeholder(_name(*called) if called else "?", _span(outer, where))


def _span(outer: Outer, where: str) -> Callable[[], tuple[int, int]]:
    return lambda: outer.span(where)


def plain_object(
    at: str, value: Any, values: Values | None = None, *, filled_by: str = FILLED_BY
) -> ObjectText:
    """A flow that is an object: calls of functions inside become strings with placeholders."""
    found: list[tuple[str, Insertion]] = []

    def plain(here: str, each: Any) -> Any:
        called = function_of(each)
        if called is not None:
            return _value(here, called, each)
        if isinstance(each, dict):
            return _same(each, {k: plain(here + pointer(k), v) for k, v in each.items()})
        if isinstance(each, list):
            made = [plain(f"{here}/{index}", v) for index, v in enumerate(each)]
            return _same(each, made)
        return fill_text(each, values) if values and isinstance(each, str) else each

    def _value(here: str, called: tuple[str, Any], each: Any) -> Any:
        name = _name(*called)
        known = filled(name, values or {})
        if known is not None:
            return known
        text = shown(each)
        found.append((here, Insertion(text, name, len(found), 0, filled_by)))
        return text

    return ObjectText(at, plain("", value), tuple(found))


def _same(old: Any, new: Any) -> Any:
    """The former one where nothing in it changed, so that parts stay shared."""
    pairs = (
        zip(old.values(), new.values(), strict=True)
        if isinstance(old, dict)
        else zip(old, new, strict=True)
    )
    return old if all(a is b for a, b in pairs) else new
