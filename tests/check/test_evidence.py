"""What published exports hold is the judge of the rules."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.check import Severity, check
from flowport.model import Flow, LegacyFlow

ACCOUNT = "arn:aws:connect:eu-west-2:111111111111:instance/11111111-1111-4111-8111-111111111111"
OTHER = "arn:aws:connect:us-east-1:222222222222:instance/22222222-2222-4222-8222-222222222222"


def action(name: str, type_: str, parameters: dict[str, Any], **branches: str) -> dict[str, Any]:
    """An action with these parameters; a branch by its error type, ``next`` for the next."""
    transitions: dict[str, Any] = {"NextAction": branches.pop("next", "end")}
    transitions["Errors"] = [
        {"ErrorType": error, "NextAction": target} for error, target in branches.items()
    ]
    return {
        "Identifier": name,
        "Type": type_,
        "Parameters": parameters,
        "Transitions": transitions,
    }


def flow_of(*actions: dict[str, Any], metadata: Any = None, kind: str = "contactFlow") -> Flow:
    """A flow of these actions in turn, and an end."""
    end = {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}}
    tree = {
        "Version": "2019-10-30",
        "StartAction": actions[0]["Identifier"],
        "Metadata": {"type": kind, "ActionMetadata": metadata or {}},
        "Actions": [*actions, {**end, "Transitions": {}}],
    }
    return Flow.from_tree(tree)


def queue(value: str) -> dict[str, Any]:
    """A block that sets a queue."""
    return action("q", "UpdateContactTargetQueue", {"QueueId": value}, NoMatchingError="end")


def found(flow: Flow | LegacyFlow, code: str, **more: Any) -> list[tuple[Severity, str]]:
    """What one rule says."""
    return [(f.severity, f.message) for f in check(flow, select=[code], **more)]


@pytest.mark.parametrize(
    "metadata",
    [
        {"q": {"parameters": {"QueueId": {"displayName": "BasicQueue"}}}},
        {"q": {"queue": {"id": "", "text": "BasicQueue"}}},
    ],
)
def test_a_name_without_an_arn_is_a_warning(metadata: Any) -> None:
    """Both designers keep the name beside an ARN that was taken out, and import resolves it."""
    ((severity, message),) = found(flow_of(queue(""), metadata=metadata), "R001")

    assert severity is Severity.WARNING
    assert "'BasicQueue'" in message


def test_a_legacy_name_without_an_arn_is_a_warning() -> None:
    """A legacy block keeps the name as well."""
    parameter = {"name": "Queue", "value": "", "resourceName": "BasicQueue"}
    module = {"id": "a", "type": "SetQueue", "branches": [], "parameters": [parameter]}
    legacy = LegacyFlow.from_tree({"modules": [module], "start": "a", "metadata": {}})

    assert [severity for severity, _ in found(legacy, "R001")] == [Severity.WARNING]


def test_a_reference_without_name_and_arn_stays_an_error() -> None:
    """Nothing can resolve what has no name."""
    assert [severity for severity, _ in found(flow_of(queue("")), "R001")] == [Severity.ERROR]


def callback(metadata: Any) -> Flow:
    """A callback whose optional queue is left empty."""
    numbers = ("InitialCallDelaySeconds", "MaximumConnectionAttempts", "RetryDelaySeconds")
    parameters = {**dict.fromkeys(numbers, "5"), "QueueId": ""}
    made = action("c", "CreateCallbackContact", parameters, NoMatchingError="end")
    return flow_of(made, metadata=metadata)


def test_an_optional_queue_that_is_dynamic_may_be_empty() -> None:
    """The designer publishes a callback whose optional queue is set dynamically and left empty."""
    dynamic = {"c": {"parameters": {"QueueId": {"useDynamic": True}}}}

    assert [s for s, _ in found(callback(dynamic), "R001")] == [Severity.WARNING]
    assert [s for s, _ in found(callback({}), "R001")] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("EndFlowExecution", "contactFlow"), ("InvokeLambdaFunction", "outboundWhisper")],
)
def test_a_flow_type_that_was_published_is_no_finding(type_: str, kind: str) -> None:
    """An action in a flow type in which two authors published it is not questioned."""
    flow = flow_of(action("a", type_, {}), kind=kind)

    assert not [f for f in check(flow, select=["P"]) if f.block == "a"]


def compare(next_: str) -> Flow:
    """A comparison whose branches lead to ``m`` and ``end``, with another next action."""
    made = action("c", "Compare", {"ComparisonValue": "$.Attributes.x"}, next=next_)
    made["Transitions"]["Errors"] = [{"ErrorType": "NoMatchingCondition", "NextAction": "end"}]
    condition = {"Operator": "Equals", "Operands": ["gold"]}
    made["Transitions"]["Conditions"] = [{"NextAction": "m", "Condition": condition}]
    others = [action(name, "MessageParticipant", {"Text": "Hello"}) for name in ("m", "other")]
    return flow_of(made, *others)


@pytest.mark.parametrize("next_", ["m", "end"])
def test_a_next_action_that_a_branch_has_is_no_finding(next_: str) -> None:
    """The designer writes there the target of any of the branches."""
    assert found(compare(next_), "S014") == []


def test_a_next_action_that_no_branch_has_is_reported() -> None:
    """A reader would take it for a branch."""
    assert [severity for severity, _ in found(compare("other"), "S014")] == [Severity.INFO]


def test_a_foreign_instance_is_one_fact() -> None:
    """Account, Region and instance of one foreign reference are reported once."""
    queues = [queue(f"{ACCOUNT}/queue/{n}1111111-1111-4111-8111-111111111111") for n in "123"]
    queues += [queue(f"{OTHER}/queue/{n}1111111-1111-4111-8111-111111111111") for n in "45"]
    for place, one in enumerate(queues):
        one["Identifier"] = f"q{place}"

    spoke = [f.code for f in check(flow_of(*queues), select=["R004", "R005", "R006"])]

    assert spoke == ["R006"]


def test_a_function_of_another_account_and_region_is_one_fact() -> None:
    """Its account says it; that its Region differs too is no news."""
    arn = "arn:aws:lambda:us-east-1:999999999999:function:look-up"
    invoked = {"LambdaFunctionARN": arn, "InvocationTimeLimitSeconds": "3"}
    queues = [queue(f"{ACCOUNT}/queue/{n}1111111-1111-4111-8111-111111111111") for n in "12"]
    queues[1]["Identifier"] = "q2"

    flow = flow_of(*queues, action("l", "InvokeLambdaFunction", invoked, NoMatchingError="end"))

    assert [f.code for f in check(flow, select=["R004", "R005", "R006"])] == ["R004"]


def test_the_instance_that_is_meant_decides() -> None:
    """References to another instance than the known one are errors, even if all of them are."""
    flow = flow_of(queue(f"{OTHER}/queue/11111111-1111-4111-8111-111111111111"))

    assert [s for s, _ in found(flow, "R006", instance=ACCOUNT)] == [Severity.ERROR]


def test_references_alone_are_contact_data() -> None:
    """A block that only sets references is published by the designer."""
    parameters = {"References": {"Letter": {"Value": "x", "Type": "URL"}}}
    flow = flow_of(action("d", "UpdateContactData", parameters, NoMatchingError="end"))

    assert found(flow, "C012") == []


def test_a_style_that_exports_have_is_at_most_a_warning() -> None:
    """The list of speaking styles was read off exports, and is not complete."""
    parameters = {"TextToSpeechVoice": "Joanna", "TextToSpeechStyle": "Standard"}
    flow = flow_of(action("v", "UpdateContactTextToSpeechVoice", parameters))

    assert Severity.ERROR not in {severity for severity, _ in found(flow, "C007")}
