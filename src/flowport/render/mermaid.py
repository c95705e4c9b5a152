"""A flow as a Mermaid flowchart, for pages that draw those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.layout.faces import faces
from flowport.render.theme import COLOURS

if TYPE_CHECKING:
    from flowport.layout.faces import Face
    from flowport.model import Flow

_ARROWS = {"success": "-->", "answer": "-->", "error": "-.->"}
#: The most letters of a label: longer ones make the chart unreadable.
LONGEST = 60


def mermaid(flow: Flow) -> str:
    """The flowchart of a flow; ends in a line break."""
    blocks = faces(flow)
    names = {block.id: f"b{index}" for index, block in enumerate(blocks)}
    rows = ["flowchart LR", "  entry([Entry])"]
    rows += [f'  {names[block.id]}["{_label(block)}"]' for block in blocks]
    if flow.start in names:
        rows.append(f"  entry --> {names[flow.start]}")
    rows += [
        f'  {names[block.id]} {_ARROWS[leaving.tone]}|"{_safe(leaving.title)}"| '
        f"{names[leaving.target]}"
        for block in blocks
        for leaving in block.exits
        if leaving.target in names
    ]
    return "\n".join([*rows, *_classes(blocks, names)]) + "\n"


def _label(block: Face) -> str:
    """The title, the name, and the first setting."""
    rows = [f"<b>{_safe(block.title)}</b>"]
    if block.name:
        rows.append(_safe(block.name))
    rows += [_safe(f"{name}: {value}") for name, value in block.settings[:1]]
    return "<br/>".join(rows)


def _safe(words: str) -> str:
    """Text that Mermaid takes for nothing but text: its letters with a meaning as entities."""
    words = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    return "".join(
        letter if letter.isalnum() or letter in " .,:-_/…" else f"#{ord(letter)};"
        for letter in words
        if letter.isprintable()
    )


def _classes(blocks: tuple[Face, ...], names: dict[str, str]) -> list[str]:
    """Blocks of a section of the palette get its colour as their frame."""
    rows: list[str] = []
    for category in dict.fromkeys(block.category for block in blocks if block.category):
        members = ",".join(names[block.id] for block in blocks if block.category == category)
        rows.append(f"  classDef {category} stroke:{COLOURS[category][0]},stroke-width:2px")
        rows.append(f"  class {members} {category}")
    return rows
