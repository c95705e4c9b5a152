"""``python -m fuzz``: many steps, each told by its seed when it goes wrong."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
import traceback
from functools import partial

from fuzz.documents import OPERATIONS, document, step

_SLOW = 5.0
"""From how many seconds on a step counts as hanging."""
_SHARE = 500


def _run(first: int, count: int) -> list[str]:
    """Do steps in order; what went wrong, one sentence a step."""
    wrong: list[str] = []
    for seed in range(first, first + count):
        began = time.process_time()
        try:
            step(seed)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            last = traceback.extract_tb(error.__traceback__)[-1]
            name = sorted(OPERATIONS)[seed % len(OPERATIONS)]
            where = f"{last.filename.rpartition('flowport/')[2]}:{last.lineno}"
            wrong.append(f"{name}: {type(error).__name__} at {where}: {error} (seed {seed})")
        if time.process_time() - began > _SLOW:
            wrong.append(f"step {seed} took {time.process_time() - began:.0f} s")
    return wrong


def main() -> None:
    """Run the steps, and fail if one was no sentence."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0, help="the first step's seed")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, help="print the damaged document of a seed, and end")
    given = parser.parse_args()
    if given.show is not None:
        sys.stdout.buffer.write(document(given.show) + b"\n")
        return
    began, wrong = time.perf_counter(), list[str]()
    firsts = range(given.seed, given.seed + given.steps, _SHARE)
    share = min(_SHARE, given.steps)
    with multiprocessing.Pool(given.workers) as pool:
        for found in pool.imap_unordered(partial(_run, count=share), firsts):
            wrong += found
            for sentence in found:
                print(sentence, flush=True)
    seconds = time.perf_counter() - began
    print(f"{len(firsts) * share} steps in {seconds:.0f} s: {len(wrong)} went wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
