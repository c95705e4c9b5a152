"""The colours of pictures, light and dark, and the style sheet made of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

#: ``auto`` follows the reader's window; the others are for paper and for renderers of images.
Theme = Literal["auto", "light", "dark"]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

#: Each token's colour on light and on dark ground. Text has a contrast of 4.5 or more on its own.
COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ground": ("#f6f7f9", "#14171c"),
        "card": ("#ffffff", "#1f242c"),
        "edge": ("#cdd3db", "#3b4350"),
        "ink": ("#1b2129", "#e8ebef"),
        "soft": ("#5a6472", "#a3adba"),
        "success": ("#1a7f4b", "#4cc38a"),
        "answer": ("#2563c9", "#78a9ff"),
        "error": ("#c2362b", "#ff8a80"),
        "open": ("#9a6700", "#e3b341"),
        "note": ("#fff6cc", "#3a3418"),
        "noteedge": ("#e3cf73", "#6b5f25"),
        "Interact": ("#7445c7", "#b794f6"),
        "Set": ("#1f6fb5", "#6cb6f5"),
        "Check": ("#a15c00", "#f0a94b"),
        "Analyze": ("#00787a", "#4fc9c9"),
        "Logic": ("#5b6b1f", "#b5c95a"),
        "Integrate": ("#b0307a", "#f28cc3"),
        "Terminate": ("#8f3325", "#f09a8a"),
        "Other": ("#5a6472", "#a3adba"),
        "added": ("#1a7f4b", "#4cc38a"),
        "removed": ("#c2362b", "#ff8a80"),
        "changed": ("#9a6700", "#e3b341"),
        "reached": ("#1a7f4b", "#4cc38a"),
        "missed": ("#9a6700", "#e3b341"),
    }
)

#: The rules of the style sheet: selector, then property and token.
_RULES = (
    (".ground", "fill", "ground"),
    (".card", "fill", "card"),
    (".card", "stroke", "edge"),
    (".rule", "stroke", "edge"),
    (".ink", "fill", "ink"),
    (".soft", "fill", "soft"),
    (".note", "fill", "note"),
    (".note", "stroke", "noteedge"),
    (".pill", "fill", "success"),
    (".onpill", "fill", "card"),
)


def style(theme: Theme) -> str:
    """The style sheet of a picture; ``auto`` is light, and dark where the reader's window is."""
    fixed = f"text{{font-family:{FONT}}}.line{{fill:none;stroke-width:1.6}}.b{{font-weight:600}}"
    if theme != "auto":
        return fixed + _sheet(theme == "dark")
    return f"{fixed}{_sheet(0)}@media (prefers-color-scheme: dark){{{_sheet(1)}}}"


def _sheet(dark: int) -> str:
    """The rules for one ground."""
    rules = [f"{where}{{{what}:{COLOURS[token][dark]}}}" for where, what, token in _RULES]
    for token, pair in COLOURS.items():
        rules.append(f".f-{token}{{fill:{pair[dark]}}}.s-{token}{{stroke:{pair[dark]}}}")
    return "".join(rules)
