"""Installs the client that the tests call beside boto3: ``python tests/clients/install.py``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "web"))

import build  # noqa: E402  beside the page's sources


def main() -> int:
    """Install what ``package-lock.json`` names, if that is not done yet."""
    done, wanted = HERE / "node_modules" / ".package-lock.json", HERE / "package-lock.json"
    if done.is_file() and done.stat().st_mtime >= wanted.stat().st_mtime:
        return 0
    program, environment = build.npm()
    command = [*program, "ci", "--no-audit", "--no-fund", "--silent"]
    return subprocess.run(command, cwd=HERE, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
