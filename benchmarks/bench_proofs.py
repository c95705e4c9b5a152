"""Whether branches reported as unreachable are reached, and whether rewriting changes calls.

Over all language flows of the corpus: random calls, and the calls of each flow against its copy
that is fixed, laid out anew, re-identified, reordered and renamed.

    python benchmarks/bench_proofs.py [CALLS] [EVERY]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from corpus import corpus_files  # noqa: E402  found through the path above
from flowport.check import apply, check  # noqa: E402  as above
from flowport.model import Flow, read_bytes  # noqa: E402  as above
from flowport.simulate import Caller, Library, Program, run, started, vocabulary  # noqa: E402  as above
from flowport.testing.behaviour import compare_calls  # noqa: E402  as above
from flowport.testing.coverage import edges_in  # noqa: E402  as above
from flowport.testing.generate import generate  # noqa: E402  as above
from testing.mutants import NEUTRAL, mutant  # noqa: E402  as above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.testing.explore import Edge

CHANNELS = ("VOICE", "CHAT", "TASK", "EMAIL")


def wrongly_unreachable(flow: Flow, calls: int) -> set[Edge]:
    """The branches that are reported as unreachable, and that a random call reaches."""
    program, words, taken = Program.of(flow), vocabulary(flow), set()
    proved = set(generate(program, Library.of([flow]), flow="flow").impossible)
    for seed in range(calls if proved else 0):
        channel = CHANNELS[seed % len(CHANNELS)]
        call = started(program, Caller(seed, words), channel=channel, follows=False)
        taken |= edges_in(run(call, 500))
    return proved & taken


def rewritten(flow: Flow) -> Iterator[tuple[str, Flow]]:
    """Copies of a flow in which no call may differ."""
    tree = json.loads(flow.content())
    for number, change in enumerate(NEUTRAL):
        made = mutant(tree, change, number)
        if made is not None:
            yield change.__name__[1:], Flow.from_tree(made)
    yield "fix", apply(flow, check(flow))[0]


def main() -> None:
    """Print the counts, and fail where one is not zero."""
    given = [int(word) for word in sys.argv[1:]]
    calls, every = [*given, *(10_000, 1)[len(given) :]]
    reached, compared, differ = 0, Counter[str](), Counter[str]()
    for path in corpus_files("language")[::every]:
        flow = read_bytes(path.read_bytes(), name=path.name)
        if not isinstance(flow, Flow):
            continue
        for edge in sorted(wrongly_unreachable(flow, calls)):
            reached += 1
            print(f"reached: {path.stem}: {edge[1]} {edge[2]}", flush=True)
        side = Program.of(flow), Library.of([flow])
        for kind, copy in rewritten(flow):
            compared[kind] += 1
            if compare_calls(side, (Program.of(copy), Library.of([copy]))).differences:
                differ[kind] += 1
                print(f"differs: {path.stem}: {kind}", flush=True)
    print(f"{reached} unreachable branches were reached")
    for kind, count in compared.items():
        print(f"{kind}: {count} flows, {differ[kind]} with calls that differ")
    if reached or differ:
        sys.exit("a proof does not hold")


if __name__ == "__main__":
    main()
