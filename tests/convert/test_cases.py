"""Each case is three files: a legacy flow, the flow it becomes, and the notes on the way.

A new case is ``cases/<block>/<case>.legacy.json``; run these tests once with ``FLOWPORT_RENEW=1``
to have the other two written, and read them before they are committed.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flowport.catalogue.legacy import LEGACY_BLOCKS
from flowport.convert import convert_tree

if TYPE_CHECKING:
    from flowport.convert import Note

CASES = Path(__file__).parent / "cases"
LEGACY = sorted(CASES.rglob("*.legacy.json"))


def _line(note: Note) -> str:
    """A note as one line: kind and level, block, place, sentence, value."""
    value = "" if note.value is None else f" [{json.dumps(note.value, ensure_ascii=False)}]"
    block = note.block or "-"
    return f"{note.kind} {note.level} {block} {note.pointer or '/'}: {note.message}{value}\n"


def _expected(path: Path, text: str) -> str:
    """The text that a file of a case holds, written first where that was asked for."""
    if os.environ.get("FLOWPORT_RENEW"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _converted(path: Path) -> tuple[dict[str, Any], tuple[Note, ...]]:
    return convert_tree(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_becomes_its_flow(path: Path) -> None:
    """The flow is as the case's file says, also in the order of its keys."""
    flow, _ = _converted(path)
    text = json.dumps(flow, indent=2, ensure_ascii=False) + "\n"

    assert text == _expected(path.with_name(path.name.replace(".legacy.", ".flow.")), text)


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_says_its_notes(path: Path) -> None:
    """The notes are as the case's file says, in order."""
    _, notes = _converted(path)
    text = "".join(map(_line, notes))

    assert text == _expected(path.with_name(path.name.replace(".legacy.json", ".notes.txt")), text)


@pytest.mark.parametrize("form", LEGACY_BLOCKS)
def test_every_form_has_a_case(form: str) -> None:
    """A block that the catalogue declares is shown by at least one case."""
    folder = re.sub(r"(?<=[a-z])(?=[A-Z])|/", "_", form).lower()

    assert list((CASES / folder).glob("*.legacy.json"))
