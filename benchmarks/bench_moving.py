"""Ratios of moving flows: planning beside a check, import beside a migration, and memory.

Every figure is a ratio with its aim, measured in one run on one machine. ``--quick`` takes a tenth
of the flows.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_migrate import REGION, content

INSTANCE = f"arn:aws:connect:{REGION}:111122223333:instance/11111111-2222-3333-4444-555555555555"
TARGET = INSTANCE.replace("111122223333", "444455556666").replace("1111-", "2222-", 1)


def spent(*words: str, cwd: Path) -> tuple[float, float]:
    """The seconds of the processors that a command and its children take, and MiB at most."""
    command = [sys.executable, "-m", "flowport", *words]
    with (cwd / "errors").open("w") as errors:
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit((cwd / "errors").read_text())
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def record(folder: Path, arn: str, name: str, flows: list[dict[str, str]]) -> None:
    """Make a folder an instance."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {"flowport": "folder", "format": 1, "instance": {"arn": arn, "alias": name}}
    (folder / "instance.json").write_text(json.dumps({**about, "resources": {}, "flows": flows}))


def exported(folder: Path, number: int, blocks: int) -> None:
    """A folder of so many flows, each of which transfers to the one before it."""
    (folder / "source" / "flows").mkdir(parents=True)
    flows = []
    for n in range(number):
        uses = [f"{INSTANCE}/contact-flow/{known(n - 1)}"] if n else []
        text = content(blocks, uses)
        entry = {"file": f"flows/Flow {n}.json", "kind": "flow", "id": known(n)}
        entry |= {"name": f"Flow {n}", "type": "CONTACT_FLOW"}
        entry["published"] = hashlib.sha256(text.encode()).hexdigest()
        flows.append(entry)
        (folder / "source" / entry["file"]).write_text(text)
    record(folder / "source", INSTANCE, "source", flows)


def known(number: int) -> str:
    """The id of a flow."""
    return f"00000000-0000-4000-8000-{number:012d}"


def planning_beside_check(number: int, blocks: int) -> None:
    """Planning a folder into an empty one, beside a check of the same folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        exported(folder, number, blocks)
        record(folder / "target", TARGET, "target", [])
        check, _ = spent("check", "./source", cwd=folder)
        plan, _ = spent("plan", "./source", "./target", "-o", "plan.json", cwd=folder)
        assert len(json.loads((folder / "plan.json").read_text())["items"]) == number
    print(
        f"planning {number} flows of {blocks} blocks: {plan:.1f} s of the processors, check "
        f"{check:.1f} s: {plan / check:.2f} times (at most 1.5)"
    )


def import_beside_migrate(number: int, blocks: int) -> None:
    """Importing a folder, beside migrating the same folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        exported(folder, number, blocks)
        for each in ("first", "second"):
            record(folder / each, TARGET, each, [])
        migrate, _ = spent("migrate", "./source", "./first", "--yes", "--runs", "m", cwd=folder)
        words = ("import", "./source", "./second", "--publish", "--runs", "i")
        brought, _ = spent(*words, cwd=folder)
        for each in ("first", "second"):
            assert len(list((folder / each).rglob("Flow *.json"))) >= number, each
    print(
        f"import of {number} files of {blocks} blocks: {brought:.1f} s of the processors, migrate "
        f"{migrate:.1f} s: {brought / migrate:.2f} times (at most 1.2)"
    )


def memory(small: int, blocks: int) -> None:
    """What planning takes at most, and how its time grows with ten times the flows."""
    found = []
    for number in (small, small * 10):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            exported(folder, number, blocks)
            record(folder / "target", TARGET, "target", [])
            found.append(spent("plan", "./source", "./target", "-o", "plan.json", cwd=folder))
        busy, peak = found[-1]
        print(f"planning {number} flows of {blocks} blocks: {busy:.1f} s, {peak:.0f} MiB (400)")
    growth = found[1][0] / found[0][0]
    print(f"growth from {small} to {small * 10} flows: {growth:.1f} times (at most 11)")


def main() -> None:
    """Print every figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="a tenth of the flows")
    part = 10 if asked.parse_args().quick else 1
    planning_beside_check(1000 // part, 100)
    import_beside_migrate(1000 // part, 30)
    memory(2000 // part, 10)
    memory(2000 // part, 30)


if __name__ == "__main__":
    main()
