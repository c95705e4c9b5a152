"""Runs commands that are killed at a line of their journal, and others after them.

Each command is a process of its own, forked from this one so that it need not import everything
again. Standard input has one job a line, and standard output one answer::

    {"from": "place", "at": "copy", "line": 3, "when": "after", "words": [...], "then": [...]}

``from`` is copied to ``at`` first; ``line`` counts from 1, and ``when`` is ``before``, ``within``
or ``after`` it is written. The answer is the exit codes (negative: the signal) and the output.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

import flowport
from flowport import __main__
from flowport.jobs.moving.journal import Journal


def main() -> None:
    """Do each job."""
    import_everything()
    for line in sys.stdin:
        job: dict[str, Any] = json.loads(line)
        shutil.copytree(job["from"], job["at"])
        first = command(job, job["words"], (job["line"], job["when"]))
        codes = [first, *(command(job, words, None) for words in job["then"])]
        said = (Path(job["at"]) / "output").read_text("utf-8")
        sys.stdout.write(json.dumps({"codes": codes, "said": said}) + "\n")
        sys.stdout.flush()


def import_everything() -> None:
    """Import what commands on folders need, so that no process has to do it again."""
    for each in pkgutil.walk_packages(flowport.__path__, "flowport."):
        if each.name.split(".")[1] not in {"server", "store", "remote", "__main__"}:
            importlib.import_module(each.name)


def command(job: dict[str, Any], words: list[str], killed: tuple[int, str] | None) -> int:
    """The exit code of a command in a process of its own."""
    child = os.fork()
    if child == 0:
        os.chdir(job["at"])
        with open("output", "ab") as output:  # noqa: PTH123  the child's own folder
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        if killed:
            kill_at(*killed)
        run(words)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(words: list[str]) -> None:
    """Be the command, and end with it."""
    sys.argv = ["flowport", *words]
    code: Any = 1
    try:
        __main__.main()
    except SystemExit as error:
        code = error.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def kill_at(line: int, when: str) -> None:
    """Let this process be killed at a line of its journal."""
    append, left = Journal._append, [line]  # noqa: SLF001  a journal says nothing of its lines

    def dying(self: Journal, text: bytes, *, durable: bool) -> None:
        left[0] -= 1
        if left[0]:
            append(self, text, durable=durable)
            return
        if when != "before":
            append(self, text if when == "after" else text[: len(text) // 2], durable=durable)
        os.kill(os.getpid(), signal.SIGKILL)

    Journal._append = dying  # type: ignore[method-assign, assignment]  # noqa: SLF001


def hold_at(line: int, gate: Path) -> None:
    """Let a run in this process stay at a line of its journal as long as a file is there."""
    append, left = Journal._append, [line]  # noqa: SLF001  as above

    def waiting(self: Journal, text: bytes, *, durable: bool) -> None:
        left[0] -= 1
        while not left[0] and gate.exists():
            time.sleep(0.01)
        append(self, text, durable=durable)

    Journal._append = waiting  # type: ignore[method-assign, assignment]  # noqa: SLF001


if __name__ == "__main__":
    main()
