"""Real legacy flows convert so that nobody has to look at most of them again."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from corpus import corpus_files, needs_corpus
from flowport.check import Severity, check
from flowport.convert import Conversion, convert
from flowport.files import read_path
from flowport.model import LegacyFlow

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_corpus

LEGACY = corpus_files("legacy")

UNRESOLVED = {"R001", "R002", "R003", "R006"}
"""Errors about a reference that only the target instance can resolve."""

OWN_ERRORS = {
    ("91aab600d3bf.json", "C013"): "the legacy block passes an empty text to its function as well",
}
"""Errors that the legacy flow has itself, by file and rule, each with the reason."""


@cache
def _converted(path: Path) -> Conversion:
    document = read_path(path)
    assert isinstance(document, LegacyFlow)
    return convert(document)


def test_most_flows_need_no_second_look() -> None:
    """At most a quarter of the real legacy flows has a note that is not exact."""
    noted = [path for path in LEGACY if not _converted(path).exact]

    assert len(noted) <= len(LEGACY) / 4


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.stem)
def test_a_converted_flow_has_no_error_of_its_own(path: Path) -> None:
    """What the conversion writes passes our own check, but for references and errors it found."""
    errors = {f.code for f in check(_converted(path).flow) if f.severity is Severity.ERROR}

    assert not {code for code in errors - UNRESOLVED if (path.name, code) not in OWN_ERRORS}
