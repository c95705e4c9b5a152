"""Hostile files end in a result or a sentence: no stack trace, no hang, no harm to neighbours."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from command import flowport
from flowport.cli import app
from flowport.layout.flow_graph import positions
from flowport.model import Flow, read_text
from flowport.render.svg import svg

if TYPE_CHECKING:
    from pathlib import Path

BATCH = ("R3_entry_at_1e308", "R4_entry_at_10_to_400", "R4_lone_surrogate")
NUMBERS: st.SearchStrategy[object] = st.sampled_from(
    [0, -1, 258.5, 1e6, -1e7, 1e15, 1e308, -1e308, 10**400, -(10**400), None, "4", [], {}, True]
)


def chain(length: int = 2, **metadata: Any) -> dict[str, Any]:
    """A flow of blocks that play a text, one after the other."""
    names = [f"b{number}" for number in range(length)]
    actions = [
        {
            "Identifier": name,
            "Type": "MessageParticipant",
            "Parameters": {"Text": name},
            "Transitions": {
                "NextAction": after,
                "Errors": [{"NextAction": names[0], "ErrorType": "NoMatchingError"}],
                "Conditions": [],
            },
        }
        for name, after in zip(names, [*names[1:], names[0]], strict=True)
    ]
    return {
        "Version": "2019-10-30",
        "StartAction": "b0",
        "Metadata": metadata,
        "Actions": actions,
    }


def hostile(name: str) -> str:
    """A file of the kind that a case is named after."""
    flow = chain(12)
    if name == "R3_entry_at_1e308":
        flow["Metadata"] = {"entryPointPosition": {"x": 1e308, "y": 20}}
    elif name == "R4_entry_at_10_to_400":
        flow["Metadata"] = {"entryPointPosition": {"x": 10**400, "y": 20}}
    elif name == "R4_lone_surrogate":
        flow["Actions"][3]["Parameters"]["Text"] = "half \ud83d"
        flow["Metadata"] = {"name": "half \ud83d"}
    else:
        flow["Actions"][4]["Identifier"] = ""
    return json.dumps(flow)


@pytest.mark.parametrize("name", [*BATCH, "R4_split_empty_identifier"])
@pytest.mark.parametrize("command", ["draw", "arrange", "split", "check", "diff", "show"])
def test_hostile_file_ends_in_a_result_or_a_sentence(
    name: str, command: str, tmp_path: Path
) -> None:
    """Every command ends by itself, with an exit code of its own, and never with a stack trace."""
    (tmp_path / "f.json").write_text(hostile(name))
    more = {
        "draw": ("-o", "o.svg"),
        "split": ("-o", "parts", "--max-blocks", "6"),
        "diff": ("f.json",),
    }
    done = flowport(command, "f.json", *more.get(command, ()), cwd=tmp_path, code=None)

    assert done.returncode in {0, 1, 2}
    assert b"unexpected error" not in done.stderr


def test_neighbours_of_hostile_files_are_drawn(tmp_path: Path) -> None:
    """A folder of hostile files and a good one gives a picture of the good one."""
    for name in BATCH:
        (tmp_path / f"{name}.json").write_text(hostile(name))
    (tmp_path / "good.json").write_text(json.dumps(chain()))
    flowport("draw", ".", "-o", "out", cwd=tmp_path)

    assert (tmp_path / "out" / "good.svg").exists()


@settings(max_examples=60)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=3))
def test_any_position_can_be_drawn_and_arranged(spots: list[tuple[object, object]]) -> None:
    """Blocks, the entry and notes at any place end in a picture of bounded work."""
    places = [{"x": x, "y": y} for x, y in spots]
    flow = chain(2)
    flow["Metadata"] = {
        "entryPointPosition": places[0],
        "ActionMetadata": {"b0": {"position": places[1]}, "b1": {"position": places[2]}},
        "Annotations": [{"content": "note", "position": places[2], "size": places[0]}],
    }
    read = read_text(json.dumps(flow))
    assert isinstance(read, Flow)

    assert svg(read).endswith("</svg>\n")
    assert len(positions(read)) == 2


EVIL = "x\x1b]0;title\x07\n::error file=x::INJECTED\r\n\u202e\x9b31m\ud800"

#: Every command that prints texts of flows, for a person or for a program that reads lines.
PRINTING = [
    "find x a.json",
    "diff a.json b.json",
    "diff a.json b.json --format markdown",
    "diff --textconv a.json",
    "diff a.json b.json --calls",
    "test generate a.json",
    "test case.yaml --flows a.json --coverage -",
    "test case.yaml --flows a.json --format junit",
    "plan . ./i --calls",
    "check a.json",
    "check a.json --format lines",
    "check a.json --format github",
    "check a.json --format junit",
    "show a.json",
    "refs a.json",
    "call a.json",
    "resolve a.json --in ./i",
    "import a.json ./i --type CONTACT_FLOW",
    "plan . ./i",
    "split a.json --dry-run --max-blocks 3",
    "arrange a.json -o c.json",
    "convert a.json -o d.json",
]


@pytest.mark.parametrize("call", PRINTING)
def test_contents_steer_no_terminal(call: str, tmp_path: Path) -> None:
    """Escape sequences and line breaks of a flow's texts are printed as escapes."""
    flow = chain(2)
    flow["Metadata"] = {"name": EVIL, "ActionMetadata": {"b0": {"name": EVIL}}}
    flow["Actions"][0]["Parameters"] = {"Text": EVIL, EVIL: EVIL}
    flow["Actions"][1]["Transitions"]["NextAction"] = EVIL
    (tmp_path / "a.json").write_text(json.dumps(flow))
    (tmp_path / "b.json").write_text(json.dumps(chain(2)))
    (tmp_path / "case.yaml").write_text(json.dumps({"flow": "a", "steps": [{"hear": EVIL}]}))
    (tmp_path / "i").mkdir()
    done = flowport(*call.split(), cwd=tmp_path, code=None)
    said = (done.stdout + done.stderr).decode()

    assert "unexpected error" not in said
    assert not any(line.startswith("::error file=x") for line in said.splitlines())
    assert not set(said) & set("\x1b\x07\r\u202e\x9b")


STEERING = "\x1b]0;title\x07\r\u202e\x9b31m"


@pytest.mark.parametrize("call", [*PRINTING, "check a.json --diff"])
def test_damaged_files_steer_no_terminal(call: str, tmp_path: Path) -> None:
    """A file that is not a flow, and not UTF-8, is shown or named with escapes."""
    (tmp_path / "a.json").write_bytes(f'{{"{STEERING}": '.encode() + b"\xff\xfe\n")
    (tmp_path / "b.json").write_text(json.dumps(chain(2)))
    (tmp_path / "case.yaml").write_bytes((tmp_path / "a.json").read_bytes())
    (tmp_path / "i").mkdir()
    done = flowport(*call.split(), cwd=tmp_path, code=None)
    said = (done.stdout + done.stderr).decode()

    assert "unexpected error" not in said
    assert not set(said) & set("\x1b\x07\r\u202e\x9b")


def test_a_shown_fix_steers_no_terminal(tmp_path: Path) -> None:
    """The lines that a fix would change are printed with escapes, and only those lines."""
    flow = chain(2)
    flow["Actions"][0] |= {"Transitions": {"NextAction": "b1"}, "Note": "\u202e\x9b31m\u2028"}
    flow["Actions"][0] |= {"Type": "DisconnectParticipant"}
    (tmp_path / "a.json").write_text(json.dumps(flow, ensure_ascii=False), encoding="utf-8")
    told = flowport("check", "a.json", "--diff", cwd=tmp_path, code=1).stdout.decode()

    assert told.startswith("--- ")
    assert not set(told) & set("\x1b\x07\r\u202e\x9b\u2028")


#: For each command that takes many files: what it calls for a flow, which is made to fail.
FAULTS = {
    "check": ("flowport.cli.commands.check.check", ("check", "batch")),
    "draw": ("flowport.cli.commands.draw.svg", ("draw", "batch", "-o", "out")),
    "arrange": ("flowport.cli.commands.arrange.positions", ("arrange", "batch", "-o", "out")),
    "find": ("flowport.cli.commands.find.search", ("find", "b1", "batch")),
    "read": ("flowport.jobs.reading.read", ("find", "b1", "batch")),
    "refs": ("flowport.cli.commands.refs.placeholders_of", ("refs", "batch", "--json")),
    "draw html": ("flowport.render.html.svg", ("draw", "batch", "--format", "html", "-o", "out")),
    "draw map": ("flowport.render.map.find", ("draw", "batch", "--map", "-o", "out")),
    "mermaid": (
        "flowport.cli.commands.draw.mermaid",
        ("draw", "batch", "--format", "mermaid", "-o", "out"),
    ),
    "diff": ("flowport.cli.pairs.compare", ("diff", "batch", "other")),
    "diff svg": (
        "flowport.cli.commands.diff.merged",
        ("diff", "batch", "other", "--format", "svg", "-o", "out"),
    ),
    "diff json": ("flowport.cli.pairs.compare", ("diff", "batch", "other", "--format", "json")),
    "list": ("flowport.cli.commands.list._problems", ("list", "batch")),
    "resolve": ("flowport.jobs.resolving.find", ("resolve", "batch", "--in", "./i")),
    "convert": ("flowport.jobs.reading.read", ("convert", "batch", "-o", "out")),
}


QUEUE = {
    "Type": "UpdateContactTargetQueue",
    "Parameters": {
        "QueueId": "arn:aws:connect:us-east-1:111111111111:instance/i/queue/aaaaaaaa-0000-4000-"
        "8000-000000000000"
    },
}


def is_bad(thing: Any) -> bool:
    """Whether a file, a flow, a comparison or labelled flows are of the one that is to fail."""
    if isinstance(thing, bytes):
        return b'"bad"' in thing
    if isinstance(thing, list):
        return any(is_bad(document) for _, document in thing)
    return bool(getattr(thing, "after", thing).name == "bad")


@pytest.mark.parametrize(("place", "words"), FAULTS.values(), ids=FAULTS)
def test_fault_at_one_flow_leaves_its_neighbours(
    place: str, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no part foresaw is one flow's result with a report; the others are done, code 1."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "i").mkdir()
    for folder, length in (("batch", 2), ("other", 3)):
        (tmp_path / folder).mkdir()
        for name in ("a", "bad", "c"):
            flow = chain(length, name=name)
            flow["Actions"][1] |= QUEUE
            (tmp_path / folder / f"{name}.json").write_text(json.dumps(flow))
    module, _, function = place.rpartition(".")
    usual = getattr(import_module(module), function)

    def faulty(first: Any, *rest: Any, **more: Any) -> Any:
        if is_bad(first):
            raise TypeError("unhashable type: 'list'")
        return usual(first, *rest, **more)

    monkeypatch.setattr(place, faulty)
    done = CliRunner().invoke(app, words)

    assert done.exit_code == 1, done.output
    assert "bad.json: unexpected error in Flowport" in done.stderr + done.output
    made = sorted(tmp_path.glob("out/*"))
    seen = done.output + "".join(f"{path} {path.read_text()}" for path in made)
    assert all(f"{name}." in seen or f">{name}<" in seen for name in "ac")
    assert len(list((tmp_path / "state").rglob("*.txt"))) == 1
