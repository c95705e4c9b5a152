"""Links are drawn round the blocks between their ends, and apart from each other."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from corpus import corpus_files, needs_corpus
from flowport import Flow, read
from flowport.layout.faces import faces
from flowport.layout.flow_graph import positions
from flowport.layout.sizes import ARRIVAL, WIDTH, branch_offset
from flowport.render.routes import Ends, Routes

if TYPE_CHECKING:
    from flowport.render.routes import Area

#: A block to start from, one to arrive at, and one between the two.
HERE, THERE, BETWEEN = (0, 0, 220, 100), (900, 0, 1120, 100), (400, -40, 620, 140)


def corners(way: str) -> list[tuple[float, float]]:
    """The points that a way of straight pieces turns at, its ends with them."""
    numbers = r"(-?[\d.]+),(-?[\d.]+)"
    return [(float(x), float(y)) for x, y in re.findall(rf"(?:^M|Q|L(?=[^Q]*$)){numbers}", way)]


def behind(way: str, areas: list[Area]) -> bool:
    """Whether a way of straight pieces runs behind a block."""
    return any(
        left < max(x, to_x) and min(x, to_x) < right and top < max(y, to_y) and min(y, to_y) < low
        for (x, y), (to_x, to_y) in pairwise(corners(way))
        for left, top, right, low in areas
    )


def test_nothing_between() -> None:
    """A link with nothing in its way is a curve."""
    assert " C" in Routes([HERE, THERE]).way(Ends((220, 80), (900, 20), "there"))


def test_a_block_between() -> None:
    """A link goes round a block that stands between its ends."""
    way = Routes([HERE, THERE, BETWEEN]).way(Ends((220, 80), (900, 20), "there"))

    assert " C" not in way
    assert not behind(way, [HERE, THERE, BETWEEN])


def test_back_to_an_earlier_block() -> None:
    """A link that goes back runs round its own block, its target, and what is between."""
    way = Routes([HERE, THERE, BETWEEN]).way(Ends((1120, 80), (0, 20), "here"))

    assert not behind(way, [HERE, THERE, BETWEEN])


def test_to_itself() -> None:
    """A link from a block to itself runs round it."""
    assert not behind(Routes([HERE]).way(Ends((220, 80), (0, 20), "here")), [HERE])


def test_two_targets_two_lanes() -> None:
    """Links of one block to different targets do not run upon each other."""
    floor = (-200, 130, 1400, 160)
    routes = Routes([HERE, THERE, (0, -300, 220, -200), floor])
    first = corners(routes.way(Ends((1120, 60), (0, 20), "here")))
    second = corners(routes.way(Ends((1120, 80), (0, -280), "above")))

    assert abs(first[1][0] - second[1][0]) > 5


def test_one_target_one_lane() -> None:
    """Links to one target share their lane before it."""
    routes = Routes([HERE, THERE, (900, 300, 1120, 400)])
    first = corners(routes.way(Ends((1120, 60), (0, 20), "here")))
    second = corners(routes.way(Ends((1120, 360), (0, 20), "here")))

    assert first[-2] == second[-2]


def test_areas_of_ways() -> None:
    """What is drawn beside all blocks counts for the size of the picture."""
    routes = Routes([HERE])
    routes.way(Ends((220, 80), (0, 20), "here"))

    assert max(right for _, _, right, _ in routes.areas) > 220


def test_without_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where looking for ways would take too long, links are drawn all the same."""
    monkeypatch.setattr("flowport.render.routes.BUDGET", 0)
    routes = Routes([HERE, THERE, BETWEEN])

    assert " C" in routes.way(Ends((220, 80), (900, 20), "there"))
    assert corners(routes.way(Ends((1120, 80), (0, 20), "here")))[-1] == (0, 20)


def angular(flow: Flow) -> list[bool]:
    """Of each angular link of an arranged flow, whether it runs behind a block."""
    blocks, places = faces(flow), positions(flow)
    areas: list[Area] = [
        (x, y, x + WIDTH, y + block.height) for block in blocks for x, y in (places[block.id],)
    ]
    routes, found = Routes(areas), []
    for block in blocks:
        x, y = places[block.id]
        for row, leaving in enumerate(block.exits):
            if leaving.target in places:
                start = x + WIDTH, y + branch_offset(block.height, len(block.exits), row)
                end = places[leaving.target].x, places[leaving.target].y + ARRIVAL
                way = routes.way(Ends(start, end, (leaving.target, leaving.tone)))
                found += [] if " C" in way else [behind(way, areas)]
    return found


@pytest.mark.slow
@needs_corpus
def test_real_flows(capsys: pytest.CaptureFixture[str]) -> None:
    """In real flows, arranged, not one angular link in two hundred runs behind a block."""
    flows = [read(path) for path in corpus_files("language")[::3]]
    found = [hidden for flow in flows if isinstance(flow, Flow) for hidden in angular(flow)]
    with capsys.disabled():
        print(f"\nlinks behind a block: {sum(found)} of {len(found)}")  # noqa: T201 - a figure to be read

    assert sum(found) * 200 <= len(found)
