"""The references of a batch of flows, resolved together in the target.

Together, because attributes that one flow sets are read by another, a label that one flow lacks is
known from another, and two things of the source must not become one of the target.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flowport.convert import convert
from flowport.errors import UnexpectedError
from flowport.jobs.documents import opened
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.plan import FlowChange
from flowport.jobs.moving.planned_directory import waits
from flowport.jobs.moving.qualifying import Versions
from flowport.jobs.moving.source_flows import guarded, named
from flowport.model import Flow, read_text
from flowport.model.block_names import label_in
from flowport.refs.all_references import find
from flowport.refs.collisions import apart
from flowport.refs.outcome import Resolution, ResolvedBy
from flowport.refs.own_references import confirmed
from flowport.refs.plain_references import as_read, passed, readers
from flowport.refs.reference import Form, Reference, ReferencePlace
from flowport.refs.remaining_source import residue
from flowport.refs.resolve import resolve
from flowport.refs.resource import Index
from flowport.refs.rewrite import rewrite
from flowport.refs.source_instance import SourceInstance, origin_of
from flowport.refs.unfilled import may_hold, unfilled, with_fillings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flowport.jobs.moving.options import PlanOptions
    from flowport.jobs.moving.plan import NewQualifier
    from flowport.jobs.moving.source_flows import Arrival
    from flowport.ports import Content, Instance
    from flowport.refs.outcome import Outcome
    from flowport.refs.plain_references import Attribute, Readers
    from flowport.refs.remaining_source import Residue

__all__ = ["Linked", "Linker"]

_CALLED = (":lambda:", ":lex:")
_STAYS = {ResolvedBy.SAME_ARN, ResolvedBy.ELSEWHERE, ResolvedBy.UNCHECKED, ResolvedBy.ALLOWED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What became of a flow's references.

    Attributes:
        text: The flow's content, with placeholders filled; its references are the source's.
        final: The same with the references that can be written already.
        outcomes: What became of each reference.
        obstacles: What keeps it from being published beside unresolved references.
        notes: What a person should know of it.
        problem: The fault in Flowport that it met; empty if it met none.
    """

    text: str
    final: str
    outcomes: tuple[Outcome, ...] = ()
    obstacles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""


class Linker:
    """Resolves the references of a batch."""

    def __init__(
        self,
        index: Index,
        source: str,
        options: PlanOptions,
        *,
        target: Instance | None = None,
        origin: Instance | None = None,
    ) -> None:
        """Resolve into an index.

        Args:
            index: The target's resources, those to come among them.
            source: The ARN of the instance that the flows come from; empty where nothing says it.
            options: What a person decided.
            target: The target, where its versions and aliases can be looked up.
            origin: The source, where its versions and aliases can be looked up.
        """
        self._index = index
        self._source = source or None
        self._options = options
        self._theirs = Index(origin.directory) if origin else None
        self._qualifiers = Versions(target, origin, self._settled) if target else None

    def linked(self, arrivals: Sequence[Arrival]) -> list[Linked]:
        """What becomes of the references of each arrival, in their order.

        Raises:
            UsageError: Two patterns of the bindings match one reference.
            InstanceError: The target can't be read.
        """
        return list(self.linking(arrivals))

    def linking(self, arrivals: Sequence[Arrival]) -> Iterator[Linked]:
        """The same one by one: all are resolved first, and each is written when it is asked for.

        Raises:
            UsageError: Two patterns of the bindings match one reference.
            InstanceError: The target can't be read.
        """
        batch = [guarded(arrival, self._filled) for arrival in arrivals]
        if self._qualifiers:
            self._qualifiers.coming = {a.label: a.text for a in batch if self._wanted(a)}
            self._qualifiers.create = self._options.create
        shared = _shared(batch)
        names = _names(reference for each in batch for reference in each.references)
        found: dict[str, Sequence[Outcome]] = {}
        origins: list[SourceInstance] = []
        problems = [each.problem for each in batch]
        for number, each in enumerate(batch):
            known = {**_local(readers(each.references, each.moves)), **shared}
            references = [_labelled(r, names) for r in as_read(each.references, known)]
            origins.append(origin_of(references, each.instance or self._source))
            outcomes: Sequence[Outcome] = ()
            try:
                with isolated(each.origin or each.name):
                    outcomes = self._outcomes(each, references, origins[-1])
            except UnexpectedError as error:
                problems[number] = str(error)
            found[f"{number}:{each.name}"] = outcomes
        parted = apart(found, label=lambda key: key.partition(":")[2])
        for each, origin, problem, outcomes in zip(
            batch, origins, problems, parted.values(), strict=True
        ):
            try:
                with isolated(each.origin or each.name):
                    done = self._finished(each.text, origin, outcomes)
            except UnexpectedError as error:
                done = Linked(text=each.text, final=each.text, problem=str(error))
            yield replace(done, problem=problem) if problem else done

    def _outcomes(
        self, arrival: Arrival, references: Sequence[Reference], origin: SourceInstance
    ) -> tuple[Outcome, ...]:
        outcomes = self._resolved(references, origin)
        if arrival.action is FlowChange.PUBLISH:
            unknown = self._resolved(references, SourceInstance())
            return confirmed(outcomes, unknown, arrival.published_text)
        return outcomes

    @property
    def created(self) -> Mapping[str, NewQualifier]:
        """The versions and aliases that flows name and the run may create, by their labels."""
        return self._qualifiers.created if self._qualifiers else {}

    def _wanted(self, arrival: Arrival) -> bool:
        choice = str(self._options.publish)
        return arrival.published if choice == "as-source" else choice == "all"

    def _settled(self, content: Content) -> str | None:
        """A content of the source with the target's references; None where some have none."""
        flow = convert(opened(content)).flow
        references = [named(each, self._theirs) for each in find(flow)]
        outcomes = self._resolved(references, origin_of(references, self._source))
        if any(o.blocks_publishing or (waits(o)) for o in outcomes):
            return None
        return rewrite(flow, Resolution(outcomes)).content()

    def _resolved(
        self, references: Sequence[Reference], origin: SourceInstance
    ) -> tuple[Outcome, ...]:
        return resolve(
            references,
            self._index,
            self._options.bindings,
            source=origin,
            hidden=self._options.hidden,
            allow=self._options.allow,
            unfilled=self._options.placeholders,
            qualifiers=self._qualifiers,
        ).outcomes

    def _filled(self, arrival: Arrival) -> Arrival:
        """An arrival whose placeholders have the values that the bindings give them."""
        values = self._options.bindings.fillings
        flow = read_text(arrival.text) if values and may_hold(arrival.text) else None
        if not isinstance(flow, Flow):
            return arrival
        made = with_fillings(flow, values)
        if made is flow:
            return arrival
        references = find(made)
        return replace(arrival, text=made.content(), references=references, moves=passed(made))

    def _finished(self, text: str, origin: SourceInstance, outcomes: tuple[Outcome, ...]) -> Linked:
        real = tuple(o for o in outcomes if o.resource and not waits(o))
        flow = read_text(text) if text else None
        if not isinstance(flow, Flow):
            return Linked(text=text, final=text, outcomes=outcomes)
        flow = rewrite(flow, Resolution(real))
        final = flow.content()
        obstacles, notes = self._left(flow, final, origin, outcomes)
        return Linked(text=text, final=final, outcomes=outcomes, obstacles=obstacles, notes=notes)

    def _left(
        self, flow: Flow, final: str, origin: SourceInstance, outcomes: Iterable[Outcome]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a flow still holds that it must not, and what a person should know."""
        obstacles: list[str] = []
        notes = [f"{o.reference.label}: {o.note}" for o in outcomes if o.note]
        if may_hold(final):
            known = {o.reference.pointer for o in outcomes if o.blocks_publishing}
            obstacles += [
                f"{label_in(flow, each.block)}: {each.sentence}"
                for each in unfilled(flow, self._options.placeholders)
                if each.pointer not in known
            ]
        lower = final.casefold()
        if any(each.casefold() in lower for each in origin.ids) or any(
            word in lower for word in _CALLED
        ):
            for left in self._residue(flow, origin, outcomes):
                (notes if left.spoken else obstacles).append(
                    f"{label_in(flow, left.block)}: {left.sentence}"
                )
        return tuple(obstacles), tuple(notes)

    def _residue(
        self, flow: Flow, origin: SourceInstance, outcomes: Iterable[Outcome]
    ) -> Iterator[Residue]:
        decided = (
            o.reference.pointer
            for o in outcomes
            if o.reference.place is not ReferencePlace.VALUE
            or o.resource
            or o.step is ResolvedBy.ALLOWED
        )
        return residue(
            flow,
            origin,
            self._index.instance,
            replaced=lambda kind, arn: self._replaced(kind, arn, origin),
            known=set(decided),
            allow=self._options.allow,
        )

    def _replaced(self, kind: str, arn: str, origin: SourceInstance) -> bool:
        """Whether a function or bot would have been replaced, were it a reference."""
        reference = Reference(
            kind=kind,
            block="",
            action="",
            pointer="",
            written=arn,
            form=Form.ARN,
            place=ReferencePlace.READ,
        )
        (outcome,) = self._resolved([reference], origin)
        if outcome.step in _STAYS:
            return False
        found = outcome.target
        return found.value != arn if found else bool(origin.locations)


def _shared(batch: Iterable[Arrival]) -> Readers:
    """The contact attributes that any flow of a batch reads as a reference."""
    every = list(batch)
    references = [reference for each in every for reference in each.references]
    found = readers(references, [move for each in every for move in each.moves])
    return {key: kinds for key, kinds in found.items() if key[0] == "Attributes"}


def _local(found: Mapping[Attribute, frozenset[str]]) -> Readers:
    """Those that end with the flow."""
    return {key: kinds for key, kinds in found.items() if key[0] != "Attributes"}


def _names(references: Iterable[Reference]) -> dict[tuple[str, str], str]:
    """What things are called, by kind and id, where a batch says one name of them."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reference in references:
        if reference.name and reference.form in {Form.ARN, Form.ID}:
            found[reference.kind, reference.plain].add(reference.name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _labelled(reference: Reference, names: Mapping[tuple[str, str], str]) -> Reference:
    """A reference with the name that others of the batch tell."""
    if reference.name or reference.form not in {Form.ARN, Form.ID}:
        return reference
    name = names.get((reference.kind, reference.plain))
    return replace(reference, name=name) if name else reference
