"""The converter held against Amazon's own: the same flows, exported in both formats."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from convert.compare import agreement
from corpus import CORPUS, corpus_files, needs_corpus, pairs
from flowport.convert import Home, convert_tree

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_corpus


@cache
def _counted() -> tuple[tuple[dict[str, Any], tuple[int, int, int]], ...]:
    """Every pair, with its shared blocks: how many, of one type, and the same."""
    return tuple(
        (
            pair,
            agreement(
                convert_tree(orjson.loads((CORPUS / pair["legacy"]).read_bytes()))[0],
                orjson.loads((CORPUS / pair["language"]).read_bytes()),
            ),
        )
        for pair in pairs()
    )


def test_every_pair_shares_its_blocks() -> None:
    """Ids stay, so that as many blocks are shared as the pairs' list says."""
    missed = [pair["legacy"] for pair, (shared, _, _) in _counted() if shared != pair["shared_ids"]]

    assert missed == []


def test_every_pair_agrees_on_every_type() -> None:
    """No shared block becomes an action of another type."""
    missed = [pair["legacy"] for pair, (shared, types, _) in _counted() if types != shared]

    assert missed == []


def test_every_pair_agrees_on_its_exact_blocks() -> None:
    """As many blocks are the same as are known to be unedited, in every pair."""
    missed = [pair["legacy"] for pair, (_, _, same) in _counted() if same < pair["blocks_exact"]]

    assert missed == []


def test_the_totals_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Someone who runs the tests sees how well the converter does."""
    counts = [count for _, count in _counted()]
    shared, types, same = (sum(column) for column in zip(*counts, strict=True))
    known = sum(pair["blocks_exact"] for pair, _ in _counted())

    with capsys.disabled():
        print(  # noqa: T201  that is what this test is for
            f"\n{len(counts)} pairs: {same} of {shared} shared blocks are the same "
            f"({known} are known to be unedited), {types} of one type"
        )

    assert same >= known


@pytest.mark.parametrize("home", Home)
@pytest.mark.parametrize("path", corpus_files("legacy"), ids=lambda path: path.stem)
def test_every_real_legacy_flow_converts(path: Path, home: Home) -> None:
    """Each block of a real flow becomes one action of the same id, for both homes."""
    legacy = orjson.loads(path.read_bytes())

    flow, _ = convert_tree(legacy, home)

    assert [a["Identifier"] for a in flow["Actions"]] == [m["id"] for m in legacy["modules"]]
