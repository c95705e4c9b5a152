"""What the package promises: its public names, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import flowport

if TYPE_CHECKING:
    from pathlib import Path

TEXT = '{"modules": [{"id": "a", "type": "Disconnect"}], "start": "a", "metadata": {"name": "Bye"}}'


def test_every_public_name_is_there_and_documented() -> None:
    """Each name in ``__all__`` can be had, and says what it is."""
    assert sorted(flowport.__all__) == list(flowport.__all__)
    for name in flowport.__all__:
        assert getattr(flowport, name).__doc__, name


def test_read_takes_text_bytes_and_paths(tmp_path: Path) -> None:
    """The same flow comes from its text, its bytes and its file."""
    (tmp_path / "flow").write_text(TEXT)

    for source in (TEXT, TEXT.encode(), tmp_path / "flow", str(tmp_path / "flow")):
        assert flowport.read(source).name == "Bye"


def test_convert_then_write_then_read(tmp_path: Path) -> None:
    """The three calls of the library fit together."""
    legacy = flowport.read(TEXT)
    assert isinstance(legacy, flowport.LegacyFlow)

    flowport.write(flowport.convert(legacy).flow, tmp_path / "new")

    flow = flowport.read(tmp_path / "new")
    assert isinstance(flow, flowport.Flow)
    assert flow.start == "a"


def test_a_name_that_is_not_public_is_refused() -> None:
    """Other names are not public."""
    with pytest.raises(AttributeError, match="no public name"):
        _ = flowport.nothing
