"""How long comparing takes, beside difflib comparing the same flows as indented JSON."""

from __future__ import annotations

import difflib
import json
import random
import sys
import time
import uuid
from statistics import median
from typing import Any

from flowport.diff import Aspect, compare
from flowport.model import Flow

KINDS = ("MessageParticipant", "GetParticipantInput", "Compare", "UpdateContactAttributes")
ROUNDS = 5
SIZES = tuple(map(int, sys.argv[1:])) or (50, 250, 1000, 2000)


def made(size: int, *, alike: bool) -> dict[str, Any]:
    """A flow of blocks that mostly lead forward; ``alike`` gives them all the same text."""
    chance = random.Random(size)  # noqa: S311  the same flow in each run
    actions = [_action(chance, number, size, alike=alike) for number in range(size)]
    return {"Version": "2019-10-30", "StartAction": "b0", "Metadata": {}, "Actions": actions}


def _action(chance: random.Random, number: int, size: int, *, alike: bool) -> dict[str, Any]:
    def target() -> str:
        return f"b{min(size - 1, number + 1 + int(chance.expovariate(0.5)))}"

    text = "Please hold the line." if alike else f"Text {chance.randrange(size)} of the line."
    return {
        "Identifier": f"b{number}",
        "Type": chance.choice(KINDS),
        "Parameters": {"Text": text},
        "Transitions": {
            "NextAction": target(),
            "Errors": [{"NextAction": target(), "ErrorType": "NoMatchingError"}],
            "Conditions": [
                {"NextAction": target(), "Condition": {"Operator": "Equals", "Operands": [key]}}
                for key in "12"
            ],
        },
    }


def edited(tree: dict[str, Any], count: int) -> dict[str, Any]:
    """The flow with other texts in ``count`` blocks spread over it."""
    tree = json.loads(json.dumps(tree))
    for number in range(count):
        action = tree["Actions"][number * len(tree["Actions"]) // count]
        action["Parameters"]["Text"] = f"Text that is new: {number}."
    return tree


def reidentified(tree: dict[str, Any]) -> dict[str, Any]:
    """The flow with a new identifier for every block, in another order."""
    chance = random.Random(1)  # noqa: S311  the same flow in each run
    names = {a["Identifier"]: str(uuid.UUID(int=chance.getrandbits(128))) for a in tree["Actions"]}
    text = json.dumps(tree)
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    other: dict[str, Any] = json.loads(text)
    chance.shuffle(other["Actions"])
    return other


def ours(before: dict[str, Any], after: dict[str, Any]) -> tuple[float, int]:
    """Median seconds of a comparison, and how many edits of meaning it tells."""
    flows = Flow.from_tree(before), Flow.from_tree(after)
    times: list[float] = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        found = compare(*flows)
        times.append(time.perf_counter() - begin)
    return median(times), len(found.of(Aspect.MEANING))


def lines(before: dict[str, Any], after: dict[str, Any]) -> tuple[float, int]:
    """Seconds of difflib over the indented texts, and how many lines it shows."""
    left, right = (json.dumps(tree, indent=2).splitlines() for tree in (before, after))
    begin = time.perf_counter()
    shown = [line for line in difflib.unified_diff(left, right, n=0) if line[:1] in "+-"]
    return time.perf_counter() - begin, len(shown)


def main() -> None:
    """Print a line for each size and case."""
    print(f"{'blocks':>6}  {'case':32} {'flowport':>10} {'edits':>6} {'difflib':>10} {'lines':>7}")
    for size in SIZES:
        for alike in (False, True):
            tree = made(size, alike=alike)
            cases = {
                "ten texts changed": edited(tree, 10),
                "all identifiers new": reidentified(tree),
                "both": reidentified(edited(tree, 10)),
            }
            for name, other in cases.items():
                case = name + ", blocks alike" * alike
                (mine, edits), (theirs, shown) = ours(tree, other), lines(tree, other)
                print(f"{size:6}  {case:32} {mine:9.3f}s {edits:6} {theirs:9.3f}s {shown:7}")


if __name__ == "__main__":
    main()
