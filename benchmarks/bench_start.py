"""How long the command takes to start, as a multiple of a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROUNDS = 25


def timed(command: list[str]) -> float:
    """Seconds of one run."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    """Print the ratio; the two are run in turn, so that what else runs meets both."""
    installed = Path(sys.executable).with_name("flowport")
    ours = [str(installed)] if installed.exists() else [sys.executable, "-m", "flowport"]
    commands = {"python -c pass": [sys.executable, "-c", "pass"]}
    commands |= {f"flowport {word}": [*ours, word] for word in ("--version", "--help")}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(timed(command))
    bare = median(times["python -c pass"])
    for name, seconds in times.items():
        print(f"{name}: {median(seconds) * 1e3:.0f} ms, {median(seconds) / bare:.1f} times")


if __name__ == "__main__":
    main()
