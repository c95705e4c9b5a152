"""Bindings: which resource of the target a reference of the source becomes.

One by one, by pattern (``*`` is the same text on both sides), and by rules for versions and
aliases. An exact binding wins over a pattern; two patterns that match one reference are an error.
``binding_file`` reads and writes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.refs.reference import Reference

__all__ = ["PLACEHOLDER", "Binding", "Bindings", "QualifierRule", "VersionRule"]

#: The kind of a binding that fills a placeholder with text.
PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One line of the file.

    Attributes:
        kind: The reference kind, or ``placeholder``; empty for an id of unknown kind.
        source: What the flow has: an ARN, an id, a name or a placeholder, or a pattern with ``*``;
            empty where only the name counts.
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

    @property
    def is_pattern(self) -> bool:
        """Whether it speaks of all references of its kind that look like its source."""
        return "*" in self.source and bool(self.kind)

    def matched(self, subjects: Iterable[str]) -> str | None:
        """What a pattern makes of the first of some strings that it matches; None for none."""
        wanted = _expression(self.source)
        for subject in subjects:
            found = wanted.fullmatch(subject)
            if found:
                return _filled(self.target, found.groups())
        return None


def _filled(target: str, texts: tuple[str, ...]) -> str:
    """A target whose stars are replaced by the strings in order; without stars it is unchanged."""
    parts = target.split("*")
    return parts[0] + "".join(map("".join, zip(texts, parts[1:], strict=False)))


def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile("(.*)".join(map(re.escape, pattern.split("*"))), re.DOTALL)


class VersionRule(StrEnum):
    """What becomes of a version or alias."""

    KEEP = "keep"
    """It stays as it is written, where the target has it or can't say."""
    STRIP = "strip"
    """It is left out."""
    SET = "set"
    """It becomes another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierRule:
    """A rule for the versions and aliases of some resources.

    Attributes:
        rule: What becomes of them.
        kind: The reference kind; empty for all.
        name: The resources' names, with ``*``; empty for all.
        source: The versions and aliases, with ``*``; empty for all.
        target: For ``set``: the version or alias, without a colon.
    """

    rule: VersionRule
    kind: str = ""
    name: str = ""
    source: str = ""
    target: str = ""

    def matches(self, kind: str, name: str, qualifier: str) -> bool:
        """Whether it speaks of a qualifier (without its colon) of a resource."""
        return (
            self.kind in {"", kind}
            and _expression(self.name or "*").fullmatch(name) is not None
            and _expression(self.source or "*").fullmatch(qualifier) is not None
        )

    @property
    def fields(self) -> Iterator[tuple[str, Any]]:
        """The file's words and their values, empty ones left out."""
        words = {"kind": self.kind, "name": self.name, "from": self.source}
        yield from ((word, value) for word, value in words.items() if value)
        yield "rule", str(self.rule)
        yield from (("to", self.target),) if self.target else ()


class Bindings:
    """A file's lines, found by the reference that they speak of; a later exact line wins."""

    def __init__(self, lines: Iterable[Binding] = (), rules: Iterable[QualifierRule] = ()) -> None:
        self.lines = tuple(lines)
        self.rules = tuple(rules)
        decided = [line for line in self.lines if line.target]
        self._patterns = [line for line in decided if line.is_pattern]
        self._by_source = {(line.kind, line.source): line for line in decided if line.source}
        self._by_name = {
            (line.kind, line.name): line for line in decided if line.name and not line.source
        }

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Bindings) and other.lines == self.lines
        return same and isinstance(other, Bindings) and other.rules == self.rules

    def __hash__(self) -> int:
        return hash((self.lines, self.rules))

    def find(self, reference: Reference) -> Binding | None:
        """The decided line for a reference: by what is written, by its name, or by a pattern.

        The target of a pattern's line is what the pattern makes of the reference.

        Raises:
            UsageError: Two patterns match it.
        """
        name, written, plain = reference.name or "", reference.written, reference.plain
        kind = reference.kind
        found = (
            self._by_source.get((kind, written))
            or self._by_source.get((kind, plain))
            or self._by_source.get((kind, name))
            or self._by_name.get((kind, name))
        )
        if found:
            return found
        return self._by_pattern(reference, [each for each in (name, written, plain) if each])

    def _by_pattern(self, reference: Reference, subjects: list[str]) -> Binding | None:
        found: list[tuple[Binding, str]] = []
        for line in self._patterns:
            if line.kind == reference.kind:
                target = line.matched(subjects)
                found += [(line, target)] if target is not None else []
        if len(found) > 1:
            both = " and ".join(f'"{line.source}"' for line, _ in found)
            title = REFERENCE_KINDS[reference.kind].title
            raise UsageError(
                f'bindings: {both} both match the {title} "{subjects[0]}"; '
                "write one binding for it, or make the patterns differ"
            )
        if not found:
            return None
        line, target = found[0]
        return Binding(kind=line.kind, source=line.source, target=target)

    def rule(self, kind: str, name: str, qualifier: str) -> QualifierRule | None:
        """The first rule for a qualifier, given with or without its colon."""
        plain = qualifier.removeprefix(":")
        return next((rule for rule in self.rules if rule.matches(kind, name, plain)), None)

    @property
    def fillings(self) -> dict[str, str]:
        """The strings that fill placeholders, by the placeholder or its name."""
        return {
            line.source: line.target
            for line in self.lines
            if line.kind == PLACEHOLDER and line.source and line.target
        }
