"""The pages about tests hold examples that are read, and a table that is what the code does."""

from __future__ import annotations

import os
import re
from pathlib import Path

from flowport.simulate import read_mocks
from flowport.testing import read_case, read_tree
from flowport.testing.observable import observable

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
PAGE = REFERENCE / "test-events.md"


def example(page: str) -> object:
    """The value of a page's first example."""
    found = EXAMPLE.search((REFERENCE / page).read_text(encoding="utf-8"))
    assert found
    return read_tree(found.group(1), page)


def test_the_example_of_the_short_form_is_a_test_case() -> None:
    """It is read, and compiles to a native document."""
    assert len(read_case(example("test-cases.md"), "example").observations) == 3


def test_the_example_of_mocks_is_read() -> None:
    """Every section and member that the page shows exists."""
    assert read_mocks(example("mocks.md")).percent == (10, 60)


def test_the_table_of_events_is_what_is_observed() -> None:
    """One row an action; ``FLOWPORT_RENEW=1`` writes the page again."""
    rows = ["| `{}` | {} | {} | {} |".format(*row) for row in observable()]
    page = (
        "<!-- Made from the code (`make docs`). -->\n# What a test can observe\n\n"
        "An action without an entry is not observed: only its effects on messages, attributes and "
        "the queue are.\n\n| Action | Messages | Events | Override |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )
    if os.environ.get("FLOWPORT_RENEW"):
        PAGE.write_text(page, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page
