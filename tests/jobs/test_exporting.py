"""An export is what the instance has, plus names."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from flowport.jobs.exporting import ExportOptions, exported
from flowport.model import Flow, read_text
from flowport.ports import Content, FlowKey, FlowKind, FlowSummary
from flowport.refs.resource import Index, Resource
from refs.cases import Case, cases
from refs.directories import SOURCE, TARGET, Listed, flow_id, resource

OTHER = "arn:aws:lambda:us-east-1:999988887777:function:look-up"


def content(flow: Flow | str, instance: str = TARGET) -> Content:
    """A flow as an instance gives it."""
    text = flow if isinstance(flow, str) else flow.content()
    key, name = FlowKey(FlowKind.FLOW, flow_id(7)), "Main"
    summary = FlowSummary(
        key=key, arn=f"{instance}/contact-flow/{key.id}", name=name, type="CONTACT_FLOW"
    )
    return Content(summary=summary, text=text)


def file_of(flow: Flow, directory: Listed) -> Flow:
    """The flow that the file holds."""
    made = exported(content(flow, directory.instance), Index(directory), ExportOptions())
    read = read_text(made.text)
    assert isinstance(read, Flow)
    return read


def block(type_: str, parameters: dict[str, Any], labels: dict[str, str] | None = None) -> Flow:
    """A flow of one block, with display names."""
    shown = {key: {"displayName": name} for key, name in (labels or {}).items()}
    action = {"Identifier": "b", "Type": type_, "Parameters": parameters, "Transitions": {}}
    metadata = {"ActionMetadata": {"b": {"parameters": shown}}}
    tree = {"Version": "2019-10-30", "StartAction": "b", "Metadata": metadata}
    return Flow.from_tree({**tree, "Actions": [action]})


@given(cases())
@settings(max_examples=60)
def test_exported_actions_equal_the_stored_ones(case: Case) -> None:
    """Whatever the instance lists, each action of the file is the action that is stored."""
    flow, source, target, _ = case
    for directory in (source, target):
        before = json.loads(flow.content())["Actions"]
        assert file_of(flow, directory).tree["Actions"] == before


def test_f1_a_function_of_another_account_stays() -> None:
    """An own function of the same name is not written instead, in a block or an attribute."""
    own = resource("lambda_function", "look-up", 1)
    called = block("InvokeLambdaFunction", {"LambdaFunctionARN": OTHER})
    stored = block("UpdateContactAttributes", {"Attributes": {"fn": OTHER}})

    for flow in (called, stored):
        assert file_of(flow, Listed((own,))).actions[0].parameters == flow.actions[0].parameters


def test_f1_a_draft_with_a_foreign_or_blank_queue_stays() -> None:
    """A label that the instance knows does not choose a queue."""
    own = resource("queue", "Claims", 1)
    for queue in (resource("queue", "Claims", 9, SOURCE).arn, ""):
        flow = block("UpdateContactTargetQueue", {"QueueId": queue}, {"QueueId": "Claims"})
        assert file_of(flow, Listed((own,))).actions[0].parameters == {"QueueId": queue}


def test_names_are_added_and_renewed() -> None:
    """The metadata say the name that the instance knows, also where a label was stale."""
    own = resource("queue", "Claims", 1)
    for labels in ({}, {"QueueId": "Old"}):
        flow = block("UpdateContactTargetQueue", {"QueueId": own.arn}, labels)
        shown = file_of(flow, Listed((own,))).metadata["ActionMetadata"]["b"]["parameters"]
        assert shown["QueueId"]["displayName"] == "Claims"


def test_copies_of_the_id_stay() -> None:
    """What the metadata repeat of an id is not rewritten by an export."""
    own = resource("queue", "Claims", 1)
    flow = block("UpdateContactTargetQueue", {"QueueId": own.arn})
    stale = {"id": resource("queue", "x", 3).arn, "text": "x"}
    tree = dict(flow.tree)
    tree["Metadata"] = {"ActionMetadata": {"b": {"queue": stale}}}

    kept = file_of(Flow.from_tree(tree), Listed((own,)))

    assert kept.metadata["ActionMetadata"]["b"]["queue"] == stale


def test_what_goes_with_a_file_is_what_the_instance_has() -> None:
    """A reference that the instance does not have is unresolved in the report of the export."""
    own = resource("queue", "Claims", 1)
    theirs: Resource = resource("queue", "Claims", 9, SOURCE)
    flow = block("UpdateContactTargetQueue", {"QueueId": theirs.arn}, {"QueueId": "Claims"})
    made = exported(content(flow), Index(Listed((own,))), ExportOptions())

    assert [o.resource for o in made.resolution.outcomes if o.resource] == []
    assert len(made.resolution.unresolved) == 1
