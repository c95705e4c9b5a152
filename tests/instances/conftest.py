"""Instances of each kind, new for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from instances.kinds import KINDS, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=sorted(KINDS))
def subject(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Subject]:
    """An instance of each kind."""
    made = KINDS[request.param](tmp_path / "place")
    yield made
    made.close()


@pytest.fixture
def other(subject: Subject, tmp_path: Path) -> Iterator[Subject]:
    """A second instance: a folder in another account and Region."""
    del subject
    made = KINDS["folder"](tmp_path / "other")
    yield made
    made.close()
