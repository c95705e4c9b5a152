"""Flows rewritten by the real commands, beside what they were: no call may differ."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from flowport.cli import app
from flowport.convert import convert
from flowport.errors import SplitError
from flowport.model import Flow, LegacyFlow, read_bytes
from flowport.model.edit import rename_all
from flowport.simulate import Library, Program
from flowport.testing.behaviour import CallComparison, compare_calls
from flowport.testing.channels import ALL_CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Rewritten", "compared", "rewritten"]

#: The most blocks of a part of a flow that is split.
PART = 15
#: What the attributes begin with that carry values from part to part.
CARRIER = "flowport_"
_ENDS = frozenset({"DisconnectParticipant", "EndFlowExecution"})


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A flow before and after a command.

    Attributes:
        kind: What was done.
        name: The stem of the flow's file.
        before: The flow.
        after: What became of it: one flow, or the parts of a split, the first one first.
        ignore: What the attributes begin with that only join parts.
    """

    kind: str
    name: str
    before: Flow
    after: tuple[Flow, ...]
    ignore: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the command left the document as it was."""
        return [self.before.tree] == [flow.tree for flow in self.after]


def compared(done: Rewritten) -> CallComparison:
    """The calls of both sides, in every channel; the flow takes the place of the former one."""
    sides = [(Program.of(flows[0]), Library.of(flows)) for flows in ((done.before,), done.after)]
    former, new = (side[0] for side in sides)
    sides[1][1].programs.setdefault(former.name, new)
    return compare_calls(sides[0], sides[1], channels=ALL_CHANNELS, ignore=done.ignore)


def rewritten(file: Path, folder: Path) -> Iterator[Rewritten]:
    """A flow as each of the commands rewrites it, in a folder that is empty or new.

    Raises:
        AssertionError: a command could not run.
    """
    document = read_bytes(file.read_bytes(), name=file.name)
    folder.mkdir(exist_ok=True)
    given = folder / file.name
    shutil.copyfile(file, given)
    if isinstance(document, LegacyFlow):
        console, api = (_converted(given, folder, home) for home in ("console", "api"))
        yield Rewritten("convert for api", file.stem, console, (api,))
        before = convert(document).flow
        given.write_bytes(before.to_bytes())
    else:
        before = document
        again = _converted(given, folder, "api")
        yield Rewritten("convert for api", file.stem, before, (again,))
    flowport("arrange", given, "-o", folder / "arranged.json")
    yield Rewritten("arrange", file.stem, before, (_read(folder / "arranged.json"),))
    if len({action.id for action in before.actions}) == len(before.actions):
        names = {action.id: f"block-{n}" for n, action in enumerate(before.actions)}
        yield Rewritten("re-identify", file.stem, before, (rename_all(before, names),))
    for into in ("flows", "modules"):
        if parts := _parts(given, folder / into, into):
            yield Rewritten(f"split into {into}", file.stem, before, parts, CARRIER)
    damaged = Flow.from_tree(_damaged(before.tree))
    given.write_bytes(damaged.to_bytes())
    flowport("check", given, "--fix", "--no-plugins", code=None)
    yield Rewritten("fix", file.stem, damaged, (_read(given),))


def _damaged(tree: Any) -> Any:
    """A flow with something to fix: numbers for strings, and a way on from its ends."""
    made = json.loads(json.dumps(tree))
    for action in made["Actions"]:
        parameters = action.get("Parameters") or {}
        for key, value in parameters.items():
            if isinstance(value, str) and value.isdecimal() and str(int(value)) == value:
                parameters[key] = int(value)
        if action["Type"] in _ENDS:
            action["Transitions"] = {"NextAction": made["StartAction"]}
    return made


def _converted(given: Path, folder: Path, home: str) -> Flow:
    made = folder / f"{home}.json"
    flowport("convert", given, "--for", home, "-o", made, code=None)
    return _read(made)


def _parts(given: Path, folder: Path, into: str) -> tuple[Flow, ...]:
    """The parts, the first one first; none where the flow is small or can't be cut."""
    try:
        done = flowport("split", given, "--into", into, "--max-blocks", PART, "-o", folder)
    except SplitError:
        return ()
    if not folder.is_dir():
        return ()
    names = [line.split(": ")[0] for line in done.splitlines() if ".json: " in line]
    return tuple(_read(folder / name) for name in names)


def _read(path: Path) -> Flow:
    document = read_bytes(path.read_bytes(), name=path.name)
    assert isinstance(document, Flow)
    return document


def flowport(*args: str | int | Path, code: int | None = 0) -> str:
    """Run a command in this process; what it printed."""
    done = CliRunner().invoke(app, [str(each) for each in args])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert code is None or done.exit_code == code, done.output
    return done.output
