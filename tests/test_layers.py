"""The house holds: imports point down, and the pure layers touch nothing outside the process."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "flowport"

LAYERS = {
    "errors": -1,
    "dataclass": -1,
    "patterns": -1,
    "remedies": -1,
    "suggestions": -1,
    "catalogue": 0,
    "model": 1,
    "convert": 2,
    "refs": 2,
    "diff": 2,
    "layout": 2,
    "simulate": 2,
    "check": 3,
    "containers": 3,
    "find": 3,
    "render": 3,
    "split": 3,
    "testing": 3,
    "infrastructure": 3,
    "ports": 4,
    "port_values": 3.9,
    "config": 4,
    "files": 4,
    "input_files": 4,
    "designer": 5,
    "jobs": 5,
    "folder": 6,
    "remote": 6,
    "store": 6,
    "places": 6.5,
    "library": 6.7,
    "server": 7,
    "cli": 8,
    "__main__": 9,
    "__init__": 9,
}
PURE = {name for name, layer in LAYERS.items() if 0 <= layer <= 3}
OUTSIDE = {
    "asyncio",
    "boto3",
    "botocore",
    "concurrent",
    "datetime",
    "http",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}
FORBIDDEN_NAMES = {"core", "utils", "helpers", "common", "manager", "misc"}

FILES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    """The top folder or file below the package that a path belongs to."""
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> list[str]:
    """Every module that a file imports, also inside functions, dotted and absolute."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append(node.module or "")
            if node.module == "flowport":
                found += [f"flowport.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    """A file imports only from a lower layer, or from its own folder."""
    here = room(path)

    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "flowport" or len(parts) < 2 or parts[1] == "__version__":
            continue
        there = parts[1]
        assert there == here or LAYERS[there] < LAYERS[here], f"{here} imports {there}"


@pytest.mark.parametrize(
    "path", [f for f in FILES if room(f) in PURE], ids=lambda path: str(path.relative_to(ROOT))
)
def test_pure_layers_touch_nothing_outside(path: Path) -> None:
    """Layers 0 to 3 import nothing that reads a file, a clock, a network or a thread."""
    used = {name.split(".")[0] for name in imports(path)}

    assert not used & OUTSIDE


def test_only_two_commands_load_the_server() -> None:
    """Only ``flowport serve``, and ``flowport test --on`` a local instance, import the server."""
    users = {
        path.name
        for path in FILES
        if room(path) == "cli" and any(name.startswith("flowport.server") for name in imports(path))
    }

    assert users == {"serve.py", "live.py"}


def test_no_drawer_for_odds_and_ends() -> None:
    """No module is named for what it could not be named after."""
    assert not {path.stem for path in FILES} & FORBIDDEN_NAMES


def test_every_room_has_a_layer() -> None:
    """A new folder must say on which floor it stands."""
    assert {room(path) for path in FILES} <= set(LAYERS)
