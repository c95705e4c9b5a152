"""The pages of blocks are what the catalogue says."""

from __future__ import annotations

import os

from command import ROOT
from flowport.catalogue import ACTIONS, BLOCKS
from flowport.check.block_pages import block_named, block_page, block_pages

FOLDER = ROOT / "docs" / "reference" / "blocks"
HEADINGS = (
    "## What it does",
    "## What a caller hears",
    "## Branches",
    "## Where it can be used",
    "## Legacy form",
    "## Checks",
)


def test_the_pages_are_what_the_catalogue_says() -> None:
    """A changed declaration changes its page; ``FLOWPORT_RENEW=1`` writes them again."""
    if os.environ.get("FLOWPORT_RENEW"):
        for old in FOLDER.glob("*.md"):
            old.unlink()
        for name, text in block_pages().items():
            (FOLDER / name).write_text(text, encoding="utf-8")

    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert there == block_pages()


def test_every_page_says_everything() -> None:
    """Each page has all parts, and each of the block's actions with its parameters."""
    for block in BLOCKS.values():
        page = block_page(block)
        for heading in HEADINGS:
            assert heading in page, block.title
        for mode in block.modes:
            for name in mode.actions:
                assert f"## `{name}`" in page
                assert all(f"| `{p.name}` |" in page for p in ACTIONS[name].parameters)


def test_a_block_is_found_by_its_names() -> None:
    """The title, an earlier title and the action's type lead to the same page."""
    names = ("aws lambda function", "Invoke AWS Lambda function", "InvokeLambdaFunction")

    assert len({block_named(name) for name in names}) == 1
    assert block_named("dangling-branch") is None
