"""Terraform's strings, heredocs and objects, each character and value with its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from flowport.containers.forms.terraform_json import FILLED_BY
from flowport.containers.interpolation import escape, name_of
from flowport.containers.strings import Insertion, Literal, StringBuilder, StringPiece, filled
from flowport.model.pointer import pointer
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

    from flowport.containers.hcl_places import HCLText
    from flowport.containers.strings import PlaceholderString

__all__ = ["plain_of", "text_of"]

_QUOTED = pattern(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|\$\$\{|%%\{|\r\n", re.DOTALL)
_HEREDOC = pattern(r"\$\$\{|%%\{|\r\n")
_HEX = 16
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_INSIDE = ("template_interpolation", "template_directive")


def text_of(outer: HCLText, node: Node, *, plain: bool = False) -> PlaceholderString:
    """The string that a quoted string or a heredoc makes; of JSON, unless it is ``plain``."""
    if node.type == "template_expr" and node.named_children:
        node = node.named_children[0]
    builder = StringBuilder(FILLED_BY, outer.values, plain=plain)
    if node.type == "heredoc_template":
        _heredoc(outer, node, builder)
    else:
        start, end = outer.place(node)
        _between(outer, node, start + 1, end - 1, builder, _quoted)
    return builder.done()


def _between(  # noqa: PLR0917  where from and to, and how
    outer: HCLText,
    node: Node,
    start: int,
    end: int,
    builder: StringBuilder,
    literal: Callable[[HCLText, int, int], Literal],
) -> None:
    at = start
    for hole in _holes(node):
        first, last = outer.place(hole)
        _add(builder, literal(outer, at, first))
        _add_hole(outer, hole, builder)
        at = last
    _add(builder, literal(outer, at, end))


def _holes(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.type in _INSIDE:
            yield child


def _add(builder: StringBuilder, literal: Literal) -> None:
    builder.literal(literal, 0, len(literal.value))


def _add_hole(outer: HCLText, hole: Node, builder: StringBuilder) -> None:
    source, place = outer.source(hole), outer.place(hole)
    inside = source[2:-1] if source.startswith("${") else source
    shown = "" if source.startswith("${") else source
    builder.placeholder(name_of(inside), lambda: place, shown)


def _quoted(outer: HCLText, start: int, end: int) -> Literal:
    pieces = _pieces(outer.text, start, end, _QUOTED)
    return Literal("".join(p.text for p in pieces), lambda: pieces, _quote)


def _quote(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)[1:-1].replace("\\b", "\\u0008")
    return escape(written.replace("\\f", "\\u000c"))


def _pieces(text: str, start: int, end: int, special: re.Pattern[str]) -> list[StringPiece]:
    found: list[StringPiece] = []
    at = start
    for token in special.finditer(text, start, end):
        if token.start() > at:
            found.append(StringPiece(text[at : token.start()], at, token.start()))
        found.append(StringPiece(_meaning(token[0]), token.start(), token.end()))
        at = token.end()
    if at < end or not found:
        found.append(StringPiece(text[at:end], at, end))
    return found


def _meaning(token: str) -> str:
    if token == "\r\n":  # noqa: S105  a line break
        return "\n"
    if token[0] in "$%":
        return token[1:]
    if token[1] in "uU" and len(token) > 2:  # noqa: PLR2004  more than the letter
        return chr(int(token[2:], _HEX))
    return _ESCAPES.get(token[1], token[1])


def _heredoc(outer: HCLText, node: Node, builder: StringBuilder) -> None:
    """The lines of a heredoc; ``<<-`` takes off the least indent of lines that are not blank."""
    first, last = outer.place(node)
    text = outer.text
    start = text.index("\n", first) + 1
    end = max(text.rfind("\n", start, last) + 1, start)
    holes = [outer.place(hole) for hole in _holes(node)]
    indent = _indent(text, start, end, holes) if text.startswith("<<-", first) else 0
    newline = "\r\n" if text[start - 2 : start] == "\r\n" else "\n"

    def quote(new: str) -> str:
        return escape(new).replace("\n", newline + " " * indent)

    at = start
    for hole in _holes(node):
        begin, finish = outer.place(hole)
        _lines(text, at, begin, indent, builder, quote)
        _add_hole(outer, hole, builder)
        at = finish
    _lines(text, at, end, indent, builder, quote)


def _indent(text: str, start: int, end: int, holes: list[tuple[int, int]]) -> int:
    least, at = None, start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop + 1
        line = text[at:stop]
        inside = any(first < at < last for first, last in holes)
        if line.strip() and not inside:
            spaces = len(line) - len(line.lstrip(" \t"))
            least = spaces if least is None else min(least, spaces)
        at = stop
    return least or 0


def _lines(  # noqa: PLR0917  as above
    text: str,
    start: int,
    end: int,
    indent: int,
    builder: StringBuilder,
    quote: Callable[[str], str],
) -> None:
    pieces: list[StringPiece] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop + 1
        begins = at == 0 or text[at - 1] == "\n"
        blank = not text[at:stop].strip() and text[at:stop].endswith("\n")
        cut = at + indent if begins and not blank else at
        pieces += _pieces(text, min(cut, stop), stop, _HEREDOC)
        at = stop
    value = "".join(piece.text for piece in pieces)
    builder.literal(Literal(value, lambda: pieces, quote), 0, len(value))


def plain_of(outer: HCLText, node: Node, at: str = "") -> Any:
    """An expression as a plain value; what Terraform computes becomes ``${expression}``.

    With ``at``, the places of all values are kept under that JSON pointer.
    """
    while node.type in {"expression", "literal_value", "collection_value"}:
        named = [each for each in node.named_children if each.type != "comment"]
        if len(named) != 1:
            break
        node = named[0]
    if at:
        outer.spans[at] = outer.place(node)
    if node.type == "object":
        return _object(outer, node, at)
    if node.type == "tuple":
        members = [each for each in node.named_children if each.type == "expression"]
        return [
            plain_of(outer, each, f"{at}/{index}" if at else "")
            for index, each in enumerate(members)
        ]
    if node.type in {"string_lit", "template_expr", "quoted_template", "heredoc_template"}:
        made = text_of(outer, node, plain=True)
        outer.found += [(at, each) for each in made.insertions if at]
        return made.text
    return _scalar(outer, outer.source(node), at)


def _object(outer: HCLText, node: Node, at: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for element in node.named_children:
        if element.type == "object_elem":
            parts = [each for each in element.named_children if each.type == "expression"]
            if len(parts) == 2:  # noqa: PLR2004  key and value
                key = outer.source(parts[0]).strip()
                key = str(plain_of(outer, parts[0])) if key.startswith(('"', "(")) else key
                found[key] = plain_of(outer, parts[1], at + pointer(key) if at else "")
    return found


def _scalar(outer: HCLText, source: str, at: str) -> Any:
    """A number or word as JSON has it, an expression as a placeholder."""
    text = source.strip()
    try:
        return json.loads(text)
    except ValueError:
        name = name_of(text)
    value = filled(name, outer.values or {})
    if value is not None:
        return value
    shown = f"${{{name}}}"
    if at:
        outer.found.append((at, Insertion(shown, name, 0, len(shown), FILLED_BY)))
    return shown
