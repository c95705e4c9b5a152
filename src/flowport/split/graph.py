"""A flow as the splitter sees it: who leads where, what is read, and what fills it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.catalogue import survives
from flowport.catalogue.jsonpath import paths, single
from flowport.simulate import EFFECTS, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import JSONPath
    from flowport.model import Action, Branch, Flow

__all__ = ["DIGITS", "Edge", "GraphBlock", "fills_on", "nodes_of", "reads_of"]

#: What a block that collects digits ahead fills; no path reads it, and nothing carries it.
DIGITS = "(digits typed ahead)"

#: Where a path may represent an object or a list, which a contact attribute can't hold.
_STRUCTURED = frozenset({"ViewData", "RoutingCriteria", "Input", "ResultData"})
#: The same, where the function answers in JSON.
_STRUCTURED_FROM_JSON = frozenset({"LambdaInvocationAttributes", "LexSessionAttributes"})


@dataclass(frozen=True, slots=True)
class Edge:
    """A connected branch: its key, its target, and the roots and flow attributes it fills.

    Attributes:
        key: The branch's key.
        target: The block that it leads to.
        kills: What older values are gone once it was taken: roots, or names of paths.
        fills: What may hold a new value: roots, or names of paths.
    """

    key: str
    target: str
    kills: frozenset[str]
    fills: frozenset[str]


@dataclass(frozen=True, slots=True)
class GraphBlock:
    """A block.

    Attributes:
        id: Its identifier.
        action: The action.
        edges: Its connected branches.
        reads: The paths it reads that a transfer would clear, by name.
        stuck: Of these, the names of paths that no contact attribute can represent here.
        weight: About how many bytes it takes in a file.
    """

    id: str
    action: Action
    edges: tuple[Edge, ...]
    reads: dict[str, JSONPath]
    stuck: frozenset[str]
    weight: int


def nodes_of(flow: Flow, weights: dict[str, int]) -> dict[str, GraphBlock]:
    """Every block of a flow by its identifier, in file order; of two with one, the first."""
    known = {action.id for action in flow.actions}
    json_answers = any(_answers_json(action) for action in flow.actions)
    nodes: dict[str, GraphBlock] = {}
    for action in flow.actions:
        if action.id not in nodes:
            reads, stuck = reads_of(action, json_answers=json_answers)
            edges = tuple(_edge(action, b) for b in action.branches if b.target in known)
            weight = weights.get(action.id, 0)
            nodes[action.id] = GraphBlock(action.id, action, edges, reads, stuck, weight)
    return nodes


def reads_of(action: Action, *, json_answers: bool) -> tuple[dict[str, JSONPath], frozenset[str]]:
    """The paths that an action reads and a transfer clears, and those that can't be carried."""
    reads: dict[str, JSONPath] = {}
    stuck: set[str] = set()
    structured = _STRUCTURED | (_STRUCTURED_FROM_JSON if json_answers else frozenset())
    for top, text in _texts(action):
        for path in _paths(top, text):
            if survives(path):
                continue
            reads[path.name] = path
            if top in structured or len(path.keys) == 1 or "*" in path.keys:
                stuck.add(path.name)
    if any(branch.operator == "KeyExists" for branch in action.branches):
        stuck |= set(reads)
    return reads, frozenset(stuck)


def fills_on(action: Action, branch: Branch) -> tuple[frozenset[str], frozenset[str]]:
    """What a branch's values replace, and what they fill: roots, or names of single paths."""
    effect = EFFECTS.get(action.type)
    nothing: frozenset[str] = frozenset()
    if effect is None or (branch.kind == "error" and branch.name != "NoMatchingCondition"):
        return nothing, nothing
    if effect.merged == "FlowAttributes":
        return _flow_attributes(action)
    filled = frozenset(effect.fills)
    if effect.way is Way.INPUT and str(action.parameters.get("StoreInput")).lower() != "true":
        filled = frozenset({DIGITS} if "EnableDTMFBuffer" in action.parameters else ())
    return (nothing if effect.partly else filled), filled


def _flow_attributes(action: Action) -> tuple[frozenset[str], frozenset[str]]:
    keys = action.parameters.get("FlowAttributes")
    names = list(keys) if isinstance(keys, dict) else []
    if any(paths(name) for name in names):
        return frozenset(), frozenset({"FlowAttributes"})
    filled = frozenset(f"FlowAttributes.{name}" for name in names)
    return filled, filled


def _edge(action: Action, branch: Branch) -> Edge:
    kills, fills = fills_on(action, branch)
    return Edge(branch.key, branch.target, kills, fills)


def _texts(action: Action) -> Iterator[tuple[str, str]]:
    """Every text of an action's parameters and conditions, with the parameter it is in."""
    for top, value in action.parameters.items():
        for text in _strings(value):
            yield top, text
    for branch in action.branches:
        for operand in branch.operands:
            yield "", operand


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _paths(top: str, text: str) -> tuple[JSONPath, ...]:
    whole = single(text) if top == "ComparisonValue" else None
    return (whole,) if whole else paths(text)


def _answers_json(action: Action) -> bool:
    wanted = action.parameters.get("ResponseValidation")
    return isinstance(wanted, dict) and wanted.get("ResponseType") == "JSON"
