"""The changelog, the classifiers and the recipes name the package's version."""

from __future__ import annotations

import datetime as dt
import re

from command import ROOT
from flowport import __version__

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
#: The longest entry in words, so that one is read at a glance.
MOST_WORDS = 40


def headings() -> list[tuple[str, ...]]:
    """Each heading after those that it is under."""
    found: list[tuple[str, ...]] = []
    for marks, title in re.findall(r"^(#+) (.+)$", CHANGELOG, re.MULTILINE):
        above = found[-1] if found else ()
        found.append((*above[: len(marks) - 1], title))
    return found


def test_the_version_has_a_dated_section() -> None:
    """The newest release of the changelog is the package's version, with a date of the calendar."""
    (version, date), *_ = re.findall(r"^## (\d\S*) - (\S+)$", CHANGELOG, re.MULTILINE)

    assert (version, str(dt.date.fromisoformat(date))) == (__version__, date)


def test_entries_are_short() -> None:
    """No entry has more words than are read at a glance."""
    entries = re.findall(r"^- (.+(?:\n  .+)*)$", CHANGELOG, re.MULTILINE)

    assert [each for each in entries if len(each.split()) > MOST_WORDS] == []


def test_no_heading_comes_twice() -> None:
    """In each release and in each part of it, a heading is used once."""
    found = headings()

    assert sorted(found) == sorted(set(found))


def test_no_entry_comes_twice() -> None:
    """An entry is in one place."""
    entries = re.findall(r"^- .+$", CHANGELOG, re.MULTILINE)

    assert sorted(entries) == sorted(set(entries))


def test_recipes_for_pipelines_name_the_version() -> None:
    """The pre-commit recipe pins the tag of this version."""
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

    assert set(re.findall(r"rev: (\S+)|flowport==(\S+)", page)) == {(f"v{__version__}", "")}
