"""The page's colours of blocks and links are those of the pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flowport.render.theme import COLOURS

_CSS = Path(__file__).parents[2] / "web" / "src" / "theme" / "tokens.css"
_NAMES = {"noteedge": "note-edge"}
_MARKS = {"added", "removed", "changed"}


@pytest.mark.parametrize("token", sorted(COLOURS.keys() - _MARKS))
def test_a_colour_stands_once(token: str) -> None:
    """Each token of the pictures has the same light and dark colour in the page."""
    light, dark = COLOURS[token]
    name = _NAMES.get(token, f"tone-{token}" if token[0].isupper() else token)
    found = re.search(rf"--{name}: light-dark\((\S+), (\S+)\)", _CSS.read_text(encoding="utf-8"))

    assert found is not None
    assert found.groups() == (light, dark)
