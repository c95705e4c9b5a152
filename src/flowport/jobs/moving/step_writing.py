"""Writing the steps of a plan, one at a time: intended in the journal, then done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.errors import ConflictError, NotFoundError, RefusedError
from flowport.jobs.moving.claims import Claims, TakenError
from flowport.jobs.moving.contents import digest, same, settled
from flowport.jobs.moving.created_versions import Snapshots
from flowport.jobs.moving.creating import Creator, arrived, facts_of, is_older
from flowport.jobs.moving.item_writing import kind_of, new_flow, refuse_changed, target_of
from flowport.jobs.moving.missing_targets import without_vanished
from flowport.jobs.moving.placeholder_contents import shell
from flowport.jobs.moving.plan import Do, FlowChange
from flowport.jobs.moving.planned_directory import awaits
from flowport.jobs.moving.qualifier_writing import QualifierWriter
from flowport.jobs.moving.resource_writing import ResourceWriter
from flowport.jobs.moving.target_flows import TargetReader
from flowport.jobs.moving.unpublished_targets import refused_references, without_unpublished
from flowport.ports import FlowKey, FlowKind, NewFlow, State, Which

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.pace import PacedCalls
    from flowport.jobs.moving.plan import Item, Plan, Step
    from flowport.jobs.moving.target_flows import Former
    from flowport.ports import FlowSummary, Instance

__all__ = ["StepWriter"]

_TRIES = 8


class StepWriter:
    """Writes the steps of a plan into its target.

    Attributes:
        items: The items, by label.
        target: The target.
        journal: What was intended and done.
        paced: The paced way to the target's calls.
        force: Whether flows that changed since the plan are overwritten.
        reader: Reads what the target has.
        creator: Creates things once.
        snapshots: Creates versions and aliases.
        resources: Creates the resources of the plan.
        qualifiers: Creates the versions and aliases that flows name.
    """

    def __init__(
        self,
        plan: Plan,
        target: Instance,
        journal: Journal,
        paced: PacedCalls,
        *,
        force: bool = False,
    ) -> None:
        items = without_unpublished(list(without_vanished(plan, target).values()))
        self.items = {item.label: item for item in items}
        self.target = target
        self.journal = journal
        self.paced = paced
        self.force = force
        self.snapshots = Snapshots(target, journal, paced)
        self.reader = TargetReader(target, paced)
        self.creator = Creator(target, journal, paced, Claims(journal.path, target.about.arn))
        self.resources = ResourceWriter({each.label: each for each in plan.resources}, self.creator)
        self.qualifiers = QualifierWriter(
            {each.label: each for each in plan.qualifiers},
            self.creator,
            self.snapshots,
            self.reader,
        )
        self._handlers: dict[Do, Callable[[Step], dict[str, Any]]] = {
            Do.RESOURCE: self.resources.make,
            Do.COMPLETE: self.resources.complete,
            Do.SHELL: self._shell,
            Do.CREATE: self._create,
            Do.FILL: self._fill,
            Do.UPDATE: self._update,
            Do.PUBLISH: self._update,
            Do.VERSION: self._keep_version,
            Do.NUMBER: self.qualifiers.version,
            Do.ALIAS: self.qualifiers.alias,
            Do.ARCHIVE: self._set_state,
            Do.RESTORE: self._set_state,
            Do.DELETE: self._delete,
        }

    # What is there by now

    def text(self, item: Item) -> str:
        """An item's final content."""
        outcomes = []
        for outcome in item.outcomes:
            label = awaits(outcome.resource.arn) if outcome.resource else None
            real = arrived(self.journal, label) if label else outcome.resource
            behind = awaits(outcome.qualifier.removeprefix(":"))
            qualifier = f":{self.qualifiers.qualifier(behind)}" if behind else outcome.qualifier
            outcomes.append(replace(outcome, resource=real, qualifier=qualifier))
        return settled(item.text, outcomes)

    def held_back(self, item: Item) -> list[str]:
        """Why a flow is not published now: the target refused to publish what it calls."""
        return refused_references(item, self.items, self.journal)

    # Writing

    def write(self, step: Step) -> dict[str, Any]:
        """Do a step, and give its facts; one that is done already is not done again.

        Raises:
            InstanceError: It could not be done.
            Stopped: The run was stopped before it was begun.
        """
        known = self.journal.of(step.id)
        if known.has("done"):
            return known.latest["done"]
        try:
            facts = self._handlers[step.do](step)
        except NotFoundError as error:
            self._refuse_gone(step, error)
            raise
        self.journal.write(step.id, "done", **facts)
        return facts

    def _refuse_gone(self, step: Step, error: NotFoundError) -> None:
        """Say which flow of the target is gone, where that is why a step found nothing.

        Raises:
            NotFoundError: It is.
        """
        item = self.items.get(step.label)
        target = item.target if item else None
        if target and self.reader.text_or_none(target.key, Which.SAVED) is None:
            raise NotFoundError(
                f"{step.label} is no longer in the target; create a new plan"
            ) from error

    def _shell(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        new = replace(new_flow(item), text=shell(item.type), settings=None)
        return self._made(step, new, publish=item.kind is FlowKind.MODULE)

    def _create(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        new = replace(new_flow(item), text=self.text(item))
        if not item.publish:
            return self._saved(step, item, new)
        reasons = self.held_back(item)
        if not reasons:
            try:
                return self._made(step, new, publish=True)
            except RefusedError as error:
                reasons = _reasons(error)
        return self._saved(step, item, new) | {"reasons": reasons}

    def _saved(self, step: Step, item: Item, new: NewFlow) -> dict[str, Any]:
        """Create a flow that is not published; a module as a shell with its draft over it."""
        if item.kind is FlowKind.FLOW or self.target.drafts_modules:
            return self._made(step, new, publish=False)
        first = replace(new, text=shell(item.type), settings=None)
        facts = self._made(step, first, publish=True, later=new.text)
        self.journal.write(step.id, "made", **facts)
        key = FlowKey(item.kind, facts["id"])
        self._call("save", item, lambda: self.target.save(key, new.text, settings=item.settings))
        return facts | {"digest": digest(new.text), "published": False}

    def _made(self, step: Step, new: NewFlow, *, publish: bool, later: str = "") -> dict[str, Any]:
        """Create a flow; ``later`` is what an earlier try may have saved over it by now."""
        marks: dict[str, Any] = {"digest": digest(new.text), "publish": publish}
        marks |= {"later": digest(later)} if later else {}
        made = self.creator(
            step,
            ("create", str(new.kind)),
            lambda: self.target.create(new, publish=publish),
            lambda began: self._lookup(new, later, began),
            marks,
        )
        return facts_of(made.resource) | {"digest": marks["digest"], "published": publish}

    def _lookup(self, new: NewFlow, later: str, began: float) -> FlowSummary | None:
        """The flow that a lost create made, if it did.

        Raises:
            TakenError: Someone else created one of that name.
        """
        flows = self.paced.call("list", str(new.kind), self.target.flows)
        for flow in (f for f in flows if f.key.kind is new.kind and f.name == new.name):
            try:
                found = self.reader.content(flow.key, Which.SAVED)
            except NotFoundError:
                continue
            ours = same(found.text, new.text) or (later and same(found.text, later))
            if ours and not is_older(found.modified, began):
                return flow
            raise TakenError(f"someone else created {new.name!r}; create a new plan")
        return None

    def _fill(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        text, made = self.text(item), arrived(self.journal, item.label)
        self.journal.write(step.id, "intend", durable=True, digest=digest(text))
        return facts_of(made) | self._put(FlowKey(item.kind, made.id), item, text)

    def _put(self, key: FlowKey, item: Item, text: str) -> dict[str, Any]:
        """Publish or save a content; one that is refused is saved."""
        reasons = self._refusals(key, item, text) if item.publish else []
        if reasons and item.action is FlowChange.PUBLISH:
            return {"published": False, "reasons": reasons}
        if not item.publish or reasons or item.draft:
            text = item.draft or text
            self._call("save", item, lambda: self.target.save(key, text, settings=item.settings))
        published = item.publish and not reasons
        return {"digest": digest(text), "published": published, "reasons": reasons}

    def _refusals(self, key: FlowKey, item: Item, text: str) -> list[str]:
        """Publish a content; why that is refused, if it is."""
        if held := self.held_back(item):
            return held
        try:
            self._call(
                "publish", item, lambda: self.target.publish(key, text, settings=item.settings)
            )
        except RefusedError as error:
            return _reasons(error)
        return []

    def _update(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        target, text, known = target_of(item), self.text(item), self.journal.of(step.id)
        now = self.reader.former(target.key)
        begun = known.first.get("intend")
        written = {digest(text)} | ({digest(item.draft)} if item.draft else set())
        if not self.force:
            refuse_changed(item, now, written, begun["former"] if begun else None)
        former = begun["former"] if begun else now.facts
        marks = {"digest": digest(text), "later": digest(item.draft) if item.draft else ""}
        self.journal.write(step.id, "intend", durable=True, former=former, **marks)
        facts = {"id": target.key.id, "arn": target.arn, "kind": kind_of(item), "name": item.name}
        facts |= self._put(target.key, item, text)
        self._labels(item, now, target.key)
        if item.revives and now.state != State.ACTIVE:
            self._call("set_state", item, lambda: self.target.set_state(target.key, State.ACTIVE))
        return facts

    def _labels(self, item: Item, now: Former, key: FlowKey) -> None:
        """Give a flow the name, description and tags of its item, where they differ."""
        name = item.name if item.name != now.name else None
        said = item.description if item.description not in {None, now.description} else None
        if name is not None or said is not None:
            self._call(
                "describe", item, lambda: self.target.describe(key, name=name, description=said)
            )
        tags = {**now.tags, **item.tags}
        if tags != now.tags:
            self._call("set_tags", item, lambda: self.target.set_tags(key, tags))

    def _set_state(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        target = target_of(item)
        state = State.ARCHIVED if step.do is Do.ARCHIVE else State.ACTIVE
        self.journal.write(step.id, "intend", durable=True, former={"state": str(target.state)})
        self._call("set_state", item, lambda: self.target.set_state(target.key, state))
        return {"id": target.key.id, "arn": target.arn, "kind": kind_of(item), "name": item.name}

    def _delete(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        target, again = target_of(item), self.journal.of(step.id).has("intend")
        self.journal.write(step.id, "intend", durable=True)
        try:
            self._call("delete", item, lambda: self.target.delete(target.key))
        except NotFoundError:
            if not again:
                raise
        return {"id": target.key.id, "arn": target.arn, "kind": kind_of(item), "name": item.name}

    def _keep_version(self, step: Step) -> dict[str, Any]:
        """Keep what is published as a version, before it is replaced."""
        item = self.items[step.label]
        key = target_of(item).key
        made = self.snapshots.version(self.creator, step, key, item.version)
        return {"id": key.id, "version": made.number}

    # Reading

    def check(self, step: Step) -> str:
        """Read back what a step wrote; the hash of what is there.

        Raises:
            ConflictError: Something else is there, and stayed there.
        """
        known = self.journal.of(step.id)
        facts = known.latest["done"]
        if known.has("checked") or step.do is Do.SHELL or "digest" not in facts:
            return str(known.latest.get("checked", {}).get("hash", ""))
        item = self.items[step.label]
        key = FlowKey(item.kind, facts["id"])
        drafted = item.draft or not facts["published"]
        which = Which.SAVED if drafted else Which.PUBLISHED
        for tries in range(1, _TRIES + 1):
            found = self.reader.text_or_none(key, which)
            if found is not None and (
                digest(found) == facts["digest"] or same(found, item.draft or self.text(item))
            ):
                self.journal.write(step.id, "checked", hash=digest(found))
                return digest(found)
            if tries < _TRIES:
                self.paced.wait(tries)
        raise ConflictError(f"{item.label}: what is in the target is not what was written")

    def _call(self, verb: str, item: Item, run: Any) -> None:
        self.paced.call(verb, str(item.kind), run)


def _reasons(error: RefusedError) -> list[str]:
    return list(error.problems) or [str(error)]
