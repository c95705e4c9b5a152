"""The observations of a native document: events, actions and transitions, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.testing.case import CaseAction, Observation
from flowport.testing.steps import check_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.testing.problems import Problems

__all__ = ["EVENTS", "read_observations"]

EVENTS = (
    "TestInitiated",
    "MessageReceived",
    "FlowActionStarted",
    "FlowActionCompleted",
    "TestCompleted",
)
_USAGES = {"exactly": "Exactly", "atleast": "AtLeast", "atmost": "AtMost", "always": "Always"}
_MESSAGES = ("Text", "SSML", "PromptId", "Media")
_CRITERIA = ("Inclusion", "Similarity")
_LONGEST = 256


def read_observations(
    content: dict[str, Any], prefix: str, channel: str, problems: Problems
) -> tuple[Observation, ...]:
    """The observations of a content object."""
    given = content.get("Observations")
    if not isinstance(given, list):
        if not problems.found:
            problems.add(f"{prefix}/Observations", "is missing, or not a list")
        return ()
    if not given:
        problems.add(f"{prefix}/Observations", "is empty, so that nothing would be tested")
    found = [
        _observation(each, f"{prefix}/Observations/{index}", channel, problems)
        for index, each in enumerate(given)
    ]
    _check_ids([o.id for o in found], f"{prefix}/Observations", problems)
    known = {observation.id for observation in found}
    for index, observation in enumerate(found):
        for place, target in enumerate(observation.next):
            if target not in known:
                where = f"{prefix}/Observations/{index}/Transitions/NextObservations/{place}"
                problems.add(where, f'InvalidObservationProblem: unknown observation "{target}"')
    return tuple(found)


def _check_ids(ids: Iterable[str], pointer: str, problems: Problems) -> None:
    seen: set[str] = set()
    for index, each in enumerate(ids):
        where = f"{pointer}/{index}/Identifier"
        if not each:
            problems.add(where, "is missing, or not a string")
        elif len(each) > _LONGEST:
            problems.add(where, f"is longer than {_LONGEST} characters")
        elif each in seen:
            problems.add(where, f'"{each}" is used twice')
        seen.add(each)


def _observation(tree: Any, pointer: str, channel: str, problems: Problems) -> Observation:
    if not isinstance(tree, dict):
        problems.add(pointer, "must be an object")
        return Observation("", "", {})
    event, properties = _event(tree.get("Event"), f"{pointer}/Event", problems)
    usage, times = _usage(tree.get("Usage"), f"{pointer}/Usage", problems)
    return Observation(
        _string(tree.get("Identifier")),
        event,
        properties,
        _steps(tree.get("Actions"), f"{pointer}/Actions", channel, problems),
        _next(tree.get("Transitions"), f"{pointer}/Transitions", problems),
        usage,
        times,
    )


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _event(tree: Any, pointer: str, problems: Problems) -> tuple[str, dict[str, Any]]:
    if not isinstance(tree, dict):
        problems.add(pointer, "InvalidEventProblem: is missing, or not an object")
        return "", {}
    kind = _string(tree.get("Type"))
    if kind not in EVENTS:
        listed = ", ".join(EVENTS)
        problems.add(f"{pointer}/Type", f'InvalidEventProblem: "{kind}" is not one of {listed}')
    if not _string(tree.get("Identifier")):
        problems.add(f"{pointer}/Identifier", "InvalidEventProblem: is missing, or not a string")
    if not isinstance(tree.get("Actor", ""), str):
        problems.add(f"{pointer}/Actor", "InvalidEventProblem: must be a string")
    if kind == "FlowActionCompleted":
        problems.note(f"{pointer}/Type: the spelling of FlowActionCompleted is not documented")
    properties = tree.get("Properties", {})
    if not isinstance(properties, dict):
        problems.add(f"{pointer}/Properties", "InvalidEventProblem: must be an object")
        return kind, {}
    if kind == "MessageReceived":
        return kind, _message(tree, properties, pointer, problems)
    if kind.startswith("FlowAction") and not _string(properties.get("ActionType")):
        problems.add(f"{pointer}/Properties/ActionType", "InvalidEventProblem: is missing")
    if not isinstance(properties.get("ActionParameters", {}), dict):
        problems.add(f"{pointer}/Properties/ActionParameters", "must be an object")
    return kind, properties


def _message(
    event: dict[str, Any], properties: dict[str, Any], pointer: str, problems: Problems
) -> dict[str, Any]:
    """A message: exactly one of its forms, with how it is compared."""
    given = [key for key in _MESSAGES if properties.get(key)]
    where = f"{pointer}/Properties"
    if not given:
        problems.add(where, "InvalidEventProblem: one of PromptId, Text, SSML must be present")
    elif len(given) > 1:
        problems.add(where, f"InvalidEventProblem: only one of {', '.join(given)} may be present")
    for key in given:
        if not isinstance(properties[key], dict if key == "Media" else str):
            words = "an object" if key == "Media" else "a string"
            problems.add(f"{where}/{key}", f"InvalidEventProblem: must be {words}")
    criteria = properties.get("MatchingCriteria", event.get("MatchingCriteria"))
    if "MatchingCriteria" not in properties or not isinstance(criteria, dict):
        problems.note(
            f"{pointer}: MatchingCriteria is {'missing' if criteria is None else 'in another form'}"
            '; write {"Type": "Inclusion"} in Properties'
        )
    kind = criteria.get("Type") if isinstance(criteria, dict) else criteria
    if kind is not None and kind not in _CRITERIA:
        problem = f"InvalidEventProblem: MatchingCriteria must be {' or '.join(_CRITERIA)}"
        problems.add(f"{where}/MatchingCriteria", problem)
    return {**properties, "MatchingCriteria": {"Type": kind or "Inclusion"}}


def _usage(tree: Any, pointer: str, problems: Problems) -> tuple[str, int]:
    if tree is None:
        return "Exactly", 1
    kind = tree.get("Type") if isinstance(tree, dict) else tree
    usage = _USAGES.get(str(kind).replace("_", "").lower())
    if usage is None:
        problems.add(f"{pointer}/Type", "InvalidObservationProblem: Invalid usage type")
        return "Exactly", 1
    problems.note(f"{pointer}: the service refused every Usage so far; leave it out")
    times = tree.get("Times", 1) if isinstance(tree, dict) else 1
    if not isinstance(times, int) or isinstance(times, bool) or times < 0:
        problems.add(f"{pointer}/Times", "InvalidObservationProblem: must be a whole number")
        return usage, 1
    return usage, times


def _next(tree: Any, pointer: str, problems: Problems) -> tuple[str, ...]:
    if tree is None:
        return ()
    targets = tree.get("NextObservations", []) if isinstance(tree, dict) else None
    if not isinstance(targets, list) or not all(isinstance(t, str) for t in targets):
        problems.add(pointer, "must be an object with a list of strings, NextObservations")
        return ()
    return tuple(dict.fromkeys(targets))


def _steps(tree: Any, pointer: str, channel: str, problems: Problems) -> tuple[CaseAction, ...]:
    """The actions in the order in which they run."""
    if tree is None:
        return ()
    if not isinstance(tree, list):
        problems.add(pointer, "must be a list")
        return ()
    found = [
        check_step(each, f"{pointer}/{index}", channel, problems) for index, each in enumerate(tree)
    ]
    _check_ids([step.id for step in found], pointer, problems)
    links = [_link(each, f"{pointer}/{index}", problems) for index, each in enumerate(tree)]
    return _ordered(found, links, pointer, problems)


def _link(tree: Any, pointer: str, problems: Problems) -> str | None:
    transitions = tree.get("Transitions") if isinstance(tree, dict) else None
    if transitions is None:
        return None
    target = transitions.get("NextAction") if isinstance(transitions, dict) else 0
    if target is not None and not isinstance(target, str):
        problem = "InvalidActionProblem: must be an object with a string, NextAction"
        problems.add(f"{pointer}/Transitions", problem)
        return None
    return target


def _ordered(
    steps: list[CaseAction], links: list[str | None], pointer: str, problems: Problems
) -> tuple[CaseAction, ...]:
    """The chain from the first action, then what the chain leaves out, in the document's order."""
    places = {step.id: index for index, step in enumerate(steps)}
    for index, link in enumerate(links):
        if link is not None and link not in places:
            problem = f"InvalidActionProblem: Invalid next action identifier: {link}"
            problems.add(f"{pointer}/{index}/Transitions/NextAction", problem)
    order: dict[int, None] = {}
    at: int | None = 0 if steps else None
    while at is not None:
        order[at] = None
        link = links[at]
        at = places.get(link) if link else None
        if at in order:
            problem = f"InvalidActionProblem: leads back to the action {link}"
            problems.add(f"{pointer}/{next(reversed(order))}/Transitions/NextAction", problem)
            break
    order |= dict.fromkeys(range(len(steps)))  # what was in it keeps its place
    return tuple(steps[index] for index in order)
