"""How long the catalogue takes to import, beside that of release 0.1 in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 15
ROOT = Path(__file__).resolve().parent.parent

#: The commit that is compared with: what the catalogue was before it was built when first read.
BEFORE = "924e15d"

CODE = """
import time
begin = time.process_time()
import flowport.catalogue as catalogue
imported = time.process_time()
list(catalogue.ACTIONS.values()), list(catalogue.BLOCKS), list(catalogue.JSONPATH_ROOTS)
read = time.process_time()
print((imported - begin) * 1e3, (read - begin) * 1e3)
"""


def timed(source: Path, cache: Path) -> tuple[float, float]:
    """Milliseconds until the catalogue is imported, and until all of it was read."""
    places = {"PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": str(cache)}
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=env | places, check=True, capture_output=True, text=True
    )
    imported, read = map(float, done.stdout.split())
    return imported, read


def main() -> None:
    """Print both; they are run in turn, so that what else runs meets both."""
    with TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        packed = subprocess.run(
            ["git", "archive", BEFORE, "src"],  # noqa: S607  found on the path
            cwd=ROOT,
            check=False,
            capture_output=True,
        )
        if packed.returncode == 0:
            with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
                archive.extractall(before, filter="data")
        sources = {"now": ROOT / "src"}
        if packed.returncode == 0:
            sources["before"] = before / "src"
        times = {name: [(1e9, 1e9)] for name in sources}
        for _ in range(ROUNDS):
            for name, source in sources.items():
                times[name].append(timed(source, Path(folder) / "cache" / name))
    best = {name: [min(kind) for kind in zip(*found, strict=True)] for name, found in times.items()}
    for place, what in enumerate(("imported", "read in whole")):
        now = best["now"][place]
        beside = best["before"][place] if "before" in best else None
        ratio = f", before {beside:.1f} ms: {now / beside:.0%}" if beside else ""
        print(f"catalogue {what}: {now:.1f} ms{ratio}")


if __name__ == "__main__":
    main()
