"""Plans and runs whose files were damaged at random, and what apply, resume and undo make of them.

Each step has a target of its own. A run that is refused keeps its journal, byte for byte, but for
a last line that was cut short.
"""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
import zlib
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import orjson

from flowport.errors import FlowportError
from flowport.jobs.moving import apply as applying
from flowport.jobs.moving import plan_json, planning
from flowport.jobs.moving import undo as undoing
from flowport.jobs.moving.plan_json import dump, load
from flowport.jobs.moving.running import run_plan
from flowport.jobs.moving.runs import Runs
from fuzz.asking import place
from fuzz.damage import damaged, spoiled
from jobs.moving.world import FakeClock, Memory, populate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.jobs.moving.plan import Plan

__all__ = ["walk"]

_GRAPH: Mapping[str, list[str]] = {
    "flow:Main": ["queue:Sales", "flow:Other", "module:Shared"],
    "flow:Other": ["flow:Main"],
    "flow:Gone": [],
    "module:Shared": [],
}


@cache
def _start() -> tuple[Memory, Memory, bytes]:
    """A source, a target that has one of its flows, and the plan as a file."""
    source, target = Memory(), Memory("444455556666")
    populate(source, _GRAPH)
    populate(target, {"flow:Main": []})
    options = planning.PlanOptions(create=frozenset({"queue"}))
    return source, target, dump(planning.plan(source, target, options))


@cache
def _finished() -> tuple[Path, Memory]:
    """The folder of a run that is complete, and the target after it."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    _, target, data = _start()
    target = copy.deepcopy(target)
    options = applying.ApplyOptions(clock=FakeClock())
    run, _ = run_plan(load(data, "plan.json"), target, Runs(folder), options)
    return folder / run.id, target


def walk(first: int, count: int) -> list[str]:
    """Do steps in order; what went wrong, one sentence a step."""
    wrong = []
    for seed in range(first, first + count):
        random = Random(seed)  # noqa: S311  damage is no secret
        name = random.choice(sorted(_STEPS))
        try:
            found = _STEPS[name](random)
        except FlowportError:
            continue
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            found = place(error)
        if found:
            wrong.append(f"{name}: {found} (seed {seed})")
    return wrong


def _carry_out(plan: Plan) -> str:
    _, target, _ = _start()
    with tempfile.TemporaryDirectory() as folder:
        options = applying.ApplyOptions(clock=FakeClock())
        run_plan(plan, copy.deepcopy(target), Runs(Path(folder)), options)
    return ""


def _spoiled_plan(random: Random) -> str:
    return _carry_out(load(spoiled(_start()[2], random), "plan.json"))


def _resealed_plan(random: Random) -> str:
    """A plan that somebody edited who can make its digest."""
    tree = damaged(json.loads(_start()[2]), random, random.choice((1, 1, 2, 4)))
    if isinstance(tree, dict) and "digest" in tree:
        rest = {name: value for name, value in tree.items() if name != "digest"}
        try:
            tree["digest"] = plan_json._digest(rest)  # noqa: SLF001  as an editor of plans would
        except (TypeError, ValueError):  # what orjson refuses is in no plan
            return ""
    return _carry_out(load(json.dumps(tree).encode(), "plan.json"))


def _former_plan(random: Random) -> str:
    """A plan of version 0.1, which had no digest."""
    tree = damaged(json.loads(_start()[2]), random, random.choice((1, 1, 2, 4)))
    if isinstance(tree, dict):
        tree = {**tree, "flowportPlan": 1}
        tree.pop("digest", None)
    load(json.dumps(tree).encode(), "plan.json", former=True)
    return ""


def _line(body: bytes) -> bytes:
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _spoil_journal(data: bytes, random: Random) -> bytes:
    """A journal with bytes or lines lost, doubled or swapped."""
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines))
    if random.random() < 0.4:  # noqa: PLR2004
        return spoiled(data, random)
    if random.random() < 0.3:  # noqa: PLR2004
        random.shuffle(lines)
    elif random.random() < 0.5:  # noqa: PLR2004
        del lines[at]
    else:
        lines = lines[:at]
    return b"".join(lines)


def _forge_journal(data: bytes, random: Random) -> bytes:
    """A journal whose lines are whole, and say something else."""
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines))
    tree = damaged(orjson.loads(lines[at][9:]), random, random.choice((1, 2)))
    lines[at] = _line(json.dumps(tree).encode())
    return b"".join(lines)


def _with_run(random: Random, change: Any, name: str = "journal.jsonl") -> str:
    """Resume or undo a run with one of its files changed; what was lost, if anything."""
    kept, after = _finished()
    with tempfile.TemporaryDirectory() as folder:
        place_ = Path(folder, kept.name)
        shutil.copytree(kept, place_)
        path = place_ / name
        data = change(path.read_bytes(), random)
        path.write_bytes(data)
        runs = Runs(Path(folder))
        for run in runs.every():
            runs.seen(run)
        undo = random.random() < 0.5  # noqa: PLR2004
        target = copy.deepcopy(after if undo or random.random() < 0.5 else _start()[1])  # noqa: PLR2004
        try:
            journal = runs.journal("last", "undo" if undo else "continue")
            try:
                plan = runs.plan("last")
                options = applying.ApplyOptions(clock=FakeClock())
                (undoing.undo if undo else applying.apply)(plan, target, journal, options)
            finally:
                journal.close()
        except FlowportError:
            return _lost(data, path.read_bytes())
        if name == "journal.jsonl" and not path.read_bytes().startswith(_whole(data)):
            return "the journal lost whole lines"
    return ""


def _whole(data: bytes) -> bytes:
    return data[: data.rfind(b"\n") + 1]


def _lost(before: bytes, after: bytes) -> str:
    """What a file lost beyond a last line that was cut short."""
    return "" if after.startswith(_whole(before)) or after == before else "a file lost bytes"


_STEPS: dict[str, Callable[[Random], str]] = {
    "spoiled plan": _spoiled_plan,
    "resealed plan": _resealed_plan,
    "plan of 0.1": _former_plan,
    "spoiled journal": lambda random: _with_run(random, _spoil_journal),
    "forged journal": lambda random: _with_run(random, _forge_journal),
    "run.json": lambda random: _with_run(random, spoiled, "run.json"),
    "plan.json of a run": lambda random: _with_run(random, spoiled, "plan.json"),
}
