"""What real exports hold: the table that decides between documents that disagree.

The table counts in how many repositories and files each thing was seen. It is generated from
public exports (``FLOWPORT_RENEW=1 pytest tests/catalogue/test_exports.py``), not edited by hand.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from flowport.catalogue.exports_table import TABLE
from flowport.catalogue.shapes import ValueKind
from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.catalogue.shapes import ActionType

__all__ = ["Seen", "accepts_type", "accepts_value", "parts_of", "seen"]

ENOUGH = 2
"""In how many repositories a thing must be published before it counts as accepted."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a thing was seen.

    Attributes:
        published: In how many repositories, in flows that the designer exported as published.
        repositories: In how many repositories at all.
        files: In how many files.
    """

    published: int = 0
    repositories: int = 0
    files: int = 0

    @property
    def accepted(self) -> bool:
        """Whether the service accepted it more than once, for people who don't know each other."""
        return self.published >= ENOUGH


_NEVER = Seen()


def seen(type_: str, what: str, thing: str) -> Seen:
    """Where a thing was seen of an action.

    Args:
        type_: The action's type.
        what: ``type`` (of the flow that it was in), ``value``, or what ``parts_of`` yields.
        thing: A flow type, ``Parameter.Path=value``, or a part as ``parts_of`` writes it.
    """
    return _seen(type_).get((what, thing), _NEVER)


def accepts_type(action: ActionType, flow_type: str) -> bool:
    """Whether published exports have the action in flows of a type, and no verdict is against."""
    return (
        flow_type not in action.flow_types_refused and seen(action.type, "type", flow_type).accepted
    )


def accepts_value(type_: str, parameter: str, value: str) -> bool:
    """Whether published exports have a value that the catalogue does not list."""
    return seen(type_, "value", f"{parameter}={value}").accepted


def parts_of(action: ActionType, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What an action has, without what it says: its parameters, errors and operators.

    Yields:
        What it is (``parameter``, ``set``, ``error``, ``operator``) and which; ``set`` is all the
        parameters together, ``-`` for none.
    """
    maps = _maps(action)
    parameters = sorted(set(_paths(said.get("Parameters") or {}, "", maps)) - {""})
    yield "set", " ".join(parameters) or "-"
    for parameter in parameters:
        yield "parameter", parameter
    transitions = said.get("Transitions") or {}
    for error in transitions.get("Errors") or ():
        yield "error", _word(error, "ErrorType")
    for condition in transitions.get("Conditions") or ():
        if isinstance(condition, dict):
            yield "operator", _word(condition.get("Condition"), "Operator")


@cache
def _maps(action: ActionType) -> frozenset[str]:
    """The parameters whose keys are the author's own."""
    return frozenset(p.name for p in action.parameters if p.kind is ValueKind.MAP)


def _paths(value: Any, path: str, maps: frozenset[str]) -> Iterator[str]:
    if isinstance(value, dict) and path not in maps:
        for key, member in value.items():
            yield from _paths(member, f"{path}.{key}" if path else key, maps)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            yield from _paths(item, f"{path}[]", maps)
    else:
        yield path


def _word(said: Any, key: str) -> str:
    word = said.get(key) if isinstance(said, dict) else None
    return word if isinstance(word, str) else ""


@lru_cache(maxsize=128)
def _seen(type_: str) -> Mapping[tuple[str, str], Seen]:
    """What was seen of one type; few flows ask for more than a few."""
    found: dict[tuple[str, str], Seen] = {}
    _, _, after = f"\n{TABLE}".partition(f"\n{type_}\n")
    for line in after.splitlines():
        if not line.startswith(" "):
            break
        what, counts, thing = line[1:].split(" ", 2)
        found[what, thing] = Seen(*map(int, counts.split("/")))
    return found
