"""A plan, and what became of one, for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson

from flowport.cli.asking import count_text
from flowport.cli.printed_lines import printable
from flowport.cli.tables import moved, note_lines
from flowport.jobs.moving.plan import Do, FlowChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.jobs.moving.plan import Item, Plan
    from flowport.jobs.moving.result import Result
    from flowport.jobs.moving.runs import Run

__all__ = ["doubtful", "ended", "render", "summary", "worrying", "writing"]

_SIGNS = {
    FlowChange.CREATE: "+",
    FlowChange.UPDATE: "~",
    FlowChange.UNCHANGED: "=",
    FlowChange.BLOCKED: "!",
    FlowChange.ARCHIVE: "-",
    FlowChange.EXTRA: "?",
    FlowChange.SKIP: "=",
    FlowChange.PUBLISH: "~",
    FlowChange.RESTORE: "+",
    FlowChange.DELETE: "-",
    FlowChange.VERSION: "+",
}
_QUIET = {FlowChange.UNCHANGED, FlowChange.EXTRA}


def render(plan: Plan, *, every: bool = False) -> str:
    """The plan, problems first; with ``every`` each reference and step as well."""
    return "\n".join(printable(line) for line in _lines(plan, every=every)) + "\n"


def writing(plan: Plan) -> str:
    """What a question says that a plan writes: ``Write 3 flows (2 create, 1 update) into``."""
    changes = {
        do: len(plan.of(do)) for do in (FlowChange.CREATE, FlowChange.UPDATE, FlowChange.ARCHIVE)
    }
    flows = Counter(str(item.kind) for item in plan.items if changes.get(item.action))
    counts = ", ".join(f"{number} {do}" for do, number in changes.items() if number)
    what = count_text({**flows, "resource": len(plan.resources)})
    return f"Write {what} ({counts}) into" if counts else f"Write {what} into"


def _lines(plan: Plan, *, every: bool) -> Iterator[str]:
    yield f"From {plan.source.name} to {plan.target.name}"
    yield ""
    for item in plan.items:
        if every or item.reasons or item.action not in _QUIET:
            yield from _item(item, every=every)
    for resource in plan.resources:
        yield f"+ {resource.label} (resource)"
    yield from (f"warning: {warning}" for warning in plan.warnings)
    yield ""
    counts = {action: len(plan.of(action)) for action in FlowChange if plan.of(action)}
    yield ", ".join(f"{number} {action}" for action, number in counts.items()) or "nothing to do"
    shells = sum(step.do is Do.SHELL for step in plan.steps)
    if shells:
        yield f"{shells} created as shells first, because they refer to each other"
    if every:
        yield from (f"{n:>5}  {step.id}" for n, step in enumerate(plan.steps, 1))
    if plan.archives_many:
        number = plan.archived
        yield f"archiving {number} of {plan.held} needs --archive-at-most {number}"
    yield from _references(plan)
    yield from _cost(plan)
    if plan.losses:
        yield ""
        yield "What does not travel:"
        yield from (f"  {loss}" for loss in plan.losses)


def _cost(plan: Plan) -> Iterator[str]:
    if not plan.calls:
        return
    calls = ", ".join(f"{name} {number}" for name, number in plan.calls.items())
    count = sum(plan.calls.values())
    yield f"{count} {'call' if count == 1 else 'calls'}: {calls}"
    if plan.rates is not None:
        minutes, seconds = divmod(round(plan.seconds), 60)
        yield f"at the rates in force this takes {minutes} min {seconds} s at least"


def _item(item: Item, *, every: bool) -> Iterator[str]:
    notes = (
        []
        if item.publish or item.action not in {FlowChange.CREATE, FlowChange.UPDATE}
        else ["saved"]
    )
    notes += ["changed in the target since the last run"] if item.drift else []
    yield f"{_SIGNS[item.action]} {item.label}" + (f" ({'; '.join(notes)})" if notes else "")
    yield from (f"    {change}" for change in item.changes)
    yield from (f"    ! {reason}" for reason in item.reasons)
    yield from (f"    {word}: {note}" for word, note in note_lines(item.outcomes, item.notes))
    for outcome in item.outcomes:
        near = ", ".join(outcome.hints)
        if every:
            yield f"    {moved(outcome)}" + (f": {outcome.reason}" if outcome.reason else "")
        if near:
            yield f"      near: {near}"


def _references(plan: Plan) -> Iterator[str]:
    """What references of flows that are written become, each once."""
    writing = (
        i
        for i in plan.items
        if i.action in {FlowChange.CREATE, FlowChange.UPDATE, FlowChange.PUBLISH}
    )
    counts = Counter(
        moved(outcome)
        for item in writing
        for outcome in item.outcomes
        if outcome.target and outcome.target.value != outcome.reference.written
    )
    if counts:
        yield ""
        yield "References:"
        yield from (
            f"  {line}" + (f" ({number} times)" if number > 1 else "")
            for line, number in sorted(counts.items())
        )


def worrying(plan: Plan) -> bool:
    """Whether a person should look at something: what is blocked, or will not be published."""
    return any(item.reasons for item in plan.items)


def doubtful(result: Result) -> bool:
    """Whether something was saved though it was to be published, or failed."""
    return any(outcome.reasons for outcome in result.outcomes)


def summary(run: Run, result: Result, plan: Plan | None = None) -> str:
    """What became of a run; with its plan also what the plan left out."""
    lines = [
        f"blocked: {item.label}: {reason}"
        for item in (plan.of(FlowChange.BLOCKED) if plan else ())
        for reason in item.reasons
    ]
    for outcome in result.outcomes:
        lines += [f"{outcome.state}: {outcome.step.label}: {why}" for why in outcome.reasons]
    counts: dict[str, int] = {}
    for outcome in result.outcomes:
        if outcome.step.do is not Do.SHELL:
            counts[outcome.state] = counts.get(outcome.state, 0) + 1
    if result.problem:
        lines.append(f"stopped: {result.problem}")
    summary = ", ".join(f"{number} {state}" for state, number in counts.items()) or "nothing to do"
    throttles = sum(result.pace.throttles.values())
    calls = sum(result.pace.calls.values())
    made = f"{calls} {'call' if calls == 1 else 'calls'}, {throttles} throttled"
    lines.append(f"run {run.id}: {run.state}: {summary} ({made})")
    if run.state == "incomplete":
        lines.append(
            f"go on with: flowport resume {run.id}; take back with: flowport undo {run.id}"
        )
    return "\n".join(printable(line) for line in lines) + "\n"


def ended(run: Run, result: Result) -> dict[str, Any]:
    """The same as the last event."""
    return {
        "event": "end",
        "run": orjson.loads(orjson.dumps(run)),
        "problem": result.problem or None,
        "outcomes": [
            {"step": o.step.id, "outcome": o.state, "reasons": list(o.reasons)}
            for o in result.outcomes
        ],
        "calls": dict(result.pace.calls),
        "throttles": dict(result.pace.throttles),
    }
