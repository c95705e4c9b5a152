"""How the import screen feels with a thousand files, in Debian's Chromium without a GPU.

Run: ``python benchmarks/bench_import.py``. Files are listed from their choice to the frame after
the first row is drawn, by the page's own clock; frames are counted over two seconds of scrolling.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests/support"))

from playwright.sync_api import sync_playwright

from bench_designer import chain
from browsing import close_all, signed_in
from desk import FLAGS
from serving import serve

FILES, BLOCKS, PATIENCE = 1000, 20, 120_000
_LISTED = """window.listed = new Promise((done) => {
  let chosen = 0;
  addEventListener("change", () => { chosen = performance.now(); }, true);
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".import-card")) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - chosen)));
  }).observe(document, { childList: true, subtree: true });
});"""
_SCROLL = """() => new Promise((done) => {
  const box = document.querySelector(".import-box");
  let frames = 0;
  const end = performance.now() + 2000;
  const next = () => {
    frames += 1;
    box.scrollTop = (box.scrollTop + 60) % (box.scrollHeight - box.clientHeight);
    if (performance.now() < end) requestAnimationFrame(next);
    else done(frames / 2);
  };
  requestAnimationFrame(next);
})"""


def main() -> None:
    """Print one line."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = serve(Path(folder))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1500, "height": 900})
        page.on("dialog", lambda dialog: dialog.accept())
        admin = signed_in(served)
        for cookie in admin.http.cookies.jar:
            page.context.add_cookies(
                [{"name": cookie.name, "value": cookie.value or "", "url": served.url}]
            )
        page.add_init_script(_LISTED)
        page.goto(f"{served.url}/#/{admin.instance}/import")
        page.wait_for_selector("main h1")
        page.set_input_files("input[type=file] >> nth=0", _files(Path(folder)))
        listed = page.evaluate("window.listed")
        page.wait_for_selector("progress", state="detached", timeout=PATIENCE)
        checked = page.evaluate("performance.now()")
        frames = page.evaluate(_SCROLL)
        drawn = page.locator(".import-card").count()
        print(f"{FILES} files of {BLOCKS} blocks: listed in {listed / 1000:.1f} s, ", end="")
        print(f"checked after {checked / 1000:.1f} s; scrolled at {frames:.0f} frames a second")
        print(f"{drawn} rows are drawn")
        browser.close()
        close_all()
        served.stop()


def _files(folder: Path) -> list[Path]:
    """Files of one flow under many names."""
    tree = json.loads(chain(BLOCKS, "arn:aws:connect:us-east-1:999999999999:instance/i/queue/q"))
    paths = [folder / f"flow {number:04}.json" for number in range(FILES)]
    for path in paths:
        tree["Metadata"] = {**tree["Metadata"], "name": path.stem, "type": "contactFlow"}
        path.write_text(json.dumps(tree), encoding="utf-8")
    return paths


if __name__ == "__main__":
    main()
