"""The page leads links as the pictures do: both are held to one file of made blocks and links."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Any

from flowport.layout.sizes import ARRIVAL, WIDTH, as_tables
from flowport.render.routes import Ends, Routes

_FILE = Path(__file__).parents[1] / "data" / "routes.json"
_CASES, _LINKS = 12, 8


def _case(number: int) -> dict[str, Any]:
    """Blocks here and there, closer together from case to case, and the ways of links alone."""
    luck = Random(number)  # noqa: S311 - the same blocks at every run
    spread = 4000 - 250 * number
    areas = []
    for _ in range(6 + 4 * number):
        x, y = luck.randrange(-500, spread, 10), luck.randrange(-500, spread // 2, 10)
        areas.append((x, y, x + WIDTH, y + luck.randrange(40, 260, 10)))
    links = []
    for _ in range(_LINKS):
        (_, top, right, low), (left, up, _, _) = luck.choice(areas), luck.choice(areas)
        start, end = (right, luck.randrange(top + 10, low, 5)), (left, up + ARRIVAL)
        way = Routes(areas).way(Ends(start, end, "alone"))
        links.append({"from": start, "to": end, "way": way})
    return {"areas": areas, "links": links}


def test_the_page_and_the_pictures_share_their_ways() -> None:
    """The file that the page's test reads is what the pictures draw; FLOWPORT_RENEW=1 writes it."""
    made = {"sizes": as_tables(), "cases": [_case(number) for number in range(_CASES)]}
    text = json.dumps(made, separators=(",", ":")) + "\n"
    if os.environ.get("FLOWPORT_RENEW") == "1":
        _FILE.write_text(text, encoding="utf-8")

    assert _FILE.read_text(encoding="utf-8") == text


def test_ways_of_both_kinds_are_among_them() -> None:
    """Some of the links are curves, most go round blocks."""
    ways = [link["way"] for number in range(_CASES) for link in _case(number)["links"]]
    curves = sum(" C" in way for way in ways)

    assert 5 < curves < len(ways) / 2
