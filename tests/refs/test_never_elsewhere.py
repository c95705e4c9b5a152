"""Whatever the instances and flows: a reference points where the outcome says, or stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from flowport.model import Flow, read_text
from flowport.refs import (
    Binding,
    Bindings,
    Form,
    Place,
    Resource,
    Step,
    find,
    parse,
    resolve,
    rewrite,
)
from refs.directories import SOURCE, TARGET, Listed, resource

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = ["Sales", "sales", "Sales ", "Support", "Vertrieb", "🎉"]

#: Kind, block type, parameter, and the metadata that repeats it.
_PLACES: list[tuple[str, str, str, str]] = [
    ("queue", "UpdateContactTargetQueue", "QueueId", "queue"),
    ("user", "UpdateContactTargetQueue", "AgentId", "queue"),
    ("prompt", "MessageParticipant", "PromptId", "prompt"),
    ("hours_of_operation", "CheckHoursOfOperation", "HoursOfOperationId", "Hours"),
    ("contact_flow", "TransferToFlow", "ContactFlowId", "ContactFlow"),
    ("contact_flow_module", "InvokeFlowModule", "FlowModuleId", "module"),
    ("lambda_function", "InvokeLambdaFunction", "LambdaFunctionARN", "function"),
    ("lex_v2_bot_alias", "ConnectParticipantWithLexBot", "LexV2Bot.AliasArn", "LexV2Bot"),
    ("view", "ShowView", "ViewResource.Id", "view"),
    ("task_template", "CreateTask", "TaskTemplateId", "template"),
    ("data_table", "ListDataTableValues", "DataTableId", "table"),
    ("contact_flow", "UpdateContactEventHooks", "EventHooks.CustomerQueue", "contactFlow"),
    ("prompt", "MessageParticipantIteratively", "Messages.0.PromptId", "audio"),
]
_KINDS = [place[0] for place in _PLACES]

_resources = st.lists(
    st.tuples(st.sampled_from(_KINDS), st.sampled_from(_NAMES)), unique=True, max_size=12
)


def _listed(pairs: Sequence[tuple[str, str]], instance: str, first: int) -> tuple[Resource, ...]:
    return tuple(resource(k, n, first + i, instance) for i, (k, n) in enumerate(pairs))


def _nested(path: str, value: Any) -> dict[str, Any]:
    """A value at a path; a number is a list's index."""
    for key in reversed(path.split(".")):
        value = [value] if key.isdigit() else {key: value}
    return dict(value)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Flow, Listed, Listed, Bindings]:
    """A flow of one instance, that instance, another one, and some bindings."""
    source = Listed(_listed(draw(_resources), SOURCE, 1), SOURCE)
    shared = draw(st.lists(st.sampled_from(source.every), max_size=2)) if source.every else []
    unknown = frozenset(draw(st.lists(st.sampled_from(_KINDS), max_size=2)))
    target = Listed((*_listed(draw(_resources), TARGET, 100), *shared), TARGET, unknown)
    actions, metadata = [], {}
    for number, used in enumerate(source.every):
        _, type_, path, shown = draw(st.sampled_from([p for p in _PLACES if p[0] == used.kind]))
        written = draw(
            st.sampled_from(
                [used.arn, used.id, "", "$.Attributes.x", f"{SOURCE}/queue/$.Attributes.x"]
            )
        )
        block = f"b{number}"
        actions.append(
            {
                "Identifier": block,
                "Type": type_,
                "Parameters": _nested(path, written),
                "Transitions": {},
            }
        )
        copies: dict[str, Any] = {"parameters": _nested(path, {"displayName": used.name})}
        if draw(st.booleans()):
            copies[shown] = draw(
                st.sampled_from(
                    [{"id": used.arn, "text": used.name}, {"deep": [{"arn": used.arn}]}]
                )
            )
        metadata[block] = copies if draw(st.booleans()) else {}
    tree = {"Version": "2019-10-30", "StartAction": "", "Metadata": {"ActionMetadata": metadata}}
    flow = read_text(json.dumps({**tree, "Actions": actions}))
    assert isinstance(flow, Flow)
    lines = [
        Binding(kind=used.kind, source=used.arn, target=draw(st.sampled_from(_NAMES)))
        for used in source.every
        if draw(st.booleans())
    ]
    return flow, source, target, Bindings(lines)


@given(_cases())
def test_a_reference_points_where_the_outcome_says(
    case: tuple[Flow, Listed, Listed, Bindings],
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


@given(_cases())
def test_a_name_is_never_taken_for_another(case: tuple[Flow, Listed, Listed, Bindings]) -> None:
    """A reference that was found by name was found by exactly its own name."""
    flow, source, target, _ = case
    for outcome in resolve(find(flow), target, source=SOURCE).outcomes:
        if outcome.step is Step.SAME_NAME and outcome.resource:
            meant = [
                each.name
                for each in source.every
                if outcome.reference.written in {each.arn, each.id}
                or outcome.reference.form is Form.EMPTY
            ]
            assert outcome.resource.name in meant


@given(_cases())
def test_nothing_resolved_points_back(case: tuple[Flow, Listed, Listed, Bindings]) -> None:
    """After the rewriting no resolved reference, nor a copy of one, names the source instance."""
    flow, _, target, bindings = case
    resolution = resolve(find(flow), target, bindings, source=SOURCE)
    done = rewrite(flow, resolution)
    for outcome in resolution.outcomes:
        if outcome.resource:
            where = [outcome.reference.pointer, *(c.pointer for c in outcome.reference.copies)]
            arns = [parse(str(done.value(pointer))) for pointer in where]
            assert SOURCE not in {arn.instance for arn in arns if arn}


@given(_cases())
def test_what_is_unresolved_is_told(case: tuple[Flow, Listed, Listed, Bindings]) -> None:
    """A static parameter that still names the source is unresolved, and told."""
    flow, _, target, bindings = case
    done = rewrite(flow, resolve(find(flow), target, bindings, source=SOURCE))
    again = resolve(find(done), target, bindings, source=SOURCE)
    for outcome in again.outcomes:
        arn = parse(outcome.reference.written)
        foreign = arn is not None and arn.instance == SOURCE
        if foreign and outcome.reference.place is Place.PARAMETER:
            assert outcome in again.unresolved


@given(_cases())
def test_what_can_be_published_never_points_back(
    case: tuple[Flow, Listed, Listed, Bindings],
) -> None:
    """Where nothing keeps a flow from being published, no parameter of it names the source."""
    flow, _, target, bindings = case
    resolution = resolve(find(flow), target, bindings, source=SOURCE)
    if not resolution.unresolved:
        done = rewrite(flow, resolution)
        said = json.dumps([action.parameters for action in done.actions])
        assert f"{SOURCE}/" not in said
