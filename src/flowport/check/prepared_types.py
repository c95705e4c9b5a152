"""Which rules are asked about the actions of each type, made ready for checking.

Compiled once a type, when it is first met, so that a flow of 250 blocks is checked between two
edits: only rules that want one of an action's parameters are asked.
"""

from __future__ import annotations

from functools import cache

from flowport.catalogue import ACTIONS
from flowport.check import rule_registry
from flowport.check.parameter_trees import ParameterNode, tree_of
from flowport.check.rule import About, ActionRule, ValueRule
from flowport.dataclass import dataclass

__all__ = ["CheckPlan", "CheckPlans", "plans_for"]


@dataclass(slots=True, eq=False)
class CheckPlan:
    """How actions of one type are checked.

    Attributes:
        rules: The rules about an action, by the part that they look at.
        of_values: The rules that want to see a parameter's value, by its place.
        of_strings: Those of them that want to see it where it is a string.
    """

    rules: tuple[tuple[About, tuple[ActionRule, ...]], ...]
    of_values: dict[ParameterNode, tuple[ValueRule, ...]]
    of_strings: dict[ParameterNode, tuple[ValueRule, ...]]


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
    tree = tree_of(type_)
    per_action, per_value = _kinds(codes, own)
    parts: dict[About, list[ActionRule]] = {}
    for rule in per_action:
        if rule.wants(tree.action):
            parts.setdefault(rule.about, []).append(rule)
    plan = CheckPlan(tuple((part, tuple(rules)) for part, rules in parts.items()), {}, {})
    for node in tree.nodes():
        if (declared := node.declared) is not None:
            wanting = [rule for rule in per_value if rule.wants(declared)]
            strings = [rule for rule in wanting if rule.texts(declared)]
            plan.of_values |= {node: tuple(wanting)} if wanting else {}
            plan.of_strings |= {node: tuple(strings)} if strings else {}
    return plan
