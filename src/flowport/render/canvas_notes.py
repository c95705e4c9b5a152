"""The notes on the canvas, in a picture: whole, and on no block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.layout.canvas_notes import Sized, note_places, size_of
from flowport.render.drawn_text import text
from flowport.render.text_width import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.layout.boxes import Box, Position
    from flowport.model import Flow
    from flowport.render.routes import Area

#: The least and the greatest width of a note, and the most lines of one.
NARROW, WIDE, MOST = 160, 420, 80
#: The size of its text, the height of a line, and the room beside and above the text.
TEXT, LINE, BESIDE, ABOVE = 11, 16, 12, 9


@dataclass(frozen=True, slots=True)
class DrawnNote:
    """A note as it is drawn: its lines, and the area that they take."""

    rows: tuple[str, ...]
    area: Area

    def drawn(self) -> str:
        """The note as SVG."""
        x, y, right, low = self.area
        first = y + ABOVE + BESIDE
        card = f'width="{right - x:.10g}" height="{low - y:.10g}" rx="4"'
        return "".join(
            [
                f'<rect class="note" x="{x:.10g}" y="{y:.10g}" {card}/>',
                *(
                    text(x + BESIDE, first + LINE * row, line, TEXT, "ink")
                    for row, line in enumerate(self.rows)
                ),
            ]
        )


def noted(flow: Flow, boxes: Iterable[Box], places: Mapping[str, Position]) -> list[DrawnNote]:
    """The notes of a flow that say something, among boxes at these places."""
    spots = note_places(flow, boxes, places, size=_size)
    found: list[DrawnNote] = []
    for note, (x, y) in zip(flow.annotations, spots, strict=True):
        rows, size = _rows(note), _size(note)
        if any(rows):
            found.append(DrawnNote(rows, (x, y, x + size.width, y + size.height)))
    return found


def _rows(note: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines of a note, none left out that has room on a page."""
    words = note.get("content")
    room = _width(note) - 2 * BESIDE
    return tuple(lines(words, room, TEXT, MOST)) if isinstance(words, str) else ()


def _width(note: Mapping[str, Any]) -> int:
    return max(NARROW, min(size_of(note).width, WIDE))


def _size(note: Mapping[str, Any]) -> Sized:
    """The size of a note as it is drawn: as high as its text, whether folded or not."""
    return Sized(_width(note), len(_rows(note)) * LINE + 2 * ABOVE)
