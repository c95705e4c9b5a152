"""What each reference becomes in a target: an explicit binding, its ARN, its name, or nothing.

The steps are taken in that order and the outcome says which one answered. Nothing is guessed: names
compare exactly, and whatever is merely near is a candidate. What is outside Connect counts as
the source's only where it is in the source instance's account and Region; elsewhere it stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flowport.catalogue.placeholders import placeholders
from flowport.catalogue.references import REFERENCE_KINDS, MatchedBy
from flowport.patterns import pattern
from flowport.refs.arn import Arn, parse
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.outcome import Outcome, Resolution, ResolvedBy
from flowport.refs.qualifiers import Qualifiers, Unknown, function_of, qualified
from flowport.refs.reference import Form, Reference, ReferencePlace
from flowport.refs.resource import Directory, Index, Resource
from flowport.refs.source_instance import SourceInstance, origin_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["resolve"]

#: Values that mean the same wherever they are written: numbers, addresses, names that stay.
_EVERYWHERE = {"phone_number", "email_address", "s3_object", "case_field"}

#: How AWS names what it owns; what belongs to an instance has a UUID.
_WORD = pattern(r"[a-z][a-z0-9-]*")

#: A part of an ARN whose account is written and whose rest is put together while a call runs.
_PARTIAL = pattern(r"arn:[\w-]+:([a-z0-9-]+):[^:\s]*:(\d{12}):")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resolver:
    """What all references of a flow are resolved with."""

    index: Index
    bindings: Bindings
    origin: SourceInstance
    hidden: bool = False
    allow: frozenset[str] = field(default_factory=frozenset)
    unfilled: frozenset[str] = field(default_factory=frozenset)
    qualifiers: Qualifiers = field(default_factory=Unknown)


def resolve(
    references: Iterable[Reference],
    directory: Directory | Index,
    bindings: Bindings | None = None,
    *,
    source: str | SourceInstance | None = None,
    hidden: bool = False,
    allow: Collection[str] = (),
    unfilled: Collection[str] = (),
    qualifiers: Qualifiers | None = None,
) -> Resolution:
    """Resolve references in a target.

    Args:
        references: What ``find`` gave.
        directory: The target's resources, or an index of them from an earlier call.
        bindings: What a person decided.
        source: The ARN of the instance that the flow comes from, if a file or a person says it,
            or where it comes from; otherwise the ARNs of the references themselves say it.
        hidden: Whether references hidden in plain values are resolved as well.
        allow: Values that a person allows to stay.
        unfilled: Placeholders, with their marks, that a person allows to stay.
        qualifiers: Who knows the versions and aliases of both instances.

    Raises:
        UsageError: Two patterns of the bindings match one reference.
    """
    every = tuple(references)
    with_ = _Resolver(
        index=directory if isinstance(directory, Index) else Index(directory),
        bindings=bindings or Bindings(),
        origin=source if isinstance(source, SourceInstance) else origin_of(every, source),
        hidden=hidden,
        allow=frozenset(allow),
        unfilled=frozenset(unfilled),
        qualifiers=qualifiers or Unknown(),
    )
    return Resolution(tuple(_resolved(reference, with_) for reference in every))


def _resolved(reference: Reference, with_: _Resolver) -> Outcome:
    outcome = _outcome(reference, with_)
    outcome = qualified(outcome, with_.index, with_.bindings, with_.qualifiers)
    if outcome.step is ResolvedBy.UNRESOLVED and _allowed(reference, with_):
        return Outcome(reference=reference, step=ResolvedBy.ALLOWED)
    return outcome


def _allowed(reference: Reference, with_: _Resolver) -> bool:
    """Whether a person allows a value to stay; what the service would refuse can't be allowed."""
    left = placeholders(reference.written, reference=True)
    if left and all(each.text in with_.unfilled for each in left):
        return True
    kind = REFERENCE_KINDS.get(reference.kind)
    refused = reference.place is ReferencePlace.PARAMETER and (
        kind is None or kind.service == "connect"
    )
    return reference.written in with_.allow and not refused


def _outcome(reference: Reference, with_: _Resolver) -> Outcome:
    index = with_.index
    if reference.place is ReferencePlace.VALUE and (
        not with_.hidden or reference.form is Form.EMBEDDED
    ):
        step = ResolvedBy.DYNAMIC if reference.form is Form.DYNAMIC else ResolvedBy.REPORTED
        return Outcome(reference=reference, step=step)
    binding = with_.bindings.find(reference)
    if binding:
        return _bound(reference, binding, index)
    if reference.form is Form.DYNAMIC:
        return _dynamic(reference, with_)
    same = _same(reference, index)
    if same is None and reference.written.partition(":aws:")[1]:
        same = _managed(reference, index)
    if same or _outside(reference, with_):
        step = ResolvedBy.SAME_ARN if same else ResolvedBy.ELSEWHERE
        return Outcome(reference=reference, step=step, resource=same)
    function = function_of(reference, index, with_.bindings)
    return _warned(function or _by_name(reference, with_), with_)


def _by_name(reference: Reference, with_: _Resolver) -> Outcome:
    """What the target has of the same name, if that is one thing; or why it stays."""
    index = with_.index
    named = _named(reference, index)
    if len(named) == 1:
        return _typed(Outcome(reference=reference, step=ResolvedBy.SAME_NAME, resource=named[0]))
    if not named and _stays(reference, with_):
        managed = _managed(reference, index)
        return Outcome(reference=reference, step=ResolvedBy.UNCHECKED, resource=managed)
    return _unresolved(reference, index, named)


def _outside(reference: Reference, with_: _Resolver) -> bool:
    """Whether something outside Connect can't be the source's, or source and target are one."""
    if reference.region:
        regions = {region for _, region, _ in with_.origin.locations}
        return bool(regions) and reference.region not in regions
    arn = parse(reference.written) if reference.form is Form.ARN else None
    if arn is None or arn.service == "connect":
        return False
    return with_.origin.owns(arn) is False


def _warned(outcome: Outcome, with_: _Resolver) -> Outcome:
    """The outcome with a warning where only a name says that it is the same thing."""
    arn, found = parse(outcome.reference.written), outcome.resource
    if outcome.step is not ResolvedBy.SAME_NAME:
        return outcome
    unknown = arn is not None and arn.service != "connect" and with_.origin.owns(arn) is None
    theirs, ours = outcome.reference.region, parse(found.arn) if found else None
    moved = bool(theirs and ours and ours.region != theirs and not with_.origin.locations)
    bare = outcome.reference.form is Form.ID and not with_.origin.instances
    if unknown or moved or bare:
        why = f"{outcome.source} was mapped to {outcome.target} by its name only; "
        return replace(outcome, warning=why + "nothing says which instance it is from")
    return outcome


def _dynamic(reference: Reference, with_: _Resolver) -> Outcome:
    """What is known only while a call runs stays, unless it says that it is of elsewhere."""
    index, written = with_.index, reference.written
    instance = re.search(r"arn:[\w-]+:connect:[^\s/]*:instance/[0-9A-Za-z-]+", written)
    if instance and index.instance and instance[0] != index.instance:
        where = f"another instance ({instance[0]})"
        reason = f"it is put together while a call runs, in {where}; edit or bind it"
        return Outcome(reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason)
    account, target = _PARTIAL.search(written), parse(index.instance)
    theirs = {account for _, _, account in with_.origin.locations}
    if account and target and account[2] in theirs - {target.account}:
        where = f"the source's account {account[2]}"
        reason = f"it is put together while a call runs, in {where}; edit or bind it"
        return Outcome(reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason)
    return Outcome(reference=reference, step=ResolvedBy.DYNAMIC)


def _bound(reference: Reference, binding: Binding, index: Index) -> Outcome:
    """What a binding says, if the target has it."""
    kind, wanted = reference.kind, binding.target
    foreign = _foreign(kind, wanted, index)
    if foreign:
        reason = f"the bindings say {wanted!r}, which is {foreign}"
        return Outcome(reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason)
    found = index.by_arn(kind, wanted) or index.by_id(kind, wanted)
    named = index.by_name(kind, wanted)
    if found is None and len(named) == 1:
        found = named[0]
    arn = parse(wanted)
    listed = REFERENCE_KINDS[kind].listed_whole if kind else True
    if found is None and not named and (not index.knows(kind) or (arn and not listed)):
        tail = arn.tail if arn else wanted
        found = Resource(kind, reference.name or "", wanted if arn else "", tail)
    if found:
        behind = arn.qualifier if arn else ""
        return _typed(
            Outcome(reference=reference, step=ResolvedBy.BOUND, resource=found, qualifier=behind)
        )
    count = f"{len(named)} of that name" if named else "none of that name"
    reason = f"the bindings say {wanted!r}, and the target has {count}"
    near = named or index.near(kind, wanted)
    return Outcome(reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason, candidates=near)


def _foreign(kind: str, wanted: str, index: Index) -> str:
    """Why an ARN that a person wrote can't represent a kind in the target; empty where it can."""
    arn = parse(wanted)
    if arn is None:
        return ""
    if kind and arn.kind and arn.kind.name != kind:
        return f"of the kind {arn.kind.title}, not {REFERENCE_KINDS[kind].title}"
    away = arn.instance not in {None, index.instance} and arn.account != "aws"
    return "of another instance" if away else ""


def _typed(outcome: Outcome) -> Outcome:
    """The outcome, unless what was found is a flow of a type that cannot be there.

    What already is there by its ARN is not asked: nothing is put in its place.
    """
    reference, found = outcome.reference, outcome.resource
    taken = reference.target_types
    if found is None or not taken or not found.type or found.type in taken:
        return outcome
    reason = (
        f"the target's flow {found.name!r} is of the type {found.type}, "
        f"and {reference.path} takes {' or '.join(taken)}"
    )
    return Outcome(reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason)


def _same(reference: Reference, index: Index) -> Resource | None:
    """The very same resource, by ARN or bare id."""
    if reference.form is Form.ARN:
        return index.by_arn(reference.kind, reference.written)
    if reference.kind == "lex_bot":
        return None
    return index.by_id(reference.kind, reference.plain or reference.written)


def _named(reference: Reference, index: Index) -> tuple[Resource, ...]:
    """The resources of the same name: the one in the metadata, or the one inside the ARN."""
    arn = parse(reference.written)
    for name in (reference.name, arn.name if arn else None):
        found = index.by_name(reference.kind, name) if name else ()
        if found:
            return found
    return ()


def _stays(reference: Reference, with_: _Resolver) -> bool:
    """Whether the value means the same in the target, or the target can't say that it doesn't."""
    index = with_.index
    if _managed(reference, index):
        return True
    kind = REFERENCE_KINDS.get(reference.kind)
    by_value = kind is not None and kind.matched_by is MatchedBy.VALUE
    if reference.form is Form.NAME and reference.kind in _EVERYWHERE:
        return True
    arn, target = parse(reference.written), parse(index.instance)
    same_instance = with_.origin.stated and index.instance in with_.origin.instances
    if same_instance and arn and not (kind and kind.listed_whole) and arn.service != "connect":
        return True
    if not reference.kind or index.knows(reference.kind) or reference.form is Form.EMPTY:
        return False
    if arn is None or target is None:
        return by_value or same_instance
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
    identifier = arn.tail if arn and arn.account == "aws" else reference.plain
    if not _WORD.fullmatch(identifier):
        return None
    own = Arn(region[0], kind.service or "", region[1], "aws", kind.slug + "/" + identifier)
    return Resource(kind.name, reference.name or "", str(own), identifier)


def _unresolved(reference: Reference, index: Index, named: tuple[Resource, ...]) -> Outcome:
    title = REFERENCE_KINDS[reference.kind].title if reference.kind else "resource"
    name = reference.name
    left = placeholders(reference.written, reference=True)
    if left:
        text = ", ".join(repr(each.text) for each in left)
        reason = f"{text} is a placeholder that is not filled; fill it in, or bind it"
    elif named:
        reason = f"the target has {len(named)} of the kind {title} named {name!r}"
    elif reference.kind and not index.knows(reference.kind):
        reason = f"the target can't list what it has of the kind {title}; bind it"
    elif name:
        reason = f"the target has no {title} named {name!r}"
    elif reference.form is Form.EMPTY:
        reason = f"no {title} is chosen"
    else:
        reason = f"the target has no such {title}, and the flow does not say its name"
    near = named or index.near(reference.kind, name or "")
    return Outcome(reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason, candidates=near)
