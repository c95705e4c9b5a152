"""Whatever the instances and flows: a reference points where the outcome says, or stays."""

from __future__ import annotations

import json

from hypothesis import given

from flowport.refs.all_references import find
from flowport.refs.arn import parse
from flowport.refs.outcome import ResolvedBy
from flowport.refs.reference import Form, ReferencePlace
from flowport.refs.resolve import resolve
from flowport.refs.rewrite import rewrite
from refs.cases import Case, cases
from refs.directories import SOURCE


@given(cases())
def test_a_reference_points_where_the_outcome_says(
    case: Case,
) -> None:
    """Each resolved reference is written as just the resource of its outcome, of its kind."""
    flow, _, target, bindings = case
    outcomes = resolve(find(flow), target, bindings, source=SOURCE).outcomes
    done = rewrite(flow, resolve(find(flow), target, bindings, source=SOURCE))

    for outcome in outcomes:
        now = done.value(outcome.reference.pointer)
        if outcome.resource is None:
            assert now == outcome.reference.written
        else:
            assert now in {outcome.resource.arn, outcome.resource.id}
            assert outcome.resource.kind == outcome.reference.kind
            known = target.every if outcome.reference.kind not in target.unknown else None
            assert known is None or outcome.resource in known


@given(cases())
def test_a_name_is_never_taken_for_another(case: Case) -> None:
    """A reference that was found by name was found by exactly its own name."""
    flow, source, target, _ = case
    for outcome in resolve(find(flow), target, source=SOURCE).outcomes:
        if outcome.step is ResolvedBy.SAME_NAME and outcome.resource:
            meant = [
                each.name
                for each in source.every
                if outcome.reference.written in {each.arn, each.id}
                or outcome.reference.form is Form.EMPTY
            ]
            assert outcome.resource.name in meant


@given(cases())
def test_nothing_resolved_points_back(case: Case) -> None:
    """After the rewriting no resolved reference, nor a copy of one, names the source instance."""
    flow, _, target, bindings = case
    resolution = resolve(find(flow), target, bindings, source=SOURCE)
    done = rewrite(flow, resolution)
    for outcome in resolution.outcomes:
        if outcome.resource:
            where = [outcome.reference.pointer, *(c.pointer for c in outcome.reference.copies)]
            arns = [parse(str(done.value(pointer))) for pointer in where]
            assert SOURCE not in {arn.instance for arn in arns if arn}


@given(cases())
def test_what_is_unresolved_is_told(case: Case) -> None:
    """A static parameter that still names the source is unresolved, and told."""
    flow, _, target, bindings = case
    done = rewrite(flow, resolve(find(flow), target, bindings, source=SOURCE))
    again = resolve(find(done), target, bindings, source=SOURCE)
    for outcome in again.outcomes:
        arn = parse(outcome.reference.written)
        foreign = arn is not None and arn.instance == SOURCE
        if foreign and outcome.reference.place is ReferencePlace.PARAMETER:
            assert outcome in again.unresolved


@given(cases())
def test_what_can_be_published_never_points_back(
    case: Case,
) -> None:
    """Where nothing keeps a flow from being published, no parameter of it names the source."""
    flow, _, target, bindings = case
    resolution = resolve(find(flow), target, bindings, source=SOURCE)
    if not resolution.unresolved:
        done = rewrite(flow, resolution)
        said = json.dumps([action.parameters for action in done.actions])
        assert f"{SOURCE}/" not in said
