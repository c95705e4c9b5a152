"""The query language: terms with a key and a value, all of which must hold of one block."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from flowport.errors import UsageError
from flowport.find.terms import DEFAULT, TERMS
from flowport.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

__all__ = ["Query", "QueryTerm", "parse"]

# A part of a value: a step of a JSONPath, something in quotation marks, or a character.
_STEP = r"""\[\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\]"""
_QUOTED = r'"(?:\\"|[^"])*"'
_TERM = pattern(rf'(?P<not>-)?(?:(?P<key>[A-Za-z]+):)?(?P<value>(?:{_STEP}|{_QUOTED}|[^\s"])*)')
_PART = pattern(rf"(?P<step>{_STEP})|(?P<quoted>{_QUOTED})")


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One term of a query.

    Attributes:
        key: Which kind of term, a key of ``TERMS``.
        value: What is looked for.
        unwanted: Whether a block must not have it.
    """

    key: str
    value: str
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: at least one term, and one that is wanted."""

    conditions: tuple[QueryTerm, ...]


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        UsageError: it is empty, has an unknown key or an unclosed quotation mark, or has only
            unwanted terms.
    """
    conditions = tuple(_conditions(text))
    if not any(not condition.unwanted for condition in conditions):
        what = "only says what is unwanted" if conditions else "is empty"
        message = f"the query {what}; say what to look for, such as attr:customerTier"
        raise UsageError(message)
    return Query(conditions)


def _conditions(text: str) -> Iterator[QueryTerm]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TERM.match(text, at)
        if not found or not (text[found.end() :] or " ")[0].isspace():
            message = f'the query breaks off at {text[at:]!r}; put a value with spaces in "..."'
            raise UsageError(message)
        at = found.end()
        yield _condition(found)


def _unquoted(part: re.Match[str]) -> str:
    r"""A part of a value as it is meant: ``\"`` is a quotation mark between two of them."""
    return part["step"] or part["quoted"][1:-1].replace('\\"', '"')


def _condition(found: re.Match[str]) -> QueryTerm:
    value = _PART.sub(_unquoted, found["value"])
    key = found["key"]
    if key and key.lower() not in TERMS and value.startswith("//"):
        return QueryTerm(DEFAULT, f"{key}:{value}", bool(found["not"]))
    if key and key.lower() == "arn":
        return QueryTerm("resource", f"{key}:{value}", bool(found["not"]))
    key = (key or DEFAULT).lower()
    if key not in TERMS:
        near = get_close_matches(key, TERMS, 1)
        hint = f"did you mean {near[0]}:?" if near else f"the keys are {', '.join(TERMS)}"
        message = f"there is no key {key}: in queries; {hint}"
        raise UsageError(message)
    if not value:
        message = f"{found[0]} has no value; write it as {key}:VALUE"
        raise UsageError(message)
    return QueryTerm(key, value, bool(found["not"]))
