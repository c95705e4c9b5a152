"""Bindings: what stands for what in another instance, as a file that people edit.

TOML by default, because it takes comments; JSON of the same shape is read as well::

    [[binding]]
    kind = "queue"
    from = "arn:aws:connect:eu-west-2:111122223333:instance/.../queue/..."
    name = "Sales"
    to = "Sales EU"        # an ARN, an id or a name in the target; empty: not decided yet
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.refs.reference import Reference

__all__ = ["Binding", "Bindings"]

_WORDS = {"kind", "from", "name", "to", "how"}
_HEADER = """\
# Which resource of the target stands for which one of the source.
# "to" is an ARN, an id or a name in the target. Where it is empty, nothing is decided:
# the ARN and then the name are tried. "candidates" only suggests.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One line of the file.

    Attributes:
        kind: The reference kind; empty for an id of unknown kind.
        source: What stands in the flow: an ARN, an id or a name; empty where only the name counts.
        name: The source's name, for its reader, and to find a reference that has no value.
        target: An ARN, an id or a name in the target; empty where nothing is decided.
        how: How the last run resolved it, for its reader.
        candidates: What in the target may be meant, as ``to`` takes it, for its reader.
    """

    kind: str
    source: str = ""
    name: str = ""
    target: str = ""
    how: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def fields(self) -> Iterator[tuple[str, Any]]:
        """The file's words and their values, empty ones left out (but not ``to``)."""
        yield "kind", self.kind
        yield "from", self.source
        yield from (("name", self.name),) if self.name else ()
        yield "to", self.target
        yield from (("how", self.how),) if self.how else ()
        yield from (("candidates", list(self.candidates)),) if self.candidates else ()


class Bindings:
    """A file's lines, found by the reference that they speak of; a later line wins."""

    def __init__(self, lines: Iterable[Binding] = ()) -> None:
        self.lines = tuple(lines)
        decided = [line for line in self.lines if line.target]
        self._by_source = {(line.kind, line.source): line for line in decided if line.source}
        self._by_name = {
            (line.kind, line.name): line for line in decided if line.name and not line.source
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bindings) and other.lines == self.lines

    def __hash__(self) -> int:
        return hash(self.lines)

    def find(self, reference: Reference) -> Binding | None:
        """The decided line for a reference: by what is written, or else by its name."""
        name = reference.name or ""
        return (
            self._by_source.get((reference.kind, reference.written))
            or self._by_source.get((reference.kind, name))
            or self._by_name.get((reference.kind, name))
        )

    def to_toml(self) -> str:
        """The file, for people."""
        blocks = [
            "[[binding]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in line.fields)
            for line in self.lines
        ]
        return "\n".join([_HEADER, *blocks])

    def to_json(self) -> str:
        """The same for programs."""
        lines = [dict(line.fields) for line in self.lines]
        return json.dumps({"binding": lines}, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def read(cls, text: str, *, name: str = "the bindings") -> Bindings:
        """The bindings that a file's text holds, in TOML or JSON.

        Raises:
            UsageError: It is neither, or a line is not what it must be; the sentence says where.
        """
        try:
            tree = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        except ValueError as error:
            raise UsageError(f"{name}: not readable as TOML or JSON: {error}") from error
        lines = tree.get("binding", [])
        if not isinstance(lines, list) or set(tree) - {"binding"}:
            raise UsageError(f"{name}: write each binding below a [[binding]] line of its own")
        return cls(_line(line, f"{name}: binding {number}") for number, line in enumerate(lines, 1))


def _line(tree: Any, where: str) -> Binding:
    if not isinstance(tree, dict):
        raise UsageError(f"{where}: expected kind, from and to")
    strange = sorted(set(tree) - _WORDS - {"candidates"})
    if strange:
        raise UsageError(f"{where}: there is no {strange[0]!r}; write kind, from, name and to")
    for word in sorted(_WORDS):
        if not isinstance(tree.get(word, ""), str):
            raise UsageError(f"{where}: {word!r} must be text in quotes")
    kind = tree.get("kind", "")
    if kind and kind not in REFERENCE_KINDS:
        known = ", ".join(REFERENCE_KINDS)
        raise UsageError(f"{where}: there is no kind {kind!r}; the kinds are {known}")
    if not tree.get("from") and not tree.get("name"):
        raise UsageError(f"{where}: say what it is for: an ARN, id or name in 'from'")
    candidates = tree.get("candidates", [])
    return Binding(
        kind=kind,
        source=tree.get("from", ""),
        name=tree.get("name", ""),
        target=tree.get("to", ""),
        how=tree.get("how", ""),
        candidates=tuple(map(str, candidates)) if isinstance(candidates, list) else (),
    )


def _toml(value: Any) -> str:
    """A TOML string or list of strings; JSON's escapes are TOML's, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
