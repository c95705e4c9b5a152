"""What a command loads: starting it takes as long as reading the modules that it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEGACY = ROOT / "samples" / "legacy" / "main_menu.json"

LOADED = """
import sys
from flowport.__main__ import main
sys.argv[0] = "flowport"
try:
    main()
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small flow in the flow language."""
    path = tmp_path_factory.mktemp("start") / "flow.json"
    path.write_text(
        '{"Version": "2019-10-30", "StartAction": "a", "Metadata": {}, "Actions": [{"Identifier": '
        '"a", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}'
    )
    return path


@pytest.mark.parametrize(
    ("command", "unneeded"),
    [
        ("check", "convert diff layout simulate render split testing find ports library store"),
        ("show", "convert diff check simulate split testing find ports library store"),
        ("diff", "convert check simulate split testing find library store"),
    ],
)
def test_a_command_loads_only_what_it_needs(command: str, unneeded: str, flow: Path) -> None:
    """Parts that a flow in the flow language does not need are not even imported."""
    files = [str(flow)] * (2 if command == "diff" else 1)
    run = subprocess.run(
        [sys.executable, "-c", LOADED, command, *files], check=True, capture_output=True, text=True
    )

    loaded = set(run.stderr.split())

    assert {f"flowport.{part}" for part in unneeded.split()} & loaded == set()


def test_libraries_that_are_not_needed_are_not_loaded(flow: Path, tmp_path: Path) -> None:
    """Conversion of one file starts no processes, and a current database needs no migration."""
    environment = os.environ | {"FLOWPORT_DATABASE": str(tmp_path / "flowport.db")}
    start = [sys.executable, "-c", LOADED]
    subprocess.run([*start, "instance", "create", "shop"], check=True, env=environment)
    calls = {
        "multiprocessing": ["convert", str(LEGACY), "--dry-run"],
        "alembic": ["instance", "list"],
        "platformdirs": ["diff", str(flow), str(flow)],
        "difflib": ["show", str(flow)],
    }
    for library, call in calls.items():
        done = subprocess.run(
            [*start, *call], check=True, capture_output=True, text=True, env=environment
        )
        assert library not in done.stderr.split()
