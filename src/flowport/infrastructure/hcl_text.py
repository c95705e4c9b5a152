"""Strings and blocks in Terraform's language, laid out as ``terraform fmt`` does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["attributes", "block", "comment", "map_of", "quoted", "template"]


def template(text: str, *, before_expression: bool = False) -> str:
    """A string as a template file holds it: only what begins an expression is escaped.

    Args:
        text: The string.
        before_expression: Whether an expression follows it. Dollar signs at its end would escape
            that expression, so they are written as one of their own.
    """
    rest = text.rstrip("$") if before_expression else text
    signs = text[len(rest) :]
    last = f'${{"{signs}"}}' if signs else ""
    return rest.replace("${", "$${").replace("%{", "%%{") + last


def quoted(text: str) -> str:
    """A quoted string."""
    return template(json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f"))


def attributes(values: Mapping[str, str], indent: int = 2) -> list[str]:
    """Lines of ``name = expression``, the signs below each other."""
    width = max(map(len, values), default=0)
    return [f"{' ' * indent}{name:{width}} = {value}" for name, value in values.items()]


def map_of(values: Mapping[str, str], indent: int = 2) -> str:
    """An object of expressions; ``indent`` is that of the line on which it begins."""
    if not values:
        return "{}"
    return "\n".join(["{", *attributes(values, indent + 2), " " * indent + "}"])


def block(head: str, lines: Iterable[str]) -> str:
    """A block with its lines."""
    return "\n".join([head + " {", *lines, "}"]) + "\n"


def comment(texts: Iterable[str], indent: int = 0) -> list[str]:
    """Comment lines; a line break in a text can't end the comment."""
    return [" " * indent + "# " + " ".join(text.split()) for text in texts]
