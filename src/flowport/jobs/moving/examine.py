"""What becomes of one flow: compared with the target's, resolved, and checked."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.errors import NotFoundError, UnexpectedError
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.contents import changes, digest, flow_of, same, settled
from flowport.jobs.moving.faults import errors_of_all
from flowport.jobs.moving.linking import Linker
from flowport.jobs.moving.plan import FlowChange, Item, TargetFlow
from flowport.jobs.moving.planned_directory import awaits, waits
from flowport.ports import State, Which
from flowport.refs.all_references import find
from flowport.refs.own_references import recognise, with_names
from flowport.refs.reference import Form
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flowport.jobs.moving.linking import Linked
    from flowport.jobs.moving.options import PlanOptions
    from flowport.jobs.moving.plan import NewQualifier
    from flowport.jobs.moving.source_flows import Arrival
    from flowport.ports import FlowSummary, Instance
    from flowport.refs.outcome import Outcome
    from flowport.refs.resource import Index

__all__ = ["Examiner"]

_ANY_ID = "00000000-0000-4000-8000-000000000000"
_NEVER = (
    "the target's was never published, and publishing it could not be undone; "
    f"{Remedy.PUBLISH_DRAFTS}"
)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the target has of a flow: its saved and published contents, a module's settings."""

    target: TargetFlow
    saved: str
    published: str | None
    settings: str | None
    invocation: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """An item on its way.

    Attributes:
        item: As far as it is known.
        arrival: What it is made of.
        final: Its content with what can be resolved already; None if it is not written.
        wanted: Whether it is to be published if that is possible.
        obstacles: What keeps it from being published beside unresolved references.
        picture: Its content as it is checked; empty where it is not.
    """

    item: Item
    arrival: Arrival
    final: str | None = None
    wanted: bool = False
    obstacles: tuple[str, ...] = ()
    picture: str = ""

    @property
    def asked(self) -> bool:
        """Whether its content is checked, since it is to be published."""
        return self.wanted and self.final is not None


class Examiner:
    """Makes items of arrivals."""

    def __init__(
        self,
        target: Instance,
        index: Index,
        source: str,
        options: PlanOptions,
        origin: Instance | None = None,
    ) -> None:
        self._target = target
        self._index = index
        self._linker = Linker(index, source, options, target=target, origin=origin)
        self._options = options

    @property
    def created(self) -> Mapping[str, NewQualifier]:
        """The versions and aliases that flows name and the run may create, by their labels."""
        return self._linker.created

    @staticmethod
    def kept(flow: FlowSummary) -> TargetFlow:
        """What a summary alone says of a flow of the target."""
        return TargetFlow(key=flow.key, arn=flow.arn, state=flow.state, saved="", published=None)

    def items(self, arrivals: Sequence[Arrival]) -> Iterator[Item]:
        """What becomes of flows, in their order.

        Raises:
            InstanceError: The target can't be read.
        """
        moving = [a for a in arrivals if not (a.problem or a.action is FlowChange.SKIP)]
        those = set(map(id, moving))
        linked = self._linker.linking(moving)
        drafts = (self._examined(a, next(linked) if id(a) in those else None) for a in arrivals)
        number = sum(map(self._wanted, moving))
        for draft, faults in self._checked(drafts, number):
            try:
                with isolated(draft.item.origin or draft.item.name):
                    done = self._finished(draft, faults)
            except UnexpectedError as error:
                done = _blocked(draft.item, str(error))
            yield done

    def _examined(self, arrival: Arrival, linked: Linked | None) -> _Draft:
        """A flow with its references resolved, and as it is checked; blocked by a fault."""
        if linked and linked.problem:
            return self._draft(replace(arrival, problem=linked.problem), None)
        try:
            with isolated(arrival.origin or arrival.name):
                draft = self._draft(arrival, linked)
                return replace(draft, picture=self._pictured(draft)) if draft.asked else draft
        except UnexpectedError as error:
            return self._draft(replace(arrival, problem=str(error)), None)

    def _checked(
        self, drafts: Iterable[_Draft], number: int
    ) -> Iterator[tuple[_Draft, Sequence[str]]]:
        """Each with the errors of its content, if it is to be published: so many are."""
        waiting: deque[_Draft] = deque()

        def contents() -> Iterator[tuple[str, str]]:
            for draft in drafts:
                waiting.append(draft)
                if draft.asked:
                    yield draft.picture, draft.item.type

        for faults in errors_of_all(contents(), number):
            while not waiting[0].asked:
                yield waiting.popleft(), ()
            yield waiting.popleft(), faults
        yield from ((draft, ()) for draft in waiting)

    def _draft(self, arrival: Arrival, linked: Linked | None) -> _Draft:
        """A flow with its references resolved, or why it is blocked."""
        into = arrival.into
        item = Item(
            kind=arrival.kind,
            name=arrival.name,
            type=arrival.type,
            action=FlowChange.BLOCKED if arrival.problem else arrival.action,
            text=arrival.text,
            source=arrival.source,
            description=arrival.description,
            settings=arrival.settings,
            tags=arrival.tags,
            reasons=(arrival.problem,) if arrival.problem else (),
            target=self.kept(into) if into else None,
            draft=arrival.draft,
            version=arrival.version,
            revives=self._options.revive,
            origin=arrival.origin,
            notes=arrival.notes,
            undecided=arrival.undecided,
            invocation=arrival.invocation,
        )
        if linked is None:
            return _Draft(item, arrival)
        item = replace(
            item,
            action=arrival.action if into else FlowChange.CREATE,
            text=linked.text,
            outcomes=linked.outcomes,
            notes=(*arrival.notes, *linked.notes),
        )
        wanted = self._wanted(arrival)
        if not wanted:
            item = replace(item, notes=(*item.notes, *linked.obstacles))
        return _Draft(item, arrival, linked.final, wanted, linked.obstacles)

    def _finished(self, draft: _Draft, faults: Sequence[str]) -> Item:
        """The item: whether it is published, and how it differs from what the target has."""
        item, into = draft.item, draft.arrival.into
        if draft.final is None:
            return item
        held = self._held(into, item.name) if into else None
        if draft.wanted:
            reasons = [f"{o.reference.label}: {o.reason}" for o in item.unresolved]
            reasons += [*draft.obstacles, *faults]
            if held and held.published is None and not self._options.drafts:
                reasons.append(_NEVER)
            item = replace(item, publish=not reasons, reasons=tuple(reasons))
        if item.reasons and item.action is FlowChange.PUBLISH:
            return replace(item, action=FlowChange.BLOCKED)
        return self._compared(item, draft, held) if held else item

    def _pictured(self, draft: _Draft) -> str:
        """The content as it will be, with ids for what is yet to be created, to check it."""
        item, text = draft.item, draft.final or ""
        for outcome in item.outcomes:
            if not waits(outcome):
                continue
            written, becomes = outcome.reference.written, self._arrived(outcome).target
            old = json.dumps(written)
            if outcome.reference.form is not Form.ARN or becomes is None or old not in text:
                return settled(item.text, [self._arrived(each) for each in item.outcomes])
            text = text.replace(old, json.dumps(becomes.value))  # much faster, and good to check
        return text

    def _arrived(self, outcome: Outcome) -> Outcome:
        resource = outcome.resource
        if awaits(outcome.qualifier.removeprefix(":")):
            outcome = replace(outcome, qualifier=":1")
        if resource is None or not awaits(resource.arn):
            return outcome
        kind = REFERENCE_KINDS.get(resource.kind)
        arn = f"{self._index.instance}/{kind.slug if kind else resource.kind}/{_ANY_ID}"
        return replace(outcome, resource=replace(resource, arn=arn, id=_ANY_ID))

    def _wanted(self, arrival: Arrival) -> bool:
        choice = str(self._options.publish)
        return arrival.published if choice == "as-source" else choice == "all"

    def _held(self, existing: FlowSummary, name: str) -> _Held:
        saved = self._target.read(existing.key, Which.SAVED)
        try:
            published = self._target.read(existing.key, Which.PUBLISHED).text
        except NotFoundError:
            published = None
        target = TargetFlow(
            key=existing.key,
            arn=existing.arn,
            state=existing.state,
            saved=digest(saved.text),
            published=None if published is None else digest(published),
            description=saved.description,
            tags=dict(saved.tags),
            name="" if name == existing.name else existing.name,
        )
        return _Held(target, saved.text, published, saved.settings, saved.invocation)

    def _compared(self, item: Item, draft: _Draft, held: _Held) -> Item:
        """The item beside what the target has."""
        final, target = draft.final or "", held.target
        item = replace(item, target=target, loss=_loss(item, held))
        change = draft.arrival.change
        changes = [change] if change else list(self._content_changes(item, final, held))
        if target.name:
            changes.append(f"~ its name (was {target.name!r})")
        if item.settings and held.settings and digest(item.settings) != digest(held.settings):
            changes.append("~ its settings")
        if item.description not in {None, target.description}:
            changes.append("~ its description")
        if item.new_tags:
            changes.append(f"~ its tags: {_tags(item.new_tags, target.tags)}")
        if item.revives and target.state is State.ARCHIVED:
            changes.append("~ it is restored from the archive")
        known = self._options.written.get(item.label)
        drift = known is not None and known != target.saved
        action = item.action if changes else FlowChange.UNCHANGED
        return replace(item, action=action, changes=tuple(changes), drift=drift)

    def _content_changes(self, item: Item, final: str, held: _Held) -> Sequence[str]:
        """What changes in the content and in what is published."""
        waits = any(o.resource and awaits(o.resource.arn) for o in item.outcomes)
        if waits or not self._same(held.saved, final):
            found = changes(held.published or held.saved, final)
            return found or ("~ its references come to point at what is new",)
        if item.publish and (held.published is None or not self._same(held.published, final)):
            return ("~ what is saved is published",)
        return ()

    def _same(self, held: str, final: str) -> bool:
        """Whether two contents are the same, or would be with the names that an export adds."""
        return same(held, final) or same(self._named(held), self._named(final))

    def _named(self, text: str) -> str:
        flow = flow_of(text, "")
        if flow is None:
            return text
        return with_names(flow, recognise(find(flow), self._index)).content()


def _blocked(item: Item, problem: str) -> Item:
    return replace(item, action=FlowChange.BLOCKED, publish=False, reasons=(problem,))


def _loss(item: Item, held: _Held) -> str:
    """What no operation of the API updates, where it differs."""
    ours, theirs = dict(item.invocation or {}), dict(held.invocation or {})
    if item.invocation is None or ours == theirs:
        return ""
    return (
        f"ExternalInvocationConfiguration: {_shown(ours)} in the source, {_shown(theirs)} in the "
        "target; no operation updates it"
    )


def _shown(invocation: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in sorted(invocation.items())) or "none"


def _tags(new: Mapping[str, str], old: Mapping[str, str]) -> str:
    """Tags for a reader: each with its value, and with what it was."""
    return ", ".join(
        f"{key}={value}" + (f" (was {old[key]})" if key in old else "")
        for key, value in sorted(new.items())
    )
