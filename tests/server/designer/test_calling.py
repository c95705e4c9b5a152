"""Calling the open document through the designer's API, and its test cases."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from browsing import Browser, add_profile, add_user, block_id, document, signed_in
from serving import module_content

if TYPE_CHECKING:
    from serving import Served

ASK, ONE, TWO, END = (block_id(number) for number in range(1, 5))


def block(identifier: str, type_: str, after: str, **parameters: Any) -> dict[str, Any]:
    """A block that goes on to another, also where it fails."""
    errors = [{"NextAction": after, "ErrorType": "NoMatchingError"}]
    ways = {"NextAction": after, "Errors": errors, "Conditions": []} if after else {}
    return {"Identifier": identifier, "Type": type_, "Parameters": parameters, "Transitions": ways}


def menu(*more: dict[str, Any], one: str = "One.") -> str:
    """The content of a flow that asks for 1 or 2, says which, and hangs up."""
    ask = block(ASK, "GetParticipantInput", END, Text="Press 1 or 2.", StoreInput="False")
    ask["Parameters"]["InputTimeLimitSeconds"] = "5"
    ask["Transitions"] = {
        "NextAction": END,
        "Conditions": [
            {"NextAction": target, "Condition": {"Operator": "Equals", "Operands": [key]}}
            for key, target in (("1", ONE), ("2", TWO))
        ],
        "Errors": [
            {"NextAction": END, "ErrorType": name}
            for name in ("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError")
        ],
    }
    actions = [
        *more,
        ask,
        block(ONE, "MessageParticipant", END, Text=one),
        block(TWO, "MessageParticipant", END, Text="Two."),
        block(END, "DisconnectParticipant", ""),
    ]
    start = actions[0]["Identifier"]
    return json.dumps({"Version": "2019-10-30", "StartAction": start, "Actions": actions})


def flow_of(browser: Browser, content: str, **about: Any) -> dict[str, Any]:
    """A saved flow of a content, opened."""
    opened = browser.new(uuid.uuid4().hex, **about)
    answer = browser.save(opened, {"kind": "replace", "content": content})
    assert answer.status_code == 200, answer.text
    kind = opened["summary"]["kind"]
    found: dict[str, Any] = browser.get(f"I/flows/{opened['summary']['id']}?kind={kind}")
    return found


def called(browser: Browser, opened: dict[str, Any], *answers: Any, **more: Any) -> Any:
    """The call that answers make."""
    commands = more.pop("commands", ())
    return browser.post("I/call", document(opened, *commands, answers=list(answers), **more))


def press(keys: str, at: str = ASK) -> dict[str, Any]:
    """The answer to a menu."""
    return {"block": at, "kind": "input", "outcome": "keys", "value": keys}


def heard(call: Any) -> list[str]:
    """What was heard in a call, with what is asked now."""
    said = [event["heard"] for event in call["events"]]
    return [each for each in [*said, (call["question"] or {}).get("heard", "")] if each]


@pytest.fixture(scope="module")
def opened(admin: Browser) -> dict[str, Any]:
    """A menu."""
    return flow_of(admin, menu())


def test_a_call_waits_where_the_caller_must_answer(admin: Browser, opened: dict[str, Any]) -> None:
    """The first answer of the server ends at the menu, with its prompt."""
    call = called(admin, opened)

    assert call["question"]["kind"] == "input"
    assert (call["question"]["block"], call["question"]["single"]) == (ASK, True)
    assert heard(call) == ["Press 1 or 2."]


def test_an_answer_leads_to_the_end(admin: Browser, opened: dict[str, Any]) -> None:
    """Each event names the branch that was taken, so that the page can light it up."""
    call = called(admin, opened, press("2"))

    assert [event["block"] for event in call["events"]] == [ASK, TWO, END]
    assert call["events"][0]["branch"].startswith("condition:")
    assert (call["ending"], call["question"]) == ("the flow hung up", None)


def test_fewer_answers_are_a_step_back(admin: Browser, opened: dict[str, Any]) -> None:
    """The same answers without the last give the call as it was before."""
    before = called(admin, opened, begins=1e9)
    called(admin, opened, press("2"), begins=1e9)

    assert called(admin, opened, begins=1e9) == before


def test_unsaved_edits_are_called(admin: Browser, opened: dict[str, Any]) -> None:
    """What the commands make of the flow is what the caller hears, not what is saved."""
    edit = {"kind": "setParameter", "block": ASK, "path": ["Text"], "value": "Edited."}

    assert heard(called(admin, opened, commands=[edit])) == ["Edited."]


def test_an_answer_to_another_question_is_not_used(admin: Browser, opened: dict[str, Any]) -> None:
    """After an edit that changes what is asked, the call waits at the first new question."""
    call = called(admin, opened, press("1", at=TWO), press("1"))

    assert (call["used"], call["question"]["block"]) == (0, ASK)


def test_a_module_of_the_instance_is_walked(admin: Browser) -> None:
    """A flow that invokes a saved module goes through its blocks."""
    module = flow_of(admin, module_content(), kind="module", type="MODULE")
    invoke = block(block_id(9), "InvokeFlowModule", ASK, FlowModuleId=module["summary"]["id"])
    call = called(admin, flow_of(admin, menu(invoke)))

    assert heard(call) == ["Hello.", "Press 1 or 2."]
    assert [event["own"] for event in call["events"]] == [True, False, False]
    assert call["events"][-1]["returned"] == [block_id(9), "next"]


def test_what_a_function_answers_is_asked(admin: Browser) -> None:
    """A function without a mock is a choice: success or its error."""
    function = "arn:aws:lambda:eu-central-1:123456789012:function:look-up"
    lookup = block(block_id(9), "InvokeLambdaFunction", ASK, LambdaFunctionARN=function)
    opened = flow_of(admin, menu(lookup))
    question = called(admin, opened)["question"]
    choice = {"block": block_id(9), "kind": "result", "outcome": "NoMatchingError"}

    assert [(option["label"], option["branch"]) for option in question["options"]] == [
        ("success", "next"),
        ("NoMatchingError", "error:NoMatchingError"),
    ]
    assert called(admin, opened, choice)["events"][0]["label"] == "NoMatchingError"


def test_a_mock_answers_instead(admin: Browser) -> None:
    """A function that has a mock is not asked about, and its result is read."""
    function = "arn:aws:lambda:eu-central-1:123456789012:function:look-up"
    lookup = block(block_id(9), "InvokeLambdaFunction", ASK, LambdaFunctionARN=function)
    opened = flow_of(admin, menu(lookup, one="Hello $.External.name."))
    mocks = "functions:\n  look-up: {result: {name: Ann}}\n"

    assert "Hello Ann." in heard(called(admin, opened, press("1"), mocks=mocks))


def test_a_result_is_written_by_hand(admin: Browser) -> None:
    """The person at the page may say what a function returns."""
    function = "arn:aws:lambda:eu-central-1:123456789012:function:look-up"
    lookup = block(block_id(9), "InvokeLambdaFunction", ASK, LambdaFunctionARN=function)
    opened = flow_of(admin, menu(lookup, one="Hello $.External.name."))
    choice = {"block": block_id(9), "kind": "result", "outcome": "success"}
    call = called(admin, opened, {**choice, "value": {"name": "Bob"}}, press("1"))

    assert "Hello Bob." in heard(call)


def test_hours_are_those_of_the_instance(admin: Browser, site: Served) -> None:
    """Hours of the instance are looked up at the moment of the call, and nobody is asked."""
    times = {"StartTime": {"Hours": 9, "Minutes": 0}, "EndTime": {"Hours": 17, "Minutes": 0}}
    hours = site.client().create_hours_of_operation(
        InstanceId=site.instance,
        Name=uuid.uuid4().hex,
        TimeZone="UTC",
        Config=[{"Day": "WEDNESDAY", **times}],
    )["HoursOfOperationId"]
    check = block(block_id(9), "CheckHoursOfOperation", ASK, HoursOfOperationId=hours)
    check["Transitions"]["Conditions"] = [
        {"NextAction": ASK, "Condition": {"Operator": "Equals", "Operands": [operand]}}
        for operand in ("True", "False")
    ]
    opened = flow_of(admin, menu(check))
    labels = [
        called(admin, opened, at=moment)["events"][0]["label"]
        for moment in ("2026-11-25T10:00", "2026-11-28T10:00")
    ]

    assert labels == ["True", "False"]


def test_an_endless_loop_is_stopped(admin: Browser) -> None:
    """A flow that goes round without asking ends after a bounded number of blocks."""
    again = block(ONE, "MessageParticipant", ONE, Text="Again.")
    content = {"Version": "2019-10-30", "StartAction": ONE, "Actions": [again]}
    call = called(admin, flow_of(admin, json.dumps(content)))

    assert call["ending"] == "stopped after 2,000 blocks"


def test_mocks_that_expand_without_end_are_refused(admin: Browser, opened: dict[str, Any]) -> None:
    """Aliases of YAML count as often as they are used."""
    lines = ["values: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    error = admin.refused("POST", "I/call", document(opened, mocks="\n".join(lines)))

    assert (error["code"], "aliases" in error["message"]) == ("bad-request", True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"answers": [1]},
        {"answers": {"a": 1}},
        {"answers": [{"block": ASK, "kind": "input", "outcome": "keys"}] * 301},
        {"answers": [{**press("1"), "value": "1" * 5000}]},
        {"channel": "FAX"},
        {"attributes": {"a": 1}},
        {"attributes": []},
        {"begins": "now"},
        {"begins": 1e300},
        {"seed": 0.5},
        {"at": "tomorrow"},
        {"mocks": "functions: 1"},
        {"mocks": "{"},
        {"mocks": 3},
        {"mocks": "x" * 200_000},
    ],
    ids=str,
)
def test_a_wrong_call_is_refused_with_a_sentence(
    admin: Browser, opened: dict[str, Any], wrong: dict[str, Any]
) -> None:
    """What can't be understood is answered with 400 and one sentence."""
    error = admin.refused("POST", "I/call", document(opened, **wrong))

    assert (error["status"], error["message"].endswith(".")) == (400, True)


_ANSWERS = st.lists(
    st.fixed_dictionaries(
        {
            "block": st.sampled_from([ASK, ONE, ""]),
            "kind": st.sampled_from(["input", "result", "value", "waiting"]),
            "outcome": st.sampled_from(["keys", "words", "silence", "hang up", "success"]),
        },
        optional={"value": st.one_of(st.text(max_size=5), st.integers(), st.none())},
    ),
    max_size=4,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=_ANSWERS)
def test_any_answers_make_a_call(
    admin: Browser, opened: dict[str, Any], answers: list[dict[str, Any]]
) -> None:
    """Whatever is answered, the call has either ended or waits, and says what it used."""
    call = called(admin, opened, *answers)

    assert (call["question"] is None) is (call["ending"] != "")
    assert call["used"] <= len(answers)


def saved(browser: Browser, opened: dict[str, Any], *answers: Any, **more: Any) -> Any:
    """A call that is saved as a test."""
    body = document(opened, answers=list(answers), name=uuid.uuid4().hex, **more)
    return browser.post("I/tests", body)


def test_a_call_is_saved_as_a_test_that_passes(admin: Browser, opened: dict[str, Any]) -> None:
    """The stored test case is one of the flow, and passes on it."""
    made = saved(admin, opened, press("1"))
    listed = admin.get(f"I/tests?kind=flow&flow={opened['summary']['id']}")["tests"]

    assert made["result"]["passed"] is True
    assert made["test"]["id"] in {each["id"] for each in listed}


def test_the_api_has_the_saved_test(admin: Browser, site: Served) -> None:
    """What the page saves is a test case of the API, which runs it on the published flow."""
    opened = flow_of(admin, menu())
    admin.save(opened, publish=True)
    made = saved(admin, opened, press("1"))
    connect = site.client()
    names = {"InstanceId": site.instance, "TestCaseId": made["test"]["id"]}
    started = connect.start_test_case_execution(**names)["TestCaseExecutionId"]
    found = connect.get_test_case_execution_summary(**names, TestCaseExecutionId=started)

    assert found["Status"] == "PASSED"


def test_tests_run_on_the_open_document(admin: Browser) -> None:
    """An unsaved edit that changes what is heard fails the test, with expected beside heard."""
    opened = flow_of(admin, menu())
    made = saved(admin, opened, press("1"))
    edit = {"kind": "setParameter", "block": ONE, "path": ["Text"], "value": "Changed."}
    ids = [made["test"]["id"]]
    before = admin.post("I/tests/run", document(opened, ids=ids))["results"][0]
    after = admin.post("I/tests/run", document(opened, edit, ids=ids))["results"][0]

    assert (before["passed"], after["passed"]) == (True, False)
    assert 'expected "One."' in after["reason"]
    assert {row["expected"] or row["event"]: row["status"] for row in after["rows"]} == {
        "Press 1 or 2.": "PASSED",
        "One.": "MISSING",
        "TestCompleted": "MISSING",
    }


def test_a_run_says_what_was_reached(admin: Browser) -> None:
    """The branches of the document that a test took, and how many there are."""
    opened = flow_of(admin, menu())
    made = saved(admin, opened, press("1"))
    told = admin.post("I/tests/run", document(opened, ids=[made["test"]["id"]]))
    reached = {block for block, _ in told["results"][0]["reached"]}

    assert reached == {ASK, ONE, END}
    assert (told["flow"]["blocks"], told["left"]) == (4, [])


def test_two_tests_can_not_share_a_name(admin: Browser, opened: dict[str, Any]) -> None:
    """A name that is taken is said, and nothing is stored."""
    name = uuid.uuid4().hex
    body = document(opened, answers=[press("1")], name=name)
    admin.post("I/tests", body)

    assert admin.refused("POST", "I/tests", body)["code"] == "name-taken"


def test_a_test_is_deleted(admin: Browser, opened: dict[str, Any]) -> None:
    """What is deleted is in no list any more."""
    made = saved(admin, opened, press("1"))["test"]["id"]
    admin.call("DELETE", f"I/tests/{made}")
    listed = admin.get(f"I/tests?kind=flow&flow={opened['summary']['id']}")["tests"]

    assert made not in {each["id"] for each in listed}


@pytest.fixture(scope="module")
def viewer(site: Served) -> Browser:
    """The browser of a user who may only view flows."""
    add_profile(site, "Caller", ["ContactFlows.View"])
    add_user(site, "caller", "Caller")
    return signed_in(site, "caller")


def test_who_views_may_call(viewer: Browser, opened: dict[str, Any]) -> None:
    """Calling needs no more than looking, and offers no test to save."""
    assert called(viewer, opened, press("1"))["maySave"] is False


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "I/tests?kind=flow&flow={flow}"),
        ("POST", "I/tests"),
        ("POST", "I/tests/run"),
        ("DELETE", "I/tests/x"),
    ],
)
def test_tests_have_permissions_of_their_own(
    viewer: Browser, opened: dict[str, Any], method: str, path: str
) -> None:
    """Who may view flows may not list, save, run or delete tests."""
    address = path.replace("{flow}", opened["summary"]["id"])
    body = None if method == "GET" else document(opened, name="Mine", ids=[])
    error = viewer.refused(method, address, body)

    assert (error["code"], error["permission"].split(".")[0]) == ("forbidden", "TestCases")


def test_modules_that_may_not_be_viewed_are_not_walked(admin: Browser, viewer: Browser) -> None:
    """A caller who may not view modules is asked what one answers, and sees nothing of it."""
    module = flow_of(admin, module_content(), kind="module", type="MODULE")
    invoke = block(block_id(9), "InvokeFlowModule", ASK, FlowModuleId=module["summary"]["id"])
    opened = flow_of(admin, menu(invoke))

    assert "Hello." not in heard(called(viewer, opened))
