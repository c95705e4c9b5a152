"""A hand that counts: each click, key, drag and text is one gesture, with the words for it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from desk import Desk

__all__ = ["Hand", "script_of", "table_row", "written"]

_DOCUMENT = Path(__file__).parents[2] / "docs" / "tasks" / "designer.md"
_RENEWS = os.environ.get("FLOWPORT_RENEW") == "1"


def _shown(keys: str) -> str:
    """Keys as the page writes them: ``Ctrl+S``."""
    return "+".join(
        key.upper() if len(key) == 1 else key.replace("Control", "Ctrl") for key in keys.split("+")
    )


@dataclass
class Hand:
    """What a person does on a page, gesture by gesture.

    Attributes:
        desk: The page.
        steps: The gestures so far, in words; several of a kind in a row are one entry with
            their number.
    """

    desk: Desk
    steps: list[tuple[str, int]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many gestures were made."""
        return sum(times for _, times in self.steps)

    def _note(self, words: str) -> None:
        if self.steps and self.steps[-1][0] == words:
            self.steps[-1] = (words, self.steps[-1][1] + 1)
        else:
            self.steps.append((words, 1))

    def click(self, thing: Locator, words: str, **how: Any) -> None:
        """Click on something."""
        self._note(f"Click {words}")
        thing.click(**how)

    def press(self, keys: str, words: str = "") -> None:
        """Press a key, or several at once."""
        self._note(f"Press `{_shown(keys)}`{words}")
        self.desk.page.keyboard.press(keys)

    def type(self, text: str, words: str) -> None:
        """Type a text where the focus is."""
        self._note(f"Type {words}")
        self.desk.page.keyboard.type(text)

    def choose(self, thing: Locator, option: str, words: str) -> None:
        """Choose from a list of the browser: one click on it, one on the option."""
        self._note(f"Click {words}")
        self._note(f"Click *{option}* in it")
        thing.focus()
        thing.select_option(option)

    def drag(self, start: Locator, end: tuple[float, float], words: str) -> None:
        """Drag something to a point of the window."""
        self._note(f"Drag {words}")
        self.desk.pull(start, end)

    def drop(self, folder: Path, words: str) -> None:
        """Drag files or a folder from the system onto the middle of the page."""
        self._note(f"Drag {words}")
        page = self.desk.page
        session = page.context.new_cdp_session(page)
        data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            event = {"type": kind, "x": 700, "y": 400, "data": data}
            session.send("Input.dispatchDragEvent", event)


def script_of(title: str, begins: str, hand: Hand) -> str:
    """The part of the document that a task is written in."""
    lines = [
        f"{number}. {words}{'' if times == 1 else f', {times} times'}."
        for number, (words, times) in enumerate(hand.steps, 1)
    ]
    return "\n".join([f"### {title}", "", f"{begins}", "", *lines, "", ""])


def table_row(title: str, hand: Hand, before: str) -> str:
    """The row of the document's table that counts a task."""
    return f"| {title} | {hand.count} | {before} |"


def written(title: str, script: str, row: str) -> tuple[str, str]:
    """The script and the row that the document has; with FLOWPORT_RENEW=1 they are put there."""
    text = _DOCUMENT.read_text(encoding="utf-8")
    part = re.compile(rf"^### {re.escape(title)}\n.*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)
    line = re.compile(rf"^\| {re.escape(title)} \|.*$", re.MULTILINE)
    if _RENEWS:
        text = line.sub(lambda _: row, part.sub(lambda _: script, text))
        _DOCUMENT.write_text(text, encoding="utf-8")
    found = [pattern.search(text) for pattern in (part, line)]
    has, counted = (match.group() if match else "" for match in found)
    return has, counted
