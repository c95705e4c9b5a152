"""Makes the pictures of the designer for the documentation: ``make screenshots``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / part) for part in ("src", "tests", "tests/support")]

from playwright.sync_api import sync_playwright

from browsing import Browser, close_all, enter, fresh, signed_in
from desk import FLAGS, Desk
from flowport.store import flows
from serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from serving import Served

PICTURES = ROOT / "docs" / "pictures"
SAMPLES = ROOT / "samples" / "legacy"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TEAMS = ["care", "sales", "billing"]


def main() -> None:
    """Write every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = serve(Path(folder), alias="acme-dev")
        admin = signed_in(served)
        enter(admin, served, fresh(served, "acme-prod").id)
        _fill(admin)
        _leave_legacy(served)
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for scheme in SCHEMES:
            context = chromium.new_context(
                color_scheme=scheme,
                viewport={"width": 1440, "height": 900},
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(served.url)
            page.wait_for_selector(".sign-in")
            _take(page, "sign-in", scheme)
            for cookie in admin.http.cookies.jar:
                context.add_cookies(
                    [{"name": cookie.name, "value": cookie.value or "", "url": served.url}]
                )
            _tour(Desk(page, served.url, admin), scheme)
            context.close()
        chromium.close()
        close_all()
        served.stop()


def _fill(admin: Browser) -> None:
    """Import the samples into the new instance."""
    paths = sorted(SAMPLES.glob("*.json"))
    files = [("file", (path.name, path.read_bytes(), "application/json")) for path in paths]
    address = f"/designer/api/{admin.instance}/import?kind=flow"
    found = admin.http.post(address, files=files).json()["documents"]
    members = ("content", "name", "kind", "commands")
    documents = [
        {
            **{name: each[name] for name in members},
            "type": each["type"] or "CONTACT_FLOW",
            "mode": "new",
        }
        for each in found
        if each["ok"]
    ]
    admin.post("I/import/commit", {"documents": documents})
    for number, row in enumerate(admin.get("I/flows?kind=flow")["flows"]):
        tags = {"team": TEAMS[number % len(TEAMS)]}
        admin.call("PATCH", f"I/flows/{row['id']}?kind=flow", {"tags": tags})


def _leave_legacy(served: Served) -> None:
    """Put flows into the instance that are still in the legacy format."""
    with served.store.writing() as connection:
        for name in ("queue_transfer", "pay_by_card", "two_greetings", "outbound_whisper"):
            text = (SAMPLES / f"{name}.json").read_text(encoding="utf-8")
            called = f"{name.replace('_', ' ').capitalize()} (2019)"
            new = flows.FlowToMake(name=called, content=text, type="CONTACT_FLOW", published=True)
            flows.create(connection, served.instance, served.arn, new)


def _take(page: Page, name: str, scheme: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / f"{name}-{scheme}.png")


def _tour(desk: Desk, scheme: str) -> None:
    """Every main screen."""
    page = desk.page
    page.goto("about:blank")
    desk.list()
    page.wait_for_selector("table .counts")
    _take(page, "flows", scheme)
    rows = desk.api.get("I/flows?kind=flow")["flows"]
    menu = next(row for row in rows if row["name"].startswith("Main menu"))
    desk.open({"summary": menu})
    desk.settled()
    page.locator(".block-header").nth(1).click()
    page.wait_for_selector(".side .properties")
    _take(page, "editor", scheme)
    page.get_by_role("button", name="Problems", exact=True).click()
    _take(page, "problems", scheme)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Problems", exact=True).click()
    page.keyboard.press("1")
    _take(page, "overview", scheme)
    desk.run("Split this flow")
    page.get_by_role("spinbutton", name="Blocks in each part").fill("10")
    page.wait_for_selector(".block .part-tag")
    _take(page, "split", scheme)
    page.get_by_role("button", name="Close the panel").click()
    _call(page, scheme)
    page.keyboard.press("Control+/")
    _take(page, "shortcuts", scheme)
    page.keyboard.press("Escape")
    _find(desk, scheme)
    desk.screen("import")
    page.set_input_files("input[type=file] >> nth=0", sorted(SAMPLES.glob("*.json")))
    page.wait_for_selector(".import-card")
    page.wait_for_selector("[aria-label=References]")
    page.locator("progress").wait_for(state="detached")
    _take(page, "import", scheme)
    page.get_by_role("button", name="Clear").click()
    _migration(desk, scheme)
    desk.screen("opt-in")
    page.wait_for_selector(".import-card")
    _take(page, "opt-in", scheme)


def _find(desk: Desk, scheme: str) -> None:
    """Who uses the basic queue."""
    desk.screen("find")
    desk.page.get_by_role("combobox", name="Resource", exact=True).fill("basic")
    desk.page.get_by_role("option", name="BasicQueue").click()
    desk.page.locator(".found").first.wait_for()
    _take(desk.page, "find", scheme)


def _call(page: Page, scheme: str) -> None:
    """A call in the middle of a menu, and the tests of the flow."""
    page.get_by_role("button", name="Call this flow").click()
    phone = page.get_by_role("region", name="Phone")
    phone.get_by_role("button", name="In hours").click()
    phone.get_by_role("group", name="Keypad").wait_for()
    _take(page, "call", scheme)
    phone.get_by_role("button", name="Hang up").click()
    phone.get_by_role("button", name="Save as a test…").click()
    phone.get_by_role("textbox", name="Name of the test").fill(f"Hangs up at the menu ({scheme})")
    phone.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Show the tests").click()
    page.get_by_role("button", name="Run all").click()
    page.get_by_role("checkbox", name="Show on the canvas what is reached").check()
    page.get_by_role("button", name="Dismiss").last.wait_for(state="detached")
    _take(page, "tests", scheme)
    page.get_by_role("button", name="Close the panel").click()
    page.get_by_role("tab", name="Properties").click()


def _migration(desk: Desk, scheme: str) -> None:
    """A plan, and the run of it, which is taken back for the next theme."""
    page = desk.page
    desk.screen("migrate")
    for name in ("Main menu", "After hours", "Wait or be called back"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("button", name="Plan 3 flows").click()
    page.get_by_role("region", name="Plan").wait_for()
    _take(page, "plan", scheme)
    page.get_by_role("button", name="Run the plan").click()
    page.get_by_role("region", name="Progress").get_by_text("Complete").wait_for()
    _take(page, "run", scheme)
    page.get_by_role("button", name="Undo…").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("All taken back").wait_for()


if __name__ == "__main__":
    main()
