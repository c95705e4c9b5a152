"""The pages of the rules as Markdown, made from the rules' own modules."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from flowport.check.rule_registry import every
from flowport.patterns import pattern

if TYPE_CHECKING:
    from flowport.check.rule_registry import RegisteredRule

__all__ = ["HEADINGS", "pages", "section_names"]

#: What every page says, in this order.
HEADINGS = ("What it does", "Why", "Example", "Instead")

_HEADING = pattern(r"^([A-Z][^\n:]*):$", re.MULTILINE)
_GENERATED = "<!-- Made from the rule's module by `flowport explain --write`; change it there. -->"


def pages() -> dict[str, str]:
    """Every page by its file name: one a rule, and ``README.md``, which lists them."""
    found = {f"{entry.code}.md": _page(entry) for entry in every()}
    return {"README.md": _index(), **found}


def section_names(entry: RegisteredRule) -> tuple[str, ...]:
    """The headings of a rule's page."""
    return tuple(_HEADING.findall(entry.page))


def _page(entry: RegisteredRule) -> str:
    title, _, rest = entry.page.partition("\n")
    body = _HEADING.sub(r"## \1\n", rest).replace("\n    ", "\n").replace("``", "`")
    fix = "Some findings have a fix (`--fix`)." if entry.rule.fixes else "It has no fix."
    about = f"Family {entry.family}. At worst: {entry.rule.severity}. {fix}"
    head = f"# {entry.code}: {entry.name}"
    return f"{_GENERATED}\n{head}\n\n{title.replace('``', '`')}\n\n{about}\n{body.rstrip()}\n"


def _index() -> str:
    lines = [
        _GENERATED,
        "# Rules",
        "",
        "An *error* is what the service refuses to publish; all else is a warning or information.",
    ]
    for family, entries in groupby(every(), key=lambda entry: entry.family):
        lines += ["", f"## {family.capitalize()}", ""]
        lines += ["| Code | Name | At worst | Fix | |", "|---|---|---|---|---|"]
        lines += [
            f"| [{e.code}]({e.code}.md) | {e.name} | {e.rule.severity} | "
            f"{'yes' if e.rule.fixes else ''} | {e.title.replace('``', '`')} |"
            for e in entries
        ]
    return "\n".join(lines) + "\n"
