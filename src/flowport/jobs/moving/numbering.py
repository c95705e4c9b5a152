"""Versions and aliases that a run creates, because flows that it writes name them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.errors import PlanError
from flowport.jobs.moving.plan import Do, FlowChange, Step
from flowport.jobs.moving.planned_directory import awaits
from flowport.refs.outcome import Outcome
from flowport.refs.outcome import ResolvedBy as Way

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from flowport.jobs.moving.plan import Item, NewQualifier

__all__ = ["only_certain", "with_qualifiers"]

_REASON = "its version or alias is to be created from content that this run does not publish"


def only_certain(
    items: Sequence[Item], wanted: Mapping[str, NewQualifier]
) -> tuple[list[Item], list[NewQualifier]]:
    """Items and what is created for them, without what no published content would carry."""
    saved = {
        item.label
        for item in items
        if not item.publish
        and item.action in {FlowChange.CREATE, FlowChange.UPDATE, FlowChange.BLOCKED}
    }
    wrong = {label for label, each in wanted.items() if each.owner in saved}
    wrong |= {label for label, each in wanted.items() if each.version in wrong}
    found = [_without(item, wrong) for item in items]
    used = {label for item in found for label in _awaited(item) if label in wanted}
    used |= {wanted[label].version for label in used} & set(wanted)
    return found, [wanted[label] for label in sorted(used)]


def _without(item: Item, wrong: Iterable[str]) -> Item:
    bad = [o for o in item.outcomes if awaits(o.qualifier.removeprefix(":")) in set(wrong)]
    if not bad:
        return item
    outcomes = tuple(
        Outcome(reference=o.reference, step=Way.UNRESOLVED, reason=_REASON) if o in bad else o
        for o in item.outcomes
    )
    reasons = tuple(f"{o.reference.label}: {_REASON}" for o in bad)
    reasons = (*item.reasons, *reasons) if item.publish or item.reasons else ()
    return replace(item, outcomes=outcomes, publish=False, reasons=reasons)


def _awaited(item: Item) -> list[str]:
    found = (awaits(outcome.qualifier.removeprefix(":")) for outcome in item.outcomes)
    return [label for label in found if label]


def with_qualifiers(
    writing: Sequence[Step], items: Iterable[Item], made: Sequence[NewQualifier]
) -> list[Step]:
    """The steps with those that create versions and aliases, each after what it names.

    Raises:
        PlanError: A flow of a cycle names a version that only the run itself could create.
    """
    if not made:
        return list(writing)
    final = {s.label: s.id for s in writing if s.do not in {Do.SHELL, Do.VERSION}}
    steps = {each.label: _step(each, final) for each in made}
    needed = {item.label: [steps[n].id for n in _awaited(item) if n in steps] for item in items}
    found: list[Step] = []
    done: set[str] = set()
    for step in writing:
        _with_ready(found, done, steps.values())
        more = needed.get(step.label, []) if step.do not in {Do.SHELL, Do.VERSION} else []
        if not done.issuperset(more):
            raise PlanError(
                f"{step.label} names a version of a flow that needs it first; create that version "
                "in the target, or bind it"
            )
        found.append(replace(step, needs=tuple(sorted({*step.needs, *more}))))
        done.add(step.id)
    _with_ready(found, done, steps.values())
    return found


def _with_ready(found: list[Step], done: set[str], steps: Collection[Step]) -> None:
    """Add the versions whose content is published by now, and the aliases of what is there."""
    for each in sorted(steps, key=lambda step: step.do is Do.ALIAS):
        if each.id not in done and done.issuperset(each.needs):
            found.append(each)
            done.add(each.id)


def _step(each: NewQualifier, final: Mapping[str, str]) -> Step:
    needs = {final[each.owner]} if each.owner in final else set()
    if "@" in each.version:
        needs.add(f"{Do.NUMBER} {each.version}")
    return Step(do=each.do, label=each.label, needs=tuple(sorted(needs)))
