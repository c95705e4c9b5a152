"""How long commands take to start, as multiples of the libraries that they need.

Each command is measured beside a Python that only imports those libraries, in turn, with bytecode
cached. Start with ``PYTHONDONTWRITEBYTECODE=`` (empty), or the cache is never written.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = 15
SAMPLE = Path(__file__).parents[1] / "samples/legacy/main_menu.json"


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Seconds of one run."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - begin


def compare(name: str, command: list[str], imports: str, aim: float, env: dict[str, str]) -> None:
    """Print the ratio of a command and a Python that imports the libraries only."""
    beside = [sys.executable, "-c", f"import {imports}" if imports else "pass"]
    for each in (command, beside):
        timed(each, env)
    pairs = [(timed(command, env), timed(beside, env)) for _ in range(ROUNDS)]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    print(
        f"{name}: {ours * 1e3:.0f} ms, {ours / theirs:.2f} times python -c "
        f"{beside[-1]!r} ({theirs * 1e3:.0f} ms; aim {aim})"
    )


def main() -> None:
    """Print a line for each command."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "PYTHONDONTWRITEBYTECODE": "",
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
        }
        installed = Path(sys.executable).with_name("flowport")
        ours = [str(installed)] if installed.exists() else [sys.executable, "-m", "flowport"]
        flow = str(Path(folder) / "flow.json")
        subprocess.run([*ours, "convert", str(SAMPLE), "-o", flow], check=True, env=env)
        subprocess.run([*ours, "instance", "create", "bench"], check=True, env=env)
        small = "click, orjson"
        compare("flowport --version", [*ours, "--version"], "", 2.5, env)
        compare("flowport --help", [*ours, "--help"], "click", 1.5, env)
        for word in ("check", "show", "diff"):
            files = [flow, flow] if word == "diff" else [flow]
            compare(f"flowport {word}", [*ours, word, *files], small, 2, env)
        convert = [*ours, "convert", str(SAMPLE), "--dry-run"]
        compare("flowport convert", convert, small, 2, env)
        listing = [*ours, "instance", "list"]
        compare("flowport instance list", listing, "click, sqlalchemy", 1.3, env)


if __name__ == "__main__":
    main()
