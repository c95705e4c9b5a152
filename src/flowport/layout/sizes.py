"""How large a block is drawn and where links run: what the page and the pictures share."""

from __future__ import annotations

from typing import Any

#: All sizes and places are whole steps of this, in pixels.
STEP = 10
#: The width of every block.
WIDTH = 200
#: The row with the title; links arrive at its middle.
HEADER = 40
#: One line of settings.
SETTING_ROW = 20
#: One branch.
BRANCH_ROW = 20
#: The room below the last row.
PADDING = 10
#: The most lines of settings that a block shows.
MAX_SETTINGS = 3
#: Where a link arrives, below the top of its box.
ARRIVAL = HEADER // 2
#: Free room between two columns, where links run.
COLUMN_GAP = 80
#: Free room between two blocks of a column.
BLOCK_GAP = 30
#: Free room between two rows of columns.
ROW_GAP = 70
#: The size of the mark at which a flow begins.
ENTRY_WIDTH = 60
ENTRY_HEIGHT = HEADER

#: How far beside a block a link that does not go straight on runs.
ASIDE = 22
#: The radius of a link's corners.
CORNER = 8
#: How far beside a block lanes may run, and above or below one channels; the usual ones first.
LANES, CHANNELS = (ASIDE, 14, 30, 38, 46, 54), (14, 22, 9, 30, 38, 46)
#: How near to a block a link may come.
CLEAR = 5
#: How far above where it arrives a link comes back, if no better way is looked for.
ABOVE = 34
#: No way steps up or down by less, in pixels.
JOG = 10
#: What a link behind a block costs, and a bend, in pixels of way.
HIDDEN, BEND = 3000, 15
#: So many channels are enough to choose from, and so many are tried for one link.
ENOUGH, TRIED = 40, 400
#: The side of the squares by which blocks are found that stand near a link, in pixels.
CELL = 300


def block_height(settings: int, branches: int) -> int:
    """The height of a block in pixels, from its number of settings and of branches."""
    rows = min(settings, MAX_SETTINGS) * SETTING_ROW + branches * BRANCH_ROW
    return HEADER + rows + (PADDING if rows else 0)


def branch_offset(height: int, branches: int, branch: int) -> int:
    """How far below the top of a box a branch leaves it; the rows of branches are its last."""
    if not branches:
        return min(ARRIVAL, height // 2)
    below = (branches - branch) * BRANCH_ROW - BRANCH_ROW // 2
    return max(height - PADDING - below, 0)


def as_tables() -> dict[str, Any]:
    """The sizes by name, for a page that draws the same blocks and links."""
    return {
        "step": STEP,
        "width": WIDTH,
        "header": HEADER,
        "settingRow": SETTING_ROW,
        "branchRow": BRANCH_ROW,
        "padding": PADDING,
        "maxSettings": MAX_SETTINGS,
        "arrival": ARRIVAL,
        "columnGap": COLUMN_GAP,
        "blockGap": BLOCK_GAP,
        "entryWidth": ENTRY_WIDTH,
        "entryHeight": ENTRY_HEIGHT,
        "links": {
            "aside": ASIDE,
            "corner": CORNER,
            "lanes": LANES,
            "channels": CHANNELS,
            "clear": CLEAR,
            "jog": JOG,
            "hidden": HIDDEN,
            "bend": BEND,
            "enough": ENOUGH,
            "tried": TRIED,
            "cell": CELL,
        },
    }
