"""The report in one file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from documents import a_flow
from flowport.render.html import Chapter, report


@dataclass
class Found:
    """What a check might find."""

    severity: str = "error"
    block: str = "a"
    message: str = "Choose a queue <now>"


def page() -> str:
    """A report of two flows, the first with a finding."""
    one = a_flow(("a", "UpdateContactTargetQueue", None), metadata={"name": "Sales"})
    two = a_flow(("a", "TransferToFlow", None), parameters={"a": {"ContactFlowId": "Sales"}})
    return report([Chapter("one.json", one, [Found()]), Chapter("two.json", two)])


class Ids(HTMLParser):
    """Gathers every id of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag's id."""
        del tag
        self.ids += [value for name, value in attrs if name == "id" and value]


def test_findings_are_told() -> None:
    """What a check found is in the report, as text."""
    assert "Choose a queue &lt;now&gt;" in page()


def test_flows_are_indexed() -> None:
    """Each flow is in the index, by its name or else its file."""
    assert re.findall(r'<a href="#f\d">([^<]+)</a>', page()) == ["Sales", "two.json"]


def test_nothing_is_loaded() -> None:
    """The report loads nothing: no address but that of the pictures' language."""
    assert set(re.findall(r"https?://[^\"'<) ]+", page())) == {"http://www.w3.org/2000/svg"}


def test_ids_are_unique() -> None:
    """No id stands twice, though there are two pictures."""
    reader = Ids()
    reader.feed(page())

    assert len(reader.ids) == len(set(reader.ids))


def test_references_are_listed() -> None:
    """What a flow refers to is in its table."""
    assert "contact flow" in page()
