"""One step at a time: intended in the journal, made, and looked up where nobody knows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from flowport.catalogue.creatable import CREATABLE
from flowport.catalogue.families import family_of
from flowport.errors import (
    ConflictError,
    ForbiddenError,
    InstanceError,
    InvalidAnswerError,
    NotFoundError,
    RefusedError,
    UnreachableError,
)
from flowport.jobs.moving.claims import Claims
from flowport.jobs.moving.coming import awaits
from flowport.jobs.moving.contents import digest, same, settled
from flowport.jobs.moving.plan import Action, Do
from flowport.jobs.moving.resources import divided
from flowport.jobs.moving.shells import shell
from flowport.jobs.moving.snapshots import Snapshots, TakenError
from flowport.jobs.moving.vanished import without_vanished
from flowport.ports import Alias, FlowKey, FlowKind, FlowSummary, NewFlow, State, Version, Which
from flowport.refs import Resource

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.pace import Door
    from flowport.jobs.moving.plan import Item, NewResource, Plan, Step, Target
    from flowport.ports import Content, Instance

__all__ = ["Former", "Writer", "is_older", "note_of"]

T = TypeVar("T")

_TRIES = 8
_INVALID_TRIES = 3
_CLOSE = 0.01  # seconds that the clocks of one machine may differ by


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
        snapshots: Creates versions and aliases.
        claims: What other runs into the target created.
    """

    def __init__(
        self, plan: Plan, target: Instance, journal: Journal, door: Door, *, force: bool = False
    ) -> None:
        self.items = without_vanished(plan, target)
        self.resources = {each.label: each for each in plan.resources}
        self.qualifiers = {each.label: each for each in plan.qualifiers}
        self.target = target
        self.journal = journal
        self.door = door
        self.force = force
        self.claims = Claims(journal.path, target.about.arn)
        self.snapshots = Snapshots(target, journal, door)
        self._handlers: dict[Do, Callable[[Step], dict[str, Any]]] = {
            Do.RESOURCE: self._make,
            Do.COMPLETE: self._complete,
            Do.SHELL: self._shell,
            Do.CREATE: self._create,
            Do.FILL: self._fill,
            Do.UPDATE: self._update,
            Do.PUBLISH: self._update,
            Do.VERSION: self._keep_version,
            Do.NUMBER: self._number,
            Do.ALIAS: self._alias,
            Do.ARCHIVE: self._set_state,
            Do.RESTORE: self._set_state,
            Do.DELETE: self._delete,
        }

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
            behind = awaits(outcome.qualifier.removeprefix(":"))
            qualifier = f":{self.qualifier(behind)}" if behind else outcome.qualifier
            outcomes.append(replace(outcome, resource=real, qualifier=qualifier))
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
        facts = self._handlers[step.do](step)
        self.journal.write(step.id, "done", **facts)
        return facts

    def _shell(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        new = replace(_new(item), text=shell(item.type), settings=None)
        return self._made(step, new, publish=item.kind is FlowKind.MODULE)

    def _create(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        new = replace(_new(item), text=self.text(item))
        if not item.publish:
            return self._saved(step, item, new)
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
        made = self._once(
            step,
            ("create", str(new.kind)),
            lambda: self.target.create(new, publish=publish),
            lambda began: self._lookup(new, later, began),
            marks,
        )
        return _facts(made.resource) | {"digest": marks["digest"], "published": publish}

    def _once(
        self,
        step: Step,
        call: tuple[str, str],
        make: Callable[[], T],
        find: Callable[[float], T | None],
        marks: Mapping[str, Any],
    ) -> T:
        """Create something, or find what an earlier try of this run created.

        A call whose answer was lost may have arrived, and one that was answered may have arrived
        twice; the service says then that the name is taken. Both are looked up.

        Args:
            step: The step.
            call: The port's method, and the kind.
            make: The call.
            find: Looks it up, given when this run first intended it.
            marks: What the journal keeps of the intention.
        """
        record = self.journal.of(step.id)
        unsure = record.last in {"intend", "made"}
        for tries in range(1, _TRIES + 1):
            at = {"at": self.target.now(), **marks}
            began = record.first.get("intend", at).get("at", 0.0)
            try:
                return (self._found(step, find, began) if unsure else None) or self.door.call(
                    *call,
                    make,
                    before=lambda at=at: self.journal.write(step.id, "intend", durable=True, **at),  # type: ignore[misc]
                    safe=False,
                )
            except (UnreachableError, ConflictError) as error:
                most = _INVALID_TRIES if isinstance(error, InvalidAnswerError) else _TRIES
                if isinstance(error, TakenError) or tries >= most:
                    raise
            unsure, record = True, self.journal.of(step.id)
            self.door.wait(tries)
        raise UnreachableError(f"could not confirm whether {step.label} was created")

    def _found(self, step: Step, find: Callable[[float], T | None], began: float) -> T | None:
        """What an earlier try created.

        Raises:
            TakenError: Another run created it.
            UnreachableError: It can't be looked up, so that it may be there or not.
        """
        try:
            found = find(began)
        except (ForbiddenError, UnreachableError, ConflictError):
            raise
        except InstanceError as error:
            raise UnreachableError(f"could not look up what was created: {error}") from error
        if found is not None:
            self.claims.check(step.id, _identity(found))
        return found

    def _lookup(self, new: NewFlow, later: str, began: float) -> FlowSummary | None:
        """The flow that a lost create made, if it did.

        Raises:
            TakenError: Someone else created one of that name.
        """
        flows = self.door.call("list", str(new.kind), self.target.flows)
        for flow in (f for f in flows if f.key.kind is new.kind and f.name == new.name):
            try:
                found = self._read(flow.key, Which.SAVED)
            except NotFoundError:
                continue
            ours = same(found.text, new.text) or (later and same(found.text, later))
            if ours and not is_older(found.modified, began):
                return flow
            raise TakenError(f"someone else created {new.name!r}; create a new plan")
        return None

    def _fill(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        text, made = self.text(item), self._arrived(item.label)
        self.journal.write(step.id, "intend", durable=True, digest=digest(text))
        return _facts(made) | self._put(FlowKey(item.kind, made.id), item, text)

    def _put(self, key: FlowKey, item: Item, text: str) -> dict[str, Any]:
        """Publish or save a content; one that is refused is saved."""
        reasons: list[str] = []
        if item.publish:
            try:
                self._call(
                    "publish", item, lambda: self.target.publish(key, text, settings=item.settings)
                )
            except RefusedError as error:
                reasons = _reasons(error)
                if item.action is Action.PUBLISH:
                    return {"published": False, "reasons": reasons}
        if not item.publish or reasons or item.draft:
            text = item.draft or text
            self._call("save", item, lambda: self.target.save(key, text, settings=item.settings))
        published = item.publish and not reasons
        return {"digest": digest(text), "published": published, "reasons": reasons}

    def _update(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        target, text, known = _target(item), self.text(item), self.journal.of(step.id)
        now = self.former(target.key)
        begun = known.first.get("intend")
        written = {digest(text)} | ({digest(item.draft)} if item.draft else set())
        if not self.force:
            _unchanged(item, now, written, begun["former"] if begun else None)
        former = begun["former"] if begun else now.facts
        marks = {"digest": digest(text), "later": digest(item.draft) if item.draft else ""}
        self.journal.write(step.id, "intend", durable=True, former=former, **marks)
        facts = {"id": target.key.id, "arn": target.arn, "kind": _kind(item), "name": item.name}
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
        target = _target(item)
        state = State.ARCHIVED if step.do is Do.ARCHIVE else State.ACTIVE
        self.journal.write(step.id, "intend", durable=True, former={"state": str(target.state)})
        self._call("set_state", item, lambda: self.target.set_state(target.key, state))
        return {"id": target.key.id, "arn": target.arn, "kind": _kind(item), "name": item.name}

    def _delete(self, step: Step) -> dict[str, Any]:
        item = self.items[step.label]
        target, again = _target(item), self.journal.of(step.id).has("intend")
        self.journal.write(step.id, "intend", durable=True)
        try:
            self._call("delete", item, lambda: self.target.delete(target.key))
        except NotFoundError:
            if not again:
                raise
        return {"id": target.key.id, "arn": target.arn, "kind": _kind(item), "name": item.name}

    def _keep_version(self, step: Step) -> dict[str, Any]:
        """Keep what is published as a version, before it is replaced."""
        item = self.items[step.label]
        key = _target(item).key
        made = self.snapshots.version(self._once, step, key, item.version)
        return {"id": key.id, "version": made.number}

    def qualifier(self, label: str) -> str:
        """The version or alias that a step of this run created.

        Raises:
            NotFoundError: It is not there yet.
        """
        do = self.qualifiers[label].do
        done = self.journal.of(f"{do} {label}").latest.get("done")
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
        return known.key or FlowKey(kind, self._arrived(known.owner).id)

    def _number(self, step: Step) -> dict[str, Any]:
        """Keep what is published as a version, if it is the content that a flow names."""
        wanted, key = self.qualifiers[step.label], self.owner(step.label)
        if digest(self.read(key, Which.PUBLISHED)) != wanted.digest:
            raise ConflictError(f"{wanted.owner} does not publish the content of {step.label}")
        made = self.snapshots.version(self._once, step, key, note_of(step.label))
        return {"id": key.id, "qualifier": str(made.number)}

    def _alias(self, step: Step) -> dict[str, Any]:
        """Name a version."""
        wanted, key = self.qualifiers[step.label], self.owner(step.label)
        own = "@" in wanted.version
        number = int(self.qualifier(wanted.version) if own else wanted.version)
        made = self.snapshots.alias(self._once, step, key, wanted.name, number)
        return {"id": key.id, "qualifier": made.id}

    def _make(self, step: Step) -> dict[str, Any]:
        """Create hours, a queue or a quick connect."""
        resource = self.resources[step.label]
        details = self._with_ids(divided(resource)[0])
        made = self._once(
            step,
            ("create", resource.kind),
            lambda: self.target.create_resource(resource.kind, details),
            lambda began: self.created(resource, details, began),
            {},
        )
        self.journal.write(step.id, "made", **_facts(made))
        self._finish(made, CREATABLE[resource.kind].completing(details))
        return _facts(made)

    def _complete(self, step: Step) -> dict[str, Any]:
        """Give a resource what waited for flows and quick connects."""
        made = self._arrived(step.label)
        self._finish(made, self._with_ids(divided(self.resources[step.label])[1]))
        return _facts(made)

    def _finish(self, made: Resource, details: Mapping[str, Any]) -> None:
        if details:
            self.door.call(
                "complete", made.kind, lambda: self.target.complete_resource(made, details)
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
        if self._differs(found, details) or is_older(self.target.modified(found), began):
            raise TakenError(f"someone else created {resource.name!r}; create a new plan")
        return found

    def _differs(self, found: Resource, details: Mapping[str, Any]) -> bool:
        """Whether a resource has other plain values than details say; later ones may be missing."""
        theirs, later = self.target.details(found), CREATABLE[found.kind].later
        return any(
            theirs.get(member, value if member in later else None) != value
            for member, value in _plain(details)
        )

    def _listed(self, resource: NewResource) -> Resource | None:
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

    def former(self, key: FlowKey) -> Former:
        """All that a flow is now.

        Raises:
            InstanceError: It can't be read.
        """
        saved = self._read(key, Which.SAVED)
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
        return self._read(key, which).text

    def _read(self, key: FlowKey, which: Which) -> Content:
        return self.door.call("read", str(key.kind), lambda: self.target.read(key, which))

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
            found = self._there(key, which)
            if found is not None and (
                digest(found) == facts["digest"] or same(found, item.draft or self.text(item))
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


def _new(item: Item) -> NewFlow:
    return NewFlow(
        kind=item.kind,
        name=item.name,
        type=item.type,
        text=item.text,
        description=item.description or "",
        settings=item.settings,
        tags=item.tags,
        invocation=item.invocation or None,
    )


def _kind(item: Item) -> str:
    return family_of(item.type).reference


def _identity(made: object) -> str:
    """The id of what was created, or a version's number."""
    if isinstance(made, FlowSummary):
        return made.key.id
    if isinstance(made, Version):
        return str(made.number)
    return made.id if isinstance(made, Resource | Alias) else ""


def _facts(made: Resource) -> dict[str, Any]:
    return {"id": made.id, "arn": made.arn, "kind": made.kind, "name": made.name}


def _plain(details: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The members of details that are no ids, and mean the same wherever they are."""
    return [
        (member, value)
        for member, value in details.items()
        if isinstance(value, str | int) and not member.endswith("Id")
    ]


def _reasons(error: RefusedError) -> list[str]:
    return list(error.problems) or [str(error)]


def _target(item: Item) -> Target:
    """What a plan found in the target.

    Raises:
        NotFoundError: It does not say.
    """
    if item.target is None:
        raise NotFoundError(f"{item.label}: the plan does not say which flow of the target it is")
    return item.target


def note_of(label: str) -> str:
    """What is written on a version that a run creates because flows name it."""
    return f"for flows that Flowport moved (version {label})"


def is_older(modified: float | None, began: float) -> bool:
    """Whether something was last changed before a run meant to create it."""
    if modified is None:
        return False
    return modified < (math.floor(began) if modified == math.floor(modified) else began - _CLOSE)


def _unchanged(
    item: Item, now: Former, written: Collection[str], begun: Mapping[str, Any] | None
) -> None:
    """Refuse a flow that is neither as it was planned nor as this run writes it.

    Raises:
        ConflictError: It changed.
    """
    target = _target(item)
    published = None if now.published is None else digest(now.published)
    was, heard = {target.saved}, {target.published}
    if begun:
        was = {digest(begun["saved"]), *written}
        heard = {None if begun["published"] is None else digest(begun["published"]), *written}
    if digest(now.saved) not in was or published not in heard:
        raise ConflictError(
            f"{item.label} changed in the target since it was planned; create a new plan, or use "
            "--force"
        )
