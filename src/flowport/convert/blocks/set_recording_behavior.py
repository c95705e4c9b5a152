"""Set recording behavior: switches and options become two nested objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.legacy import Level
from flowport.convert.conversion_notes import Exactness
from flowport.convert.legacy_values import take

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]

_PARTICIPANTS = {"Both": ["Agent", "Customer"], "Agent": ["Agent"], "Customer": ["Customer"]}
_SWITCH = {"Enable": "Enabled", "Disable": "Disabled"}
_ANALYTICS = {
    "AnalyticsLanguageLocaleCode": "AnalyticsLanguage",
    "AnalyticsMode": "AnalyticsMode",
    "AnalyticsRedactionOption": "AnalyticsRedactionBehavior",
    "AnalyticsRedactionPolicy": "AnalyticsRedactionResults",
    "AnalyticsCustomVocabulary": "AnalyticsCustomVocabulary",
}


def finish(draft: ActionDraft) -> None:
    """Say who is recorded, and what is analysed."""
    values = {name: _first(draft, name) for name in draft.held}
    _record(
        draft,
        values.pop("RecordingBehaviorOption", None),
        values.pop("RecordingParticipantOption", None),
    )
    _analyse(draft, values.pop("AnalyticsBehaviorOption", None), values)


def _first(draft: ActionDraft, name: str) -> tuple[int, Any]:
    """The place and value of the first parameter of a name; later ones are dropped."""
    (place, entry), *others = draft.held[name]
    for later, other in others:
        draft.drop(
            f"{name} is given twice; the first one counts",
            "parameters",
            later,
            value=other.get("value"),
        )
    path = ("AnalyticsBehavior", _ANALYTICS[name]) if name in _ANALYTICS else ()
    return place, take(draft, place, entry, path)


def _record(
    draft: ActionDraft, option: tuple[int, Any] | None, who: tuple[int, Any] | None
) -> None:
    if option is None and who is None:
        return
    named = who[1] if who else None
    on = option is None or option[1] == "Enable"
    people = _PARTICIPANTS.get(named) if isinstance(named, str) else None
    if on and people is None and who is not None:
        _strange(draft, "RecordingParticipantOption", who)
        people = [] if named is None else [named]
    if option is not None and option[1] not in ("Enable", "Disable"):
        _strange(draft, "RecordingBehaviorOption", option)
        on = False
    if not on and who is not None and named not in (None, "Both"):
        draft.drop(
            "Nobody is recorded, so who would be has no place", "parameters", who[0], value=named
        )
    draft.parameters["RecordingBehavior"] = {
        "RecordedParticipants": list(people or ()) if on else []
    }


def _analyse(
    draft: ActionDraft, option: tuple[int, Any] | None, values: dict[str, tuple[int, Any]]
) -> None:
    on = option is not None and option[1] == "Enable"
    if option is not None and option[1] not in ("Enable", "Disable"):
        _strange(draft, "AnalyticsBehaviorOption", option)
    behavior: dict[str, Any] = {"Enabled": "True"} if on else {}
    for name, (place, value) in values.items():
        if value is None or (name == "AnalyticsCustomVocabulary" and value == "None"):
            continue
        if not on:
            draft.drop(
                f"{name} has no place while nothing is analysed", "parameters", place, value=value
            )
            continue
        if name == "AnalyticsCustomVocabulary":
            draft.note(
                Exactness.ASSUMED,
                "The custom vocabulary was kept under its own name",
                "parameters",
                place,
                value=value,
                level=Level.C,
            )
        redaction = name == "AnalyticsRedactionOption" and isinstance(value, str)
        behavior[_ANALYTICS[name]] = _SWITCH.get(value, value) if redaction else value
    if behavior:
        draft.parameters["AnalyticsBehavior"] = behavior
    elif not on:
        draft.shown.pop("AnalyticsBehavior", None)


def _strange(draft: ActionDraft, name: str, given: tuple[int, Any]) -> None:
    draft.note(
        Exactness.UNKNOWN,
        f"{name} has a value that is not known",
        "parameters",
        given[0],
        value=given[1],
    )
