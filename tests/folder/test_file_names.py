"""A file name is a good one on every system, whatever the flow is called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowport.folder.file_names import file_name, folded


@pytest.mark.parametrize(
    "name", ["Main", "Sample inbound flow (first contact)", "Grüße", "🎉 party"]
)
def test_a_good_name_stays(name: str) -> None:
    """What can be a file name is one."""
    assert file_name(name) == f"{name}.json"


@given(st.text(min_size=1, max_size=300))
def test_every_name_fits_every_system(name: str) -> None:
    """No separator, no reserved word, no hidden file, no dot or space at the end, 255 bytes."""
    stem = file_name(name).removesuffix(".json")

    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]|^\.|[ .]$', stem)
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", stem)
    assert 0 < len(f"{stem}.json".encode()) <= 130


@given(st.lists(st.text(min_size=1, max_size=40), unique=True, max_size=8))
def test_no_two_names_share_a_file(names: list[str]) -> None:
    """Each name gets a file that no file system takes for another's."""
    taken: set[str] = set()
    for name in names:
        taken.add(folded(file_name(name, taken)))

    assert len(taken) == len(names)


def test_names_that_differ_in_case_differ_in_more() -> None:
    """On a disk that ignores case the second one gets a mark."""
    first = file_name("Main")

    assert folded(file_name("MAIN", {folded(first)})) != folded(first)


def test_the_record_is_not_overwritten() -> None:
    """A flow called instance is not instance.json."""
    assert file_name("instance") != "instance.json"
