"""``flowport call`` before a real terminal: what is asked, and what each answer does."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from command import ROOT
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")

INPUT = "or x to hang up: "
NUMBER = "as the result [1]: "
CTRL_C, CTRL_D = "\x03", "\x04"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """A menu, hours of operation behind 1, a bot behind 2, and an attribute that is read."""
    made = flow(
        block("Set", "UpdateContactAttributes", {"Attributes": {"tier": "gold"}}, to="Menu"),
        block("Menu", "GetParticipantInput", {"Text": "Press 1 or 2"},
              when={"1": "Hours", "2": "Bot"},
              fails={"NoMatchingCondition": "Wrong", "InputTimeLimitExceeded": "Late"}),
        block("Wrong", "MessageParticipant", {"Text": "That was wrong"}, to="Menu"),
        block("Late", "MessageParticipant", {"Text": "Too late"}, to="End"),
        block("Hours", "CheckHoursOfOperation", {"HoursOfOperationId": "h"},
              when={"True": "Open", "False": "Closed"}, fails={"NoMatchingError": "Closed"}),
        block("Open", "MessageParticipant", {"Text": "We are open"}, to="End"),
        block("Closed", "MessageParticipant", {"Text": "We are closed"}, to="End"),
        block("Bot", "ConnectParticipantWithLexBot",
              {"Text": "How can I help?", "LexV2Bot": {"AliasArn": "arn:bot"}},
              when={"Sales": "Open"},
              fails={"NoMatchingCondition": "Closed", "NoMatchingError": "Closed"}),
        block("End", "DisconnectParticipant"),
        name="Main",
    )  # fmt: skip
    path = tmp_path / "main.json"
    path.write_bytes(made.to_bytes())
    return path


def talk(path: Path, *turns: tuple[str, str], words: tuple[str, ...] = ()) -> tuple[str, int]:
    """Call a flow before a terminal; each turn is what is waited for, and what is typed then."""
    leader, follower = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "flowport", "call", str(path), *words],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509  the child has one thread
    )
    os.close(follower)
    read, told, seen = b"", "", 0
    waiting = list(turns)
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        read += data  # of which the last character may be half there
        told = read.decode(errors="ignore").replace("\r\n", "\n")
        if waiting and waiting[0][0] in told[seen:]:
            seen = len(told)
            os.write(leader, waiting.pop(0)[1].encode())
    os.close(leader)
    assert not waiting, told
    return told, done.wait(60)


def _own_terminal() -> None:
    """Make the pseudo-terminal the one that Ctrl-C comes from."""
    import fcntl  # noqa: PLC0415  POSIX only
    import termios  # noqa: PLC0415  as above

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_digits_and_choices(main: Path) -> None:
    """A key, and the number of what the hours answer."""
    told, code = talk(main, (INPUT, "1\n"), (NUMBER, "2\n"))

    assert code == 0
    assert "We are closed" in told
    assert "2  False" in told


def test_a_wrong_key_and_silence(main: Path) -> None:
    """9 is none of the menu's; Enter is silence."""
    told, code = talk(main, (INPUT, "9\n"), (INPUT, "\n"))

    assert code == 0
    assert "That was wrong" in told
    assert "Too late" in told


def test_attributes_on_request(main: Path) -> None:
    """? shows them, and asks again."""
    told, code = talk(main, (INPUT, "?\n"), (INPUT, "x\n"))

    assert code == 0
    assert "tier = gold" in told
    assert "hung up" in told


def test_the_end_of_input_hangs_up_at_the_menu(main: Path) -> None:
    """Ctrl-D ends the call, and the trail is printed."""
    told, code = talk(main, (INPUT, CTRL_D))

    assert code == 0
    assert "hung up" in told


def test_the_end_of_input_hangs_up_at_a_choice(main: Path) -> None:
    """It does not ask for ever."""
    told, code = talk(main, (INPUT, "1\n"), (NUMBER, CTRL_D))

    assert code == 0
    assert "hung up" in told


def test_what_is_no_number_is_asked_again(main: Path) -> None:
    """A sentence says what is expected."""
    told, _ = talk(main, (INPUT, "1\n"), (NUMBER, "what\n"), (NUMBER, "1\n"))

    assert "Write one of the numbers, or a JSON object." in told
    assert "We are open" in told


def test_an_interruption_stops_the_command(main: Path) -> None:
    """Ctrl-C ends with 130, without a stack trace."""
    told, code = talk(main, (INPUT, CTRL_C))

    assert code == 130
    assert "Traceback" not in told


def test_options_answer_first(main: Path) -> None:
    """What they leave open is asked."""
    told, code = talk(main, (INPUT, "x\n"), words=("--press", "9"))

    assert code == 0
    assert "That was wrong" in told


def test_a_bot_is_a_choice(main: Path) -> None:
    """Its intents are listed."""
    told, code = talk(main, (INPUT, "2\n"), (NUMBER, "1\n"))

    assert code == 0
    assert "1  Sales" in told
    assert "We are open" in told
