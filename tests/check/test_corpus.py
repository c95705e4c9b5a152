"""What the rules say of real flows: no error where a designer published, and how often each."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from command import ROOT
from corpus import CORPUS, corpus_files, needs_corpus
from flowport import Flow, LegacyFlow, read
from flowport.check import Severity, check

if TYPE_CHECKING:
    import pytest

pytestmark = needs_corpus

#: Published exports with an error. Their owners blanked references by hand before they put them
#: on the web: an empty text was seen to be refused (R001), so none of them was published so.
EXCEPTIONS = {
    "language/4e7345792129.json": {"R001"},
}


@cache
def findings() -> dict[str, tuple[Flow | LegacyFlow, Counter[tuple[str, Severity]]]]:
    """For each real flow, how often each rule spoke with which severity."""
    found = {}
    for path in corpus_files():
        flow = read(path)
        counts = Counter((f.code, f.severity) for f in check(flow))
        found[path.relative_to(CORPUS).as_posix()] = flow, counts
    return found


def test_published_exports_have_no_errors() -> None:
    """No error on a flow that a designer exported as published, but for listed exceptions."""
    wrong = {
        name: codes
        for name, (flow, counts) in findings().items()
        if isinstance(flow, Flow)
        and str(flow.status).lower() == "published"
        and (codes := {code for code, severity in counts if severity is Severity.ERROR})
    }

    assert wrong == EXCEPTIONS


def test_warnings_of_published_exports_were_read() -> None:
    """A warning on more than 3 % of the published exports was read by hand, and is on the page."""
    published = [
        {code for code, severity in counts if severity is Severity.WARNING}
        for flow, counts in findings().values()
        if isinstance(flow, Flow) and str(flow.status).lower() == "published"
    ]
    counted = Counter(code for codes in published for code in codes)
    frequent = {code for code, count in counted.items() if count > len(published) * 0.03}

    page = (ROOT / "docs" / "reference" / "findings-read.md").read_text(encoding="utf-8")
    assert not {code for code in frequent if f"## {code}" not in page}


def test_every_exception_is_on_the_page_with_its_reason() -> None:
    """An error on a published export is listed by the file's name in the corpus, its hash."""
    page = (ROOT / "docs" / "reference" / "findings-read.md").read_text(encoding="utf-8")

    assert not [name for name in EXCEPTIONS if Path(name).stem not in page]


def test_legacy_flows_are_checked() -> None:
    """Every legacy flow is checked through its conversion."""
    legacy = [name for name, (flow, _) in findings().items() if isinstance(flow, LegacyFlow)]

    assert len(legacy) == len(corpus_files("legacy"))


def test_counts_by_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """Prints how often each rule spoke, and in how many flows; a rule in all of them is suspect."""
    total: Counter[tuple[str, Severity]] = Counter()
    flows: defaultdict[tuple[str, Severity], set[str]] = defaultdict(set)
    for name, (_, counts) in findings().items():
        total += counts
        for key in counts:
            flows[key].add(name)
    with capsys.disabled():
        print()  # noqa: T201  the counts are what this test is for
        for (code, severity), count in sorted(total.items()):
            where = len(flows[code, severity])
            print(f"{code} {severity:<7} {count:>5} in {where:>3} flows")  # noqa: T201

    assert max(map(len, flows.values())) < len(findings()) / 3
