"""What cutting large flows costs in processor time, and that every part is under the limit."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / part) for part in ("src", "tests", "tests/support")]

from flowport.split import split  # noqa: E402  found through the path above
from split.generated import generate  # noqa: E402  as above

#: Seconds of processor time within which a flow of so many blocks is to be cut.
GOAL, MEASURED = 2.0, 1000
#: The most blocks of a part.
MOST = 99
FLOWS = 5


def main() -> None:
    """Print the median and worst time for flows of each size."""
    for size in (250, 1000, 1500):
        times, parts = [], []
        for seed in range(FLOWS):
            flow = generate(seed, size)
            began = time.process_time()
            done = split(flow)
            times.append(time.process_time() - began)
            parts.append(len(done.flows))
            assert max(len(part.actions) for part in done.flows) <= MOST
        print(
            f"{size:>5} blocks: median {median(times):.2f} s, worst {max(times):.2f} s, "
            f"{min(parts)} to {max(parts)} parts"
        )
        if size == MEASURED and median(times) > GOAL:
            sys.exit(f"a flow of {size} blocks took more than {GOAL} s")


if __name__ == "__main__":
    main()
