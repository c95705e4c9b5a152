"""Runs a script of ``package.json`` with the Node that builds the page: ``web/run.py lint``."""

from __future__ import annotations

import subprocess
import sys

import build


def main() -> int:
    """Run what the command line names; answer with its exit code."""
    if not (build.WEB / "node_modules").is_dir():
        build.install()
    npm, environment = build.npm()
    command = [*npm, "run", "--silent", *sys.argv[1:]]
    return subprocess.run(command, cwd=build.WEB, env=environment, check=False).returncode  # noqa: S603  our own scripts


if __name__ == "__main__":
    sys.exit(main())
