"""The recipes for a rule, an operation and a command are followed with made-up ones."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from command import ROOT
from recipes import blocks, copy_sources, follow, run

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ROOT / "samples" / "legacy" / "main_menu.json"

#: The answer to the new operation, from a client of the SDK in the same process.
ASK = """
import json, sys
from flowport.server.in_process import InProcess
from flowport.store import open_store
from flowport.store.seed import new_instance

store = open_store("flowport.db")
with store.writing() as connection:
    instance, _ = new_instance(connection, account="123456789012", region="eu-central-1")
served = InProcess(store, instance)
answer = served.client.list_evaluation_form_ai_versions(
    InstanceId=instance.arn, ContactInteractionType="AGENT", MaxResults=1
)
served.close()
print(json.dumps([each["AIVersionName"] for each in answer["AIVersionSummaries"]]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a copy of the sources and of the checkers' settings."""
    copy_sources(tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("example", "codes"), [("bad", ["D900"]), ("good", [])])
def test_a_rule_finds_its_bad_example_only(home: Path, example: str, codes: list[str]) -> None:
    """The new rule is found by itself, and its examples say what its page says."""
    follow("rule.md", home)
    path = f"tests/check/examples/D900/{example}.json"
    called = ["-m", "flowport", "check", path, "--format", "json"]

    found: list[dict[str, Any]] = json.loads(run(home, *called))
    assert [each["code"] for each in found] == codes


def test_a_rule_has_a_page(home: Path) -> None:
    """The docstring of the new rule is what explain prints."""
    follow("rule.md", home)

    assert "Welcome to our shop" in run(home, "-m", "flowport", "explain", "D900")


def test_an_operation_answers(home: Path) -> None:
    """A client of the SDK calls the new operation, with an ARN for the id."""
    follow("operation.md", home)

    assert json.loads(run(home, "-c", ASK)) == ["1.0"]


@pytest.fixture
def with_command(home: Path) -> Path:
    """The copied sources with the command of the recipe."""
    follow("command.md", home)
    (line,) = blocks("command.md", "python")[1:]
    summaries = home / "src" / "flowport" / "cli" / "summaries.py"
    text = summaries.read_text(encoding="utf-8")
    task = '    "Flow files": {\n'
    assert task in text
    summaries.write_text(text.replace(task, f"{task}        {line}"), encoding="utf-8")
    return home


def test_a_command_prints(with_command: Path) -> None:
    """The new command reads a file, and prints JSON where that is asked for."""
    printed = run(with_command, "-m", "flowport", "tally", SAMPLE, "--json")

    assert json.loads(printed)["DisconnectParticipant"] == 1


def test_a_command_is_in_the_help(with_command: Path) -> None:
    """The help lists the new command with its line."""
    assert "Count the blocks of flows by type." in run(with_command, "-m", "flowport", "--help")


@pytest.mark.parametrize("page", ["rule.md", "operation.md", "command.md"])
def test_the_code_of_a_recipe_is_as_strict_as_ours(home: Path, page: str) -> None:
    """What a page shows passes the linter and is formatted."""
    written = [name for name in follow(page, home) if name.endswith(".py")]

    run(home, "-m", "ruff", "check", *written)
    run(home, "-m", "ruff", "format", "--check", *written)
