"""The sample flows that ``make demo`` and the README convert."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flowport.catalogue.legacy import LEGACY_BLOCKS, legacy_block
from flowport.convert import Exactness, convert_tree

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "legacy").glob("*.json"))


def test_every_legacy_form_is_among_the_samples() -> None:
    """Whoever runs the demonstration has seen every block converted."""
    modules = [m for path in SAMPLES for m in json.loads(path.read_text("utf-8"))["modules"]]
    blocks = [legacy_block(module["type"], module.get("target")) for module in modules]

    assert {block.form for block in blocks if block} == set(LEGACY_BLOCKS)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_loses_nothing(path: Path) -> None:
    """The samples are whole: nothing of them is dropped or unknown."""
    _, notes = convert_tree(json.loads(path.read_text("utf-8")))

    assert {note.kind for note in notes} <= {Exactness.EXACT, Exactness.ASSUMED}
