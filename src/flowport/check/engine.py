"""The check itself: rules asked in one pass over a flow, their faults made into findings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flowport.catalogue import FlowType, flow_type
from flowport.catalogue.families import MODULE
from flowport.check import rule_registry
from flowport.check.facts import Facts
from flowport.check.finding import Finding, Severity
from flowport.check.prepared_types import plans_for
from flowport.check.rule import FlowRule, TextRule
from flowport.errors import CheckError
from flowport.refs.arn import parse
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.check.fault import Fault
    from flowport.check.labels import Labels
    from flowport.check.rule import Rule
    from flowport.model import Document, Flow

__all__ = ["MODULE", "check_flow"]


def check_flow(
    flow: Flow,
    *,
    type: str | None = None,  # noqa: A002  the API's word
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    instance: str | None = None,
    at_least: Severity = Severity.INFO,
    labels: Labels | None = None,
    source: Document | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with a flow, block by block.

    Args:
        flow: The flow or module.
        type: Its type, in any spelling, or ``MODULE``; None for what the file says.
        select: Only these rules: codes, names, families, or beginnings of codes.
        ignore: All but these.
        instance: The ARN of the instance that it is meant for, where that is known.
        at_least: Only findings as bad as this; rules that say nothing so bad are not asked.
        labels: The labels of the batch that the flow is in; None where it is alone.
        source: The document that the flow was converted from; None where it was not.

    Raises:
        CheckError: a rule or type is not known.
    """
    codes = rule_registry.chosen(select, ignore, at_least)
    facts = _facts(flow, type, instance)
    facts.labels = labels or facts.labels
    facts.source = source or flow
    every = (_finding(rule, fault) for rule, fault in _faults(facts, codes))
    found = [finding for finding in every if finding.severity.rank <= at_least.rank]
    order = {name: site.index for name, site in reversed(facts.by_id.items())}
    found.sort(key=lambda f: (order.get(f.block, -1), f.severity.rank, f.code))
    once = {(f.code, f.block, f.pointer, f.message): f for f in reversed(found)}
    facts.release()
    return tuple(reversed(once.values()))


def _facts(flow: Flow, given: str | None, instance: str | None) -> Facts:
    arn = parse(instance) if instance else None
    if instance and (arn is None or arn.instance != instance):
        message = f"{instance!r} is not the ARN of an instance: arn:aws:connect:...:instance/..."
        raise CheckError(message)
    name = given or flow.type
    if given and given.upper() == MODULE:
        return Facts(flow, None, is_module=True, instance=instance)
    kind = flow_type(name) if name else None
    if given and kind is None:
        names = [*(str(kind) for kind in FlowType), MODULE]
        meant = suggestion(given, names) or f"; the types are {', '.join(names)}"
        message = f"there is no flow type {given!r}{meant}"
        raise CheckError(message)
    return Facts(flow, kind, is_module=flow.is_module, instance=instance)


def _faults(facts: Facts, codes: frozenset[str]) -> list[tuple[Rule, Fault]]:
    """Ask the rules, in one pass over the actions."""
    per_flow, per_text = _general(codes, rule_registry.added())
    plans = plans_for(codes)
    found: list[tuple[Rule, Fault]] = []
    found += [(rule, fault) for rule in per_flow for fault in rule.check(facts)]
    for site in facts.sites:
        plan = plans[site.type]
        for part, rules in plan.rules:
            if getattr(site, part):
                found += [(rule, fault) for rule in rules for fault in rule.check(site)]
        for node, value in site.values:
            asked = (plan.of_strings if type(value.value) is str else plan.of_values).get(node)
            if asked:
                found += [(rule, fault) for rule in asked for fault in rule.check(site, value)]
    for mark, readers, of_conditions in per_text:
        for site, text in facts.marked(mark):
            found += [(rule, fault) for rule in readers for fault in rule.check(site, text)]
        for site, text in facts.operands if of_conditions else ():
            if mark in text.text:
                found += [(rule, f) for rule in of_conditions for f in rule.check(site, text)]
    return found


_Readers = tuple[str, tuple[TextRule, ...], tuple[TextRule, ...]]
"""A mark, the rules that read strings with it, and those of them that read conditions too."""


@cache
def _general(
    codes: frozenset[str], _own: tuple[rule_registry.RegisteredRule, ...]
) -> tuple[tuple[FlowRule, ...], tuple[_Readers, ...]]:
    found = [entry.rule for entry in rule_registry.every() if entry.code in codes]
    marks: dict[str, list[TextRule]] = {}
    for rule in found:
        if isinstance(rule, TextRule):
            marks.setdefault(rule.mark, []).append(rule)
    return (
        tuple(rule for rule in found if isinstance(rule, FlowRule)),
        tuple(
            (mark, tuple(rules), tuple(rule for rule in rules if rule.conditions))
            for mark, rules in marks.items()
        ),
    )


def _finding(rule: Rule, fault: Fault) -> Finding:
    severity = fault.severity or rule.severity
    message = f"{fault.problem}. {fault.advice}" if fault.problem else fault.advice
    return Finding(
        code=rule.code,
        severity=severity,
        message=message,
        block=fault.block,
        pointer=fault.pointer,
        problem=fault.problem if severity is Severity.ERROR else "",
        fix=fault.fix,
    )
