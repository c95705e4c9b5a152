"""The parameters of each type of action as a tree, in which an action is walked once.

A tree is made when its type is first met.
"""

from __future__ import annotations

from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS, ActionType, Condition, Parameter, ValueKind
from flowport.dataclass import dataclass
from flowport.patterns import pattern
from flowport.refs.unfilled import is_setting

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Need", "ParameterNode", "ParameterTree", "tree_of"]

_STEPS = pattern(r"\[\]|[^.\[\]]+")


@dataclass(slots=True)
class Need:
    """A key that an object must have: always, or when a condition holds."""

    key: str
    parameter: Parameter
    when: Condition | None


@dataclass(slots=True, eq=False)
class ParameterNode:
    """A place in an action's parameters.

    Attributes:
        declared: What the catalogue says of it; None for an object that only its parts declare.
        path: Its dotted path, for a reader.
        keys: The places below it, by key.
        star: The place of each value of a map.
        item: The place of each item of a list.
        needs: The keys that it must have.
        exact: Whether a resource or a setting belongs here, so that any mark is a placeholder.
        open: Whether keys that are not declared may stand here.
    """

    path: str
    declared: Parameter | None = None
    keys: dict[str, ParameterNode] = field(default_factory=dict)
    star: ParameterNode | None = None
    item: ParameterNode | None = None
    needs: list[Need] = field(default_factory=list)
    exact: bool = False
    open: bool = False

    def below(self, step: str) -> ParameterNode:
        """The place one step down, made if need be."""
        if step == "[]":
            self.item = self.item or ParameterNode(f"{self.path}[]")
            return self.item
        if step == "*":
            self.star = self.star or ParameterNode(f"{self.path}.*")
            return self.star
        path = f"{self.path}.{step}" if self.path else step
        return self.keys.setdefault(step, ParameterNode(path))


@dataclass(slots=True, eq=False)
class ParameterTree:
    """What the catalogue says of a type's parameters; ``action`` is None for unknown types."""

    action: ActionType | None
    root: ParameterNode

    def nodes(self) -> Iterator[ParameterNode]:
        """Every place, each once."""
        waiting, seen = [self.root], set[ParameterNode]()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                yield node
                waiting += [*node.keys.values(), *(n for n in (node.star, node.item) if n)]


def tree_of(type_: str) -> ParameterTree:
    """The tree of a type; unknown types have one in common."""
    return _tree(type_ if type_ in ACTIONS else "")


@cache
def _tree(type_: str) -> ParameterTree:
    action = ACTIONS.get(type_)
    tree = ParameterTree(action, ParameterNode(""))
    if action is None:
        return tree
    for parameter in action.parameters:
        _declare(tree.root, parameter)
    _repeat(tree.root, action)
    for node in tuple(tree.nodes()):
        _settle(node)
    return tree


def _declare(root: ParameterNode, parameter: Parameter) -> None:
    here = root
    for step in _STEPS.findall(parameter.name):
        here = here.below(step)
    here.declared = parameter


def _find(root: ParameterNode, path: str) -> ParameterNode:
    for step in _STEPS.findall(path):
        root = root.below(step)
    return root


def _repeat(root: ParameterNode, action: ActionType) -> None:
    """Let the items of lists that repeat another parameter share its place."""
    for parameter in action.parameters:
        if parameter.items_like:
            _find(root, parameter.name).item = _find(root, parameter.items_like)


def _settle(node: ParameterNode) -> None:
    """Say what a place is, and what an object there must have, once all places are known."""
    declared = node.declared
    if declared is not None:
        node.exact = declared.refers_to is not None or is_setting(declared)
    node.open = (declared is not None and declared.kind is ValueKind.MAP) or (
        not node.keys and (declared is not None or node.star is not None)
    )
    for key, child in node.keys.items():
        wanted = _wanted(child)
        if wanted:
            node.needs.append(Need(key, *wanted))


def _wanted(node: ParameterNode) -> tuple[Parameter, Condition | None] | None:
    parameter = node.declared
    if parameter is not None:
        if parameter.required or parameter.required_when:
            return parameter, None if parameter.required else parameter.required_when
        return None
    wanted = [found for child in node.keys.values() if (found := _wanted(child))]
    return next((found for found in wanted if found[1] is None), None)
