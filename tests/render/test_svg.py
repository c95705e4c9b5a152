"""A flow as a picture: well formed, with everything in it, and nothing that a renderer lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from corpus import corpus_files, needs_corpus
from documents import a_flow
from flowport import Flow, read
from flowport.layout.sizes import WIDTH
from flowport.render.svg import svg

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.render.theme import Theme

NAMESPACE = "{http://www.w3.org/2000/svg}"


def parsed(picture: str) -> ET.Element:
    """The picture's tree."""
    return ET.fromstring(picture)  # noqa: S314 - it is our own


def texts(picture: str) -> list[str]:
    """All words in a picture."""
    return [element.text or "" for element in parsed(picture).iter(f"{NAMESPACE}text")]


@needs_corpus
@pytest.mark.parametrize("path", corpus_files("language")[::4], ids=lambda path: path.stem)
def test_real_flows_are_drawn(path: Path) -> None:
    """Each block of a real flow has its card in a well-formed picture."""
    flow = read(path)
    assert isinstance(flow, Flow)
    root = parsed(svg(flow))
    cards = [one for one in root.iter(f"{NAMESPACE}rect") if one.get("class") == "card"]

    assert len(cards) == len({action.id for action in flow.actions})


def test_titles_settings_and_branches() -> None:
    """A block shows its title, its settings, and the names of its branches."""
    flow = a_flow(
        ("say", "MessageParticipant", "end"),
        ("end", "DisconnectParticipant", None),
        parameters={"say": {"Text": "Hello"}},
        errors={"say": [("NoMatchingError", "end")]},
    )
    shown = texts(svg(flow))

    assert {"Play prompt", "Text: Hello", "Success", "Error", "Disconnect"} <= set(shown)


def test_text_stays_in_its_box() -> None:
    """A long setting is cut and ends in an ellipsis."""
    flow = a_flow(
        ("say", "MessageParticipant", None), parameters={"say": {"Text": "wide words " * 40}}
    )
    line = next(words for words in texts(svg(flow)) if words.startswith("Text:"))

    assert line.endswith("…")
    assert len(line) < WIDTH / 4


def test_notes_are_drawn() -> None:
    """The notes on the canvas are in the picture."""
    note = {"content": "Ask legal first", "position": {"x": 40, "y": 300}}
    flow = a_flow(("a", "Wait", None), places={"a": (0, 0)}, metadata={"Annotations": [note]})

    assert "Ask legal first" in texts(svg(flow))


def test_notes_are_drawn_whole() -> None:
    """A note of more words than its size on the canvas has room for is drawn to its end."""
    words = "word " * 300 + "end"
    note = {"content": words, "position": {"x": 0, "y": 0}, "size": {"width": 200, "height": 60}}
    flow = a_flow(("a", "Wait", None), places={"a": (0, 0)}, metadata={"Annotations": [note]})

    assert any(line.endswith("end") for line in texts(svg(flow)))


def test_notes_are_drawn_arranged() -> None:
    """A picture that is arranged again has its notes too."""
    note = {"content": "Ask legal first", "position": {"x": 40, "y": 300}}
    flow = a_flow(("a", "Wait", None), metadata={"Annotations": [note]})

    assert "Ask legal first" in texts(svg(flow, arranged=True))


def test_open_branch_says_so() -> None:
    """A branch that leads nowhere is reported in words, not by its colour alone."""
    assert "Success (not connected)" in texts(svg(a_flow(("a", "MessageParticipant", ""))))


def test_no_text_breaks_the_picture() -> None:
    """Markup, control characters and half letters in a setting leave it well formed."""
    flow = a_flow(("a", "MessageParticipant", None), parameters={"a": {"Text": '<&"\x01\ud800>'}})

    assert any("<&" in words for words in texts(svg(flow)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_fixed_theme_asks_nothing(theme: Theme) -> None:
    """A picture of a fixed theme has no rule that a renderer of images would not know."""
    assert "@media" not in svg(a_flow(("a", "Wait", None)), theme=theme)


def test_auto_theme_knows_dark() -> None:
    """A picture that follows the reader's window has colours for the dark."""
    assert "prefers-color-scheme: dark" in svg(a_flow(("a", "Wait", None)))


def test_nothing_from_elsewhere() -> None:
    """A picture names no other address than that of its own language."""
    found = re.findall(r"https?://[^\"'<) ]+", svg(a_flow(("a", "Wait", None))))

    assert found == ["http://www.w3.org/2000/svg"]


def test_marks_frame_blocks() -> None:
    """A block that a comparison marks has a frame in the colour of its mark."""
    assert "s-added" in svg(a_flow(("a", "Wait", None)), marks={"a": "added"}).split("</style>")[1]


def test_link_to_nothing() -> None:
    """A branch to a block that is missing draws no link, and refuses nothing."""
    assert "Wait" in texts(svg(a_flow(("a", "Wait", "gone"))))
