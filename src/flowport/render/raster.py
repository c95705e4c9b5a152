"""Pictures as PNG and PDF, through a library that is there only if it was asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

from flowport.errors import UsageError
from flowport.patterns import pattern

#: The longest side of a PNG, in pixels: what common viewers open.
LONGEST = 12_000
#: How many pixels a PNG has for each pixel of the picture, if that is not too many.
SCALE = 2.0

_SIZE = pattern(r'width="([\d.]+)" height="([\d.]+)"')


def raster(picture: str, form: Literal["png", "pdf"]) -> bytes:
    """Draw an SVG of a fixed theme as PNG or PDF.

    Raises:
        UsageError: the library or what it needs of the system is not installed.
    """
    library = _library()
    data = picture.encode()
    if form == "pdf":
        drawn: bytes = library.svg2pdf(bytestring=data)
    else:
        found = _SIZE.search(picture)
        longest = max(map(float, found.groups())) if found else LONGEST
        drawn = library.svg2png(bytestring=data, scale=min(SCALE, LONGEST / longest))
    return drawn


def _library() -> Any:
    """The library that draws."""
    try:
        return import_module("cairosvg")
    except (ImportError, OSError):
        message = (
            "PNG and PDF need CairoSVG and the system's Cairo library: "
            "pip install 'flowport[draw]', or choose SVG"
        )
        raise UsageError(message) from None
