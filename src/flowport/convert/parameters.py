"""A block's parameters, placed as its table says; what the table does not know is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.legacy import ParameterUse
from flowport.convert.conversion_notes import Exactness
from flowport.convert.evidence import seems_written
from flowport.convert.legacy_values import leftovers, spelled, take

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft
    from flowport.convert.prepared_types import ConversionPlan, ParameterRule

__all__ = ["place_parameters"]

_OMITTED = frozenset({"name", "value", "namespace"})


def place_parameters(draft: ActionDraft, plan: ConversionPlan) -> None:
    """Fill the draft's parameters from the legacy block's."""
    entries = draft.module.get("parameters")
    if not isinstance(entries, list):
        if entries is not None:
            draft.drop("The parameters are not a list", "parameters", value=entries)
        return
    rules, parameters = plan.rules, draft.parameters
    strangers: list[tuple[int, dict[str, Any]]] = []
    for place, entry in enumerate(entries):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            draft.drop("The parameter has no name", "parameters", place, value=entry)
            continue
        rule = rules.get(name)
        if rule is None:
            strangers.append((place, entry))
        elif not _plainly(parameters, entry, rule):
            _PLACE[rule.use](draft, place, entry, rule)
    for place, entry in strangers:
        _keep(draft, place, entry)


def _plainly(parameters: dict[str, Any], entry: dict[str, Any], rule: ParameterRule) -> bool:
    """Place a literal text that needs no second look; False where there is more to it.

    Four parameters of five are of this kind, so this is what the speed depends on.
    """
    value = entry.get("value")
    more = len(entry) - rule.fields
    if type(value) is not str or (more and (more > 1 or entry.get("namespace", "") is not None)):
        return False
    key: Any = rule.ssml_key if rule.ssml_key and value.startswith("<speak") else rule.key
    if rule.keyed:
        parameters = parameters.setdefault(rule.key, {})
        key = entry.get("key")
    if key and type(key) is str and key not in parameters:
        parameters[key] = value
        return True
    return value in rule.unsaid


def _value(draft: ActionDraft, place: int, entry: dict[str, Any], rule: ParameterRule) -> None:
    path = rule.path
    value = take(draft, place, entry, path, blank=rule.blank)
    if value is None:
        return
    if rule.ssml and isinstance(value, str) and value.startswith("<speak"):
        path = rule.ssml
    if rule.values or rule.implied:
        word = _word(entry)
        if word in rule.implied:
            return
        if word in rule.values:
            known = rule.values[word]
            value = list(known) if isinstance(known, list) else known
        elif rule.values and entry.get("namespace") is None:
            draft.note(
                Exactness.UNKNOWN,
                f"{entry['name']} has an unknown value; it was kept unchanged",
                "parameters",
                place,
                value=entry.get("value"),
            )
    if rule.doubtful and not seems_written(draft.type, path, value, listed=bool(rule.values)):
        draft.note(
            Exactness.ASSUMED,
            f"{entry['name']} was mapped to {'.'.join(path)} (assumed)",
            "parameters",
            place,
            value=entry.get("value"),
            level=rule.level,
        )
    draft.put(path, value, place)


def _map(draft: ActionDraft, place: int, entry: dict[str, Any], rule: ParameterRule) -> None:
    key = entry.get("key")
    if not isinstance(key, str):
        draft.drop(f"{entry['name']} has no key", "parameters", place, value=entry)
        return
    path = (*rule.path, key)
    draft.put(path, take(draft, place, entry, path, keyed=True), place)


def _omit(draft: ActionDraft, place: int, entry: dict[str, Any], rule: ParameterRule) -> None:
    leftovers(draft, place, entry, _OMITTED)
    value = entry.get("value")
    if value is None and entry.get("namespace") is None:
        return
    if entry.get("namespace") is not None or _word(entry) not in rule.implied:
        draft.drop(
            f"{entry['name']} has no place in the flow language", "parameters", place, value=value
        )


def _hold(draft: ActionDraft, place: int, entry: dict[str, Any], _rule: ParameterRule) -> None:
    draft.held.setdefault(entry["name"], []).append((place, entry))


_PLACE = {
    ParameterUse.VALUE: _value,
    ParameterUse.MAP: _map,
    ParameterUse.OMIT: _omit,
    ParameterUse.CODE: _hold,
}


def _keep(draft: ActionDraft, place: int, entry: dict[str, Any]) -> None:
    """Keep a parameter that the table does not know, under its own name."""
    name = entry["name"]
    keyed = isinstance(entry.get("key"), str)
    path = (name, entry["key"]) if keyed else (name,)
    value = take(draft, place, entry, path, keyed=keyed)
    if value is None:
        value = ""
    if name in draft.parameters and not (keyed and isinstance(draft.parameters[name], dict)):
        draft.drop(f"The name {name} is taken in the action", "parameters", place, value=value)
        return
    draft.put(path, value, place)
    draft.note(
        Exactness.UNKNOWN,
        f"The parameter {name} is not known; it was kept under its own name",
        "parameters",
        place,
        value=entry.get("value"),
    )


def _word(entry: dict[str, Any]) -> str:
    """A parameter's literal value as the tables write it; empty for a dynamic one."""
    if entry.get("namespace") is not None:
        return ""
    return str(spelled(entry.get("value"))).lower()
