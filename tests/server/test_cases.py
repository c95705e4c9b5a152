"""Test cases and their executions on the local instance, driven by boto3 as on the service."""

from __future__ import annotations

import json
import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowport.store import instances, people
from serving import Served, content

if TYPE_CHECKING:
    from collections.abc import Callable

_END = {
    "Identifier": "end",
    "Type": "TestControl",
    "Parameters": {"ActionType": "TestControl", "Command": {"Type": "EndTest"}},
}


_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_MIDNIGHT = {"Hours": 0, "Minutes": 0}
_ALWAYS = [{"Day": day, "StartTime": _MIDNIGHT, "EndTime": _MIDNIGHT} for day in _DAYS]


def document(text: str = "Hello", *more: dict[str, Any]) -> dict[str, Any]:
    """A native document that hears a text and ends the test."""
    properties = {"Text": text, "MatchingCriteria": {"Type": "Inclusion"}}
    event = {
        "Identifier": "e",
        "Type": "MessageReceived",
        "Actor": "System",
        "Properties": properties,
    }
    heard = {"Identifier": "greeting", "Event": event, "Actions": [*more, _END]}
    return {"Version": "2019-10-30", "Metadata": {}, "Observations": [heard]}


def looping() -> str:
    """The content of a flow that never ends and takes no time."""
    flow = json.loads(content({"Text": "Again."}))
    flow["Actions"][0]["Transitions"]["NextAction"] = "say"
    return json.dumps(flow)


def checking(hours: str) -> str:
    """The content of a flow that says whether the hours are open."""
    flow = json.loads(content({"Text": "Open."}))
    closed = {**flow["Actions"][0], "Identifier": "closed", "Parameters": {"Text": "Closed."}}
    ways = [
        {"NextAction": target, "Condition": {"Operator": "Equals", "Operands": [operand]}}
        for target, operand in (("say", "True"), ("closed", "False"))
    ]
    check = {
        "Identifier": "check",
        "Type": "CheckHoursOfOperation",
        "Parameters": {"HoursOfOperationId": hours},
        "Transitions": {
            "NextAction": "end",
            "Conditions": ways,
            "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
        },
    }
    flow["Actions"] = [check, closed, *flow["Actions"]]
    return json.dumps({**flow, "StartAction": "check"})


@pytest.fixture(scope="module")
def flow(served: Served, connect: Any) -> str:
    """A published flow that says Hello."""
    found = connect.create_contact_flow(
        InstanceId=served.instance, Name=uuid.uuid4().hex, Type="CONTACT_FLOW", Content=content()
    )
    return str(found["ContactFlowId"])


@pytest.fixture
def create(served: Served, connect: Any, flow: str) -> Callable[..., str]:
    """A function that creates a test case and gives its id."""

    def make(text: dict[str, Any] | None = None, **members: Any) -> str:
        parameters = {"FlowId": members.pop("FlowId", flow)}
        entry = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": parameters}
        given = {"Name": uuid.uuid4().hex, "EntryPoint": entry, **members}
        made = connect.create_test_case(
            InstanceId=served.instance, Content=json.dumps(text or document()), **given
        )
        return str(made["TestCaseId"])

    return make


def execute(served: Served, connect: Any, case: str) -> dict[str, Any]:
    """The names that an execution of a case is asked for by."""
    started = connect.start_test_case_execution(InstanceId=served.instance, TestCaseId=case)
    execution = started["TestCaseExecutionId"]
    return {"InstanceId": served.instance, "TestCaseId": case, "TestCaseExecutionId": execution}


def refused(call: Any, **params: Any) -> dict[str, Any]:
    """The answer of a call that is refused."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    return {**caught.value.response}


def test_script_creates_starts_polls_and_reads(served: Served, connect: Any, flow: str) -> None:
    """A script as it is written for the service runs a test case to its records."""
    case = connect.create_test_case(
        InstanceId=served.instance,
        Name="Greeting",
        Content=json.dumps(document("Hello")),
        EntryPoint={"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": flow}},
        InitializationData=json.dumps({"Attributes": {"vip": "yes"}, "SegmentAttributes": {}}),
        Status="PUBLISHED",
    )["TestCaseId"]
    names = {"InstanceId": served.instance, "TestCaseId": case}
    names["TestCaseExecutionId"] = connect.start_test_case_execution(**names)["TestCaseExecutionId"]
    while True:
        summary = connect.get_test_case_execution_summary(**names)
        if summary["Status"] not in {"INITIATED", "IN_PROGRESS"}:
            break
    records = connect.list_test_case_execution_records(**names)["ExecutionRecords"]

    assert summary["Status"] == "PASSED"
    assert summary["ObservationSummary"] == {
        "TotalObservations": 3,
        "ObservationsPassed": 3,
        "ObservationsFailed": 0,
    }
    assert [json.loads(each["Record"])["Type"] for each in records] == [
        "INITIATION",
        "EXECUTION_START",
        "OBSERVATION",
        "COMPLETION",
    ]


def test_failure_says_what_was_heard(
    served: Served, connect: Any, create: Callable[..., str]
) -> None:
    """An observation that never happens fails the execution, and its record says why."""
    names = execute(served, connect, create(document("Goodbye")))

    found = connect.list_test_case_execution_records(**names, Status="FAILED")["ExecutionRecords"]

    reason = json.loads(found[0]["Record"])["CompletionReason"]
    assert reason["FailureReasons"] == ["OBSERVE_EVENT"]
    assert "Hello." in reason["Message"]


def test_attributes_are_read(served: Served, connect: Any, create: Callable[..., str]) -> None:
    """The attributes of the initialization data are the contact's."""
    parameters = {"Namespace": "$.Attributes.vip", "Operator": "Equals", "Operand": "yes"}
    check = {"Identifier": "check", "Type": "Assert", "Parameters": parameters}
    data = json.dumps({"Attributes": {"vip": "yes"}, "SegmentAttributes": {}})
    case = create(document("Hello", {**check, "Transitions": {"NextAction": "end"}}))
    other = create(
        document("Hello", {**check, "Transitions": {"NextAction": "end"}}), InitializationData=data
    )

    statuses = [
        connect.get_test_case_execution_summary(**execute(served, connect, each))["Status"]
        for each in (case, other)
    ]

    assert statuses == ["FAILED", "PASSED"]


def test_number_enters_its_flow(
    served: Served, connect: Any, create: Callable[..., str], flow: str
) -> None:
    """A case that enters at a number runs the flow that the number is assigned to."""
    number = "+4930" + str(uuid.uuid4().int)[:8]
    claimed = connect.claim_phone_number(InstanceId=served.instance, PhoneNumber=number)
    connect.associate_phone_number_contact_flow(
        PhoneNumberId=claimed["PhoneNumberId"], InstanceId=served.instance, ContactFlowId=flow
    )
    numbers = {"SourcePhoneNumber": "+491701234567", "DestinationPhoneNumber": number}
    entry = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": numbers}

    names = execute(served, connect, create(EntryPoint=entry))

    assert connect.get_test_case_execution_summary(**names)["Status"] == "PASSED"


@pytest.mark.parametrize(("slots", "says"), [([], "Closed"), (_ALWAYS, "Open")])
def test_hours_are_those_of_the_instance(
    served: Served,
    connect: Any,
    create: Callable[..., str],
    slots: list[dict[str, Any]],
    says: str,
) -> None:
    """A flow that checks hours goes by the instance's schedule at this moment."""
    hours = connect.create_hours_of_operation(
        InstanceId=served.instance, Name=uuid.uuid4().hex, TimeZone="Asia/Tokyo", Config=slots
    )["HoursOfOperationId"]
    checks = connect.create_contact_flow(
        InstanceId=served.instance,
        Name=uuid.uuid4().hex,
        Type="CONTACT_FLOW",
        Content=checking(f"{served.arn}/operating-hours/{hours}"),
    )["ContactFlowId"]

    names = execute(served, connect, create(document(says), FlowId=checks))

    assert connect.get_test_case_execution_summary(**names)["Status"] == "PASSED"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"FlowId": str(uuid.uuid4())}, "no published, active flow"),
        (
            {"SourcePhoneNumber": "+491701234567", "DestinationPhoneNumber": "+493012345"},
            "The number +493012345",
        ),
        (None, "no entry point"),
    ],
)
def test_nowhere_to_enter_fails_at_the_start(
    served: Served, connect: Any, entry: dict[str, str] | None, says: str
) -> None:
    """An execution that has no flow to enter fails with INITIALIZATION_FAILURE, and says why."""
    point = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": entry}
    case = connect.create_test_case(
        InstanceId=served.instance,
        Name=uuid.uuid4().hex,
        Content=json.dumps(document()),
        **({"EntryPoint": point} if entry else {}),
    )["TestCaseId"]
    names = execute(served, connect, case)

    last = connect.list_test_case_execution_records(**names)["ExecutionRecords"][-1]
    reason = json.loads(last["Record"])["CompletionReason"]

    assert reason["FailureReasons"] == ["INITIALIZATION_FAILURE"]
    assert says in reason["Message"]


def test_endless_flow_ends_soon(served: Served, connect: Any, create: Callable[..., str]) -> None:
    """An execution of a flow that never ends is bounded."""
    endless = connect.create_contact_flow(
        InstanceId=served.instance, Name=uuid.uuid4().hex, Type="CONTACT_FLOW", Content=looping()
    )["ContactFlowId"]
    began = time.process_time()

    names = execute(served, connect, create(document("Goodbye"), FlowId=endless))

    assert connect.get_test_case_execution_summary(**names)["Status"] == "FAILED"
    assert time.process_time() - began < 5


def test_same_token_is_one_execution(
    served: Served, connect: Any, create: Callable[..., str]
) -> None:
    """A start that is sent again with its token names the same execution."""
    names = {"InstanceId": served.instance, "TestCaseId": create(), "ClientToken": "again"}

    first, second = (connect.start_test_case_execution(**names) for _ in range(2))

    assert first["TestCaseExecutionId"] == second["TestCaseExecutionId"]


def test_saved_case_is_not_run(served: Served, connect: Any, create: Callable[..., str]) -> None:
    """A case that is only saved is not validated, and can't be started."""
    case = create({"Version": "1"}, Status="SAVED")

    answer = refused(connect.start_test_case_execution, InstanceId=served.instance, TestCaseId=case)

    assert answer["Error"]["Code"] == "InvalidRequestException"


def test_published_and_saved_stand_apart(
    served: Served, connect: Any, create: Callable[..., str]
) -> None:
    """Saving a published case leaves what is published; publishing replaces both."""
    names = {"InstanceId": served.instance, "TestCaseId": create(document("Hello"))}

    def texts() -> list[str]:
        found = [
            connect.describe_test_case(**names, **which)["TestCase"]["Content"]
            for which in ({}, {"Status": "SAVED"})
        ]
        return [
            json.loads(each)["Observations"][0]["Event"]["Properties"]["Text"] for each in found
        ]

    connect.update_test_case(**names, Content=json.dumps(document("Bye")), Status="SAVED")
    apart = texts()
    connect.update_test_case(**names, Status="PUBLISHED")

    assert (apart, texts()) == (["Hello", "Bye"], ["Bye", "Bye"])


def test_damaged_case_has_its_problems(served: Served, connect: Any) -> None:
    """A case that would be refused answers InvalidTestCase, 400, with each problem's pointer."""
    damaged = json.dumps({"Version": "2019-10-30", "Observations": [{"Identifier": "one"}]})

    answer = refused(
        connect.create_test_case, InstanceId=served.instance, Name="damaged", Content=damaged
    )

    assert answer["Error"]["Code"] == "InvalidTestCaseException"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert answer["Problems"][0]["message"].startswith("/Content/Observations/0")


def test_taken_name_is_refused(served: Served, connect: Any, create: Callable[..., str]) -> None:
    """Two test cases of one name answer DuplicateResource, also by a change of name."""
    create(Name="twice")
    other = create()

    where = {"InstanceId": served.instance, "Name": "twice"}

    made = refused(connect.create_test_case, **where, Content="{}", Status="SAVED")
    renamed = refused(connect.update_test_case, **where, TestCaseId=other)

    codes = {each["Error"]["Code"] for each in (made, renamed)}
    assert codes == {"DuplicateResourceException"}


def test_search_and_list_find_the_case(
    served: Served, connect: Any, create: Callable[..., str]
) -> None:
    """A case is found by its name and status, and is in the list."""
    name = uuid.uuid4().hex
    case = create(Name=name, Status="SAVED")
    condition = {"FieldName": "Name", "Value": name[:9], "ComparisonType": "STARTS_WITH"}
    criteria = {"AndConditions": [{"StringCondition": condition}, {"StatusCondition": "SAVED"}]}

    found = connect.search_test_cases(InstanceId=served.instance, SearchCriteria=criteria)
    listed = connect.list_test_cases(InstanceId=served.instance, MaxResults=1000)

    assert [each["Id"] for each in found["TestCases"]] == [case]
    assert case in {each["Id"] for each in listed["TestCaseSummaryList"]}


def test_executions_are_listed_and_go_with_their_case(
    served: Served, connect: Any, create: Callable[..., str]
) -> None:
    """Executions are listed by case, status and time, page by page; a deleted case has none."""
    case = create(Tags={"team": "one"})
    made = {execute(served, connect, case)["TestCaseExecutionId"] for _ in range(3)}
    mine = {"InstanceId": served.instance, "TestCaseId": case}
    first = connect.list_test_case_executions(**mine, MaxResults=2)
    second = connect.list_test_case_executions(**mine, NextToken=first["NextToken"])
    pages = (first, second)
    found = [each for page in pages for each in page["TestCaseExecutions"]]
    failed = connect.list_test_case_executions(**mine, Status="FAILED")["TestCaseExecutions"]
    early = connect.list_test_case_executions(**mine, EndTime=1)["TestCaseExecutions"]
    connect.delete_test_case(**mine)
    after = connect.list_test_case_executions(**mine)["TestCaseExecutions"]

    assert {each["TestCaseExecutionId"] for each in found} == made
    assert found[0]["Tags"] == {"team": "one"}
    assert (failed, early, after) == ([], [], [])


def test_stop_of_an_ended_execution_keeps_its_verdict(
    served: Served, connect: Any, create: Callable[..., str]
) -> None:
    """Stopping what has ended changes nothing; stopping what is not there is a 404."""
    names = execute(served, connect, create())
    connect.stop_test_case_execution(**names)
    unknown = names | {"TestCaseExecutionId": str(uuid.uuid4())}

    assert connect.get_test_case_execution_summary(**names)["Status"] == "PASSED"
    assert (
        refused(connect.stop_test_case_execution, **unknown)["Error"]["Code"]
        == "ResourceNotFoundException"
    )


def test_permissions_are_needed(served: Served, create: Callable[..., str]) -> None:
    """A user whose profile holds no permission for test cases may not run or read them."""
    with served.store.writing() as connection:
        where = instances.get(connection, served.instance)
        user = people.add(connection, where, uuid.uuid4().hex, profiles=["Agent"])
        key = people.new_key(connection, where, user)
    agent, names = served.client(key), {"InstanceId": served.instance, "TestCaseId": create()}

    codes = {
        refused(call, **names)["Error"]["Code"]
        for call in (agent.describe_test_case, agent.start_test_case_execution)
    }

    assert codes == {"AccessDeniedException"}


_LEAVES = st.sampled_from(["", "2019-10-30", "Inclusion", "TestInitiated", 3, None, True])
_KEYS = st.sampled_from(["Version", "Observations", "Identifier", "Event", "Type", "Actions"])
_TREES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4)
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tree=_TREES)
def test_no_content_is_a_fault(
    served: Served, connect: Any, create: Callable[..., str], tree: Any
) -> None:
    """Whatever the content is, it is published and runs, or is refused with its problems."""
    refusal = ""
    try:
        names = execute(served, connect, create({"Version": "2019-10-30", "Observations": tree}))
        records = connect.list_test_case_execution_records(**names)["ExecutionRecords"]
    except ClientError as error:
        refusal, records = error.response["Error"]["Code"], []

    assert records or refusal == "InvalidTestCaseException"
