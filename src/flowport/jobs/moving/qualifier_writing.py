"""Versions and aliases of a plan, created in its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.errors import ConflictError, NotFoundError
from flowport.jobs.moving.contents import digest
from flowport.jobs.moving.creating import arrived
from flowport.ports import FlowKey, FlowKind, Which

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.jobs.moving.created_versions import Snapshots
    from flowport.jobs.moving.creating import Creator
    from flowport.jobs.moving.plan import NewQualifier, Step
    from flowport.jobs.moving.target_flows import TargetReader

__all__ = ["QualifierWriter", "note_of"]


@dataclass(frozen=True, slots=True)
class QualifierWriter:
    """Creates the versions and aliases of a plan, by their labels."""

    qualifiers: Mapping[str, NewQualifier]
    create: Creator
    snapshots: Snapshots
    reader: TargetReader

    def qualifier(self, label: str) -> str:
        """The version or alias that a step of this run created.

        Raises:
            NotFoundError: It is not there yet.
        """
        do = self.qualifiers[label].do
        done = self.create.journal.of(f"{do} {label}").latest.get("done")
        if not done:
            raise NotFoundError(f"{label} is not there yet")
        return str(done["qualifier"])

    def owner(self, label: str) -> FlowKey:
        """The flow or module whose version or alias is created.

        Raises:
            NotFoundError: It is not there yet.
        """
        known = self.qualifiers[label]
        kind = FlowKind(known.owner.partition(":")[0])
        return known.key or FlowKey(kind, arrived(self.create.journal, known.owner).id)

    def version(self, step: Step) -> dict[str, Any]:
        """Keep what is published as a version, if it is the content that a flow names."""
        wanted, key = self.qualifiers[step.label], self.owner(step.label)
        if digest(self.reader.read(key, Which.PUBLISHED)) != wanted.digest:
            raise ConflictError(f"{wanted.owner} does not publish the content of {step.label}")
        made = self.snapshots.version(self.create, step, key, note_of(step.label))
        return {"id": key.id, "qualifier": str(made.number)}

    def alias(self, step: Step) -> dict[str, Any]:
        """Name a version."""
        wanted, key = self.qualifiers[step.label], self.owner(step.label)
        own = "@" in wanted.version
        number = int(self.qualifier(wanted.version) if own else wanted.version)
        made = self.snapshots.alias(self.create, step, key, wanted.name, number)
        return {"id": key.id, "qualifier": made.id}


def note_of(label: str) -> str:
    """What is written on a version that a run creates because flows name it."""
    return f"for flows that Flowport moved (version {label})"
