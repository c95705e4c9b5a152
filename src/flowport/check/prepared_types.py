"""The catalogue made ready for checking: each type's parameters as a tree, with their rules.

Compiled once a type, when it is first met, so that a flow of 250 blocks is checked between two
edits: an action is walked once, and only rules that want one of its parameters are asked.
"""

from __future__ import annotations

from dataclasses import field
from functools import cache

from flowport.catalogue import ACTIONS, ActionType, Condition, Parameter, ValueKind
from flowport.check import rule_registry
from flowport.check.rule import About, ActionRule, ValueRule
from flowport.dataclass import dataclass
from flowport.patterns import pattern
from flowport.refs.unfilled import is_setting

__all__ = ["CheckPlan", "CheckPlans", "Need", "ParameterNode", "plans_for"]

_STEPS = pattern(r"\[\]|[^.\[\]]+")


@dataclass(slots=True)
class Need:
    """A key that an object must have: always, or when a condition holds."""

    key: str
    parameter: Parameter
    when: Condition | None


@dataclass(slots=True)
class ParameterNode:
    """A place in an action's parameters.

    Attributes:
        declared: What the catalogue says of it; None for an object that only its parts declare.
        path: Its dotted path, for a reader.
        keys: The places below it, by key.
        star: The place of each value of a map.
        item: The place of each item of a list.
        needs: The keys that it must have.
        rules: The rules that want to see its value.
        text_rules: Those of them that want to see it where it is a string.
        exact: Whether a resource or a setting belongs here, so that any mark is a placeholder.
        open: Whether keys that are not declared may stand here.
    """

    path: str
    declared: Parameter | None = None
    keys: dict[str, ParameterNode] = field(default_factory=dict)
    star: ParameterNode | None = None
    item: ParameterNode | None = None
    needs: list[Need] = field(default_factory=list)
    rules: tuple[ValueRule, ...] = ()
    text_rules: tuple[ValueRule, ...] = ()
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


@dataclass(slots=True)
class CheckPlan:
    """How actions of one type are checked; ``rules`` by the part that they look at."""

    action: ActionType | None
    root: ParameterNode
    rules: tuple[tuple[About, tuple[ActionRule, ...]], ...]


@cache
def _kinds(
    codes: frozenset[str], _own: tuple[rule_registry.RegisteredRule, ...]
) -> tuple[tuple[ActionRule, ...], tuple[ValueRule, ...]]:
    found = [entry.rule for entry in rule_registry.every() if entry.code in codes]
    return (
        tuple(rule for rule in found if isinstance(rule, ActionRule)),
        tuple(rule for rule in found if isinstance(rule, ValueRule)),
    )


class CheckPlans(dict[str, CheckPlan]):
    """The plans of all types for some rules, each made when it is first asked for."""

    def __init__(
        self, codes: frozenset[str], own: tuple[rule_registry.RegisteredRule, ...]
    ) -> None:
        super().__init__()
        self.codes = codes
        self.own = own

    def __missing__(self, type_: str) -> CheckPlan:
        known = type_ if type_ in ACTIONS else ""
        if known not in self:
            self[known] = _compiled(known, self.codes, self.own)
        return self[known]


def plans_for(codes: frozenset[str]) -> CheckPlans:
    """The plans for the rules of these codes; unknown types have one in common."""
    return _plans(codes, rule_registry.added())


@cache
def _plans(codes: frozenset[str], own: tuple[rule_registry.RegisteredRule, ...]) -> CheckPlans:
    return CheckPlans(codes, own)


def _compiled(
    type_: str, codes: frozenset[str], own: tuple[rule_registry.RegisteredRule, ...]
) -> CheckPlan:
    action = ACTIONS.get(type_)
    per_action, per_value = _kinds(codes, own)
    root = ParameterNode("")
    for parameter in action.parameters if action else ():
        _declare(root, parameter)
    if action:
        _repeat(root, action)
        _need(root)
        _subscribe(root, per_value, set())
    parts: dict[About, list[ActionRule]] = {}
    for rule in per_action:
        if rule.wants(action):
            parts.setdefault(rule.about, []).append(rule)
    return CheckPlan(action, root, tuple((part, tuple(rules)) for part, rules in parts.items()))


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


def _need(node: ParameterNode) -> None:
    """Collect what each object must have, an object that only its parts declare included."""
    waiting, seen = [node], set[int]()
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        for key, child in here.keys.items():
            wanted = _wanted(child)
            if wanted:
                here.needs.append(Need(key, *wanted))
        waiting += [*here.keys.values(), *(n for n in (here.star, here.item) if n)]


def _wanted(node: ParameterNode) -> tuple[Parameter, Condition | None] | None:
    parameter = node.declared
    if parameter is not None:
        if parameter.required or parameter.required_when:
            return parameter, None if parameter.required else parameter.required_when
        return None
    wanted = [found for child in node.keys.values() if (found := _wanted(child))]
    return next((found for found in wanted if found[1] is None), None)


def _subscribe(node: ParameterNode, rules: tuple[ValueRule, ...], seen: set[int]) -> None:
    """Settle what each place is asked, once all of them are known."""
    if id(node) in seen:
        return
    seen.add(id(node))
    declared = node.declared
    if declared is not None:
        node.rules = tuple(rule for rule in rules if rule.wants(declared))
        node.exact = declared.refers_to is not None or is_setting(declared)
        node.text_rules = tuple(rule for rule in node.rules if rule.texts(declared))
    node.open = (declared is not None and declared.kind is ValueKind.MAP) or (
        not node.keys and (declared is not None or node.star is not None)
    )
    for child in (*node.keys.values(), node.star, node.item):
        if child is not None:
            _subscribe(child, rules, seen)
