"""All rules, found by name: one module below ``rules/<family>`` is one rule."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from typing import TYPE_CHECKING

from flowport.check import rules
from flowport.check.finding import Severity
from flowport.errors import CheckError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.check.rule import Rule

__all__ = ["Entry", "chosen", "every", "named"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in its place.

    Attributes:
        rule: The rule.
        family: The folder that it lies in.
        name: Its file's name, in words joined by hyphens.
        page: Its module's text: a sentence, then what it does, why, an example, what instead.
    """

    rule: Rule
    family: str
    name: str
    page: str

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def title(self) -> str:
        """The page's first line."""
        return self.page.splitlines()[0]


@cache
def every() -> tuple[Entry, ...]:
    """Every rule, in the order of its code; read from disk on first use."""
    found: list[Entry] = []
    for family in pkgutil.iter_modules(rules.__path__):
        package = importlib.import_module(f"{rules.__name__}.{family.name}")
        for place in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{place.name}")
            name = place.name.replace("_", "-")
            found.append(Entry(module.check, family.name, name, cleandoc(module.__doc__ or "")))
    return tuple(sorted(found, key=lambda entry: entry.code))


def named(text: str) -> Entry:
    """The rule of that code or name, in any case.

    Raises:
        CheckError: there is none.
    """
    wanted = text.strip().lower()
    for entry in every():
        if wanted in {entry.code.lower(), entry.name}:
            return entry
    families = ", ".join(sorted({e.code[0] for e in every()}))
    message = (
        f"there is no rule {text!r}; codes look like {every()[0].code} (families {families}), "
        "and `flowport explain` without a code lists them all"
    )
    raise CheckError(message)


@cache
def _all(at_least: Severity) -> frozenset[str]:
    return frozenset(e.code for e in every() if e.rule.severity.rank <= at_least.rank)


def chosen(
    select: Iterable[str], ignore: Iterable[str], at_least: Severity = Severity.INFO
) -> frozenset[str]:
    """The codes that are asked for: all or the selected, without the ignored and the milder.

    A word is a code (``S009``), a name (``dangling-branch``), a family (``structure``), or the
    beginning of codes (``S``, ``S0``).

    Raises:
        CheckError: a word stands for no rule.
    """
    wanted = frozenset(code for word in select for code in _codes(word))
    unwanted = frozenset(code for word in ignore for code in _codes(word))
    everything = _all(at_least)
    return ((everything & wanted) if wanted else everything) - unwanted


def _codes(word: str) -> list[str]:
    key = word.strip().lower()
    found = [e.code for e in every() if key in {e.name, e.family}]
    if not found and key:
        found = [e.code for e in every() if e.code.lower().startswith(key)]
    return found or [named(word).code]
