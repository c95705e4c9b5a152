"""What every command has alike: -q, -v, --json, -o with --force, access to AWS, completion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from commands import COMMANDS, every_command
from flowport.cli import app
from flowport.cli.shared_options import LOCAL
from flowport.errors import FlowportError
from flowport.places import access_by
from instances.kinds import flow_text, folder, new_flow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


#: Commands that print no data: they write files or change something, and say so in a sentence.
NO_DATA = {
    "arrange",
    "audit export",
    "completion",
    "convert",
    "database backup",
    "database restore",
    "draw",
    "instance delete",
    "serve",
    "split",
    "test generate",
    "user add",
    "user grant",
    "user link",
    "user password",
    "user remove",
    "user revoke",
    "user sign-out",
    "user update",
}


def _words(command: click.Command) -> list[str]:
    return [word for option in command.params for word in option.opts if word.startswith("-")]


@every_command
def test_each_option_is_declared_once(name: str) -> None:
    """No word means two things in one command."""
    words = _words(COMMANDS[name])
    assert sorted(set(words)) == sorted(words)


@every_command
def test_every_command_is_quiet_and_verbose(name: str) -> None:
    """-q and -v are options of every command."""
    assert {"-q", "--quiet", "-v", "--verbose"} <= set(_words(COMMANDS[name]))


@every_command
def test_every_command_that_prints_data_prints_json(name: str) -> None:
    """--json is an option exactly where there is data to print."""
    assert ("--json" in _words(COMMANDS[name])) == (name not in NO_DATA)


@every_command
def test_access_to_aws_is_given_as_to_the_aws_cli(name: str) -> None:
    """Every command that may reach a live instance takes a profile, a Region and an address."""
    reaches = name.split(maxsplit=1)[0] not in LOCAL
    assert ({"--profile", "--region", "--endpoint-url"} <= set(_words(COMMANDS[name]))) == reaches


@every_command
def test_every_output_can_be_forced(name: str) -> None:
    """A command that writes the file of an option has --force, so that it never overwrites."""
    words = set(_words(COMMANDS[name]))
    assert "-o" not in words or "--force" in words


#: Commands that write nothing that stays; serve writes what its clients ask for.
WRITES_NOTHING = {
    *("audit verify", "completion", "doctor", "find", "instance list", "instance show", "list"),
    *("runs", "serve", "show", "user list", "user sessions"),
}


@every_command
def test_every_command_that_writes_can_be_tried(name: str) -> None:
    """--dry-run is an option exactly where something is written."""
    assert ("--dry-run" in _words(COMMANDS[name])) == (name not in WRITES_NOTHING)


@every_command
def test_help_is_complete(name: str) -> None:
    """Every option has a help, and no line of the help is wider than a terminal."""
    command = COMMANDS[name]
    for option in command.params:
        assert not isinstance(option, click.Option) or option.hidden or option.help, option.name
    shown = CliRunner().invoke(app, [*name.split(), "--help"], terminal_width=80).output
    assert max(map(len, shown.splitlines())) <= 80


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder with a flow, a folder instance and a local instance."""
    root = tmp_path_factory.mktemp("work")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("FLOWPORT_DATABASE", str(root / "flowport.db"))
        patch.setenv("XDG_DATA_HOME", str(root / "data"))
        (root / "flow.json").write_text(flow_text())
        shop = folder(root / "shop")
        shop.instance.create(new_flow("Main", flow_text()), publish=True)
        (root / "flowport.toml").write_text('[instances.dev]\nfolder = "shop"\n')
        assert run("instance create store").exit_code == 0
        yield root


def run(call: str) -> Result:
    """Call the command line in this process."""
    return CliRunner().invoke(app, call.split())


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(
    "call",
    [
        "check flow.json",
        "diff flow.json flow.json",
        "show flow.json",
        "explain",
        "explain S009",
        "explain --json",
        "instance list",
        "instance show store",
        "instance create other",
        "user list",
        "user key admin",
        "user sessions admin",
        "list flow.json",
        "audit verify",
    ],
)
def test_json_is_json(call: str) -> None:
    """With --json the whole of standard output is one value."""
    done = run(call if "--json" in call else f"{call} --json")
    run("instance delete other --yes") if "create" in call else None
    assert done.exit_code in {0, 1}, done.output
    json.loads(done.stdout)


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("call", ["check local:store", "show local:store", "list local:store"])
def test_instances_are_read_like_files(call: str) -> None:
    """A local instance is checked, shown and listed by its address."""
    done = run(call)
    assert done.exit_code == 0
    assert "Default agent hold" in done.output or "in 9 flows" in done.output


def test_an_instance_is_converted_into_a_folder(work: Path) -> None:
    """Each flow of an instance becomes a file, and the files are never overwritten."""
    assert run("convert local:store -o converted").exit_code == 0
    assert len(list((work / "converted").iterdir())) == 9
    assert run("convert local:store -o converted").exit_code == 1


@pytest.mark.usefixtures("work")
def test_an_instance_is_not_converted_in_place() -> None:
    """Only files are rewritten; opt-in changes the flows of an instance."""
    done = run("convert local:store --in-place")
    assert isinstance(done.exception, FlowportError) or done.exit_code == 2
    assert "opt-in" in f"{done.output}{done.exception}"


def _completed(words: str, incomplete: str) -> set[str]:
    """What a shell offers for a word after others."""
    shell = ShellComplete(app, {}, "flowport", "_FLOWPORT_COMPLETE")
    return {item.value for item in shell.get_completions(words.split(), incomplete)}


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(
    ("words", "incomplete", "offered"),
    [
        ("export", "local:", "local:store"),
        ("check", "de", "dev"),
        ("migrate dev", "local:", "local:store"),
        ("resolve flow.json --in", "de", "dev"),
        ("explain", "S00", "S009"),
        ("check --select", "dangling", "dangling-branch"),
        ("export local:store", "Default agent h", "Default agent hold"),
        ("publish dev", "M", "Main"),
    ],
)
def test_names_are_completed(words: str, incomplete: str, offered: str) -> None:
    """Instances, rules and flows are offered where the command takes them."""
    assert offered in _completed(words, incomplete)


def test_runs_are_completed(work: Path) -> None:
    """The runs that can be undone are offered by their names."""
    assert run(f"migrate dev ./moved --yes --runs {work / 'data/flowport/runs'}").exit_code == 0
    assert any(name[:8].isdigit() for name in _completed("undo", ""))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str) -> None:
    """The script of each shell names the variable that asks for completion."""
    assert "_FLOWPORT_COMPLETE" in run(f"completion {shell}").output


def _files(root: Path) -> dict[str, bytes]:
    """Every file below a folder, but those of the database, whose lists are compared."""
    return {
        str(path): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith("flowport.db")
    }


@pytest.mark.parametrize(
    "call",
    [
        "arrange flow.json -o arranged.json",
        "arrange flow.json --in-place",
        "audit export -o audit.jsonl",
        "call flow.json --save-test case.json",
        "check flow.json --fix --fail-on error",
        "check flow.json --output-file report.txt",
        "convert flow.json -o converted.json",
        "database backup copy.db",
        "diff flow.json flow.json -o diff.txt",
        "draw flow.json -o flow.svg",
        "explain --write rules",
        "export dev Main -o exported",
        "import flow.json dev --type CONTACT_FLOW",
        "instance create another",
        "instance create another --database new.db",
        "instance delete store --yes",
        "migrate dev ./moved --yes",
        "plan dev ./moved -o plan.json",
        "split flow.json -o parts --max-blocks 3",
        "test generate flow.json -o cases",
        "user add amy",
        "user key admin",
        "user link admin",
        "user password admin --password correct-horse-battery",
        "user remove admin --yes",
        "user update admin --add-profile Agent",
    ],
)
def test_a_dry_run_writes_nothing(call: str, work: Path) -> None:
    """With --dry-run a command ends well, says so, and leaves every file and table as it was."""
    state = _files(work), run("user list").output, run("instance list").output
    done = run(f"{call} --dry-run")
    assert done.exit_code == 0, (done.output, done.exception)
    assert (_files(work), run("user list").output, run("instance list").output) == state


@pytest.mark.parametrize("verb", ["apply", "undo"])
def test_a_dry_run_of_a_move_writes_nothing(verb: str, work: Path) -> None:
    """A plan that is applied, or a run that is undone, with --dry-run leaves the target alone."""
    runs = work / "tried"
    run("plan dev ./tried-target -o tried.json")
    if verb == "undo":
        assert run(f"apply tried.json --runs {runs}").exit_code == 0
    state = _files(work)
    done = run(f"{verb} {'tried.json' if verb == 'apply' else 'last'} --runs {runs} --dry-run")
    assert done.exit_code == 0, (done.output, done.exception)
    assert "Dry run: " in done.output
    assert _files(work) == state


@pytest.mark.usefixtures("work")
def test_quiet_leaves_out_notices() -> None:
    """-q leaves what is not a result out of standard error."""
    loud, quiet = run("convert flow.json --dry-run"), run("convert flow.json --dry-run -q")
    assert "Nothing was written." in loud.stderr
    assert "Nothing was written." not in quiet.stderr


def test_access_of_a_call_comes_before_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Profile, Region and address of the call are those that a client is made with."""
    seen: list[Any] = []

    def refuse(access: Any, **_: Any) -> None:
        seen.append(access)
        raise FlowportError("seen")

    monkeypatch.setattr("flowport.remote.connect", refuse)
    arn = "arn:aws:connect:us-east-1:123456789012:instance/11111111-1111-4111-8111-111111111111"
    words = "--profile dev --region eu-west-2 --endpoint-url http://127.0.0.1:9"
    run(f"list {arn} {words}")
    access = seen[0]
    assert (access.profile, access.region, access.endpoint_url) == (
        "dev",
        "eu-west-2",
        "http://127.0.0.1:9",
    )
    with access_by():
        run(f"list {arn}")
    assert seen[1].profile is None


@pytest.mark.usefixtures("work")
def test_profiles_of_a_user_are_changed() -> None:
    """Profiles are added, taken away and replaced; the last one stays."""
    run("user add bob")
    assert "Agent, Admin" in run("user update bob --add-profile Admin").output
    assert "profiles Admin." in run("user update bob --remove-profile Agent").output
    refused = run("user update bob --remove-profile Admin")
    assert "would have no security profile" in str(refused.exception)
    assert "profiles Agent." in run("user update bob --profile Agent").output
    run("user remove bob --yes")


@pytest.mark.usefixtures("work")
def test_a_user_is_removed_with_keys() -> None:
    """A removed user is no longer listed, and a question is asked before."""
    run("user add eve")
    run("user key eve")
    assert "use --yes" in str(run("user remove eve").exception)
    assert "eve" in run("user list").output
    assert run("user remove eve --yes").exit_code == 0
    assert "eve" not in run("user list").output
