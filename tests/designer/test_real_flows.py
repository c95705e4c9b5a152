"""Real flows in the designer: each opens, shows every block, and takes edits without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from corpus import corpus_files, needs_corpus
from flowport.convert import convert
from flowport.designer import opened, perform
from flowport.designer.clipboard import copied
from flowport.designer.document_report import report
from flowport.designer.properties import properties
from flowport.designer.view import view
from flowport.errors import FlowportError
from flowport.files import read_path

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.designer import Draft
    from flowport.designer.schema.form_schema import PropertiesJSON

pytestmark = needs_corpus

#: Every fourth: enough to meet every kind of block, and quick.
SOME = [pytest.param(path, id=path.name) for path in corpus_files()[::4]]


def draft(path: Path) -> Draft:
    """The flow of a file, opened; a file that holds none is another test's matter."""
    try:
        return opened(convert(read_path(path)).flow, name="Test")
    except FlowportError:
        pytest.skip("not a flow that can be read and converted")


@pytest.mark.parametrize("path", SOME)
def test_every_block_is_drawn_where_it_is_alone(path: Path) -> None:
    """The canvas shows each block once, and no two at one place."""
    flow = draft(path)
    blocks = view(flow)["blocks"]
    places = [(block["x"], block["y"]) for block in blocks]

    assert {block["id"] for block in blocks} == {action.id for action in flow.flow.actions}
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("path", SOME)
def test_every_block_has_a_form(path: Path) -> None:
    """Each top-level parameter of each block is a field, or shown as unknown."""
    flow = draft(path)
    told = report(flow, None)
    for action in flow.flow.actions:
        form = cast("PropertiesJSON", properties(flow, action.id, told))
        shown = {each["path"][0] for each in (*form["fields"], *form["unknown"])}

        assert set(action.parameters) <= shown


@pytest.mark.parametrize("path", SOME)
def test_an_edit_undone_by_another_leaves_the_bytes(path: Path) -> None:
    """Setting a parameter and removing it again gives the content as it was."""
    start = draft(path)
    if not start.flow.actions:
        return
    where = {"block": start.flow.actions[0].id, "path": ["FlowportTest"]}
    changed = perform(start, {"kind": "setParameter", **where, "value": "x"})
    back = perform(changed, {"kind": "removeParameter", **where})

    assert back.flow.tree == start.flow.tree


@pytest.mark.parametrize("path", SOME)
def test_a_whole_flow_can_be_copied_and_pasted(path: Path) -> None:
    """A paste of everything beside everything doubles the blocks, and no name stands twice."""
    start = draft(path)
    ids = list(dict.fromkeys(action.id for action in start.flow.actions))
    text = copied(start.flow, ids, [])
    if not ids:
        return
    both = perform(start, {"kind": "paste", "fragment": text, "seed": "s", "x": 0, "y": 5000})
    names = [action.id for action in both.flow.actions]

    assert len(names) == 2 * len(start.flow.actions)
    assert len(set(names)) == 2 * len(ids)
