"""Two executions of one test case: ours, and the service's; and where they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flowport.model.printable import escaped
from flowport.testing.matching import normalized
from flowport.testing.suite_report import CaseOutcome, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["BothOutcome", "both_as_json", "both_as_outcomes", "both_as_text", "verdict_differences"]


@dataclass(frozen=True, slots=True)
class BothOutcome:
    """A case that was run offline and by the service.

    Attributes:
        offline: The offline run.
        status: The service's status; ``""`` where it did not run the case.
        reason: Why the service failed it, or why it was not run there.
        records: The service's records.
        differences: A sentence for each difference.
    """

    offline: CaseOutcome
    status: str
    reason: str = ""
    records: tuple[dict[str, Any], ...] = ()
    differences: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it passed in both, in the same way."""
        return self.offline.passed and self.status == "PASSED" and not self.differences


def both_as_text(outcomes: Sequence[BothOutcome], place: str) -> str:
    """Both verdicts of each case with the differences, and a summary."""
    lines = [line for outcome in outcomes for line in _lines(outcome, place)]
    run = [each for each in outcomes if each.status and each.offline.verdict]
    differ = sum(bool(each.differences) for each in run)
    summary = f"{len(run)} of {len(outcomes)} test cases were run in both"
    return "".join(f"{escaped(line)}\n" for line in [*lines, f"{summary}, {differ} differ"])


def _lines(outcome: BothOutcome, place: str) -> Iterator[str]:
    ours = outcome.offline
    word = "PASSED" if ours.passed else "FAILED" if ours.verdict else "not run"
    there = outcome.status or "not run"
    yield f"{ours.name} ({ours.file}): offline {word}, {place} {there}"
    if ours.reason:
        yield f"  offline: {ours.reason}"
    if outcome.reason:
        yield f"  {place}: {outcome.reason}"
    yield from (f"  differs: {each}" for each in outcome.differences)


def both_as_json(outcomes: Sequence[BothOutcome], place: str) -> dict[str, Any]:
    """The offline result as always, with ``on`` and ``differences`` beside it."""
    cases = as_json([each.offline for each in outcomes])["cases"]
    for case, each in zip(cases, outcomes, strict=True):
        case["on"] = {
            "place": place,
            "status": each.status or None,
            "reason": each.reason,
            "records": list(each.records),
        }
        case["differences"] = list(each.differences)
    return {"cases": cases}


def both_as_outcomes(outcomes: Sequence[BothOutcome], place: str) -> list[CaseOutcome]:
    """One outcome for each case, for a format that has one verdict: it passed in both or failed."""
    found = []
    for each in outcomes:
        ours = each.offline
        if each.passed or ours.verdict is None:
            found.append(ours)
        elif not each.status:
            found.append(CaseOutcome(ours.name, ours.file, None, f"{place}: {each.reason}"))
        else:
            parts = [f"offline: {ours.reason}"] if ours.reason else []
            parts += [f"{place}: {each.reason}"] if each.reason else []
            verdict = replace(
                ours.verdict, passed=False, reason="; ".join([*parts, *each.differences])
            )
            found.append(CaseOutcome(ours.name, ours.file, verdict))
    return found


def verdict_differences(
    here: Sequence[Mapping[str, Any]], there: Sequence[Mapping[str, Any]], place: str
) -> Iterator[str]:
    """A sentence for each difference between the records of two executions.

    Args:
        here: The records of the offline run.
        there: The records of the service's run.
        place: What to call the service.
    """
    if (why := _not_begun(there)) and not _not_begun(here):
        yield f"it could not begin on {place}: {why}"
        return
    ours, theirs = _observations(here), _observations(there)
    for name in dict.fromkeys((*ours, *theirs)):
        if name not in theirs:
            yield f'observation "{name}" happened offline, and not on {place}'
        elif name not in ours:
            yield f'observation "{name}" happened on {place}, and not offline'
        else:
            yield from _between(name, ours[name], theirs[name], place)


def _not_begun(records: Sequence[Mapping[str, Any]]) -> str:
    """Why an execution could not begin; ``""`` where it did."""
    for record in records:
        reason = record.get("CompletionReason")
        if isinstance(reason, dict) and "INITIALIZATION_FAILURE" in reason.get(
            "FailureReasons", ()
        ):
            return str(reason.get("Message") or "no reason is given")
    return ""


def _between(
    name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], place: str
) -> Iterator[str]:
    if ours.get("Status") != theirs.get("Status"):
        status = f"{ours.get('Status')} offline, {theirs.get('Status')} on {place}"
        yield f'observation "{name}": {status}'
    one, other = _heard(ours), _heard(theirs)
    if normalized(one) != normalized(other):
        yield f'observation "{name}" heard "{one}" offline, and "{other}" on {place}'


def _observations(records: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {
        str(record.get("Identifier")): record
        for record in records
        if record.get("Type") == "OBSERVATION"
    }


def _heard(record: Mapping[str, Any]) -> str:
    event = record.get("ActualEvent") or record.get("Event")
    properties = event.get("Properties") if isinstance(event, dict) else None
    return str(properties.get("Text") or "") if isinstance(properties, dict) else ""
