"""Different things of the source that would become one of the target, and the other way round.

Names are unique in an instance, so two ids under one label, or one id under two labels, mean that
a label is stale; and two sources moved at once may each have a queue of one name. In each case it
is unknown which is meant.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.refs.arn import parse
from flowport.refs.outcome import Outcome, ResolvedBy
from flowport.refs.reference import Form, ReferencePlace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


__all__ = ["apart"]

_FEW = 4  # ids that a sentence names


def apart(
    flows: Mapping[str, Sequence[Outcome]], label: Callable[[str], str] = str
) -> dict[str, tuple[Outcome, ...]]:
    """The outcomes of a batch of flows, where what would become one thing is unresolved.

    Args:
        flows: For each flow's key, what became of its references.
        label: What sentences call the flow of a key.
    """
    sources: dict[tuple[str, str], dict[str, list[Outcome]]] = defaultdict(dict)
    where: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for flow, outcomes in flows.items():
        for outcome in outcomes:
            key = _target(outcome)
            if key:
                identity = outcome.reference.plain
                sources[key].setdefault(identity, []).append(outcome)
                where[key].setdefault(identity, _place(outcome, label(flow)))
    clashes = {key: _clash(key, each, where[key]) for key, each in sources.items()}
    wrong = {key: reason for key, reason in clashes.items() if reason}
    split = _split(sources, where)
    if not wrong and not split:
        return {flow: tuple(outcomes) for flow, outcomes in flows.items()}
    return {
        flow: tuple(_open(outcome, wrong, split) for outcome in outcomes)
        for flow, outcomes in flows.items()
    }


def _place(outcome: Outcome, flow: str) -> str:
    return outcome.reference.label + (f" of {flow!r}" if flow else "")


def _target(outcome: Outcome) -> tuple[str, str] | None:
    """What a reference becomes in the target, where an id in the source distinguishes it."""
    reference, resource = outcome.reference, outcome.resource
    distinct = (
        reference.form in {Form.ARN, Form.ID} and reference.place is not ReferencePlace.METADATA
    )
    if resource is None or not distinct:
        return None
    arn = parse(resource.arn)
    plain = str(arn.plain_function.plain) if arn else resource.arn
    return resource.kind, plain or resource.id


def _clash(
    key: tuple[str, str], sources: Mapping[str, list[Outcome]], where: Mapping[str, str]
) -> str:
    """Why several things of the source can't become one of the target; empty where they can."""
    every = (outcome for outcomes in sources.values() for outcome in outcomes)
    decided = all(outcome.step is ResolvedBy.BOUND for outcome in every)
    if decided or len(_things(list(sources), key[1])) <= 1:
        return ""
    resource = next(iter(sources.values()))[0].resource
    name = resource.name or resource.id if resource else ""
    title = REFERENCE_KINDS[key[0]].title
    listed = [f"{identity} in {where[identity]}" for identity in list(sources)[:_FEW]]
    more = f" and {len(sources) - _FEW} more" if len(sources) > _FEW else ""
    return (
        f"{len(sources)} different sources would become the one {title} {name!r} "
        f"({', '.join(listed)}{more}); bind each of them"
    )


def _split(
    sources: Mapping[tuple[str, str], Mapping[str, list[Outcome]]],
    where: Mapping[tuple[str, str], Mapping[str, str]],
) -> dict[tuple[str, str], str]:
    """Why one thing of the source can't become several of the target, by its kind and identity."""
    places: dict[tuple[str, str], dict[tuple[str, str], list[Outcome]]] = defaultdict(dict)
    arns = _arns_of_ids(sources)
    for target, identities in sources.items():
        for identity, outcomes in identities.items():
            one = places[target[0], arns.get((target[0], identity), identity)]
            one.setdefault(target, []).extend(outcomes)
    found: dict[tuple[str, str], str] = {}
    for (kind, identity), targets in places.items():
        every = [outcome for outcomes in targets.values() for outcome in outcomes]
        if len(targets) == 1 or all(outcome.step is ResolvedBy.BOUND for outcome in every):
            continue
        named = [
            f"{_name(outcomes[0])!r} in {where[target][outcomes[0].reference.plain]}"
            for target, outcomes in list(targets.items())[:_FEW]
        ]
        reason = (
            f"the one {REFERENCE_KINDS[kind].title} {identity} of the source would become "
            f"{len(targets)} different ones ({', '.join(named)}); bind it"
        )
        found |= {(kind, outcome.reference.plain): reason for outcome in every}
    return found


def _arns_of_ids(
    sources: Mapping[tuple[str, str], Mapping[str, list[Outcome]]],
) -> dict[tuple[str, str], str]:
    """The one ARN that names each kind and bare id, where a batch holds just one of them."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (kind, _), identities in sources.items():
        for identity in identities:
            instance, tail = _thing(identity)
            if instance:
                found[kind, tail].add(identity)
    return {key: next(iter(arns)) for key, arns in found.items() if len(arns) == 1}


def _name(outcome: Outcome) -> str:
    resource = outcome.resource
    return (resource.name or resource.id) if resource else ""


def _things(identities: Sequence[str], target: str) -> set[tuple[str, str]]:
    """The different things among ARNs and bare ids, each with where it is.

    A resource of the target and the one of another instance that becomes it count as one.
    """
    found = {_thing(each) for each in identities}
    known = {tail for instance, tail in found if instance}
    found = {(instance, tail) for instance, tail in found if instance or tail not in known}
    own = _thing(target)
    others = found - {own, ("", own[1])}
    return found if own[0] in {instance for instance, _ in others} else others or found


def _thing(text: str) -> tuple[str, str]:
    """Where something is, and its id there; a bare id does not say where."""
    arn = parse(text)
    if arn is None:
        return "", text
    return arn.instance_id or f"{arn.partition}:{arn.region}:{arn.account}", arn.tail


def _open(
    outcome: Outcome,
    wrong: Mapping[tuple[str, str], str],
    split: Mapping[tuple[str, str], str],
) -> Outcome:
    key = _target(outcome)
    if key is None:
        return outcome
    reason = wrong.get(key) or split.get((key[0], outcome.reference.plain))
    if reason is None or outcome.step is ResolvedBy.BOUND:
        return outcome
    found = (outcome.resource,) if outcome.resource else ()
    return Outcome(
        reference=outcome.reference, step=ResolvedBy.UNRESOLVED, reason=reason, candidates=found
    )
