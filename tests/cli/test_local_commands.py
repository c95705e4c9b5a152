"""``flowport serve``, ``flowport instance`` and ``flowport user``, as they are typed."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from click.testing import CliRunner, Result

from flowport.cli import app
from flowport.errors import FlowportError, NotFoundError, UsageError
from instances.kinds import flow_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """A function that runs a command over a database of its own; our errors come through."""
    place = str(tmp_path / "data" / "flowport.db")

    def ask(*words: str, database: bool = True, **more: Any) -> Result:
        full = [*words, "--database", place] if database else list(words)
        result = CliRunner().invoke(app, full, **more)
        if isinstance(result.exception, FlowportError):
            raise result.exception
        return result

    return ask


def test_instance_is_made_listed_and_deleted(run: Callable[..., Result]) -> None:
    """A new instance is listed with its alias until it is deleted."""
    made = run("instance", "create", "shop", "--region", "eu-west-2")
    listed = run("instance", "list").output
    run("instance", "delete", "shop", "--yes")

    assert "AWS_SECRET_ACCESS_KEY=" in made.output
    assert "eu-west-2  000000000000  shop" in listed
    assert run("instance", "list").output == ""


def test_instance_shows_what_it_holds(run: Callable[..., Result]) -> None:
    """A new instance has its default flows, and its resources are counted in English."""
    run("instance", "create", "shop")

    shown = run("instance", "show", "shop").output

    assert [line.strip() for line in shown.splitlines()[:4]] == [
        "9 flows",
        "0 modules",
        "2 agent statuses",
        "1 hours of operation",
    ]


def test_flows_are_listed_with_the_status_that_they_have_there(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft is listed as saved, also where its export said that it was published."""
    run("instance", "create", "shop")
    monkeypatch.setenv("FLOWPORT_DATABASE", str(tmp_path / "data" / "flowport.db"))
    about = {"name": "Menu", "type": "contactFlow", "status": "published"}
    (tmp_path / "menu.json").write_text(flow_text(metadata=about))
    runs = ("--runs", str(tmp_path / "runs"))
    run("import", str(tmp_path / "menu.json"), "local:shop", *runs, database=False)

    rows = json.loads(run("list", "local:shop", "--json", database=False).stdout)

    status = {row["name"]: row["status"] for row in rows}
    assert (status["Menu"], status["Default customer queue"]) == ("saved", "published")


def test_user_is_added_with_a_profile(run: Callable[..., Result]) -> None:
    """A user is listed with the profile it was given."""
    run("instance", "create", "shop")
    run("user", "add", "ada", "--profile", "CallCenterManager")

    listed = run("user", "list").output

    assert [line.split("  ")[1:] for line in listed.splitlines()] == [
        ["ada", "CallCenterManager"],
        ["admin", "Admin"],
    ]


def test_key_is_made_and_deleted(run: Callable[..., Result]) -> None:
    """A key that was made can be deleted once."""
    run("instance", "create", "shop")
    key = run("user", "key", "admin").output.splitlines()[0].partition("=")[2]

    assert run("user", "key", "admin", "--delete", key).output == f"deleted {key}\n"
    with pytest.raises(NotFoundError):
        run("user", "key", "admin", "--delete", key)


def test_key_of_an_account_is_printed_as_two_lines(run: Callable[..., Result]) -> None:
    """``user key --account`` prints what the plain command prints."""
    run("instance", "create", "contacts")
    lines = run("user", "key", "admin", "--account").output.splitlines()

    names = [line.partition("=")[0] for line in lines]
    assert names == ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]


def test_password_is_never_shown(run: Callable[..., Result]) -> None:
    """A password that is typed in is set and not printed."""
    run("instance", "create", "shop")

    done = run("user", "password", "admin", input="correct horse\ncorrect horse\n")

    assert "set the password of admin" in done.output
    assert "horse" not in done.output


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "no password was given"), ("correct horse\nother\n", "not the same")],
)
def test_password_from_a_pipe_is_one_sentence(
    run: Callable[..., Result], typed: str, sentence: str
) -> None:
    """Without a terminal nothing is asked, and nobody is warned about one."""
    run("instance", "create", "one")

    with pytest.raises(UsageError, match=sentence):
        run("user", "password", "admin", input=typed)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("seven77", "at least 8"), ("correct h\udce9rse", "half a character")],
)
def test_bad_password_is_refused(run: Callable[..., Result], password: str, sentence: str) -> None:
    """Seven characters are too few, and what is not UTF-8 is no password."""
    run("instance", "create", "shop")

    with pytest.raises(UsageError, match=sentence):
        run("user", "password", "admin", "--password", password)


def test_unknown_profile_names_the_known(run: Callable[..., Result]) -> None:
    """A profile that is not there is answered with those that are."""
    run("instance", "create", "shop")

    with pytest.raises(NotFoundError, match="Admin, Agent, CallCenterManager, QualityAnalyst"):
        run("user", "add", "ada", "--profile", "Boss")


def test_several_instances_want_a_name(run: Callable[..., Result]) -> None:
    """With two instances a command asks which."""
    run("instance", "create", "one")
    run("instance", "create", "two")

    with pytest.raises(UsageError, match="name the one to use"):
        run("user", "list")


def test_taken_port_is_one_sentence(run: Callable[..., Result]) -> None:
    """A port that is taken is said so before anything is made."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        with pytest.raises(UsageError, match="can't listen"):
            run("serve", "--port", port)


def test_bad_quota_file_is_one_sentence(run: Callable[..., Result], tmp_path: Path) -> None:
    """A file that is no table of numbers is refused."""
    place = tmp_path / "quotas.json"
    place.write_text('{"flow": "many"}')

    with pytest.raises(UsageError, match="names and numbers"):
        run("serve", "--port", "0", "--quotas", str(place))


def test_missing_database_is_not_made(run: Callable[..., Result], tmp_path: Path) -> None:
    """A command that only looks says that there is no database, and makes none."""
    with pytest.raises(UsageError, match="there is no database"):
        run("instance", "list")

    assert list(tmp_path.iterdir()) == []


def test_misspelt_name_in_a_table_is_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    """A rate for an operation that there is not is answered with the one that was meant."""
    place = tmp_path / "rates.json"
    place.write_text('{"DescribeContactFlo": 3}')

    with pytest.raises(UsageError, match="did you mean 'DescribeContactFlow'"):
        run("serve", "--port", "0", "--throttle", str(place))


@pytest.mark.parametrize(
    ("option", "value"), [("--port", "99999"), ("--workers", "0"), ("--latency", "-1")]
)
def test_number_out_of_range_is_refused(
    run: Callable[..., Result], option: str, value: str
) -> None:
    """A port, a number of workers or a latency that can't be is said so."""
    found = run("serve", option, value)

    assert (found.exit_code, "not in the range" in found.output) == (2, True)


@pytest.mark.parametrize(
    ("alias", "options", "said"),
    [
        ("d-shop", (), "can't be an alias"),
        ("my shop", (), "can't be an alias"),
        ("shop", ("--account", "12"), "12 digits"),
        ("shop", ("--region", "Frankfurt"), "not a valid Region"),
    ],
)
def test_place_that_cannot_be_is_refused(
    run: Callable[..., Result], alias: str, options: tuple[str, ...], said: str
) -> None:
    """An instance's alias, account and Region are held to what real ones look like."""
    with pytest.raises(UsageError, match=said):
        run("instance", "create", alias, *options)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_served_instance_answers(tmp_path: Path, workers: str) -> None:
    """What the first start prints is enough for a client, with one worker or two."""
    command = [sys.executable, "-u", "-m", "flowport", "serve", "--port", "0"]
    place = ["--database", str(tmp_path / "flowport.db"), "--workers", workers]
    said: dict[str, str] = {}
    with subprocess.Popen([*command, *place], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            name, _, value = line.strip().removeprefix("export ").partition("=")
            said[name] = value
            if line.startswith("Sign in"):
                break
        client = boto3.client(
            "connect",
            endpoint_url=said["AWS_ENDPOINT_URL_CONNECT"],
            region_name=said["AWS_DEFAULT_REGION"],
            aws_access_key_id=said["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=said["AWS_SECRET_ACCESS_KEY"],
        )
        found = client.list_instances()["InstanceSummaryList"]
        process.terminate()

    assert [each["InstanceAlias"] for each in found] == ["flowport-local"]
