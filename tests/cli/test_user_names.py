"""``flowport user``: names steer no terminal, whatever command prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from flowport.cli import app

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "ann\x1b[31m\nbob\u202e\x9b"

#: What commands that print a user's name are called with, behind ``flowport user``.
PRINTING = {
    "add": ("add", EVIL),
    "update": ("update", EVIL, "--add-profile", "Admin"),
    "password": ("password", EVIL, "--password", "correct horse battery"),
    "link": ("link", EVIL, "--url", "http://127.0.0.1:1"),
    "sign out": ("sign-out", EVIL),
    "grant": ("grant", EVIL, "targets"),
    "revoke": ("revoke", EVIL, "targets"),
    "remove": ("remove", EVIL, "--yes"),
}


def run(place: Path, *words: str) -> str:
    """What a command over a database prints."""
    done = CliRunner().invoke(app, [*words, "--database", str(place)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("words", PRINTING.values(), ids=PRINTING)
def test_names_of_users_steer_no_terminal(words: tuple[str, ...], tmp_path: Path) -> None:
    """Controls, line breaks and marks of direction are printed as escapes."""
    place = tmp_path / "data.db"
    run(place, "instance", "create", "shop")
    if words[0] != "add":
        run(place, "user", "add", EVIL)
    if words[0] == "revoke":
        run(place, "user", "grant", EVIL, "targets")
    said = run(place, "user", *words)

    assert not set(said) & set("\x1b\u202e\x9b")
    assert not any(line.startswith("bob") for line in said.splitlines())
