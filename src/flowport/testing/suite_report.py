"""The result of test cases: as text, as JSON, and as JUnit XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from flowport.model.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.testing.verdict import Verdict

__all__ = ["CaseOutcome", "as_json", "as_junit", "as_text"]


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case of a run.

    Attributes:
        name: The case's name.
        file: Its file.
        verdict: How it ended; None where it could not be run.
        problem: Why it could not be run.
    """

    name: str
    file: str
    verdict: Verdict | None
    problem: str = ""

    @property
    def passed(self) -> bool:
        """Whether it was run and passed."""
        return self.verdict is not None and self.verdict.passed

    @property
    def reason(self) -> str:
        """Why it did not pass."""
        return self.verdict.reason if self.verdict else self.problem


def as_json(outcomes: Sequence[CaseOutcome]) -> dict[str, Any]:
    """The result as a JSON object; a case that could not be run has failed, with its reason."""
    return {"cases": [_case(outcome) for outcome in outcomes]}


def _case(outcome: CaseOutcome) -> dict[str, Any]:
    verdict = outcome.verdict
    return {
        "name": outcome.name,
        "file": outcome.file,
        "status": "PASSED" if outcome.passed else "FAILED",
        "reason": outcome.reason,
        "records": list(verdict.records) if verdict else [],
        "warnings": list(verdict.warnings) if verdict else [],
        "seconds": verdict.seconds if verdict else 0.0,
    }


def as_text(outcomes: Sequence[CaseOutcome]) -> str:
    """The result as lines: failures with reason and trail, warnings, and the count."""
    lines = [escaped(line) for outcome in outcomes for line in _lines(outcome)]
    passed = sum(outcome.passed for outcome in outcomes)
    unable = sum(outcome.verdict is None for outcome in outcomes)
    failed = len(outcomes) - passed - unable
    more = f", {unable} could not be run" if unable else ""
    return "\n".join([*lines, f"{passed} passed, {failed} failed{more}"]) + "\n"


def _lines(outcome: CaseOutcome) -> Iterator[str]:
    word = "PASSED" if outcome.passed else "FAILED" if outcome.verdict else "ERROR "
    yield f"{word}  {outcome.name} ({outcome.file})"
    if not outcome.passed:
        yield f"        {outcome.reason}"
        if outcome.verdict:
            yield from (f"        {line}" for line in _trail(outcome.verdict))
    for warning in outcome.verdict.warnings if outcome.verdict else ():
        yield f"        Warning: {warning}"


def _trail(verdict: Verdict) -> Iterator[str]:
    """The blocks of the call, the last ones where it was long."""
    events = verdict.trace.events
    if len(events) > _LONGEST:
        yield f"... {len(events) - _LONGEST} blocks before"
    for event in events[-_LONGEST:]:
        heard = f' "{event.heard}"' if event.heard else ""
        said = f" <- {event.said}" if event.said else ""
        label = f" -> {event.label}" if event.label else ""
        yield f"{event.title}{heard}{said}{label}"


_LONGEST = 25


def as_junit(outcomes: Sequence[CaseOutcome]) -> str:
    """The result as JUnit XML, which CI services read."""
    errors = sum(outcome.verdict is None for outcome in outcomes)
    failed = sum(not outcome.passed for outcome in outcomes) - errors
    seconds = sum(outcome.verdict.seconds for outcome in outcomes if outcome.verdict)
    counts = f'tests="{len(outcomes)}" failures="{failed}" errors="{errors}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuite name="flowport" {counts} time="{seconds:.1f}">',
        *(line for outcome in outcomes for line in _junit(outcome)),
    ]
    return "\n".join([*lines, "</testsuite>"]) + "\n"


def _junit(outcome: CaseOutcome) -> Iterator[str]:
    seconds = outcome.verdict.seconds if outcome.verdict else 0.0
    names = f"name={_quoted(outcome.name)} classname={_quoted(outcome.file)}"
    if outcome.passed:
        yield f'  <testcase {names} time="{seconds:.1f}"/>'
        return
    yield f'  <testcase {names} time="{seconds:.1f}">'
    if outcome.verdict is None:
        yield f"    <error message={_quoted(outcome.reason)}/>"
    else:
        trail = escape("\n".join(map(escaped, _trail(outcome.verdict))))
        yield f"    <failure message={_quoted(outcome.reason)}>{trail}</failure>"
    yield "  </testcase>"


def _quoted(text: str) -> str:
    return quoteattr(escaped(text))
