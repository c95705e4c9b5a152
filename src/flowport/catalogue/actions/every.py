"""All actions with their provenance: what ``ACTIONS`` reads when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from flowport.catalogue.actions import (
    analyze,
    check,
    integrate,
    interact,
    logic,
    retired,
    set_,
    terminate,
)
from flowport.catalogue.evidence import EVIDENCE
from flowport.catalogue.flow_types import FlowType
from flowport.catalogue.shapes import ActionType, Choice, Conditions, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.catalogue.shapes import ErrorBranch, Parameter

__all__ = ["EVERY", "with_evidence"]

_Part = TypeVar("_Part", Conditions, Choice)

_SECTIONS = (interact, set_, check, analyze, logic, integrate, terminate, retired)


def with_evidence(action: ActionType, rows: Mapping[str, str]) -> ActionType:
    """An action with what its declaration is based on.

    Args:
        action: The declaration.
        rows: Its rows of ``EVIDENCE``.
    """
    evidence, *sources = rows.get("", "documented reference").split()
    return action.but(
        parameters=tuple([_parameter(one, rows) for one in action.parameters]),
        errors=tuple([_error(one, rows) for one in action.errors]),
        conditions=tuple(_numbered(action.conditions, "@conditions", rows)),
        choices=tuple(_numbered(action.choices, "@choice", rows)),
        next=action.next.but(evidence=_strength(rows.get("@next", "observed"))),
        flow_types_contested=_types(rows, "@contested"),
        flow_types_verified=_types(rows, "@accepted"),
        flow_types_refused=_types(rows, "@rejected"),
        evidence=Evidence(evidence),
        block_evidence=_strength(rows.get("@block", "observed")),
        sources=tuple(sources),
    )


def _strength(row: str) -> Evidence:
    return Evidence(row.partition(" ")[0])


def _types(rows: Mapping[str, str], key: str) -> tuple[FlowType, ...]:
    return tuple([FlowType(name) for name in rows.get(key, "").split()])


def _parameter(parameter: Parameter, rows: Mapping[str, str]) -> Parameter:
    row = rows.get(parameter.name)
    if row is None:
        return parameter
    evidence, *sources = row.split()
    return parameter.but(evidence=Evidence(evidence), sources=tuple(sources))


def _error(error: ErrorBranch, rows: Mapping[str, str]) -> ErrorBranch:
    row = rows.get(f"@error {error.type}")
    return error.but(evidence=_strength(row)) if row else error


def _numbered(parts: Iterable[_Part], key: str, rows: Mapping[str, str]) -> Iterator[_Part]:
    for place, part in enumerate(parts):
        row = rows.get(f"{key} {place}")
        yield part.but(evidence=_strength(row)) if row else part


class _Actions(Mapping[str, ActionType]):
    """Every action by its type; an action gets its evidence when it is first read.

    Few flows have more than ten types of actions, and a command reads one flow.
    """

    def __init__(self) -> None:
        sections = (section.ACTIONS for section in _SECTIONS)
        self._declared = {action.type: action for actions in sections for action in actions}
        self._known: dict[str, ActionType] = {}

    def __getitem__(self, type_: str) -> ActionType:
        found = self._known.get(type_)
        if found is None:
            found = with_evidence(self._declared[type_], EVIDENCE.get(type_, {}))
            self._known[type_] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)

    def __contains__(self, type_: object) -> bool:
        return type_ in self._declared


#: Every action by its type, in the palette's sections.
EVERY: Mapping[str, ActionType] = _Actions()
