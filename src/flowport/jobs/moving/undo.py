"""Taking a run back: what it changed is as before, and what it made is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.errors import (
    ConflictError,
    FlowportError,
    ForbiddenError,
    NotFoundError,
    PlanError,
    RefusedError,
    UnreachableError,
)
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.claims import TakenError
from flowport.jobs.moving.contents import digest
from flowport.jobs.moving.creating import is_older
from flowport.jobs.moving.pace import Pace, PacedCalls, Stopped
from flowport.jobs.moving.placeholder_contents import shell
from flowport.jobs.moving.plan import Do
from flowport.jobs.moving.qualifier_writing import note_of
from flowport.jobs.moving.result import Result, StepOutcome
from flowport.jobs.moving.runs import RUN
from flowport.jobs.moving.step_writing import StepWriter
from flowport.ports import FlowKey, State, Which
from flowport.refs.resource import Resource
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.jobs.moving.apply import ApplyOptions
    from flowport.jobs.moving.journal import Journal, StepRecord
    from flowport.jobs.moving.plan import Item, Plan, Step
    from flowport.ports import Instance

__all__ = ["undo"]

#: How often a flow is looked for that was perhaps made: lists can lag behind.
_LOOKS = 5


def undo(plan: Plan, target: Instance, journal: Journal, options: ApplyOptions) -> Result:
    """Put back all that the journal says a run did or began, the last first.

    It can itself be stopped, and begun again.

    Raises:
        PlanError: The target is another one than the plan's.
    """
    if target.about.arn != plan.target.arn:
        raise PlanError(f"the run was on {plan.target.arn}, and this is {target.about.arn}")
    journal.write(RUN, "undo", durable=True)
    pace = options.pace or Pace(options.clock, plan.rates, off=plan.rates is None)
    paced = PacedCalls(pace, options.clock, options.stopping)
    result = _Undo(plan, StepWriter(plan, target, journal, paced), options).result()
    if result.complete and not result.problem and journal.of(RUN).has("folder"):
        target.remove_if_empty()
    return result


@dataclass(slots=True)
class _Undo:
    """One taking back."""

    plan: Plan
    writer: StepWriter
    options: ApplyOptions
    problem: str = ""

    def result(self) -> Result:
        """Go through the steps backwards."""
        found: list[StepOutcome] = []
        begun = [s for s in reversed(self.plan.steps) if self.writer.journal.of(s.id).has("intend")]
        for number, step in enumerate(begun, 1):
            outcome = self._outcome(step)
            found.append(outcome)
            self.options.tell(
                {
                    "event": "undo",
                    "step": step.id,
                    "outcome": outcome.state,
                    "reasons": list(outcome.reasons),
                    "done": number,
                    "of": len(begun),
                }
            )
        return Result(outcomes=tuple(found), problem=self.problem, pace=self.writer.paced.pace)

    def _outcome(self, step: Step) -> StepOutcome:
        journal = self.writer.journal
        if journal.of(step.id).has("undone"):
            return StepOutcome(step=step, state="undone")
        if self.problem:
            return StepOutcome(step=step, state="left", reasons=(self.problem,))
        try:
            with isolated(step.id):
                self._undo(step)
        except (Stopped, ForbiddenError, UnreachableError, PlanError) as error:
            self.problem = str(error)
            return StepOutcome(step=step, state="left", reasons=(str(error),))
        except FlowportError as error:
            return StepOutcome(step=step, state="failed", reasons=(str(error),))
        journal.write(step.id, "undone", durable=True)
        return StepOutcome(step=step, state="undone")

    def _undo(self, step: Step) -> None:
        handlers: dict[Do, Callable[[Step], None]] = {
            Do.RESOURCE: self._remove_resource,
            Do.CREATE: self._remove,
            Do.SHELL: self._remove,
            Do.UPDATE: self._put_back,
            Do.PUBLISH: self._put_back,
            Do.VERSION: self._remove_version,
            Do.NUMBER: self._remove_qualifier,
            Do.ALIAS: self._remove_qualifier,
            Do.ARCHIVE: self._state_back,
            Do.RESTORE: self._state_back,
            Do.DELETE: _refuse,
        }
        if step.do in handlers:
            handlers[step.do](step)

    def _remove(self, step: Step) -> None:
        """Delete what was created; look up a create whose outcome is unknown."""
        item = self.writer.items[step.label]
        key = self._key(step, item)
        if key is None:
            return
        target, kind = self.writer.target, str(item.kind)
        if not self.options.force:
            self._ours(step, item, key)
        try:
            self.writer.paced.call("delete", kind, lambda: target.delete(key))
        except NotFoundError:
            return

    def _key(self, step: Step, item: Item) -> FlowKey | None:
        record = self.writer.journal.of(step.id)
        done = record.latest.get("done") or record.latest.get("made")
        if done:
            return FlowKey(item.kind, done["id"])
        if self.writer.journal.of(step.id).last == "failed":
            return None
        for tries in range(1, _LOOKS + 1):
            flows = self.writer.paced.call("list", str(item.kind), self.writer.target.flows)
            for flow in flows:
                if flow.key.kind is item.kind and flow.name == item.name:
                    return None if self._is_others(step, flow.key.id) else flow.key
            self.writer.paced.wait(tries)
        return None

    def _is_others(self, step: Step, identifier: str) -> bool:
        """Whether another run created what this one only meant to create.

        Raises:
            ConflictError: Another run is at it.
        """
        try:
            self.writer.creator.claims.check(step.id, identifier)
        except TakenError:
            return True
        return False

    def _ours(self, step: Step, item: Item, key: FlowKey) -> None:
        """Refuse to delete what someone else created or changed.

        Raises:
            ConflictError: Someone else did.
        """
        journal, target = self.writer.journal, self.writer.target
        known = {digest(shell(item.type))}
        for each in (step.id, f"{Do.FILL} {item.label}"):
            record = journal.of(each)
            known |= _written(record)
        try:
            now = self.writer.paced.call(
                "read", str(item.kind), lambda: target.read(key, Which.SAVED)
            )
        except NotFoundError:
            return
        began = journal.of(step.id).first["intend"].get("at", 0.0)
        if is_older(now.modified, began):
            raise ConflictError(f"someone else created {item.name!r}; it is not deleted")
        if digest(now.text) not in known:
            raise ConflictError(
                f"{item.label} was changed since the run, and is not deleted; "
                f"{Remedy.REPLACE_CHANGE}"
            )

    def _put_back(self, step: Step) -> None:
        item, record = self.writer.items[step.label], self.writer.journal.of(step.id)
        if item.target is None:
            return
        key, former = item.target.key, record.first["intend"]["former"]
        now = self.writer.reader.former(key)
        known = _written(record) | {
            digest(former[word]) for word in ("saved", "published") if former[word]
        }
        if not self.options.force and digest(now.saved) not in known:
            raise ConflictError(
                f"{item.label} was changed since the run, and is left as it is; "
                f"{Remedy.REPLACE_CHANGE}"
            )
        self._contents(key, former)
        name = former["name"] if now.name == item.name != former["name"] else None
        said = item.description not in {None, former["description"]}
        stays: list[str] = []
        try:
            if name is not None or said:
                self._describe(key, name, former["description"] if said else None)
        except RefusedError:
            stays.append("keeps its description: it had none before, and that can't be undone")
        tags = _tags_back(item.tags, now.tags, former.get("tags", now.tags))
        if tags is not None:
            self._tags(key, tags)
        if item.revives and former["state"] != State.ACTIVE:
            self._state(key, State(former["state"]))
        if former["published"] is None and now.published is not None:
            stays.append("stays published: it never was before, and that can't be undone")
        if stays:
            raise ConflictError(f"{item.label} {'; it '.join(stays)}")

    def _state_back(self, step: Step) -> None:
        target = self.writer.items[step.label].target
        former = self.writer.journal.of(step.id).first["intend"]["former"]
        if target:
            self._state(target.key, State(former["state"]))

    def _remove_qualifier(self, step: Step) -> None:
        """Delete a version or alias that a run created; one that is gone does not matter."""
        writer, wanted = self.writer, self.writer.qualifiers.qualifiers[step.label]
        try:
            key = writer.qualifiers.owner(step.label)
        except NotFoundError:
            return
        if step.do is Do.ALIAS:
            writer.snapshots.remove_alias(step, key, wanted.name)
        else:
            writer.snapshots.remove_version(step, key, note_of(step.label))

    def _remove_version(self, step: Step) -> None:
        """Delete the version that a run created; look up one whose outcome is unknown."""
        item = self.writer.items[step.label]
        if item.target is not None:
            self.writer.snapshots.remove_version(step, item.target.key, item.version)

    def _contents(self, key: FlowKey, former: dict[str, Any]) -> None:
        """Write the former contents, whatever a read says is there: it may be out of date."""
        target, paced, kind = self.writer.target, self.writer.paced, str(key.kind)
        text, heard, settings = former["saved"], former["published"], former["settings"]
        if heard is not None:
            paced.call("publish", kind, lambda: target.publish(key, heard, settings=settings))
        if text != heard:
            paced.call("save", kind, lambda: target.save(key, text, settings=settings))

    def _describe(self, key: FlowKey, name: str | None, description: str | None) -> None:
        target, paced = self.writer.target, self.writer.paced
        paced.call(
            "describe",
            str(key.kind),
            lambda: target.describe(key, name=name, description=description),
        )

    def _tags(self, key: FlowKey, tags: Mapping[str, str]) -> None:
        target, paced = self.writer.target, self.writer.paced
        paced.call("set_tags", str(key.kind), lambda: target.set_tags(key, tags))

    def _state(self, key: FlowKey, state: State) -> None:
        target, paced = self.writer.target, self.writer.paced
        paced.call("set_state", str(key.kind), lambda: target.set_state(key, state))

    def _remove_resource(self, step: Step) -> None:
        resource = self.writer.resources.resources[step.label]
        record = self.writer.journal.of(step.id)
        done = record.latest.get("done") or record.latest.get("made")
        made = Resource(done["kind"], done["name"], done["arn"], done["id"]) if done else None
        if made is None and record.last == "intend":
            made = self.writer.resources.created(
                resource, resource.details, record.first["intend"].get("at", 0.0)
            )
            if made is not None and self._is_others(step, made.id):
                return
        if made is None:
            return
        try:
            self.writer.paced.call(
                "delete", made.kind, lambda: self.writer.target.delete_resource(made)
            )
        except NotFoundError:
            return


def _refuse(step: Step) -> None:
    raise ConflictError(f"{step.label} was deleted with all its versions, and can't be restored")


def _tags_back(
    ours: Mapping[str, str], now: Mapping[str, str], former: Mapping[str, str]
) -> dict[str, str] | None:
    """The tags of a flow without what a run changed of them; None if it changed none."""
    if all(former.get(key) == value for key, value in ours.items()):
        return None
    others = {key: value for key, value in now.items() if key not in ours}
    return others | {key: value for key, value in former.items() if key in ours}


def _written(record: StepRecord) -> set[str]:
    """The hashes of all that a step wrote, or was about to."""
    facts = [*record.first.values(), *record.latest.values()]
    return {str(f[word]) for f in facts for word in ("digest", "later", "hash") if f.get(word)}
