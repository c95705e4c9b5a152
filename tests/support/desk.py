"""The designer's page as a person uses it: a browser's page, and short words for what one does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from browsing import Browser

__all__ = ["FLAGS", "NAMED", "Desk", "action", "flow"]

#: A name for this machine that a browser does not take for it, and so treats as plain http.
NAMED = "designer.test"

#: How far the canvas moves for each pixel of the wheel.
_WHEEL = 0.5

#: What a screen says while it asks the server for what it shows.
_READS = re.compile(r"^(Opening|Reading|Searching|Converting on trial).*…$")

#: Marks the messages that are shown, to tell a new one of the same words from them.
_SEEN = "for (const toast of document.querySelectorAll('.toast')) toast.dataset.seen = ''"

#: Chromium without what a test machine lacks or must not do.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {NAMED} 127.0.0.1",
]


@dataclass
class Desk:
    """A page in which someone is signed in, and that person's client of the API."""

    page: Page
    url: str
    api: Browser

    def list(self, kind: str = "flow") -> None:
        """Show the list of flows or modules."""
        self.page.goto(f"{self.url}/#/{self.api.instance}/{kind}s")
        self._read()

    def screen(self, name: str) -> None:
        """Show the import, migrate or opt-in screen."""
        self.page.goto(f"{self.url}/#/{self.api.instance}/{name}")
        self._read()

    def open(self, opened: dict[str, Any], version: str = "") -> None:
        """Open a flow that the API gave."""
        summary = opened["summary"]
        more = f"?version={version}" if version else ""
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}/#/{self.api.instance}/{summary['kind']}/{summary['id']}{more}")
        self.page.wait_for_selector(".react-flow__node")
        self._painted()

    def go_to(self, opened: dict[str, Any]) -> None:
        """Open a flow in the page that is there, without loading the page again."""
        summary = opened["summary"]
        address = f"#/{self.api.instance}/{summary['kind']}/{summary['id']}"
        self.page.evaluate("(address) => { location.hash = address }", address)
        name = self.page.locator(f".flow-name[title={json.dumps(summary['name'])}]")
        name.wait_for()

    def _read(self) -> None:
        """Wait until a screen has read what it shows."""
        self.page.wait_for_selector("main h1")
        self.page.get_by_text(_READS).first.wait_for(state="hidden")
        self._painted()

    def _painted(self) -> None:
        """Wait until a new page is on the screen: a browser drops keys that come before that."""
        frame = (
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        self.page.evaluate(frame)

    def made(self, name: str, *commands: dict[str, Any], **about: Any) -> dict[str, Any]:
        """Make a flow with commands, saved, and open it."""
        opened = self.api.new(name, **about)
        if commands:
            assert self.api.save(opened, *commands).status_code == 200
        self.open(opened)
        return opened

    def block(self, words: str) -> Locator:
        """The block on the canvas that shows these words."""
        return self.page.locator(".react-flow__node .block", has_text=words)

    def choose(self, words: str) -> Locator:
        """Select a block, and answer with its properties."""
        header = self.block(words).first.locator(".block-header")
        header.wait_for()
        self.bring(header)
        header.click()
        self.page.wait_for_selector(".side .properties")
        return self.page.locator(".side")

    def bring(self, thing: Locator) -> None:
        """Move the canvas with the wheel until something is wholly in its window.

        To click on what is not, a browser's driver scrolls it into view; the canvas, which is moved
        in its own way, scrolls back between the press and the release, and the click is lost.
        """
        box, around = self.edges(thing), self.edges(self.page.locator(".react-flow"))
        if all(box[n] >= around[n] and box[n + 2] <= around[n + 2] for n in (0, 1)):
            return
        middle = [(around[n] + around[n + 2]) / 2 for n in (0, 1)]
        away = [(box[n] + box[n + 2]) / 2 - middle[n] for n in (0, 1)]
        self.page.mouse.move(*middle)
        self.page.mouse.wheel(*(distance / _WHEEL for distance in away))
        thing.element_handle().wait_for_element_state("stable")

    def edges(self, thing: Locator) -> tuple[float, float, float, float]:
        """Where something is in the window once it stands still: left, top, right, bottom."""
        thing.element_handle().wait_for_element_state("stable")
        box = thing.bounding_box()
        assert box is not None
        x, y = box["x"], box["y"]
        return x, y, x + box["width"], y + box["height"]

    def blocks(self) -> Locator:
        """All blocks that are drawn."""
        return self.page.locator(".react-flow__node .block")

    def links(self) -> Locator:
        """All links that are drawn."""
        return self.page.locator(".react-flow__edge")

    def run(self, label: str) -> None:
        """Do what an action of the palette does."""
        self.page.keyboard.press("Control+k")
        self.page.get_by_role("combobox", name="Search actions").fill(label)
        self.page.keyboard.press("Enter")

    def pull(self, start: Locator, end: tuple[float, float]) -> None:
        """Drag from the middle of something to a point of the window."""
        mouse = self.page.mouse
        mouse.move(*self.middle(start))
        mouse.down()
        mouse.move(*end, steps=8)
        mouse.up()

    def middle(self, thing: Locator) -> tuple[float, float]:
        """The middle of something, in pixels of the window."""
        left, top, right, bottom = self.edges(thing)
        return (left + right) / 2, (top + bottom) / 2

    def settled(self) -> None:
        """Wait until findings are about what is drawn."""
        self.page.wait_for_selector(".summary:not(.stale)")

    def save(self) -> None:
        """Save, and wait until the page says so, in a message that was not there before."""
        self.page.evaluate(_SEEN)
        self.page.keyboard.press("Control+s")
        self.page.locator(".toast:not([data-seen])").get_by_text("Saved.", exact=True).wait_for()
        self.page.locator(".toolbar .chip-warning").wait_for(state="detached")

    def stored(self, opened: dict[str, Any]) -> dict[str, Any]:
        """The flow as the server has it now."""
        summary = opened["summary"]
        found: dict[str, Any] = self.api.get(f"I/flows/{summary['id']}?kind={summary['kind']}")
        return found


def action(number: int, title: str, x: int, y: int, **more: Any) -> dict[str, Any]:
    """The command that adds a block of the palette."""
    return {"kind": "add", "id": _id(number), "block": title, "x": x, "y": y, **more}


def flow(*titles: str) -> list[dict[str, Any]]:
    """The commands that make a chain of blocks, the first led to by the entry."""
    made = []
    for number, title in enumerate(titles):
        origin = {"block": _id(number - 1), "branch": "next"} if number else {"block": ""}
        made.append(action(number, title, 160 + 320 * number, 120, **{"from": origin}))
    return made


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"
