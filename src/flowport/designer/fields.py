"""The fields of a block's form: each declared parameter where it stands, or could stand."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from flowport.catalogue import Dynamic, ValueKind, flow_type, holds
from flowport.catalogue.value_lists import VOCABULARIES, VOICES
from flowport.designer.document_report import resource_json
from flowport.layout.faces import called

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.catalogue import ActionType as Declared
    from flowport.catalogue import Parameter
    from flowport.designer.schema.form_schema import FieldItemJSON, FieldJSON, UnknownValueJSON
    from flowport.model import Action
    from flowport.refs.outcome import Outcome

__all__ = ["ActionFields"]

_STRUCTURES = {ValueKind.OBJECT, ValueKind.MAP, ValueKind.LIST}


@dataclass(slots=True)
class _PartNode:
    """A parameter among its parts; ``[]`` and ``*`` represent items of lists and maps."""

    declared: Parameter | None = None
    parts: dict[str, _PartNode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place where a parameter stands, or could: its value, path, depth, and which of the two."""

    value: Any
    path: tuple[str | int, ...]
    depth: int
    present: bool


@cache
def _tree(declared: Declared) -> _PartNode:
    root = _PartNode()
    for parameter in declared.parameters:
        here = root
        for step in parameter.name.replace("[]", ".[]").split("."):
            here = here.parts.setdefault(step, _PartNode())
        here.declared = parameter
    return root


class ActionFields:
    """The fields of one action, and what is there that no field is for.

    Attributes:
        fields: The fields, parents before their parts.
        unknown: Path and JSON text of each value that the catalogue does not know.
    """

    def __init__(
        self, action: Action, declared: Declared | None, type_: str, outcomes: Sequence[Outcome]
    ) -> None:
        self._action = action
        self._type = flow_type(type_)
        self._by_pointer = {outcome.reference.keys: outcome for outcome in outcomes}
        self._groups = _groups(declared)
        self.fields: list[FieldJSON] = []
        self.unknown: list[UnknownValueJSON] = []
        root = _tree(declared) if declared else _PartNode()
        self._walk(root, action.parameters, (), 0)

    def _walk(self, node: _PartNode, value: Any, path: tuple[str | int, ...], depth: int) -> None:
        here = value if isinstance(value, dict) else {}
        for name, part in node.parts.items():
            if name not in {"[]", "*"}:
                self._put(part, _Spot(here.get(name), (*path, name), depth, name in here))
        closed = node.parts.keys() - {"*"} or node.declared is None
        if closed and "*" not in node.parts:
            for key in here:
                if key not in node.parts:
                    self.unknown.append({"path": [*path, key], "text": _text(here[key])})

    def _put(self, node: _PartNode, spot: _Spot) -> None:
        declared = node.declared
        if declared is not None:
            if not spot.present and spot.depth and self._holds(declared.refused_when):
                return
            if not _is_spelled_out(node, spot.value):
                self.fields.append(self._field(declared, spot))
        for key, item, part in _inner(node, spot.value):
            self._walk(part, item, (*spot.path, key), spot.depth + 1)
        if node.parts.keys() - {"[]", "*"} and (spot.present or declared is None or not spot.depth):
            self._walk(node, spot.value, spot.path, spot.depth + 1)

    def _holds(self, condition: Any) -> bool:
        return condition is not None and holds(condition, self._action.parameters, self._type)

    def _field(self, declared: Parameter, spot: _Spot) -> FieldJSON:
        value = spot.value
        group, alternative = self._groups.get(declared.name, (None, None))
        outcome = self._by_pointer.get(tuple(map(str, spot.path)))
        found = outcome.resource if outcome else None
        return {
            "path": list(spot.path),
            "name": declared.name,
            "label": called(str(spot.path[-1]), refers=declared.refers_to is not None),
            "kind": declared.kind,
            "present": spot.present,
            "value": _shown(value) if spot.present else None,
            "items": _items(value, spot.path) if declared.kind in _STRUCTURES else None,
            "required": declared.required or self._holds(declared.required_when),
            "refused": self._holds(declared.refused_when),
            "dynamic": declared.dynamic,
            "isDynamic": _is_dynamic(declared, value),
            "allowed": list(declared.allowed),
            "suggested": _offered(declared),
            "languages": _languages(declared),
            "minimum": declared.minimum,
            "maximum": declared.maximum,
            "maxLength": declared.max_length,
            "refersTo": declared.refers_to,
            "resource": resource_json(found) if found else None,
            "depth": spot.depth,
            "group": group,
            "alternative": alternative,
            "note": declared.note,
        }


def _offered(declared: Parameter) -> list[str]:
    """The values to offer where others pass as well."""
    known = VOCABULARIES.get(declared.vocabulary)
    return list(declared.suggested or (known.values if known else ()))


def _languages(declared: Parameter) -> dict[str, str]:
    """For a parameter that takes a voice, the language of each known one."""
    if declared.vocabulary != "voice":
        return {}
    return {voice.name: voice.languages[0] for voice in VOICES.values() if voice.languages}


def _is_spelled_out(node: _PartNode, value: Any) -> bool:
    """Whether the fields of the parts say all of a structure, so that it needs none of its own."""
    declared = node.declared
    structured = declared is not None and declared.kind in {ValueKind.OBJECT, ValueKind.MAP}
    named = node.parts.keys() - {"[]", "*"}
    return structured and bool(named) and (value is None or isinstance(value, dict))


def _inner(node: _PartNode, value: Any) -> Iterator[tuple[str | int, Any, _PartNode]]:
    """The items of a list or map that are declared to have parts of their own."""
    if isinstance(value, list) and "[]" in node.parts:
        for index, item in enumerate(value):
            yield index, item, node.parts["[]"]
    if isinstance(value, dict) and "*" in node.parts:
        for key, item in value.items():
            yield key, item, node.parts["*"]


def _groups(declared: Declared | None) -> dict[str, tuple[int, int]]:
    """For each parameter between which to choose: the choice, and which alternative it is."""
    return {
        name: (number, alternative)
        for number, choice in enumerate(declared.choices if declared else ())
        for alternative, group in enumerate(choice.groups)
        for name in group
    }


def _is_dynamic(declared: Parameter, value: Any) -> bool:
    if declared.dynamic is Dynamic.STATIC or not isinstance(value, str):
        return False
    return value.startswith(("$.", "$["))


def _items(value: Any, path: tuple[str | int, ...]) -> list[FieldItemJSON]:
    """The scalars in a list or map; items with parts of their own are fields."""
    if isinstance(value, list):
        return [{"path": [*path, i], "value": _shown(each)} for i, each in enumerate(value)]
    pairs = value.items() if isinstance(value, dict) else ()
    return [{"key": key, "path": [*path, key], "value": _shown(each)} for key, each in pairs]


def _shown(value: Any) -> str:
    """A value as a field holds it: a string as it is, anything else as JSON."""
    return value if isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
