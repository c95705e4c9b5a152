"""What each reference becomes in a target: an explicit binding, its ARN, its name, or nothing.

The steps are taken in that order and the outcome says which one answered. Nothing is guessed: names
compare exactly, and whatever is merely near is a candidate.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.catalogue.references import REFERENCE_KINDS, MatchedBy
from flowport.refs.arn import ARN_INSIDE, Arn, parse
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.reference import Form, Place, Reference
from flowport.refs.resource import Directory, Index, Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Outcome", "Resolution", "Step", "resolve"]

#: Values that mean the same wherever they are written: numbers, addresses, names that stay.
_EVERYWHERE = {"phone_number", "email_address", "s3_object", "case_field"}

#: How AWS names what it owns; what belongs to an instance has a UUID.
_WORD = re.compile(r"[a-z][a-z0-9-]*")


class Step(StrEnum):
    """Which step answered."""

    BOUND = "binding"
    """A line of the bindings file says so."""
    SAME_ARN = "same ARN"
    """The target has just this ARN (or bare id)."""
    SAME_NAME = "same name"
    """The target has one resource of that kind and name."""
    UNCHECKED = "unchecked"
    """It means the same in the target, or the target can't list the kind: left as it is."""
    DYNAMIC = "dynamic"
    """Known only while a call runs: left as it is."""
    REPORTED = "reported"
    """Hidden in a plain value, and nobody asked to rewrite those: left as it is."""
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one reference.

    Attributes:
        reference: The reference.
        step: Which step answered.
        resource: What it is in the target, where a resource was found.
        candidates: For an unresolved one: resources whose name is near, or those of a kind that
            has no names.
        reason: For an unresolved one: why, as a sentence without its full stop.
    """

    reference: Reference
    step: Step
    resource: Resource | None = None
    candidates: tuple[Resource, ...] = ()
    reason: str = ""

    @property
    def hints(self) -> tuple[str, ...]:
        """The candidates as words that a binding takes: names, or ARNs where those say too little.

        What has neither (an encryption key) is told by its id.
        """
        names = Counter(each.name for each in self.candidates)
        return tuple(
            each.name if each.name and names[each.name] == 1 else each.arn or each.id
            for each in self.candidates
        )

    @property
    def unverified(self) -> str:
        """For what stays because the instance can't look it up: that, as a sentence; else empty."""
        reference = self.reference
        static = reference.form in {Form.ARN, Form.ID} and reference.place is Place.PARAMETER
        if self.step is not Step.UNCHECKED or self.resource or not static:
            return ""
        title = REFERENCE_KINDS[reference.kind].title
        return f"the {title} {reference.written} can't be looked up here, and stays as it is"

    @property
    def blocks_publishing(self) -> bool:
        """Whether the flow can't be published for it: what the service runs has no target."""
        unresolved = self.step is Step.UNRESOLVED
        return unresolved and self.reference.place is Place.PARAMETER


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcomes of a flow's references, in their order."""

    outcomes: tuple[Outcome, ...] = ()

    @property
    def unresolved(self) -> tuple[Outcome, ...]:
        """Those that leave a warning on their block and keep the flow from being published."""
        return tuple(outcome for outcome in self.outcomes if outcome.blocks_publishing)

    def bindings(self) -> Bindings:
        """The file that the next run takes: every static reference once, in order."""
        lines: dict[tuple[str, str], Binding] = {}
        for outcome in self.outcomes:
            left = outcome.step in {Step.DYNAMIC, Step.REPORTED, Step.UNCHECKED}
            if not left and not outcome.reference.dynamic:
                lines.setdefault(outcome.reference.key, _line(outcome))
        return Bindings(lines.values())


def _line(outcome: Outcome) -> Binding:
    reference, found = outcome.reference, outcome.resource
    return Binding(
        kind=reference.kind,
        source=reference.written,
        name=reference.name or "",
        target=(found.arn or found.id or found.name) if found else "",
        how=outcome.reason or str(outcome.step),
        candidates=outcome.hints,
    )


def resolve(
    references: Iterable[Reference],
    directory: Directory | Index,
    bindings: Bindings | None = None,
    *,
    source: str | None = None,
    hidden: bool = False,
) -> Resolution:
    """Resolve references in a target.

    Args:
        references: What ``find`` gave.
        directory: The target's resources, or an index of them from an earlier call.
        bindings: What a person decided.
        source: The ARN of the instance that the flow comes from, if known: what a target can't
            list is left alone where that is the target itself.
        hidden: Whether references hidden in plain values are resolved as well.
    """
    index = directory if isinstance(directory, Index) else Index(directory)
    known = bindings or Bindings()
    return Resolution(tuple(_outcome(r, index, known, source, hidden) for r in references))


def _outcome(
    reference: Reference, index: Index, bindings: Bindings, source: str | None, hidden: bool
) -> Outcome:
    if reference.form is Form.DYNAMIC:
        return _dynamic(reference, index)
    if reference.place is Place.VALUE and (not hidden or reference.form is Form.EMBEDDED):
        return Outcome(reference=reference, step=Step.REPORTED)
    binding = bindings.find(reference)
    if binding:
        return _bound(reference, binding, index)
    same = _same(reference, index)
    if same:
        return Outcome(reference=reference, step=Step.SAME_ARN, resource=same)
    named = _named(reference, index)
    if len(named) == 1:
        return _typed(Outcome(reference=reference, step=Step.SAME_NAME, resource=named[0]))
    if not named and _stays(reference, index, source):
        managed = _managed(reference, index)
        return Outcome(reference=reference, step=Step.UNCHECKED, resource=managed)
    return _unresolved(reference, index, named)


def _dynamic(reference: Reference, index: Index) -> Outcome:
    """What is known only while a call runs stays, unless it says that it is of elsewhere."""
    inside = ARN_INSIDE.search(reference.written)
    arn = parse(inside[0]) if inside else None
    if arn is None or arn.instance in {None, index.instance} or not index.instance:
        return Outcome(reference=reference, step=Step.DYNAMIC)
    reason = f"it is put together while a call runs, in another instance ({arn.instance}); edit it"
    return Outcome(reference=reference, step=Step.UNRESOLVED, reason=reason)


def _bound(reference: Reference, binding: Binding, index: Index) -> Outcome:
    """What a binding says, if the target has it."""
    kind, wanted = reference.kind, binding.target
    foreign = _foreign(kind, wanted, index)
    if foreign:
        reason = f"the bindings say {wanted!r}, which is {foreign}"
        return Outcome(reference=reference, step=Step.UNRESOLVED, reason=reason)
    found = index.by_arn(kind, wanted) or index.by_id(kind, wanted)
    named = index.by_name(kind, wanted)
    if found is None and len(named) == 1:
        found = named[0]
    arn = parse(wanted)
    if found is None and not named and not index.knows(kind):
        tail = arn.tail if arn else wanted
        found = Resource(kind, reference.name or "", wanted if arn else "", tail)
    if found:
        return _typed(Outcome(reference=reference, step=Step.BOUND, resource=found))
    count = f"{len(named)} of that name" if named else "none such"
    reason = f"the bindings say {wanted!r}, and the target has {count}"
    near = named or index.near(kind, wanted)
    return Outcome(reference=reference, step=Step.UNRESOLVED, reason=reason, candidates=near)


def _foreign(kind: str, wanted: str, index: Index) -> str:
    """Why an ARN that a person wrote can't stand for a kind in the target; empty where it can."""
    arn = parse(wanted)
    if arn is None:
        return ""
    if kind and arn.kind and arn.kind.name != kind:
        return f"of the kind {arn.kind.title}, not {REFERENCE_KINDS[kind].title}"
    away = arn.instance not in {None, index.instance} and arn.account != "aws"
    return "of another instance" if away else ""


def _typed(outcome: Outcome) -> Outcome:
    """The outcome, unless what was found is a flow of a type that cannot stand there.

    What already stands there by its ARN is not asked: nothing is put in its place.
    """
    reference, found = outcome.reference, outcome.resource
    taken = reference.target_types
    if found is None or not taken or not found.type or found.type in taken:
        return outcome
    reason = (
        f"the target's flow {found.name!r} is of the type {found.type}, "
        f"and {reference.path} takes {' or '.join(taken)}"
    )
    return Outcome(reference=reference, step=Step.UNRESOLVED, reason=reason)


def _same(reference: Reference, index: Index) -> Resource | None:
    """The very same resource, by ARN or bare id."""
    if reference.form is Form.ARN:
        return index.by_arn(reference.kind, reference.written)
    if reference.kind == "lex_bot":
        return None
    identifier = reference.written.partition(":")[0] or reference.written
    return index.by_id(reference.kind, identifier)


def _named(reference: Reference, index: Index) -> tuple[Resource, ...]:
    """The resources of the same name: the one in the metadata, or the one inside the ARN."""
    arn = parse(reference.written)
    for name in (reference.name, arn.name if arn else None):
        found = index.by_name(reference.kind, name) if name else ()
        if found:
            return found
    return ()


def _stays(reference: Reference, index: Index, source: str | None) -> bool:
    """Whether the value means the same in the target, or the target can't say that it doesn't."""
    if _managed(reference, index):
        return True
    kind = REFERENCE_KINDS.get(reference.kind)
    by_value = kind is not None and kind.matched_by is MatchedBy.VALUE
    if reference.form is Form.NAME and reference.kind in _EVERYWHERE:
        return True
    if not reference.kind or index.knows(reference.kind) or reference.form is Form.EMPTY:
        return False
    arn, target = parse(reference.written), parse(index.instance)
    if arn is None or target is None:
        return by_value or source == index.instance
    if arn.instance:
        return arn.instance == index.instance
    return (arn.partition, arn.region, arn.account) == (
        target.partition,
        target.region,
        target.account,
    )


def _managed(reference: Reference, index: Index) -> Resource | None:
    """What AWS keeps in every Region, as the target's Region has it; it is not listed."""
    kind, target = REFERENCE_KINDS.get(reference.kind), parse(index.instance)
    if kind is None or target is None or not kind.managed:
        return None
    arn, region = parse(reference.written), (target.partition, target.region)
    identifier = arn.tail if arn and arn.account == "aws" else reference.written
    if not _WORD.fullmatch(identifier):
        return None
    own = Arn(region[0], kind.service or "", region[1], "aws", kind.slug + "/" + identifier)
    return Resource(kind.name, reference.name or "", str(own), identifier)


def _unresolved(reference: Reference, index: Index, named: tuple[Resource, ...]) -> Outcome:
    title = REFERENCE_KINDS[reference.kind].title if reference.kind else "resource"
    name = reference.name
    if named:
        reason = f"the target has {len(named)} of the kind {title} named {name!r}"
    elif reference.kind and not index.knows(reference.kind):
        reason = f"the target can't list what it has of the kind {title}; bind it"
    elif name:
        reason = f"the target has no {title} named {name!r}"
    elif reference.form is Form.EMPTY:
        reason = f"no {title} is chosen"
    else:
        reason = f"the target has no such {title}, and the flow does not tell its name"
    near = named or index.near(reference.kind, name or "")
    return Outcome(reference=reference, step=Step.UNRESOLVED, reason=reason, candidates=near)
