"""Run the real ``flowport`` command, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def flowport(
    *args: str | Path, stdin: bytes = b"", cwd: Path | None = None, code: int | None = 0
) -> subprocess.CompletedProcess[bytes]:
    """The finished command; it must have exited with ``code`` unless that is None."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "flowport", *map(str, args)],
        input=stdin,
        cwd=cwd,
        env=env,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    if code is not None:
        assert done.returncode == code, (done.stdout + done.stderr).decode()
    return done
