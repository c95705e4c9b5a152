"""How the designer's page feels, by the number of blocks, in Debian's Chromium without a GPU.

Run: ``python benchmarks/bench_page.py``. A flow is open from its address to the frame after the
first block is drawn, by the page's own clock; frames are counted over two seconds of a gesture; an
edit's time ends when its findings are shown. Beside it is React Flow alone (``web/bare``), in the
same run and with the same graph. At the end 1,000 files are listed for import, and scrolled.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests/support"))

from playwright.sync_api import sync_playwright

from bench_designer import SIZES, chain
from browsing import Browser, close_all, document, signed_in
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
    if (!document.querySelector(".react-flow__node .block, .react-flow__node-default")) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  }).observe(document, { childList: true, subtree: true });
});"""
#: How a built part names another that is loaded with it, and not only when it is asked for.
_IMPORTS = re.compile(r"""(?:from|import)["']\./([\w.-]+)["']""")
_SECONDS = 2.0
#: How many files are imported at once.
_FILES = 1000
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
        print(
            "blocks  open ms  pan fps  drag fps  pan all fps  edit to findings ms  React Flow alone"
        )
        alone = _Alone(Path(folder) / "bare")
        for size in SIZES:
            content = chain(size, queues[0]["arn"])
            _measure(page, admin, content, size, alone)
        alone.stop()
        _import(served, page, admin, Path(folder))
        browser.close()
        close_all()
        served.stop()


def _bundle() -> None:
    """Print what a browser loads to open a flow, zipped, and what all screens take."""
    assets = resources.files("flowport") / "page" / "assets"
    parts = {each.name: each.read_bytes() for each in assets.iterdir()}
    opening = [n for n in parts if n.startswith(("begin-", "page-", "flow-"))]
    found = set[str]()
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


class _Alone:
    """React Flow alone: its built page, and a server for it on this machine."""

    def __init__(self, folder: Path) -> None:
        run = Path(__file__).parents[1] / "web" / "run.py"
        subprocess.run([sys.executable, run, "bare", folder], check=True, capture_output=True)
        self._folder = folder
        handler = partial(_Quiet, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def measure(self, page: Page, view: dict[str, Any]) -> str:
        """First paint, and frames of a pan and of a drag, with the blocks and links of a view."""
        (self._folder / "graph.json").write_text(json.dumps(_graph(view)), encoding="utf-8")
        address = f"http://127.0.0.1:{self._server.server_port}/index.html"
        paints = [_open(page, address) for _ in range(3)]
        pan = _frames(page, hold=None, checked=False)
        drag = _frames(page, hold=".react-flow__node", checked=False)
        return f"{statistics.median(paints):.0f} ms, pan {pan:.0f}, drag {drag:.0f} fps"

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    """Files, without a line for each."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def _graph(view: dict[str, Any]) -> dict[str, Any]:
    """The nodes and edges of React Flow for the blocks and links of a view."""
    nodes = [
        {
            "id": block["id"],
            "position": {"x": block["x"], "y": block["y"]},
            "width": block["width"],
            "height": block["height"],
            "sourcePosition": "right",
            "targetPosition": "left",
            "data": {"label": block["title"]},
        }
        for block in view["blocks"]
    ]
    edges = [
        {"id": f"{block['id']} {branch['key']}", "source": block["id"], "target": branch["target"]}
        for block in view["blocks"]
        for branch in block["branches"]
        if branch["target"]
    ]
    return {"nodes": nodes, "edges": edges}


def _import(served: Served, page: Page, admin: Browser, folder: Path) -> None:
    """Print how long 1,000 files take to be listed for import, and how they scroll."""
    files = folder / "files"
    files.mkdir()
    content = json.loads(chain(3, "$.Attributes.queue"))
    for number in range(_FILES):
        content["Metadata"] |= {"name": f"File {number:04}", "type": "contactFlow"}
        (files / f"{number:04}.json").write_text(json.dumps(content), encoding="utf-8")
    page.goto("about:blank")
    page.goto(f"{served.url}/#/{admin.instance}/import")
    page.wait_for_selector("main h1")
    begin = time.perf_counter()
    page.set_input_files("input[type=file] >> nth=0", sorted(files.iterdir()))
    page.get_by_role("button", name=f"{_FILES:,} all").wait_for()
    listed = time.perf_counter() - begin
    box = page.locator(".import-box")
    box.hover()
    page.evaluate(f"window.counted = ({_COUNT})({_SECONDS * 1000})")
    end = time.perf_counter() + _SECONDS
    while time.perf_counter() < end:
        page.mouse.wheel(0, 60)
    frames = float(page.evaluate("window.counted"))
    print(f"{_FILES:,} files listed for import in {listed:.1f} s, scrolled at {frames:.0f} fps")


def _measure(page: Page, admin: Browser, content: str, size: int, alone: _Alone) -> None:
    about = {"kind": "flow", "type": "CONTACT_FLOW", "name": f"{size} blocks"}
    replace = [{"kind": "replace", "content": content}]
    fits = len(content) < _MOST
    made = admin.post("I/flows", {**about, **({"commands": replace} if fits else {})})
    flow = made["summary"]["id"]
    address = f"{admin.http.base_url}/#/{admin.instance}/flow/{flow}"
    opened = admin.get(f"I/flows/{flow}?kind=flow")
    if not fits:
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
    view = admin.post("I/edit", document(opened, *([] if fits else replace)))["view"]
    print(
        f"{size:6}  {statistics.median(paints):7.0f}  {pan:7.0f}  {drag:8.0f}  "
        f"{everything:11.0f}  {statistics.median(edits):20.0f}  {alone.measure(page, view)}",
        flush=True,
    )


def _open(page: Page, address: str) -> float:
    page.goto("about:blank")
    page.goto(address)
    return float(page.evaluate("window.painted"))


def _frames(page: Page, *, hold: str | None, checked: bool = True) -> float:
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
    if checked:
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
