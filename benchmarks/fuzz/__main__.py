"""``python -m fuzz``: many steps, each named by its seed or walk when it goes wrong."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests/support"))

from fuzz.documents import document

_SHARE = 500
#: What is damaged, and how many shares of eight it has.
SUBJECTS = {"documents": 3, "calls": 3, "page": 1, "runs": 1}


def _walk(given: tuple[str, int, int]) -> list[str]:
    subject, first, count = given
    found: list[str] = import_module(f"fuzz.{subject}").walk(first, count)
    return [f"{subject}: {sentence}" for sentence in found]


def _turns(only: str | None) -> list[str]:
    if only:
        return [only]
    return [subject for subject, shares in SUBJECTS.items() for _ in range(shares)]


def main() -> None:
    """Run the steps, and fail if one was no sentence."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0, help="the first step's seed")
    parser.add_argument("--only", choices=SUBJECTS, help="damage nothing else")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no step after so many")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, help="print the damaged document of a seed, and end")
    given = parser.parse_args()
    if given.show is not None:
        sys.stdout.buffer.write(document(given.show) + b"\n")
        return
    began, wrong, steps = time.perf_counter(), list[str](), 0
    turns, share = _turns(given.only), min(_SHARE, given.steps)
    firsts = range(given.seed, given.seed + given.steps, share)
    todo = ((turns[place % len(turns)], first, share) for place, first in enumerate(firsts))
    with multiprocessing.Pool(given.workers) as pool:
        for found in pool.imap_unordered(_walk, todo):
            steps += share
            wrong += found
            for sentence in found:
                print(sentence, flush=True)
            if time.perf_counter() - began > 60 * given.minutes:
                break
    seconds = time.perf_counter() - began
    print(f"{steps} steps in {seconds:.0f} s: {len(wrong)} went wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
