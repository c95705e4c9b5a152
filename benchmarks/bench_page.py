"""How the designer's page feels, by the number of blocks, in Debian's Chromium without a GPU.

Run: ``python benchmarks/bench_page.py``. A flow is open from its address to the frame after the
first block is drawn, by the page's own clock; frames are counted over two seconds of a gesture; an
edit's time ends when its findings are shown.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests/support"))

from playwright.sync_api import sync_playwright

from bench_designer import SIZES, chain
from browsing import Browser, close_all, signed_in
from desk import FLAGS
from serving import Served, serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

_COUNT = """(gesture) => new Promise((done) => {
  let frames = 0;
  const end = performance.now() + gesture;
  const next = () => {
    frames += 1;
    if (performance.now() < end) requestAnimationFrame(next);
    else done(frames / (gesture / 1000));
  };
  requestAnimationFrame(next);
})"""
_PAINTED = """window.painted = new Promise((done) => {
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".react-flow__node .block")) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  }).observe(document, { childList: true, subtree: true });
});"""
#: How a built part names another that is loaded with it, and not only when it is asked for.
_IMPORTS = re.compile(r"""(?:from|import)["']\./([\w.-]+)["']""")
_SECONDS = 2.0
#: An instance takes no larger content; larger flows are opened as edits that are not saved.
_MOST = 250_000


def main() -> None:
    """Print one line a size."""
    _bundle()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = serve(Path(folder))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1500, "height": 900})
        page.on("dialog", lambda dialog: dialog.accept())
        page.add_init_script(_PAINTED)
        admin = _sign_in(served, page)
        queues = admin.get("I/resources?kind=queue&q=")["resources"]
        print("blocks  open ms  pan fps  drag fps  pan all fps  edit to findings ms")
        for size in SIZES:
            _measure(served, page, admin, chain(size, queues[0]["arn"]), size)
        browser.close()
        close_all()
        served.stop()


def _bundle() -> None:
    """Print what a browser loads to open a flow, zipped, and what all screens take."""
    assets = resources.files("flowport") / "page" / "assets"
    parts = {each.name: each.read_bytes() for each in assets.iterdir()}
    opening, found = [n for n in parts if n.startswith(("index-", "Editor-"))], set[str]()
    while opening:
        name = opening.pop()
        found.add(name)
        script = parts[name].decode() if name.endswith(".js") else ""
        opening += {each for each in _IMPORTS.findall(script) if each in parts} - found
    zipped = {name: len(gzip.compress(data)) for name, data in parts.items()}
    flow, whole = sum(zipped[name] for name in found), sum(zipped.values())
    print(f"to open a flow: {flow / 1000:.0f} kB gzipped; {whole / 1000:.0f} for all screens")


def _sign_in(served: Served, page: Page) -> Browser:
    admin = signed_in(served)
    for cookie in admin.http.cookies.jar:
        page.context.add_cookies(
            [{"name": cookie.name, "value": cookie.value or "", "url": served.url}]
        )
    page.goto(served.url)
    page.wait_for_selector("table")
    return admin


def _measure(served: Served, page: Page, admin: Browser, content: str, size: int) -> None:
    about = {"kind": "flow", "type": "CONTACT_FLOW", "name": f"{size} blocks"}
    replace = [{"kind": "replace", "content": content}]
    fits = len(content) < _MOST
    made = admin.post("I/flows", {**about, **({"commands": replace} if fits else {})})
    flow = made["summary"]["id"]
    address = f"{served.url}/#/{admin.instance}/flow/{flow}"
    if not fits:
        opened = admin.get(f"I/flows/{flow}?kind=flow")
        kept = {"base": opened["base"], "content": opened["content"], "commands": replace}
        key = f"flowport:edits:{admin.instance}:{flow}"
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, json.dumps(kept)])
    paints = [_open(page, address) for _ in range(3)]
    pan = _frames(page, hold=None)
    drag = _frames(page, hold=".react-flow__node .block-header")
    edits = [_edit(page) for _ in range(5)]
    page.keyboard.press("1")
    page.wait_for_timeout(500)
    everything = _frames(page, hold=None)
    print(
        f"{size:6}  {statistics.median(paints):7.0f}  {pan:7.0f}  {drag:8.0f}  "
        f"{everything:11.0f}  {statistics.median(edits):20.0f}"
    )


def _open(page: Page, address: str) -> float:
    page.goto("about:blank")
    page.goto(address)
    return float(page.evaluate("window.painted"))


def _frames(page: Page, *, hold: str | None) -> float:
    """Frames a second while the canvas, or a block, is dragged to and fro."""
    if hold is None:
        x, y = 700.0, 840.0
    else:
        box = page.locator(hold).first.bounding_box()
        assert box is not None
        x, y = box["x"] + 60, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"window.counted = ({_COUNT})({_SECONDS * 1000})")
    end = time.perf_counter() + _SECONDS
    step = 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(x + 4 * (step % 40), y - 2 * (step % 40))
    frames = float(page.evaluate("window.counted"))
    page.mouse.up()
    page.wait_for_selector(".summary:not(.stale)")
    return frames


def _edit(page: Page) -> float:
    """Milliseconds from adding a block to findings about it."""
    return float(
        page.evaluate(
            """() => new Promise((done) => {
              const summary = document.querySelector(".summary");
              const begin = performance.now();
              let stale = false;
              new MutationObserver((_, watch) => {
                if (summary.classList.contains("stale")) stale = true;
                else if (stale) { watch.disconnect(); done(performance.now() - begin); }
              }).observe(summary, { attributes: true, attributeFilter: ["class"] });
              document.querySelector(".dock-block").click();
            })"""
        )
    )


if __name__ == "__main__":
    main()
