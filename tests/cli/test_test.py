"""``flowport test``: verdicts from the command line, and how flows are found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from command import flowport
from simulate.blocks import block, flow
from testing.cases import END, content, observe

if TYPE_CHECKING:
    from pathlib import Path

ARN = "arn:aws:connect:eu-central-1:123456789012:instance/i/contact-flow/"


def made(name: str, text: str) -> bytes:
    """A flow that says something."""
    return flow(
        block("say", "MessageParticipant", {"Text": text}, to="bye"),
        block("bye", "DisconnectParticipant"),
        name=name,
    ).to_bytes()


def case(entry: str, text: str = "hello") -> dict[str, Any]:
    """A case that enters a flow and expects a message."""
    parameters = {"FlowId": entry}
    return {
        "Name": f"{text} in {entry}",
        "EntryPoint": {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": parameters},
        "Content": json.dumps(content(observe("a", text, END))),
    }


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """Two flows in files."""
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "abc-1.json").write_bytes(made("Main", "Hello"))
    (folder / "abc-2.json").write_bytes(made("Other", "Goodbye"))
    return folder


def write(folder: Path, name: str, tree: Any) -> Path:
    """A file of JSON."""
    path = folder / name
    path.write_text(tree if isinstance(tree, str) else json.dumps(tree), encoding="utf-8")
    return path


@pytest.mark.parametrize("entry", [f"{ARN}abc-1", "abc-1", "Main"])
def test_a_flow_is_found_by_arn_stem_and_name(flows: Path, tmp_path: Path, entry: str) -> None:
    """The last part of the ARN is the stem of a file."""
    path = write(tmp_path, "case.json", case(entry))

    told = json.loads(flowport("test", path, "--flows", flows, "--format", "json").stdout)

    assert [(c["status"], c["reason"]) for c in told["cases"]] == [("PASSED", "")]


def test_two_flows_that_fit_are_an_error(flows: Path, tmp_path: Path) -> None:
    """Neither is taken."""
    write(flows, "abc-3.json", made("Main", "Hi").decode())
    path = write(tmp_path, "case.json", case("Main"))

    done = flowport("test", path, "--flows", flows, "--format", "json", code=2)

    assert json.loads(done.stdout)["cases"][0]["reason"].startswith('2 flows fit "Main"')


def test_a_failed_case_has_a_reason_and_exit_code_1(flows: Path, tmp_path: Path) -> None:
    """Expected beside heard."""
    path = write(tmp_path, "case.json", case("Main", "good morning"))

    told = flowport("test", path, "--flows", flows, code=1).stdout.decode()

    assert 'expected "good morning"; the nearest that was heard is "Hello" in "say"' in told


def test_a_case_that_cant_be_read_does_not_stop_the_others(flows: Path, tmp_path: Path) -> None:
    """The others are run; exit code 2."""
    folder = tmp_path / "cases"
    folder.mkdir()
    write(folder, "a.json", "{")
    write(folder, "b.json", case("Main"))
    write(folder, "c.json", {**case("Main"), "Content": "nothing"})

    done = flowport("test", folder, "--flows", flows, "--format", "json", code=2)

    told = {c["name"]: c["status"] for c in json.loads(done.stdout)["cases"]}
    assert told == {"a": "FAILED", "hello in Main": "PASSED", "c": "FAILED"}


def test_junit_counts_failures_and_errors(flows: Path, tmp_path: Path) -> None:
    """What a CI service reads."""
    passed = write(tmp_path, "a.json", case("Main"))
    failed = write(tmp_path, "b.json", case("Main", "<no>"))
    broken = write(tmp_path, "c.json", "{")

    done = flowport("test", passed, failed, broken, "--flows", flows, "--format", "junit", code=2)

    suite = ET.fromstring(done.stdout)  # noqa: S314  our own output
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "1")


def test_a_moment_and_mocks_of_the_short_form(tmp_path: Path) -> None:
    """Hours are mocked by name."""
    asks = flow(
        block(
            "hours",
            "CheckHoursOfOperation",
            {"HoursOfOperationId": f"{ARN}main-hours"},
            when={"True": "open", "False": "closed"},
            fails={"NoMatchingError": "closed"},
        ),
        block("open", "MessageParticipant", {"Text": "We are open"}, to="bye"),
        block("closed", "MessageParticipant", {"Text": "We are closed"}, to="bye"),
        block("bye", "DisconnectParticipant"),
        name="Main",
    )
    write(tmp_path, "main.json", asks.to_bytes().decode())
    short = (
        "given: {flow: Main, mocks: {hours: {main-hours: closed}}}\n"
        "steps:\n- {when: {hears: we are closed}, then: [end]}\n"
    )

    flowport("test", write(tmp_path, "case.yaml", short))


def test_generated_cases_pass_and_cover(flows: Path, tmp_path: Path) -> None:
    """Written, read, run, and counted."""
    out = tmp_path / "cases"
    flowport("test", "generate", flows / "abc-1.json", "-o", out)
    table = tmp_path / "coverage.json"

    flowport("test", out, "--flows", flows, "--coverage", table)

    told = json.loads(table.read_bytes())["flows"]
    assert [(f["name"], f["branches"]) for f in told] == [("Main", {"taken": 1, "total": 1})]


def test_coverage_is_drawn(flows: Path, tmp_path: Path) -> None:
    """The picture of a suite's coverage marks what it reaches."""
    out = tmp_path / "cases"
    flowport("test", "generate", flows / "abc-1.json", "-o", out)
    picture = tmp_path / "coverage.svg"

    flowport("test", out, "--flows", flows / "abc-1.json", "--coverage", picture)

    assert ">reached<" in picture.read_text(encoding="utf-8")


def test_a_number_leads_to_the_flow_that_the_mocks_name(flows: Path, tmp_path: Path) -> None:
    """Of several flows; without it the sentence says what to write."""
    numbers = {"SourcePhoneNumber": "+15550100", "DestinationPhoneNumber": "+15550199"}
    tree = case("", "goodbye")
    tree["EntryPoint"]["VoiceCallEntryPointParameters"] = numbers
    path = write(tmp_path, "case.json", tree)
    mocks = write(tmp_path, "mocks.json", {"entry_points": {"+15550199": "Other"}})

    flowport("test", path, "--flows", flows, "--mocks", mocks)
    told = flowport("test", path, "--flows", flows, code=2).stdout.decode()
    assert "enters at the number +15550199" in told
    assert "entry_points" in told


def test_a_misspelt_case_of_a_folder_is_an_error_and_other_files_are_named(
    flows: Path, tmp_path: Path
) -> None:
    """Nothing is dropped in silence: the run is not green, and what was skipped is said."""
    cases = tmp_path / "cases"
    cases.mkdir()
    write(cases, "a.yaml", "{name: a, given: {flow: Main}, stepz: [{when: start, then: [end]}]}")
    write(cases, "b.json", case("Main"))
    write(cases, "empty.json", [])
    write(cases, "flow.json", made("Third", "Hello").decode())

    done = flowport("test", cases, "--flows", flows, code=2)

    assert 'Write steps, not "stepz"' in done.stdout.decode()
    assert f"neither test cases nor flows: {cases / 'empty.json'}\n" in done.stderr.decode()


@pytest.mark.parametrize("tree", [[], {"cases": []}])
def test_a_file_without_a_case_is_in_every_report(tmp_path: Path, tree: Any) -> None:
    """The report is JSON that names the file, and the exit code is 2."""
    path = write(tmp_path, "none.json", tree)
    done = flowport("test", path, "--format", "json", code=2)

    (found,) = json.loads(done.stdout)["cases"]
    assert (found["file"], found["reason"]) == (str(path), "there is no test case in it")


def test_mocks_that_no_case_used_are_named(flows: Path, tmp_path: Path) -> None:
    """A mock of --mocks once, after all cases; one of a case's own in the case."""
    steps = [{"when": {"hears": "Hello"}, "then": ["end"]}]
    own = {"functions": {"mine": {"error": "NoMatchingError"}}}
    short = {"name": "a", "given": {"flow": "Main", "mocks": own}, "steps": steps}
    cases = [write(tmp_path, f"{n}.json", {**short, "name": n}) for n in ("one", "two")]
    mocks = write(tmp_path, "mocks.json", {"hours": {"misspelt": {"error": "x"}, "*": {}}})
    done = flowport("test", *cases, "--flows", flows, "--mocks", mocks, "--format", "json")

    assert done.stderr.decode().count('"misspelt"') == 1
    warnings = [each["warnings"] for each in json.loads(done.stdout)["cases"]]
    assert [sum('"mine" was not used' in each for each in found) for found in warnings] == [1, 1]
