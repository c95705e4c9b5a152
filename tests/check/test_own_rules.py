"""Rules of the user's own: a Python file that flowport.toml names, loaded by check alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from breaking import EXAMPLES
from command import flowport
from flowport.check import every, named
from flowport.check.rule_registry import RegisteredRule, own_rules
from flowport.errors import CheckError

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.check.rule import Rule

RULE = '''"""A prompt does not begin with the house's word.

What it does:
    Looks at the first word.
"""

from flowport.check.finding import Severity
from flowport.check.rule import action_rule


def _wants(action):
    return action is not None and action.type == "MessageParticipant"


@action_rule("TEAM001", Severity.ERROR, wants=_wants)
def check(site):
    if site.parameters.get("Text") == "Hi.":
        yield site.fault("say Welcome", "Text")
'''
GOOD = (EXAMPLES / "S009" / "good.json").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with a rule, its two examples, and settings that name it."""
    (tmp_path / "team_rules.py").write_text(RULE, encoding="utf-8")
    (tmp_path / "team_rules.good.json").write_text(GOOD, encoding="utf-8")
    (tmp_path / "team_rules.bad.json").write_text(GOOD.replace("Hello.", "Hi."), encoding="utf-8")
    (tmp_path / "flowport.toml").write_text('[check]\nrules = ["team_rules.py"]\n')
    return tmp_path


def test_a_rule_of_ones_own_speaks(folder: Path) -> None:
    """It is asked like any other, and can be selected and ignored by its code."""
    done = flowport("check", "team_rules.bad.json", cwd=folder, code=1)

    assert b"error TEAM001 Play prompt" in done.stdout
    flowport("check", "team_rules.bad.json", "--ignore", "TEAM001", cwd=folder)


@pytest.mark.parametrize("form", ["github", "json", "junit", "lines", "sarif", "text"])
def test_every_format_names_it(folder: Path, form: str) -> None:
    """A report in any format has findings of one's own rules."""
    done = flowport("check", "team_rules.bad.json", "--format", form, cwd=folder, code=1)

    assert b"TEAM001" in done.stdout


def test_statistics_count_it(folder: Path) -> None:
    """The rule is counted by its code and name."""
    done = flowport("check", "team_rules.bad.json", "--statistics", cwd=folder, code=1)

    assert b"TEAM001 team-rules" in done.stdout


def test_its_examples_are_tried(folder: Path) -> None:
    """--test-rules holds a rule against its two examples, as ours are held."""
    flowport("check", "team_rules.good.json", "--test-rules", cwd=folder)

    (folder / "team_rules.bad.json").write_text(GOOD, encoding="utf-8")
    done = flowport("check", "team_rules.good.json", "--test-rules", cwd=folder, code=1)
    assert b"TEAM001 has nothing to say of its bad example" in done.stderr


def test_no_plugins_runs_no_code(folder: Path) -> None:
    """With --no-plugins the file is not even read, and settings may still name its codes."""
    (folder / "team_rules.py").write_text('open("ran", "w")\n', encoding="utf-8")
    with (folder / "flowport.toml").open("a", encoding="utf-8") as file:
        file.write('ignore = ["TEAM001"]\n')

    flowport("check", "team_rules.bad.json", "--no-plugins", cwd=folder)
    assert not (folder / "ran").exists()


@pytest.mark.parametrize("where", ["below", "elsewhere"])
def test_only_the_working_folder_may_name_rules(folder: Path, where: str) -> None:
    """A flowport.toml above, or one given by --config, does not get its code run."""
    (folder / "team_rules.py").write_text('open("/ran", "w")\n', encoding="utf-8")
    other = folder / where
    other.mkdir()
    flow = folder / "team_rules.good.json"
    args: list[str | Path] = [] if where == "below" else ["--config", folder / "flowport.toml"]

    done = flowport("check", flow, *args, cwd=other, code=2)
    assert b"only from the working folder" in done.stderr


@pytest.mark.parametrize("command", ["explain", "show", "draw", "convert"])
def test_no_other_command_runs_it(folder: Path, command: str) -> None:
    """Only check loads rules."""
    (folder / "team_rules.py").write_text('open("ran", "w")\n', encoding="utf-8")
    args = {
        "explain": ["S009"],
        "show": ["team_rules.good.json"],
        "draw": ["team_rules.good.json", "-o", "x.svg"],
        "convert": ["team_rules.good.json"],
    }

    flowport(command, *args[command], cwd=folder)
    assert not (folder / "ran").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", b"can't be loaded: SyntaxError"),
        ('"""Doc."""\n', b"has no rule"),
        (RULE.partition('"""\n\n')[2], b"write a docstring"),
        (RULE.replace("TEAM001", "S009"), b"not a code for a rule of your own"),
        (RULE.replace("yield", "1 / 0; yield"), b"the rule TEAM001 (team_rules.py) failed"),
    ],
)
def test_a_rule_that_is_wrong_is_one_sentence(folder: Path, text: str, said: bytes) -> None:
    """Whatever is wrong with the file, it is named, and no stack trace is shown."""
    (folder / "team_rules.py").write_text(text, encoding="utf-8")
    done = flowport("check", "team_rules.bad.json", cwd=folder, code=2)

    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["gone.py", "no-such-entry-point"])
def test_a_rule_that_is_not_there_is_one_sentence(folder: Path, name: str) -> None:
    """A missing file and a missing entry point are named."""
    (folder / "flowport.toml").write_text(f'[check]\nrules = ["{name}"]\n')
    done = flowport("check", "team_rules.good.json", cwd=folder, code=2)

    assert name.encode() in done.stderr


def test_own_rules_last_as_long_as_their_context() -> None:
    """Nothing of the user's stays in the process."""
    before = every()
    with own_rules([RegisteredRule(_as("TEAM007"), "own", "mine", "Mine.")]):
        assert named("TEAM007").name == "mine"
    assert every() == before


def test_a_taken_name_is_refused() -> None:
    """Two rules of one name could not be distinguished in settings."""
    with (
        pytest.raises(CheckError, match="two rules"),
        own_rules([RegisteredRule(_as("TEAM007"), "own", "dangling-branch", "Mine.")]),
    ):
        pass


def _as(code: str) -> Rule:
    """One of our rules under another code."""
    return replace(named("S009").rule, code=code)
