"""Hours, queues and quick connects of a plan, created in its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.catalogue.creatable import CREATABLE
from flowport.jobs.moving.claims import TakenError
from flowport.jobs.moving.creating import arrived, facts_of, is_older
from flowport.jobs.moving.planned_directory import awaits
from flowport.jobs.moving.resources import divided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.jobs.moving.creating import Creator
    from flowport.jobs.moving.plan import NewResource, Step
    from flowport.ports import Instance
    from flowport.refs.resource import Resource

__all__ = ["ResourceWriter"]


@dataclass(frozen=True, slots=True)
class ResourceWriter:
    """Creates the resources of a plan, by their labels."""

    resources: Mapping[str, NewResource]
    create: Creator

    @property
    def _target(self) -> Instance:
        return self.create.target

    def make(self, step: Step) -> dict[str, Any]:
        """Create hours, a queue or a quick connect."""
        resource = self.resources[step.label]
        details = self._with_ids(divided(resource)[0])
        made = self.create(
            step,
            ("create", resource.kind),
            lambda: self._target.create_resource(resource.kind, details),
            lambda began: self.created(resource, details, began),
            {},
        )
        self.create.journal.write(step.id, "made", **facts_of(made))
        self._finish(made, CREATABLE[resource.kind].completing(details))
        return facts_of(made)

    def complete(self, step: Step) -> dict[str, Any]:
        """Give a resource what waited for flows and quick connects."""
        made = arrived(self.create.journal, step.label)
        self._finish(made, self._with_ids(divided(self.resources[step.label])[1]))
        return facts_of(made)

    def _finish(self, made: Resource, details: Mapping[str, Any]) -> None:
        if details:
            self.create.paced.call(
                "complete", made.kind, lambda: self._target.complete_resource(made, details)
            )

    def created(
        self, resource: NewResource, details: Mapping[str, Any], began: float
    ) -> Resource | None:
        """The resource that a lost create made, if it did.

        Raises:
            TakenError: Someone else created one of that name.
        """
        found = self._listed(resource)
        if found is None:
            return None
        if self._differs(found, details) or is_older(self._target.modified(found), began):
            raise TakenError(f"someone else created {resource.name!r}; create a new plan")
        return found

    def _differs(self, found: Resource, details: Mapping[str, Any]) -> bool:
        """Whether a resource has other plain values than details say; later ones may be missing."""
        theirs, later = self._target.details(found), CREATABLE[found.kind].later
        return any(
            theirs.get(member, value if member in later else None) != value
            for member, value in _plain(details)
        )

    def _listed(self, resource: NewResource) -> Resource | None:
        self._target.forget(resource.kind)
        known = self._target.directory.resources(resource.kind) or ()
        return next((each for each in known if each.name == resource.name), None)

    def _with_ids(self, value: Any) -> Any:
        """Details with the ids of what this run created."""
        if isinstance(value, dict):
            return {member: self._with_ids(each) for member, each in value.items()}
        if isinstance(value, list):
            return [self._with_ids(each) for each in value]
        label = awaits(value) if isinstance(value, str) else None
        return arrived(self.create.journal, label).id if label else value


def _plain(details: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The members of details that are no ids, and mean the same wherever they are."""
    return [
        (member, value)
        for member, value in details.items()
        if isinstance(value, str | int) and not member.endswith("Id")
    ]
