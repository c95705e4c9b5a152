"""What axe says of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["faults", "faults_at_both_sizes"]

_AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


def faults(page: Page) -> list[str]:
    """What axe finds that is serious or worse: rule, and the first element."""
    if not _AXE.is_file():
        pytest.skip("needs axe-core (npm ci in web)")
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0].get('failureSummary')}"
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


def faults_at_both_sizes(page: Page) -> list[str]:
    """What axe finds at 100 % and at 200 %, where half as much of the page is in the window."""
    found = faults(page)
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": size["width"] // 2, "height": size["height"] // 2})
    found += [f"at 200 %: {each}" for each in faults(page)]
    page.set_viewport_size(size)
    return found
