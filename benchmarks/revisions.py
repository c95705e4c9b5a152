"""Earlier revisions of the sources, to be measured in the same run as today's."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["compared", "sources"]

ROOT = Path(__file__).parent.parent
TURNS = 5
"""How often each revision is measured, in turn; the best time of each counts."""


@contextmanager
def sources(revision: str) -> Iterator[Path | None]:
    """The ``src`` folder of a revision; None where git does not have it."""
    done = subprocess.run(
        ["git", "archive", revision, "src"],  # noqa: S607  git is where it is
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    if done.returncode:
        yield None
        return
    with TemporaryDirectory() as name:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(name, filter="data")
        yield Path(name, "src")


def compared(script: str, revision: str) -> dict[str, float] | None:
    """Today's seconds divided by a revision's, by what was measured; None without the revision.

    The script is called with ``--once SRC`` and prints its seconds as one JSON object.
    """
    with sources(revision) as before:
        if before is None:
            return None
        best: dict[Path, dict[str, float]] = {}
        for _ in range(TURNS):
            for src in (ROOT / "src", before):
                found = _once(script, src)
                known = best.setdefault(src, found)
                best[src] = {key: min(known[key], value) for key, value in found.items()}
        now, then = best[ROOT / "src"], best[before]
        return {key: now[key] / then[key] for key in now}


def _once(script: str, src: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, script, "--once", str(src)], check=True, capture_output=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
