"""Whether branches reported as unreachable are reached, and whether rewriting changes calls.

Over all flows of the corpus: random calls in each channel that look for such branches, and the
calls of each flow against what the commands make of it: converted for the API instead of the
console, arranged, split into flows and into modules, fixed, re-identified, reordered and renamed.

    python benchmarks/bench_proofs.py [--only unreachable|rewritten] [--calls N] [--part N/M]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / part) for part in ("src", "tests", "tests/support")]

from corpus import corpus_files  # noqa: E402  found through the path above
from flowport.convert import convert  # noqa: E402  as above
from flowport.errors import FlowportError  # noqa: E402  as above
from flowport.model import Flow, read_bytes  # noqa: E402  as above
from testing.mutants import mutant, rename, reorder  # noqa: E402  as above
from testing.rewriting import Rewritten, compared, rewritten  # noqa: E402  as above
from testing.wandering import wrongly_unreachable  # noqa: E402  as above

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: How often each flow is called.
CALLS = 10_000


def unreachable(given: tuple[Path, int]) -> tuple[int, int, list[str]]:
    """The calls of a flow, its unreachable branches, and a line for each that was reached."""
    path, calls = given
    flow = read(path)
    if flow is None:
        return 0, 0, []
    reported, taken = wrongly_unreachable(flow, calls)
    lines = [f"reached: {path.stem}: {edge[1]} {edge[2]}" for edge in sorted(taken)]
    return calls if reported else 0, reported, lines


def read(path: Path) -> Flow | None:
    """The flow of a file, converted if it is a legacy one; None where it is damaged."""
    try:
        document = read_bytes(path.read_bytes(), name=path.name)
        return document if isinstance(document, Flow) else convert(document).flow
    except FlowportError:
        return None


def same(path: Path) -> tuple[Counter[str], list[str]]:
    """How many rewritings were compared by kind, and a line for each with a call that differs."""
    count, lines = Counter[str](), []
    with tempfile.TemporaryDirectory() as folder:
        for done in (*rewritten(path, Path(folder)), *neutral(path)):
            if done.unchanged:
                count[f"{done.kind} (unchanged)"] += 1
                continue
            count[done.kind] += 1
            lines += [
                f"differs: {done.name}: {done.kind}: {each.before!r} became {each.after!r}"
                f" in {each.block_before!r} ({each.channel}; {', '.join(each.turns)})"
                for each in compared(done).differences[:1]
            ]
    return count, lines


def neutral(path: Path) -> Iterator[Rewritten]:
    """Copies with another order of actions, and another name."""
    flow = read(path)
    if flow is None:
        return
    tree = json.loads(flow.content())
    for kind, change in (("reorder", reorder), ("rename", rename)):
        made = mutant(tree, change, 1)
        if made is not None:
            yield Rewritten(kind, path.stem, flow, (Flow.from_tree(made),))


def show_unreachable(pool: ProcessPoolExecutor, paths: Sequence[Path], calls: int) -> int:
    """Print what random calls reach; how many branches they should not."""
    wrong, made, known = 0, 0, 0
    for count, reported, lines in pool.map(unreachable, [(path, calls) for path in paths]):
        made, known, wrong = made + count, known + reported, wrong + len(lines)
        for line in lines:
            print(line, flush=True)
    print(f"{made:,} random calls: {wrong} of {known:,} unreachable branches were reached")
    return wrong


def show_rewritten(pool: ProcessPoolExecutor, paths: Sequence[Path]) -> int:
    """Print what rewriting changes; how many calls differ."""
    total, wrong = Counter[str](), Counter[str]()
    for count, lines in pool.map(same, paths):
        total += count
        for line in lines:
            wrong[line.split(": ")[2]] += 1
            print(line, flush=True)
    for kind, number in sorted(total.items()):
        print(f"{kind}: {number} flows, {wrong[kind]} with calls that differ")
    return wrong.total()


def main() -> None:
    """Print the counts, and fail where a call shows a difference or reaches a branch."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=["unreachable", "rewritten"])
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--part", default="1/1", help="which part of the corpus: 2/5")
    given = parser.parse_args()
    part, parts = map(int, given.part.split("/"))
    paths, wrong = corpus_files()[part - 1 :: parts], 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        if given.only != "rewritten":
            wrong += show_unreachable(pool, paths, given.calls)
        if given.only != "unreachable":
            wrong += show_rewritten(pool, paths)
    if wrong:
        sys.exit("a proof does not hold")


if __name__ == "__main__":
    main()
