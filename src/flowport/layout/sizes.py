"""How large a block is drawn: the one place for it, which the page and the pictures share."""

from __future__ import annotations

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


def as_tables() -> dict[str, int]:
    """The sizes by name, for a page that draws blocks of the same size."""
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
    }
