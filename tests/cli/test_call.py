"""``flowport call``: what the caller hears and where the call goes, from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from command import ROOT, flowport
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def menu(tmp_path: Path) -> Path:
    """A menu: 1 asks a bot, 2 hangs up, and everything else asks again."""
    made = flow(
        block(
            "Menu",
            "GetParticipantInput",
            {"Text": "Press 1 or 2", "InputTimeLimitSeconds": "5"},
            when={"1": "Bot", "2": "End"},
            fails={"InputTimeLimitExceeded": "Menu", "NoMatchingCondition": "Menu"},
        ),
        block(
            "Bot",
            "ConnectParticipantWithLexBot",
            {"Text": "How can I help?", "LexV2Bot": {"AliasArn": "arn:bot"}},
            when={"Sales": "Set"},
            fails={"NoMatchingCondition": "End", "NoMatchingError": "End"},
        ),
        block(
            "Set", "UpdateContactTargetQueue", {"QueueId": "queue-1"}, to="Go", fails={"x": "End"}
        ),
        block("Go", "TransferContactToQueue", to="End", fails={"QueueAtCapacity": "End"}),
        block("End", "DisconnectParticipant"),
        name="Main",
    )
    path = tmp_path / "main.json"
    path.write_bytes(made.to_bytes())
    return path


def test_answers_are_given_in_the_order_of_the_options(menu: Path) -> None:
    """A wrong key, the right key, and words for the bot."""
    done = flowport("call", menu, "--press", "9", "--press", "1", "--say", "sales", "--json")
    told = json.loads(done.stdout)

    assert (told["ending"], told["queue"]) == ("queue", "queue-1")
    assert [event["said"] for event in told["events"] if event["said"]] == ["9", "1", "sales"]


def test_the_trail_names_blocks_and_branches(menu: Path) -> None:
    """A person reads what was heard and pressed, and how the call ended."""
    lines = flowport("call", menu, "--press", "2").stdout.decode().splitlines()

    assert lines == [
        "Main",
        '  0:00  Menu  "Press 1 or 2"  <- 2  -> 2',
        "  0:00  End",
        "Ended after 0:00: the flow hung up",
    ]


def test_a_caller_without_answers_is_silent_and_hangs_up(menu: Path) -> None:
    """A menu that repeats for ever does not run for ever."""
    told = flowport("call", menu).stdout.decode()

    assert told.count("<- silence") == 3
    assert "the caller hung up" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--press", "a"], "is not keys"),
        (["--attribute", "a"], "KEY=VALUE"),
        (["--at", "soon"], "is not a moment"),
        (["--mocks", "none.yaml"], "none.yaml"),
        (["--save-test", "case.txt"], "name the file .yaml, .yml or .json"),
        (["--from", "abc"], "--from abc: write the number in E.164 form"),
    ],
)
def test_a_wrong_option_is_one_sentence(menu: Path, arguments: list[str], told: str) -> None:
    """Exit code 2, and nothing on standard output."""
    done = flowport("call", menu, *arguments, code=2)

    assert told in done.stderr.decode()
    assert not done.stdout


def test_the_command_of_a_mock_is_run(menu: Path, tmp_path: Path) -> None:
    """It is run in order to answer, with the block's parameters on its standard input."""
    script = tmp_path / "queue.py"
    script.write_text("import json\nprint(json.dumps({'tier': 'gold'}))\n", encoding="utf-8")
    made = flow(
        block("F", "InvokeLambdaFunction", {"LambdaFunctionARN": "function:f"}, to="Say"),
        block("Say", "MessageParticipant", {"Text": "$.External.tier"}, to="End"),
        block("End", "DisconnectParticipant"),
    )
    menu.write_bytes(made.to_bytes())
    mocks = tmp_path / "mocks.yaml"
    mocks.write_text(f"functions:\n  '*': {{command: python3 {script}}}\n", encoding="utf-8")

    assert '"gold"' in flowport("call", menu, "--mocks", mocks).stdout.decode()


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_call_is_saved_as_a_test_that_passes(menu: Path, tmp_path: Path, suffix: str) -> None:
    """The keys and words that were given, and what was heard."""
    case = tmp_path / f"case.{suffix}"
    flowport("call", menu, "--press", "9,1", "--say", "sales", "--save-test", case)

    assert b"Warning" not in flowport("test", case, "--flows", menu).stdout


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_call_in_a_queue_with_words_and_recordings_is_saved(tmp_path: Path, suffix: str) -> None:
    """Each message is a piece of its own to the test."""
    queue = flow(
        block(
            "Wait",
            "MessageParticipantIteratively",
            {"Messages": [{"Text": "Please wait"}, {"PromptId": "arn:aws:connect:prompt/music"}]},
        )
    )
    path, case = tmp_path / "queue.json", tmp_path / "cases" / f"case.{suffix}"
    case.parent.mkdir()
    path.write_bytes(queue.to_bytes())
    flowport("call", path, "--save-test", case)

    flowport("test", case, "--flows", path)


EXAMPLES = sorted((ROOT / "samples" / "legacy").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES[::4], ids=lambda path: path.stem)
@pytest.mark.parametrize("channel", ["voice", "chat", "task", "email"])
def test_a_call_of_an_example_is_saved_as_a_test_that_passes(
    path: Path, tmp_path: Path, channel: str
) -> None:
    """Keys, words, silence and a hang-up, in every channel."""
    case = tmp_path / "case.yaml"
    turns = ["--press", "9", "--say", "hello", "--press", "", "--hang-up", "--channel", channel]
    flowport("call", path, *turns, "--save-test", case)

    flowport("test", case, "--flows", path.parent)


@pytest.mark.parametrize("twin", ["name", "stem"])
@pytest.mark.parametrize("command", ["call", "diff"])
def test_a_saved_case_names_its_own_flow(tmp_path: Path, command: str, twin: str) -> None:
    """Where a file beside it has the flow's name, the case names the stem of the flow's file."""
    for side, words in (("flows", "Hello"), ("after", "Goodbye")):
        (tmp_path / side).mkdir()
        names = {"own": "Main", "other": "Main"} if twin == "name" else {"own": "Main", "Main": "X"}
        for stem, name in names.items():
            said = block("say", "MessageParticipant", {"Text": f"{words} {stem}"}, to="bye")
            made = flow(said, block("bye", "DisconnectParticipant"), name=name)
            (tmp_path / side / f"{stem}.json").write_bytes(made.to_bytes())
    own, cases = tmp_path / "flows" / "own.json", tmp_path / "cases"
    if command == "call":
        flowport("call", own, "--save-test", cases / "case.yaml")
    else:
        flowport("diff", own.parent, tmp_path / "after", "--calls", "-o", cases, code=1)

    flowport("test", cases, "--flows", own.parent)


def test_a_call_in_a_loop_is_shown_by_its_start_and_end(tmp_path: Path) -> None:
    """Some hundred lines of 10,000, and the exit code says that it was stopped."""
    made = flow(block("a", "Loop", {"LoopCount": "0"}, when={"DoneLooping": "a"}), name="Round")
    (tmp_path / "round.json").write_bytes(made.to_bytes())
    told = flowport("call", tmp_path / "round.json", code=1).stdout.decode().splitlines()

    assert len(told) < 500
    assert "more lines; --json has all" in "\n".join(told)
    assert told[-1].endswith("stopped after 10,000 blocks: endless loop")


def test_a_closed_input_is_no_terminal(menu: Path) -> None:
    """A call without a standard input is a call without a person."""
    program = "import sys; sys.stdin = None; from flowport.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "call", str(menu), "--press", "2"],
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("answers", "unused"),
    [
        (["--press", "2,7", "--press", "8"], ['"7"', '"8"']),
        (["--press", "2", "--say", "sales"], ['"sales"']),
        (
            ["--press", "2", "--press", "", "--hang-up"],
            ["the answer silence", "the answer hang up"],
        ),
    ],
)
def test_answers_that_nothing_asked_for_are_noted(
    menu: Path, answers: list[str], unused: list[str]
) -> None:
    """The call ended before them."""
    told = json.loads(flowport("call", menu, *answers, "--json").stdout)

    assert told["notes"] == [f"{each} was not used: the call did not ask for it" for each in unused]


def test_resources_are_called_by_the_names_that_the_file_keeps(tmp_path: Path) -> None:
    """A queue's ARN is not shown where the flow says the queue's name."""
    queue = "arn:aws:connect:eu-west-2:111122223333:instance/8f2f/queue/1f1a2b3c"
    made = flow(
        block("Set", "UpdateContactTargetQueue", {"QueueId": queue}, to="Go", fails={"x": "End"}),
        block("Go", "TransferContactToQueue", to="End", fails={"QueueAtCapacity": "End"}),
        block("End", "DisconnectParticipant"),
        name="Main",
    )
    tree = json.loads(made.to_bytes())
    kept = {"parameters": {"QueueId": {"displayName": "Claims"}}}
    tree["Metadata"].setdefault("ActionMetadata", {})["Set"] = kept
    (tmp_path / "main.json").write_text(json.dumps(tree))
    lines = flowport("call", tmp_path / "main.json").stdout.decode()

    assert "in queue Claims" in lines
    assert "arn:" not in lines
