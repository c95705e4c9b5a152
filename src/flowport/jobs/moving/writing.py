"""One step at a time: intended in the journal, made, and looked up where nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flowport.errors import (
    ConflictError,
    NotFoundError,
    RefusedError,
    UnreachableError,
)
from flowport.jobs.moving.coming import awaits
from flowport.jobs.moving.contents import digest, same, settled
from flowport.jobs.moving.plan import Do
from flowport.jobs.moving.shells import shell
from flowport.ports import MODULE, FlowKey, FlowKind, NewFlow, State, Which
from flowport.refs import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.pace import Door
    from flowport.jobs.moving.plan import Item, NewResource, Plan, Step
    from flowport.ports import FlowSummary, Instance

__all__ = ["Former", "Writer"]

_TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """All that a flow was before the run, as the journal keeps it."""

    name: str
    description: str
    state: str
    saved: str
    published: str | None
    settings: str | None
    tags: Mapping[str, str]

    @property
    def facts(self) -> dict[str, Any]:
        """It as JSON."""
        return {word: getattr(self, word) for word in self.__slots__}


class Writer:
    """Writes the steps of a plan into its target.

    Attributes:
        items: The items, by label.
        target: The target.
        journal: What was intended and done.
        door: The paced way to the target's calls.
        force: Whether flows that changed since the plan are overwritten.
    """

    def __init__(
        self, plan: Plan, target: Instance, journal: Journal, door: Door, *, force: bool = False
    ) -> None:
        self.items = {item.label: item for item in plan.items}
        self.resources = {each.label: each for each in plan.resources}
        self.target = target
        self.journal = journal
        self.door = door
        self.force = force

    # What is there by now

    def _arrived(self, label: str) -> Resource:
        """What a step of this run made."""
        for do in (Do.SHELL, Do.CREATE, Do.RESOURCE):
            done = self.journal.of(f"{do} {label}").latest.get("done")
            if done:
                return Resource(done["kind"], done["name"], done["arn"], done["id"])
        raise NotFoundError(f"{label} is not there yet")

    def text(self, item: Item) -> str:
        """An item's final content."""
        outcomes = []
        for outcome in item.outcomes:
            label = awaits(outcome.resource.arn) if outcome.resource else None
            real = self._arrived(label) if label else outcome.resource
            outcomes.append(replace(outcome, resource=real))
        return settled(item.text, outcomes)

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
        if step.do is Do.RESOURCE:
            facts = self._make(step, self.resources[step.label])
        else:
            item = self.items[step.label]
            facts = {
                Do.SHELL: self._shell,
                Do.CREATE: self._create,
                Do.FILL: self._fill,
                Do.UPDATE: self._update,
                Do.ARCHIVE: self._archive,
            }[step.do](step, item)
        self.journal.write(step.id, "done", **facts)
        return facts

    def _shell(self, step: Step, item: Item) -> dict[str, Any]:
        new = replace(_new(item), text=shell(item.type), settings=None)
        return self._made(step, new, publish=item.kind is FlowKind.MODULE)

    def _create(self, step: Step, item: Item) -> dict[str, Any]:
        text = self.text(item)
        if item.kind is FlowKind.MODULE and not item.publish:
            return self._draft_of_module(step, item, text)
        new = replace(_new(item), text=text)
        if not item.publish:
            return self._made(step, new, publish=False)
        try:
            return self._made(step, new, publish=True)
        except RefusedError as error:
            reasons = list(error.problems) or [str(error)]
        if item.kind is FlowKind.MODULE:
            return self._draft_of_module(step, item, text) | {"reasons": reasons}
        return self._made(step, new, publish=False) | {"reasons": reasons}

    def _draft_of_module(self, step: Step, item: Item, text: str) -> dict[str, Any]:
        """A module can't be made as a draft: it is made as a shell, and the draft laid over it."""
        new = replace(_new(item), text=shell(item.type), settings=None)
        facts = self._made(step, new, publish=True, later=text)
        key = FlowKey(item.kind, facts["id"])
        self._call("save", item, lambda: self.target.save(key, text, settings=item.settings))
        return facts | {"digest": digest(text), "published": False}

    def _made(self, step: Step, new: NewFlow, *, publish: bool, later: str = "") -> dict[str, Any]:
        """Make a flow, or find the one that an earlier try made.

        Args:
            step: The step.
            new: What it is made from.
            publish: Whether it is published.
            later: Another content that an earlier try may have given it by now.
        """
        marks: dict[str, Any] = {"digest": digest(new.text), "publish": publish}
        marks |= {"later": digest(later)} if later else {}
        unsure = self.journal.of(step.id).last == "intend"
        for tries in range(1, _TRIES + 1):
            try:
                found = self._lookup(new, later) if unsure else None
                made = found or self.door.call(
                    "create",
                    str(new.kind),
                    lambda: self.target.create(new, publish=publish),
                    before=lambda: self.journal.write(step.id, "intend", durable=True, **marks),
                    safe=False,
                )
            except UnreachableError:
                unsure = True
                if tries == _TRIES:
                    raise
            except ConflictError as error:
                if not unsure or isinstance(error, _TakenError) or tries == _TRIES:
                    raise
            else:
                return _facts(made) | {"digest": marks["digest"], "published": publish}
            self.door.wait(tries)
        raise UnreachableError(f"nobody knows whether {new.name!r} was made")

    def _lookup(self, new: NewFlow, later: str) -> FlowSummary | None:
        """The flow that a lost create made, if it did.

        Raises:
            ConflictError: Somebody else made one of that name.
        """
        flows = self.door.call("list", str(new.kind), self.target.flows)
        same_name = [f for f in flows if f.key.kind is new.kind and f.name == new.name]
        for flow in same_name:
            try:
                text = self.read(flow.key, Which.SAVED)
            except NotFoundError:
                continue
            if same(text, new.text) or (later and same(text, later)):
                return flow
            raise _TakenError(f"{new.name!r} was made by somebody else meanwhile; plan again")
        return None

    def _fill(self, step: Step, item: Item) -> dict[str, Any]:
        text, made = self.text(item), self._arrived(item.label)
        self.journal.write(step.id, "intend", durable=True, digest=digest(text))
        facts = {"id": made.id, "arn": made.arn, "kind": made.kind, "name": made.name}
        return facts | self._put(FlowKey(item.kind, made.id), item, text)

    def _put(self, key: FlowKey, item: Item, text: str) -> dict[str, Any]:
        """Publish or save a content; one that is refused is saved."""
        reasons: list[str] = []
        if item.publish:
            try:
                self._call(
                    "publish", item, lambda: self.target.publish(key, text, settings=item.settings)
                )
            except RefusedError as error:
                reasons = list(error.problems) or [str(error)]
            else:
                return {"digest": digest(text), "published": True}
        self._call("save", item, lambda: self.target.save(key, text, settings=item.settings))
        return {"digest": digest(text), "published": False, "reasons": reasons}

    def _update(self, step: Step, item: Item) -> dict[str, Any]:
        target = item.target
        if target is None:
            raise NotFoundError(f"{item.label}: the plan does not say what to update")
        text, known = self.text(item), self.journal.of(step.id)
        now = self.former(target.key, item)
        begun = known.first.get("intend")
        if not self.force:
            _unchanged(item, now, digest(text), begun["former"] if begun else None)
        former = begun["former"] if begun else now.facts
        self.journal.write(step.id, "intend", durable=True, former=former, digest=digest(text))
        facts = {"id": target.key.id, "arn": target.arn, "kind": _kind(item), "name": item.name}
        facts |= self._put(target.key, item, text)
        if item.description not in {None, now.description}:
            self._call(
                "describe",
                item,
                lambda: self.target.describe(target.key, description=item.description),
            )
        tags = {**now.tags, **item.tags}
        if tags != now.tags:
            self._call("set_tags", item, lambda: self.target.set_tags(target.key, tags))
        if now.state != State.ACTIVE:
            self._call("set_state", item, lambda: self.target.set_state(target.key, State.ACTIVE))
        return facts

    def _archive(self, step: Step, item: Item) -> dict[str, Any]:
        if item.target is None:
            raise NotFoundError(f"{item.label}: the plan does not say what to archive")
        key = item.target.key
        former = {"state": str(State.ACTIVE)}
        self.journal.write(step.id, "intend", durable=True, former=former)
        self._call("set_state", item, lambda: self.target.set_state(key, State.ARCHIVED))
        return {"id": key.id, "arn": item.target.arn, "kind": _kind(item), "name": item.name}

    def _make(self, step: Step, resource: NewResource) -> dict[str, Any]:
        """Make hours, a queue or a quick connect, or find the one that an earlier try made."""
        maker: Any = self.target
        details = self._with_ids(resource.details)
        unsure = self.journal.of(step.id).last == "intend"
        for tries in range(1, _TRIES + 1):
            try:
                made = (self.listed(resource) if unsure else None) or self.door.call(
                    "create",
                    resource.kind,
                    lambda: maker.create_resource(resource.kind, details),
                    before=lambda: self.journal.write(step.id, "intend", durable=True),
                    safe=False,
                )
            except UnreachableError:
                unsure = True
                if tries == _TRIES:
                    raise
            except ConflictError:
                if not unsure or tries == _TRIES:
                    raise
            else:
                return {"id": made.id, "arn": made.arn, "kind": made.kind, "name": made.name}
            self.door.wait(tries)
        raise UnreachableError(f"nobody knows whether {resource.name!r} was made")

    def listed(self, resource: NewResource) -> Resource | None:
        """A resource that a lost create made, if it did."""
        self.target.forget(resource.kind)
        known = self.target.directory.resources(resource.kind) or ()
        return next((each for each in known if each.name == resource.name), None)

    def _with_ids(self, value: Any) -> Any:
        """Details with the ids of what was made meanwhile."""
        if isinstance(value, dict):
            return {member: self._with_ids(each) for member, each in value.items()}
        if isinstance(value, list):
            return [self._with_ids(each) for each in value]
        label = awaits(value) if isinstance(value, str) else None
        return self._arrived(label).id if label else value

    # Reading

    def former(self, key: FlowKey, item: Item) -> Former:
        """All that a flow is now.

        Raises:
            InstanceError: It can't be read.
        """
        kind = str(item.kind)
        saved = self.door.call("read", kind, lambda: self.target.read(key, Which.SAVED))
        try:
            published = self.read(key, Which.PUBLISHED)
        except NotFoundError:
            published = None
        return Former(
            name=saved.summary.name,
            description=saved.description,
            state=str(saved.summary.state),
            saved=saved.text,
            published=published,
            settings=saved.settings,
            tags=dict(saved.tags),
        )

    def read(self, key: FlowKey, which: Which) -> str:
        """A content, at the pace.

        Raises:
            InstanceError: It can't be read.
        """
        found = self.door.call("read", str(key.kind), lambda: self.target.read(key, which))
        return found.text

    def check(self, step: Step) -> str:
        """Read back what a step wrote; the hash of what is there.

        Raises:
            ConflictError: Something else is there, and stayed there.
        """
        known = self.journal.of(step.id)
        if known.has("checked") or step.do in {Do.SHELL, Do.RESOURCE, Do.ARCHIVE}:
            return str(known.latest.get("checked", {}).get("hash", ""))
        facts, item = known.latest["done"], self.items[step.label]
        key = FlowKey(item.kind, facts["id"])
        which = Which.PUBLISHED if facts["published"] else Which.SAVED
        for tries in range(1, _TRIES + 1):
            found = self._there(key, which)
            if found is not None and (
                digest(found) == facts["digest"] or same(found, self.text(item))
            ):
                self.journal.write(step.id, "checked", hash=digest(found))
                return digest(found)
            if tries < _TRIES:
                self.door.wait(tries)
        raise ConflictError(f"{item.label}: what is in the target is not what was written")

    def _there(self, key: FlowKey, which: Which) -> str | None:
        try:
            return self.read(key, which)
        except NotFoundError:
            return None

    def _call(self, verb: str, item: Item, run: Any) -> None:
        self.door.call(verb, str(item.kind), run)


class _TakenError(ConflictError):
    """The name is somebody else's for sure."""


def _new(item: Item) -> NewFlow:
    return NewFlow(
        kind=item.kind,
        name=item.name,
        type=item.type,
        text=item.text,
        description=item.description or "",
        settings=item.settings,
        tags=item.tags,
    )


def _kind(item: Item) -> str:
    return "contact_flow_module" if item.type == MODULE else "contact_flow"


def _facts(made: FlowSummary) -> dict[str, Any]:
    found = made.resource
    return {"id": found.id, "arn": found.arn, "kind": found.kind, "name": found.name}


def _unchanged(item: Item, now: Former, final: str, begun: Mapping[str, Any] | None) -> None:
    """Refuse a flow that is neither as it was planned nor as this run writes it.

    Raises:
        ConflictError: It changed.
    """
    target = item.target
    if target is None:
        return
    published = None if now.published is None else digest(now.published)
    if begun:
        was = {digest(begun["saved"]), final}
        heard = {None if begun["published"] is None else digest(begun["published"]), final}
    else:
        was, heard = {target.saved}, {target.published}
    if digest(now.saved) not in was or published not in heard:
        raise ConflictError(
            f"{item.label} changed in the target since it was planned; plan again, or say --force"
        )
