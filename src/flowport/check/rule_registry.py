"""All rules, found by name: one module below ``rules/<family>`` is one rule."""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import contextmanager
from functools import cache
from inspect import cleandoc
from typing import TYPE_CHECKING

from flowport.check import rules
from flowport.check.finding import Severity
from flowport.dataclass import dataclass
from flowport.errors import CheckError
from flowport.patterns import pattern
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.check.rule import Rule

__all__ = ["RegisteredRule", "added", "chosen", "every", "is_own_code", "named", "own_rules"]


_OWN_CODE = pattern(r"[A-Z]{2,8}\d{3}")
"""Codes of the user's own rules: longer than ours, so that no version of ours takes one."""


@dataclass(frozen=True, slots=True)
class RegisteredRule:
    """A rule in its place.

    Attributes:
        rule: The rule.
        family: The folder that it lies in.
        name: Its file's name, in words joined by hyphens.
        text: Its module's docstring.
    """

    rule: Rule
    family: str
    name: str
    text: str

    @property
    def page(self) -> str:
        """The docstring without its indent: a sentence, what it does, why, an example."""
        return cleandoc(self.text)

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def title(self) -> str:
        """The page's first line."""
        return self.page.splitlines()[0]


def every() -> tuple[RegisteredRule, ...]:
    """Every rule, in the order of its code: ours, and those of the user that are added."""
    return (*_ours(), *_added)


def is_own_code(word: str) -> bool:
    """Whether a word is a code as rules of the user's own have them."""
    return _OWN_CODE.fullmatch(word.strip().upper()) is not None


def added() -> tuple[RegisteredRule, ...]:
    """The user's own rules."""
    return _added


@contextmanager
def own_rules(entries: Iterable[RegisteredRule]) -> Iterator[None]:
    """Have some rules of the user's beside ours, as long as the context lasts.

    Raises:
        CheckError: a code or name is taken, or a code is not two to eight capitals and three
            digits.
    """
    global _added  # noqa: PLW0603  the one place where rules come and go
    before, new = _added, tuple(entries)
    taken = {word for e in every() for word in (e.code, e.name)}
    for entry in new:
        if not is_own_code(entry.code) or entry.code != entry.code.upper():
            message = f"{entry.code!r} is not a code for a rule of your own, such as TEAM001"
            raise CheckError(message)
        for word in (entry.code, entry.name):
            if word in taken:
                message = f"there are two rules {word!r}; give your own another code and file name"
                raise CheckError(message)
            taken.add(word)
    _added = (*before, *new)
    _all.cache_clear()
    try:
        yield
    finally:
        _added = before
        _all.cache_clear()


@cache
def _ours() -> tuple[RegisteredRule, ...]:
    """Our rules, read from disk on first use."""
    found: list[RegisteredRule] = []
    for family in pkgutil.iter_modules(rules.__path__):
        package = importlib.import_module(f"{rules.__name__}.{family.name}")
        for place in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{place.name}")
            name = place.name.replace("_", "-")
            found.append(RegisteredRule(module.check, family.name, name, module.__doc__ or ""))
    return tuple(sorted(found, key=lambda entry: entry.code))


def named(text: str) -> RegisteredRule:
    """The rule of that code or name, in any case.

    Raises:
        CheckError: there is none.
    """
    wanted = text.strip().lower()
    for entry in every():
        if wanted in {entry.code.lower(), entry.name}:
            return entry
    meant = suggestion(wanted, [name for e in every() for name in (e.code, e.name)])
    families = ", ".join(sorted({e.code[0] for e in every()}))
    known = f"; codes look like {every()[0].code} (families {families})"
    raise CheckError(f"there is no rule {text!r}{meant or known}")


_added: tuple[RegisteredRule, ...] = ()


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
        CheckError: a word represents no rule.
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
