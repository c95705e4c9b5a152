"""What running, generating and comparing tests costs in processor time."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / part) for part in ("src", "tests", "tests/support")]

from corpus import corpus_files  # noqa: E402  found through the path above
from flowport.model import Flow, read_bytes  # noqa: E402  as above
from flowport.simulate import Caller, Library, Program, vocabulary, walk  # noqa: E402  as above
from flowport.testing import Stage, read_case, run_case  # noqa: E402  as above
from flowport.testing.behaviour import compare_calls  # noqa: E402  as above
from flowport.testing.generate import generate  # noqa: E402  as above
from split.generated import generate as made_flow  # noqa: E402  as above

if TYPE_CHECKING:
    from collections.abc import Callable

#: Cases a second of flows of 30 blocks.
CASES = 1000
#: Seconds: 200 callers through each flow of the corpus; writing tests for 250 blocks; comparing.
WALKS, WRITING, COMPARING = 30.0, 2.0, 1.0
CALLERS, SEEDS = 200, 5


def seconds(work: Callable[[], object]) -> float:
    """The processor time of some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def sides(seed: int, size: int) -> tuple[Program, Library]:
    """A made flow with itself as its library."""
    flow = made_flow(seed, size)
    return Program.of(flow), Library.of([flow])


def running() -> float:
    """Cases a second, the flows read once."""
    work = []
    for seed in range(SEEDS):
        program, library = sides(seed, 30)
        stage = Stage(library=library, stems={"flow": program})
        suite = generate(program, library, flow="flow")
        work += [(read_case(tree, "case"), stage) for tree, _ in suite.cases]
    times = max(1, 2000 // len(work))
    spent = seconds(lambda: [run_case(*each) for _ in range(times) for each in work])
    return times * len(work) / spent


def walking() -> float:
    """Seconds for random calls through the corpus."""
    flows = [read_bytes(path.read_bytes(), name=path.name) for path in corpus_files("language")]
    ready = [(Program.of(f), vocabulary(f)) for f in flows if isinstance(f, Flow)]
    return seconds(lambda: [walk(p, Caller(n, w)) for p, w in ready for n in range(CALLERS)])


def main() -> None:
    """Print each figure beside its goal, and fail where one is missed."""
    rate = running()
    print(f"test cases a second: {rate:,.0f} (goal {CASES:,})")
    walks = walking()
    print(f"{CALLERS} calls through each flow of the corpus: {walks:.1f} s (goal {WALKS:.0f} s)")
    writing = median(seconds(lambda s=s: generate(*sides(s, 250))) for s in range(SEEDS))  # type: ignore[misc]
    print(f"writing tests for 250 blocks: {writing:.2f} s (goal {WRITING} s)")
    pairs = [(sides(s, 250), sides(s, 250)) for s in range(SEEDS)]
    comparing = median(seconds(lambda p=p: compare_calls(*p)) for p in pairs)  # type: ignore[misc]
    print(f"comparing two flows of 250 blocks: {comparing:.2f} s (goal {COMPARING} s)")
    if rate < CASES or walks > WALKS or writing > WRITING or comparing > COMPARING:
        sys.exit("a goal is missed")


if __name__ == "__main__":
    main()
