"""Names and texts that look like markup are drawn as text, whatever they hold."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.dom import minidom

import pytest

from documents import a_flow
from flowport.render.html import Chapter, report
from flowport.render.map import chart, picture
from flowport.render.mermaid import mermaid
from flowport.render.svg import svg

ODD = '</text></svg><script>alert(1)</script>"]; click b0 "javascript:x" <img onerror=x>\x01\ud800&'
FLOW = a_flow(
    (ODD, ODD, "end"),
    ("end", "MessageParticipant", None),
    parameters={ODD: {ODD: ODD}, "end": {"Text": ODD}},
    errors={ODD: [(ODD, "end")]},
    metadata={
        "name": ODD,
        "description": ODD,
        "type": ODD,
        "Annotations": [{"content": ODD, "position": {"x": 0, "y": 0}}],
        "ActionMetadata": {ODD: {"isFriendlyName": True}},
    },
)


class Elements(HTMLParser):
    """The names of all elements, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("drawn", [svg(FLOW), picture(chart({ODD: FLOW}), title=ODD)])
def test_pictures_hold_no_foreign_element(drawn: str) -> None:
    """A picture is sound XML with only the elements that we draw."""
    names = {element.tagName for element in minidom.parseString(drawn).getElementsByTagName("*")}  # noqa: S318 - our own picture

    assert names <= {
        *("svg", "title", "style", "defs", "marker", "path", "rect", "text", "g", "circle"),
    }


def test_a_report_holds_only_its_own_script() -> None:
    """Nothing in a flow becomes an element or a handler of the page."""
    page = Elements(report([Chapter(ODD, FLOW)], title=ODD))

    assert (page.names.count("script"), "img" in page.names) == (1, False)
    assert not any(name.startswith("on") for name in page.attributes)


def test_a_flowchart_keeps_words_in_their_labels() -> None:
    """No word ends its label or begins a command of the chart."""
    chart_lines = mermaid(FLOW).splitlines()

    assert not any("<script" in line or "<img" in line for line in chart_lines)
    assert all(line.count('"') in {0, 2} for line in chart_lines)
