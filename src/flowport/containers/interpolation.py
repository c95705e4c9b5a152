"""Strings of Terraform and Pulumi: ``${expression}`` is filled, ``$${`` is a literal ``${``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.containers.strings import Literal, PlaceholderString, StringBuilder
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.containers.strings import Values

__all__ = ["CONTROL", "escape", "expression_end", "interpolated", "name_of"]

CONTROL = pattern(r"(?<!%)%\{")
"""The start of a directive of Terraform's templates."""

_TOKEN = pattern(r"\$\$\{|%%\{|\$\{")
_SPACES = pattern(r"\s+")


def escape(text: str) -> str:
    """Text as it is written where ``${`` and ``%{`` mean something."""
    return text.replace("${", "$${").replace("%{", "%%{")


def name_of(expression: str) -> str:
    """An expression as one word: Terraform's marks for trimming and spaces taken out."""
    return _SPACES.sub(" ", expression.strip().removeprefix("~").removesuffix("~").strip())


def interpolated(
    literal: Literal, values: Values | None, *, filled_by: str, directives: bool = True
) -> PlaceholderString:
    """The string that a literal makes once its expressions are filled in.

    Args:
        literal: The literal, its own format's escapes already undone.
        values: What fills placeholders, by name.
        filled_by: Who fills the others.
        directives: Whether ``%{`` has a meaning, and ``%%{`` is its escape.
    """
    builder, quote, at = StringBuilder(filled_by, values), literal.quote, 0
    literal.quote = lambda text: quote(escape(text) if directives else text.replace("${", "$${"))
    for found in _TOKEN.finditer(literal.value):
        start, end = found.span()
        if start < at or (found[0] == "%%{" and not directives):
            continue
        if found[0] != "${":
            builder.literal(literal, at, start)
            builder.escaped(found[0][1:], literal, start, end)
            at = end
            continue
        end = expression_end(literal.value, end)
        name = name_of(literal.value[start + 2 : end - 1])
        if name and not name.startswith(("$", "[")):
            builder.literal(literal, at, start)
            builder.placeholder(name, _place(literal, start, end))
            at = end
    builder.literal(literal, at, len(literal.value))
    return builder.done()


def _place(literal: Literal, start: int, end: int) -> Callable[[], tuple[int, int]]:
    return lambda: literal.whole(start, end)


def expression_end(text: str, at: int) -> int:
    """The index behind the brace that closes an expression; braces in its strings don't count."""
    depth, quoted = 1, False
    for index in range(at, len(text)):
        char = text[index]
        if char == '"' and text[index - 1] != "\\":
            quoted = not quoted
        elif not quoted and char in "{}":
            depth += 1 if char == "{" else -1
            if not depth:
                return index + 1
    return at
