"""The marks that templates leave to be filled in later: one grammar for every reader.

Who fills which mark (counts of real files in the notes on containers): ``${x}`` CloudFormation,
Terraform, the Serverless Framework and shells; ``{{x}}`` Mustache, Handlebars, Jinja and
CloudFormation's dynamic references; ``%x%`` and ``%%x%%`` deployment scripts; ``<<x>>``, ``@@x@@``,
``[[x]]`` and ``#{x}`` deployment tools (Maven, Octopus, Azure DevOps); ``<%= x %>`` ERB and EJS;
``{% x %}`` the statements of Jinja and Liquid; tokens of the AWS CDK, which an app wrote before
they had a value.

A name inside the marks has no spaces, except that of a statement. What begins with ``$.`` or ``$[``
is a JSONPath and never a placeholder.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from flowport.dataclass import dataclass
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["RUN_TIME_BRACES", "Mark", "Placeholder", "has_placeholder", "placeholders"]


class Mark(StrEnum):
    """How a placeholder is marked."""

    DOLLAR_BRACES = "${x}"
    DOUBLE_BRACES = "{{x}}"
    PERCENT = "%x%"
    DOUBLE_ANGLES = "<<x>>"
    DOUBLE_AT = "@@x@@"
    DOUBLE_BRACKETS = "[[x]]"
    HASH_BRACES = "#{x}"
    ANGLE_PERCENT = "<%= x %>"
    BRACE_PERCENT = "{% x %}"
    CDK_TOKEN = "CDK token"  # noqa: S105  a mark, not a secret
    ANGLES = "<x>"
    """Only where a reference belongs; elsewhere it is markup."""
    UNDERSCORES = "__x__"
    """Only where a reference belongs; elsewhere it is a name."""
    WORD = "REPLACE_ME"
    """Only where a reference belongs; elsewhere it is prose."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder in a string.

    Attributes:
        start: The index of its first character.
        end: The index after its last character.
        text: It, with its marks.
        mark: How it is marked.
        name: What is inside the marks, without spaces at the ends; a word without marks is its
            own name.
    """

    start: int
    end: int
    text: str
    mark: Mark
    name: str


#: Action types whose ``{{...}}`` is filled while a contact runs: by a message template, by the
#: assistant or by Lex. Parameters of these actions that refer to something are no such text.
RUN_TIME_BRACES = frozenset(
    {
        "ConnectParticipantWithLexBot",
        "ConnectParticipantWithAgenticCX",
        "CreateWisdomSession",
        "RenderMessageTemplate",
    }
)

_LONGEST = 300  # characters between braces
_NAME = r"[A-Za-z_][\w.:/$-]*"
_FILTERS = r"(?:\s*\|\s*[A-Za-z_][\w.]*(?:\([^(){}]*\))?)*"
_WORDS = (
    r"(?i:replace[_-]?me|change[_-]?me)|PLACEHOLDER|[Xx]{4,}"
    r"|(?:REPLACE|YOUR|INSERT|CHANGE|ENTER)[_-][A-Z0-9_-]*[A-Z0-9]"
)
_ANYWHERE = (
    (Mark.CDK_TOKEN, r"[$#]\{Token\[(?P<cdk>[^\[\]{}\s]+)\]\}"),
    (Mark.CDK_TOKEN, r"-?(?P<number>1\.8881545897\d+e\+?289)"),
    (Mark.DOLLAR_BRACES, r"\$\{"),
    (Mark.HASH_BRACES, r"#\{\s*(?P<hash>[^\s{}$]+)\s*\}"),
    (
        Mark.DOUBLE_BRACES,
        r"\{\{\{?[-~]?\s*(?P<braces>(?![$!>#/^&])[^\s{}|]+)" + _FILTERS + r"\s*[-~]?\}?\}\}",
    ),
    (Mark.ANGLE_PERCENT, r"<%[=-]?\s*(?P<erb>[^\s%<>]+)\s*[-_]?%>"),
    (Mark.BRACE_PERCENT, r"\{%[-+]?\s*(?P<statement>[^\s{}%][^{}%]{0,200}?)\s*[-+]?%\}"),
    (Mark.DOUBLE_ANGLES, r"<<\s*(?P<angles>" + _NAME + r")\s*>>"),
    (Mark.DOUBLE_AT, r"@@(?P<at>" + _NAME + r")@@"),
    (Mark.DOUBLE_BRACKETS, r"\[\[\s*(?P<brackets>" + _NAME + r")\s*\]\]"),
    (Mark.PERCENT, r"(?P<p>%%?)(?P<percent>[A-Za-z_](?:[\w.:-]*\w)?)(?P=p)"),
)
_REFERENCE = (
    (Mark.ANGLES, r"<(?P<angle>" + _NAME + r")>"),
    (Mark.UNDERSCORES, r"(?<![A-Za-z0-9_])__(?P<under>[A-Za-z0-9]\w*?)__(?![A-Za-z0-9_])"),
    (Mark.WORD, r"(?<![A-Za-z0-9])(?P<word>" + _WORDS + r")(?![A-Za-z0-9_])"),
)


def _pattern(marks: tuple[tuple[Mark, str], ...]) -> re.Pattern[str]:
    return pattern("|".join(f"(?P<m{i}>{expression})" for i, (_, expression) in enumerate(marks)))


_MARKS = {False: _ANYWHERE, True: _ANYWHERE + _REFERENCE}
_PATTERNS = {everywhere: _pattern(marks) for everywhere, marks in _MARKS.items()}
_QUICK = pattern(r"[${#<%@\[]|1\.888")
_ESCAPED_OCTET = pattern(r"%[0-9A-Fa-f]{2}%[0-9A-Fa-f]{2}")
_DATE_FORMAT = pattern(r"%[A-Za-z]%[A-Za-z](?![A-Za-z0-9_])")


@lru_cache(maxsize=4096)
def placeholders(
    text: str, *, reference: bool = False, braces_are_text: bool = False
) -> tuple[Placeholder, ...]:
    """The placeholders of a string, in their order; they never overlap.

    Args:
        text: The string.
        reference: Whether a reference, a number, a language or a voice belongs there, so that
            ``<x>``, ``__x__`` and ``REPLACE_ME`` count too.
        braces_are_text: Whether ``{{...}}`` is text that is filled while a contact runs.
    """
    if not reference and not _QUICK.search(text):
        return ()
    found = _found(text, reference)
    return tuple(p for p in found if not (braces_are_text and p.mark is Mark.DOUBLE_BRACES))


def has_placeholder(text: str, *, reference: bool = False, braces_are_text: bool = False) -> bool:
    """Whether a string holds a placeholder; the arguments are those of ``placeholders``."""
    return bool(placeholders(text, reference=reference, braces_are_text=braces_are_text))


def _found(text: str, reference: bool) -> Iterator[Placeholder]:
    expression, marks, at = _PATTERNS[reference], _MARKS[reference], 0
    while match := expression.search(text, at):
        mark = marks[int(str(match.lastgroup)[1:])][0] if match.lastgroup else None
        found = _read(text, match, mark)
        at = found.end if found else match.start() + 1
        if found:
            yield found


def _read(text: str, match: re.Match[str], mark: Mark | None) -> Placeholder | None:
    start, end = match.span()
    if mark is None:
        return None
    if mark is Mark.DOLLAR_BRACES:
        end = _closing(text, end)
        name = text[match.end() : end - 1].strip()
        if not name or name.startswith(("$.", "$[")) or any(c.isspace() for c in name):
            return None
    else:
        name = _name(match)
    if mark is Mark.PERCENT and _is_escape(text, start, end, name):
        return None
    return Placeholder(start, end, text[start:end], mark, name)


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict().items()
    inside = (v for key, v in groups if v and key != "p" and not re.fullmatch(r"m\d+", key))
    return next(inside, match[0])


def _closing(text: str, at: int) -> int:
    """The index after the brace that closes one before ``at``; ``at`` where none does."""
    depth = 1
    for index in range(at, min(len(text), at + _LONGEST)):
        depth += (text[index] == "{") - (text[index] == "}")
        if not depth:
            return index + 1
    return at


def _is_escape(text: str, start: int, end: int, name: str) -> bool:
    """Whether two percent signs are of something else: URL escapes, dates, ``10%to20%``."""
    octet = len(name) == len("2F") and _ESCAPED_OCTET.match(text, start)
    date = _DATE_FORMAT.match(text, start)
    amounts = text[start - 1 : start].isdigit() and name[-1].isdigit()
    return bool(octet or date or amounts) and text[start:end].count("%") == len("%%")
