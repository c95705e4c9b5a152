"""The pictures of the documentation: each that a page shows is there, and each is shown."""

from __future__ import annotations

import re

from command import ROOT

SHOWN = re.compile(r"""(?:src|srcset)="([^"]+\.png)"|\]\(([^)]+\.png)\)""")


def test_every_picture_is_shown_and_there() -> None:
    """Pages show just the pictures that ``make screenshots`` makes, in both themes."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        (page.parent / (first or second)).resolve()
        for page in pages
        for first, second in SHOWN.findall(page.read_text(encoding="utf-8"))
    }

    assert shown == {path.resolve() for path in (ROOT / "docs" / "pictures").glob("*.png")}
