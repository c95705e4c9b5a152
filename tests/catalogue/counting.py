"""Counts what real exports hold, for the table in ``flowport.catalogue.exports``.

The table is made here and not by hand: ``FLOWPORT_RENEW=1 pytest tests/catalogue/test_exports.py``
writes it again from the corpus, which itself stays outside the project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from corpus import CORPUS, manifest
from flowport.catalogue import ACTIONS, flow_type
from flowport.catalogue.exports import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["counted"]

_WORD = re.compile(r"[A-Za-z][\w-]*")
_ENOUGH = 2
"""From how many repositories on a thing is worth a line of the table."""


@dataclass
class _Tally:
    """The repositories and files that one thing was seen in."""

    published: set[str] = field(default_factory=set)
    repositories: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def add(self, row: dict[str, Any], *, published: bool) -> None:
        self.repositories.add(row["repo"])
        self.files.add(row["file"])
        if published:
            self.published.add(row["repo"])

    def __str__(self) -> str:
        return f"{len(self.published)}/{len(self.repositories)}/{len(self.files)}"


Key = tuple[str, str, str]
"""An action's type, what is counted (``type``, ``value``, a part), and the thing itself."""


def counted() -> str:
    """The table, as the module holds it: a line an action type, then what was seen of it."""
    tallies: defaultdict[Key, _Tally] = defaultdict(_Tally)
    for row, tree in _flows():
        metadata = tree.get("Metadata") or {}
        published = str(metadata.get("status", "")).lower() == "published"
        kind = flow_type(str(metadata.get("type") or "")) if published else None
        for action in tree["Actions"]:
            for key in _things(action, kind):
                tallies[key].add(row, published=published)
    lines: list[str] = []
    for (type_, what, thing), tally in sorted(tallies.items()):
        if len(tally.repositories) >= _ENOUGH:
            if not any(line == type_ for line in lines):
                lines.append(type_)
            lines.append(f" {what} {tally} {thing}")
    return "\n".join(lines)


def _flows() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in manifest():
        if row["format"] == "language":
            tree = orjson.loads((CORPUS / row["file"]).read_bytes())
            yield row, tree


def _things(action: dict[str, Any], kind: object) -> Iterator[Key]:
    """What one action shows: its flow's type, its shape, and the words that it chose."""
    declared = ACTIONS.get(action["Type"])
    if declared is None:
        return
    if kind is not None:
        yield declared.type, "type", str(kind)
    for what, thing in parts_of(declared, action):
        yield declared.type, what, thing
    for parameter in declared.parameters:
        if parameter.allowed:
            for said in _values(action.get("Parameters") or {}, parameter.name.split(".")):
                if isinstance(said, str) and _WORD.fullmatch(said):
                    yield declared.type, "value", f"{parameter.name}={said}"


def _values(here: Any, steps: list[str]) -> Iterator[Any]:
    """What is at a dotted path, through every item of the lists on its way."""
    if isinstance(here, list):
        for item in here:
            yield from _values(item, steps)
    elif not steps:
        yield here
    elif isinstance(here, dict):
        step = steps[0].removesuffix("[]")
        if step in here:
            yield from _values(here[step], steps[1:])
