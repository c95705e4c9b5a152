"""How long the designer's API takes, from an edit to its findings, by the number of blocks.

Run: ``python benchmarks/bench_designer.py``. Calls go over a real socket to a server with SQLite.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests/support"))

from browsing import Browser, block_id, close_all, signed_in
from flowport.designer import blank
from flowport.designer.perform import perform_all
from serving import serve

SIZES = (100, 250, 500, 2000)
EDITS = 21


def chain(blocks: int, queue: str) -> str:
    """The content of a flow of so many blocks, one behind the other."""
    ids = [block_id(number) for number in range(blocks)]
    commands: list[dict[str, Any]] = []
    for number, each in enumerate(ids):
        title = ("Play prompt", "Set working queue")[number % 2]
        name, value = (("Text", "Hello $.Attributes.name"), ("QueueId", queue))[number % 2]
        place = {"x": 300 * (number % 20), "y": 200 * (number // 20)}
        commands.append({"kind": "add", "id": each, "block": title, **place})
        commands.append({"kind": "setParameter", "block": each, "path": [name], "value": value})
        before = ids[number - 1] if number else ""
        commands.append({"kind": "connect", "block": before, "branch": "next", "target": each})
    return perform_all(blank("flow", "CONTACT_FLOW", name="chain"), commands).flow.content()


def timed(browser: Browser, opened: dict[str, Any], *commands: Any, **more: Any) -> tuple[Any, int]:
    """What an edit answers, and how many milliseconds it took."""
    begin = time.perf_counter()
    told = browser.edit(opened, *commands, **more)
    return told, round(1000 * (time.perf_counter() - begin))


def measure(browser: Browser, blocks: int, queue: str) -> str:
    """One line of the table."""
    text = chain(blocks, queue)
    opened = {**browser.new(f"{blocks} blocks"), "base": hashlib.sha256(text.encode()).hexdigest()}
    told, opening = timed(browser, opened, content=text)
    commands: list[dict[str, Any]] = []
    times = []
    for number in range(EDITS):
        block = block_id(number % 2 * 2)
        value = {"block": block, "path": ["Text"], "value": f"Hello {number}"}
        commands.append({"kind": "setParameter", **value})
        told, took = timed(browser, opened, *commands, have=told["token"], inspect=block)
        times.append(took)
    times.sort()
    found = len(told["findings"])
    return f"{blocks:6} {opening:9} {statistics.median(times):8.0f} {times[-2]:8} {found:9}"


def main() -> None:
    """Print the table."""
    served = serve(Path(tempfile.mkdtemp()))
    browser = signed_in(served)
    queue = browser.get("I/resources?kind=queue")["resources"][0]["arn"]
    print("blocks  open, ms  edit, ms  p95, ms  findings")
    for blocks in SIZES:
        print(measure(browser, blocks, queue), flush=True)
    close_all()
    served.stop()


if __name__ == "__main__":
    main()
