"""Check every real flow on one core: flows a second, the multiple of reading them, a large flow.

The flows are those beside the project, or the examples of the tests where there are none.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(
    0, sys.argv[2] if "--once" in sys.argv else str(Path(__file__).parent.parent / "src")
)

from flowport.check import check
from flowport.model import Flow, read_bytes
from revisions import compared

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
CORPUS = Path(os.environ.get("FLOWPORT_CORPUS") or ROOT.parent / "shared" / "corpus")
EXAMPLES = ROOT / "tests" / "check" / "examples"
ROUNDS = 15
BLOCKS = 250
REVISIONS = ("HEAD~1", "4f18872")
"""The commits that today's sources are compared with, in the same run; more as arguments."""


def best(work: Callable[[], Any]) -> float:
    """The shortest of some runs, in seconds of one core: what else the machine did is not ours."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def large(flows: list[Flow]) -> Flow:
    """A flow of about 250 blocks: the largest published flows, each going on into the next."""
    actions: list[dict[str, Any]] = []
    right = [flow for flow in flows if flow.status != "saved"]
    for number, flow in enumerate(sorted(right, key=lambda flow: -len(flow.actions))):
        ends = any(action.type == "DisconnectParticipant" for action in flow.actions)
        fits = len(actions) + len(flow.actions) <= BLOCKS
        if not fits or not ends or flow.start != flow.actions[0].id:
            continue
        names = {action.id: f"{number}-{action.index}" for action in flow.actions}
        if actions:
            end = next(a for a in reversed(actions) if a["Type"] == "DisconnectParticipant")
            end |= going_on(f"{number}-0")
        actions += [renamed(action.tree, names) for action in flow.actions]
    start = str(actions[0]["Identifier"])
    tree = {"Version": "2019-10-30", "StartAction": start, "Metadata": {}, "Actions": actions}
    return Flow.from_tree(tree)


def going_on(start: str) -> dict[str, Any]:
    """What makes a block that ends a flow one that goes on."""
    return {
        "Type": "UpdateFlowLoggingBehavior",
        "Parameters": {"FlowLoggingBehavior": "Enabled"},
        "Transitions": {"NextAction": start},
    }


def renamed(value: Any, names: dict[str, str]) -> Any:
    """A JSON value with every name in it replaced."""
    if isinstance(value, dict):
        return {key: renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def once() -> None:
    """Print the seconds of all flows and of the large one, for the sources that were named."""
    flows = [flow for flow in map(read_bytes, texts()) if isinstance(flow, Flow)]
    check(flows[0])
    big = large(flows)
    seconds = {"all": best(lambda: [check(f) for f in flows]), "large": best(lambda: check(big))}
    print(json.dumps(seconds))


def texts() -> list[bytes]:
    """The flows as they lie there."""
    folder = CORPUS / "language" if CORPUS.is_dir() else EXAMPLES
    return [path.read_bytes() for path in sorted(folder.rglob("*.json"))]


def main() -> None:
    """Measure and print."""
    data = texts()
    flows = [flow for flow in map(read_bytes, data) if isinstance(flow, Flow)]
    begun = time.process_time()
    check(flows[0])
    first = time.process_time() - begun
    reading = best(lambda: [read_bytes(text) for text in data])
    checking = best(lambda: [check(flow) for flow in flows])
    big = large(flows)
    gc.freeze()  # the other flows are not in an editor's memory
    one = best(lambda: check(big))
    blocks = sum(len(flow.actions) for flow in flows)
    print(f"{len(flows)} flows, {blocks} blocks")
    print(f"check: {len(flows) / checking:,.0f} flows/s, {checking / blocks * 1e6:.0f} us a block")
    print(f"check / read: {checking / reading:.1f}")
    found = len(check(big))
    print(f"a flow of {len(big.actions)} blocks, {found} findings: {one * 1e3:.2f} ms")
    print(f"first check (rules found and compiled): {first * 1e3:.0f} ms")
    for revision in (*sys.argv[1:], *REVISIONS):
        ratio = compared(__file__, revision)
        if ratio:
            said = f"all flows {ratio['all']:.2f}, {BLOCKS} blocks {ratio['large']:.2f}"
            print(f"time now / time at {revision}: {said}")


if __name__ == "__main__":
    once() if "--once" in sys.argv else main()
