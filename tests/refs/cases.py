"""Random flows of one instance, that instance, another one, and bindings between them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from flowport.model import Flow, read_text
from flowport.refs.bindings import Binding, Bindings
from refs.directories import SOURCE, TARGET, Listed, resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.refs.resource import Resource

__all__ = ["Case", "cases"]

Case = tuple[Flow, Listed, Listed, Bindings]

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
def cases(draw: st.DrawFn) -> Case:
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
