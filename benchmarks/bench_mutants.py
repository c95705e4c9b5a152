"""How many mutations of real flows that change behaviour ``compare_calls`` finds.

A mutation counts as changing behaviour when the comparison proves it with a call, or when any of
10,000 random calls with the same answers on both sides differs.

    python benchmarks/bench_mutants.py [FLOWS] [MUTATIONS] [CALLS]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / part) for part in ("src", "tests", "tests/support")]

from corpus import corpus_files  # noqa: E402  found through the path above
from flowport.model import Flow, read_bytes  # noqa: E402  as above
from flowport.simulate import Library, Program, started, step  # noqa: E402  as above
from flowport.testing.behaviour import BLOCKS, SECONDS, compare_calls  # noqa: E402  as above
from flowport.testing.noticeable import parted  # noqa: E402  as above
from flowport.testing.same_answers import Agreed, pools_of  # noqa: E402  as above
from flowport.testing.vocabulary import words_of  # noqa: E402  as above
from testing.mutants import NEUTRAL, mutant, mutants  # noqa: E402  as above

#: The share of changes of behaviour that must be found.
AIM = 0.95


def side(tree: Any) -> tuple[Program, Library]:
    """A flow alone."""
    flow = Flow.from_tree(tree)
    return Program.of(flow), Library.of([flow])


def differs(before: Any, after: Any, calls: int) -> bool:
    """Whether one of many random calls differs."""
    sides = side(before), side(after)
    programs = [program for program, _ in sides]
    words = words_of(programs)
    pools = pools_of(programs, words)
    for seed in range(1_000, 1_000 + calls):
        pair = []
        for program, library in sides:
            call = started(program, Agreed(seed=seed, pools=pools), library=library)
            while not call.ending and call.steps < BLOCKS and call.clock < SECONDS:
                step(call)
            pair.append(call)
        if parted(pair, ""):
            return True
    return False


def main() -> None:
    """Print what was found of each kind, and fail where the aim is missed."""
    given = [int(word) for word in sys.argv[1:]]
    count, each, calls = [*given, *(100, 20, 10_000)[len(given) :]]
    files = corpus_files("language")
    chosen = files[:: max(1, len(files) // count)][:count]
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false = 0
    for path in chosen:
        tree = read_bytes(path.read_bytes(), name=path.name).tree
        for kind, made in mutants(tree, each):
            if compare_calls(side(tree), side(made)).differences:
                found[kind] += 1
            elif differs(tree, made, calls):
                missed[kind] += 1
                print(f"missed: {path.stem}: {kind}", flush=True)
        for number, change in enumerate(NEUTRAL):
            same = mutant(tree, change, number)
            if same and compare_calls(side(tree), side(same)).differences:
                false += 1
                print(f"false: {path.stem}: {change.__name__.strip('_')}", flush=True)
    changing = sum(found.values()) + sum(missed.values())
    share = sum(found.values()) / max(changing, 1)
    for kind in sorted({*found, *missed}):
        print(f"{kind}: {found[kind]} found, {missed[kind]} missed")
    print(f"{changing} of the mutations change behaviour; {share:.1%} found; {false} false")
    if share < AIM or false:
        sys.exit("an aim is missed")


if __name__ == "__main__":
    main()
