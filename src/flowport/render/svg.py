"""One flow as a picture: SVG that a browser, a code host and a renderer of images show alike.

No scripts, no foreign objects, no fonts or images from elsewhere; every text is cut to its box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.layout.boxes import Box, Position
from flowport.layout.faces import faces
from flowport.layout.flow_graph import ENTRY, as_placed, entry_beside, graph_of, positions
from flowport.layout.sizes import (
    ARRIVAL,
    ENTRY_HEIGHT,
    ENTRY_WIDTH,
    HEADER,
    SETTING_ROW,
    WIDTH,
    branch_offset,
)
from flowport.render.canvas_notes import noted
from flowport.render.drawn_text import safe, text
from flowport.render.routes import Ends, Routes
from flowport.render.text_width import BOLD, fitted
from flowport.render.theme import COLOURS, style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.layout.faces import Face
    from flowport.model import Flow
    from flowport.render.routes import Area
    from flowport.render.theme import Theme

#: Free room round the picture, and the band with the flow's name, in pixels.
MARGIN, BAND = 40, 56
#: The font sizes of titles, and of everything else.
TITLE, TEXT = 13, 11
#: Linked blocks that are at least so far apart, left edge to left edge, are side by side.
NEAREST = 180
#: The room that a link between such blocks is drawn in.
LINK_ROOM = 40

_INNER = WIDTH - 24
#: What is written above a mark, where it is not the mark itself.
_CALLED = {"missed": "not reached"}


def svg(
    flow: Flow,
    *,
    theme: Theme = "auto",
    arranged: bool = False,
    marks: Mapping[str, str] | None = None,
    links: Mapping[tuple[str, str], str] | None = None,
    title: str | None = None,
) -> str:
    """Draw a flow.

    Args:
        flow: The flow.
        theme: ``auto`` follows the reader's window.
        arranged: Arrange it, also where it has stored places.
        marks: By block id, ``added``, ``removed``, ``changed``, ``reached`` or ``missed``: drawn as
            a frame round it.
        links: By block id and branch key, ``reached`` or ``missed``: drawn thick, or dotted.
        title: The name to draw, if not the flow's own.

    Returns:
        A whole SVG document.
    """
    blocks = faces(flow)
    places = positions(flow) if arranged else as_placed(flow, blocks)
    wider = 1.0 if arranged else _stretch(blocks, places)
    places = {name: Position(round(x * wider), y) for name, (x, y) in places.items()}
    entry = _entry(flow, places, None if arranged else flow.entry_position, wider)
    boxes = (*graph_of(flow, blocks).boxes, Box(ENTRY, ENTRY_WIDTH, ENTRY_HEIGHT))
    notes = noted(flow, boxes, {**places, ENTRY: entry})
    taken = [*_areas(blocks, places), *(note.area for note in notes)]
    routes = Routes(taken)
    drawn = [_entry_link(flow, entry, places, routes)]
    drawn += [_link(block, places, routes, links or {}) for block in blocks]
    drawn += [_block(block, places[block.id], (marks or {}).get(block.id)) for block in blocks]
    drawn += [note.drawn() for note in notes]
    drawn.append(_entry_mark(entry))
    corners = [
        *taken,
        *routes.areas,
        (entry.x, entry.y, entry.x + ENTRY_WIDTH, entry.y + ENTRY_HEIGHT),
    ]
    name = title or flow.name or "Flow"
    kind = "module" if flow.is_module else (flow.type or "flow").replace("_", " ").lower()
    return page("".join(drawn), corners, (name, f"{kind} · {len(blocks)} blocks"), theme)


def branch_keys(flow: Flow) -> dict[str, tuple[str, ...]]:
    """The keys of the branches that are drawn, by block id."""
    return {block.id: tuple(leaving.key for leaving in block.exits) for block in faces(flow)}


def _stretch(blocks: tuple[Face, ...], places: Mapping[str, Position]) -> float:
    """How much wider the stored places are drawn: the designer's blocks are narrower than ours."""
    steps = [
        places[leaving.target].x - places[block.id].x
        for block in blocks
        for leaving in block.exits
        if leaving.target in places
    ]
    near = [step for step in steps if NEAREST <= step < WIDTH + LINK_ROOM]
    return (WIDTH + LINK_ROOM) / min(near) if near else 1.0


def page(
    drawn: str,
    corners: list[tuple[float, float, float, float]],
    heading: tuple[str, str],
    theme: Theme,
) -> str:
    """The document round what was drawn."""
    left = min(corner[0] for corner in corners) - MARGIN
    top = min(corner[1] for corner in corners) - MARGIN - BAND
    width = max(max(corner[2] for corner in corners) + MARGIN - left, 320)
    height = max(corner[3] for corner in corners) + MARGIN - top
    name, kind = heading
    x, y = left + MARGIN, top + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.10g}" height="{height:.10g}" '
        f'viewBox="{left:.10g} {top:.10g} {width:.10g} {height:.10g}" role="img">'
        f"<title>{safe(name)}</title><style>{style(theme)}</style><defs>{_markers()}</defs>"
        f'<rect class="ground" x="{left:.10g}" y="{top:.10g}" '
        f'width="{width:.10g}" height="{height:.10g}"/>'
        f"{text(x, y, fitted(name, width - 2 * MARGIN, 20 * BOLD), 20, 'ink b')}"
        f"{text(x, y + 20, fitted(kind, width - 2 * MARGIN, 12), 12, 'soft')}"
        f"{drawn}</svg>\n"
    )


def _markers() -> str:
    """The heads of arrows, one a colour."""
    return "".join(
        f'<marker id="to-{tone}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        f'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path class="f-{tone}" d="M0,0.5 L7.5,4 L0,7.5 Z"/></marker>'
        for tone in ("success", "answer", "error")
    )


def _areas(blocks: tuple[Face, ...], places: Mapping[str, Position]) -> list[Area]:
    """The area of each block."""
    return [(x, y, x + WIDTH, y + block.height) for block in blocks for x, y in (places[block.id],)]


def _link(
    block: Face,
    places: Mapping[str, Position],
    routes: Routes,
    marks: Mapping[tuple[str, str], str],
) -> str:
    """The links of one block."""
    x, y = places[block.id]
    drawn: list[str] = []
    for row, leaving in enumerate(block.exits):
        if leaving.target in places:
            to_x, to_y = places[leaving.target]
            down = y + branch_offset(block.height, len(block.exits), row)
            key = leaving.target, leaving.tone
            way = routes.way(Ends((x + WIDTH, down), (to_x, to_y + ARRIVAL), key))
            mark = marks.get((block.id, leaving.key))
            drawn.append(
                f'<path class="line s-{mark or leaving.tone}" '
                f'marker-end="url(#to-{leaving.tone})" d="{way}"{_dash(mark or leaving.tone)}/>'
            )
    return "".join(drawn)


def _dash(tone: str) -> str:
    """Errors are dashed, and coverage thick or dotted, so that colour alone tells nothing."""
    if tone == "reached":
        return ' style="stroke-width:3"'
    if tone == "missed":
        return ' stroke-dasharray="2 5"'
    return ' stroke-dasharray="5 3" opacity="0.75"' if tone == "error" else ""


def _block(block: Face, place: Position, mark: str | None) -> str:
    """One block: its header, its settings, its branches."""
    x, y = place
    tone = block.category if block.category in COLOURS else "Other"
    drawn = [
        f"<g><title>{safe(block.name or block.title)}</title>",
        f'<rect class="card" x="{x}" y="{y}" width="{WIDTH}" height="{block.height}" rx="8"/>',
        f'<rect class="f-{tone}" x="{x}" y="{y}" width="6" height="{block.height}" rx="3"/>',
    ]
    if mark:
        drawn.append(
            f'<rect class="line s-{mark}" style="stroke-width:4" x="{x - 4}" y="{y - 4}" '
            f'width="{WIDTH + 8}" height="{block.height + 8}" rx="11"/>'
            f"{text(x, y - 11, _CALLED.get(mark, mark), TEXT, f'f-{mark} b')}"
        )
    drawn += [*_header(block, x, y), *_settings(block, x, y), *_exits(block, x, y), "</g>"]
    return "".join(drawn)


def _header(block: Face, x: int, y: int) -> list[str]:
    """The title, and below it the name that a person gave."""
    title = fitted(block.title, _INNER, TITLE * BOLD)
    if not block.name:
        return [text(x + 16, y + 25, title, TITLE, "ink b")]
    name = fitted(block.name, _INNER, TEXT)
    return [
        text(x + 16, y + 18, title, TITLE, "ink b"),
        text(x + 16, y + 33, name, TEXT, "soft"),
    ]


def _settings(block: Face, x: int, y: int) -> list[str]:
    """The lines of settings."""
    drawn: list[str] = []
    for row, (name, value) in enumerate(block.shown):
        line = fitted(f"{name}: {value}" if name else value, _INNER, TEXT)
        down = y + HEADER + row * SETTING_ROW + 14
        drawn.append(text(x + 16, down, line, TEXT, "soft" if not name else "ink"))
    return drawn


def _exits(block: Face, x: int, y: int) -> list[str]:
    """The names of the branches, each with the dot that its link leaves from."""
    drawn: list[str] = []
    for row, leaving in enumerate(block.exits):
        down = y + branch_offset(block.height, len(block.exits), row)
        tone = leaving.tone if leaving.target else "open"
        words = leaving.title if leaving.target else f"{leaving.title} (not connected)"
        line = fitted(words, _INNER - 8, TEXT)
        drawn.append(text(x + WIDTH - 12, down + 4, line, TEXT, f"f-{tone}", end=True))
        drawn.append(f'<circle class="f-{tone}" cx="{x + WIDTH}" cy="{down}" r="4"/>')
    return drawn


def _entry(
    flow: Flow,
    places: Mapping[str, Position],
    stored: tuple[float, float] | None,
    wider: float,
) -> Position:
    """Where the mark of the entry stands: as stored if no block is there, or left of the first."""
    beside = entry_beside(flow, places)
    if stored is None:
        return beside
    x, y = round(stored[0] * wider), round(stored[1])
    free = all(
        x + ENTRY_WIDTH < place.x or place.x + WIDTH < x or abs(place.y - y) > ENTRY_HEIGHT
        for place in places.values()
    )
    return Position(x, y) if free else beside


def _entry_mark(entry: Position) -> str:
    """The mark at which a flow begins."""
    x, y = entry
    return (
        f'<rect class="pill" x="{x}" y="{y + 6}" width="{ENTRY_WIDTH}" '
        f'height="{ENTRY_HEIGHT - 12}" rx="14"/>'
        f'<text class="onpill b" x="{x + ENTRY_WIDTH / 2:.10g}" y="{y + 24}" font-size="12" '
        'text-anchor="middle">Entry</text>'
    )


def _entry_link(flow: Flow, entry: Position, places: Mapping[str, Position], routes: Routes) -> str:
    """The link from the entry to the first block."""
    first = places.get(flow.start)
    if first is None:
        return ""
    start = entry.x + ENTRY_WIDTH, entry.y + ENTRY_HEIGHT // 2
    way = routes.way(Ends(start, (first.x, first.y + ARRIVAL), flow.start))
    return f'<path class="line s-success" marker-end="url(#to-success)" d="{way}"/>'
