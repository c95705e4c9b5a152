"""Pictures as PNG and PDF."""

from __future__ import annotations

import sys

import pytest

from documents import a_flow
from flowport.errors import UsageError
from flowport.render.raster import raster
from flowport.render.svg import svg

PICTURE = svg(a_flow(("a", "Wait", "b"), ("b", "Wait", None)), theme="light")


@pytest.mark.parametrize(("form", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_formats(form: str, start: bytes) -> None:
    """Each format begins as files of that format do."""
    pytest.importorskip("cairosvg", reason="the extra draw is not installed")

    assert raster(PICTURE, "png" if form == "png" else "pdf").startswith(start)


def test_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library one sentence says what to install."""
    monkeypatch.setitem(sys.modules, "cairosvg", None)

    with pytest.raises(UsageError, match=r"flowport\[draw\]"):
        raster(PICTURE, "png")
