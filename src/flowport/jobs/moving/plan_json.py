"""A plan as a JSON file and back; the same plan is always the same bytes.

The file has a digest of all that it says, so that one that was edited or damaged is refused.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from flowport.errors import DocumentError, PlanError
from flowport.jobs.moving.plan import (
    Do,
    FlowChange,
    Item,
    NewQualifier,
    NewResource,
    Plan,
    PlanEnd,
    Step,
    TargetFlow,
)
from flowport.jobs.moving.plan_types import checked
from flowport.model.parse import parse
from flowport.ports import FlowKey, FlowKind, State
from flowport.refs.outcome import Outcome
from flowport.refs.outcome import ResolvedBy as Way
from flowport.refs.reference import Copy, Form, Reference
from flowport.refs.reference import ReferencePlace as Standing
from flowport.refs.resource import Resource
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["CALLS", "VERSION", "chunks", "dump", "load"]

VERSION = 2
#: A member of the printed plan that is not part of it: the calls that it affects.
CALLS = "affectedCalls"
_FIRST = 1  # what version 0.1 of Flowport wrote, without a digest

_SORTED = orjson.OPT_SORT_KEYS
_INDENTED = _SORTED | orjson.OPT_INDENT_2

T = TypeVar("T")


def dump(plan: Plan) -> bytes:
    """The file."""
    return b"".join(chunks(plan))


def chunks(plan: Plan) -> Iterator[bytes]:
    """The file part by part: a large one is never held whole."""
    tree = {"flowportPlan": VERSION, **{f.name: getattr(plan, f.name) for f in fields(plan)}}
    members = {**tree, "digest": _digest(tree)}
    yield b"{\n"
    for place, member in enumerate(sorted(members)):
        yield (b",\n" if place else b"") + b'  "%s": ' % member.encode()
        yield from _indented(members[member])
    yield b"\n}\n"


def _indented(value: Any) -> Iterator[bytes]:
    """A member's value as it is in the file; what a list holds one by one."""
    if not isinstance(value, tuple | list) or not value:
        yield _lines(value, b"  ")
        return
    for place, each in enumerate(value):
        yield (b",\n    " if place else b"[\n    ") + _lines(each, b"    ")
    yield b"\n  ]"


def _lines(value: Any, margin: bytes) -> bytes:
    plain = orjson.loads(orjson.dumps(value))  # the members of classes are sorted only as a dict's
    return orjson.dumps(plain, option=_INDENTED).replace(b"\n", b"\n" + margin)


def _digest(tree: Mapping[str, Any]) -> str:
    """The hash of all that a file says but this."""
    found = hashlib.sha256(b"{")
    for place, member in enumerate(sorted(tree.keys() - {"digest"})):
        found.update((b"," if place else b"") + orjson.dumps(member) + b":")
        for part in _compact(tree[member]):
            found.update(part)
    found.update(b"}")
    return found.hexdigest()


def _compact(value: Any) -> Iterator[bytes]:
    if not isinstance(value, tuple | list) or not value:
        yield orjson.dumps(orjson.loads(orjson.dumps(value)), option=_SORTED)
        return
    for place, each in enumerate(value):
        plain = orjson.loads(orjson.dumps(each))
        yield (b"," if place else b"[") + orjson.dumps(plain, option=_SORTED)
    yield b"]"


def load(data: bytes, name: str, *, former: bool = False) -> Plan:
    """The plan of a file; ``name`` is what messages call it.

    Args:
        data: The file.
        name: Its name.
        former: Whether a plan of Flowport 0.1 will do, because it belongs to a run of 0.1.

    Raises:
        PlanError: It is not a plan, was edited or damaged, or is of another version of Flowport.
    """
    try:
        tree = parse(data, source=name, most=len(data))
    except DocumentError as error:
        raise PlanError(str(error)) from None
    version = tree.pop("flowportPlan", None) if isinstance(tree, dict) else None
    if isinstance(tree, dict):
        tree.pop(CALLS, None)
    if not isinstance(version, int):
        raise PlanError(f"{name}: this is not a plan; {Remedy.PLAN}")
    if version > VERSION:
        raise PlanError(f"{name}: written by a newer version of Flowport; update Flowport")
    if version == _FIRST and not former:
        raise PlanError(f"{name}: written by Flowport 0.1; create a new plan")
    if version != _FIRST and tree.pop("digest", None) != _digest({"flowportPlan": version, **tree}):
        raise PlanError(f"{name}: the plan was edited or is damaged; create a new plan")
    try:
        return _sound(_plan(tree))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise PlanError(f"{name}: the plan is damaged ({error}); create a new plan") from None


def _sound(plan: Plan) -> Plan:
    """See that a plan can be carried out.

    Raises:
        ValueError: It can't: a rate is not a positive number, or a step is about nothing.
    """
    rates: Mapping[str, Any] = plan.rates or {}
    for name, rate in rates.items():
        number = isinstance(rate, int | float) and not isinstance(rate, bool)
        if not (number and math.isfinite(rate) and rate > 0):
            raise ValueError(f"the rate of {name} is {rate!r}")
    items = {item.label for item in plan.items}
    made = {each.label for each in plan.resources}
    named = {each.label for each in plan.qualifiers}
    for step in plan.steps:
        about = made if step.do in {Do.RESOURCE, Do.COMPLETE} else items
        about = named if step.do in {Do.NUMBER, Do.ALIAS} else about
        if step.label not in about:
            raise ValueError(f"nothing is said of {step.label}")
    return plan


def _plan(tree: dict[str, Any]) -> Plan:
    made = Plan(
        source=checked(PlanEnd(**tree.pop("source"))),
        target=checked(PlanEnd(**tree.pop("target"))),
        items=tuple(_item(each) for each in tree.pop("items")),
        resources=tuple(_resource(each) for each in tree.pop("resources")),
        qualifiers=tuple(_new_qualifier(each) for each in tree.pop("qualifiers", ())),
        steps=tuple(_step(each) for each in tree.pop("steps")),
        warnings=tuple(tree.pop("warnings")),
        losses=tuple(tree.pop("losses", ())),
        **tree,
    )
    return checked(made)


def _new_qualifier(tree: dict[str, Any]) -> NewQualifier:
    key = tree.pop("key")
    return checked(NewQualifier(key=_key(key) if key else None, **tree))


def _key(tree: Mapping[str, Any]) -> FlowKey:
    return checked(FlowKey(FlowKind(tree["kind"]), tree["id"]))


def _item(tree: dict[str, Any]) -> Item:
    target = tree.pop("target")
    made = Item(
        kind=FlowKind(tree.pop("kind")),
        action=FlowChange(tree.pop("action")),
        reasons=tuple(tree.pop("reasons")),
        changes=tuple(tree.pop("changes")),
        outcomes=tuple(_outcome(each) for each in tree.pop("outcomes")),
        notes=tuple(tree.pop("notes", ())),
        target=_target(target) if target else None,
        **tree,
    )
    return checked(made)


def _target(tree: dict[str, Any]) -> TargetFlow:
    key = tree.pop("key")
    state = State(tree.pop("state"))
    return checked(TargetFlow(key=_key(key), state=state, **tree))


def _outcome(tree: Mapping[str, Any]) -> Outcome:
    made = Outcome(
        reference=_reference(dict(tree["reference"])),
        step=Way(tree["step"]),
        resource=checked(Resource(**tree["resource"])) if tree["resource"] else None,
        qualifier=tree.get("qualifier", ""),
        candidates=tuple(checked(Resource(**each)) for each in tree["candidates"]),
        qualifiers=tuple(tree.get("qualifiers", ())),
        reason=tree["reason"],
        warning=tree.get("warning", ""),
    )
    return checked(made)


def _reference(tree: dict[str, Any]) -> Reference:
    attribute = tree.pop("attribute", None)
    made = Reference(
        attribute=(attribute[0], attribute[1]) if attribute else None,
        form=Form(tree.pop("form")),
        place=Standing(tree.pop("place")),
        copies=tuple(checked(Copy(**each)) for each in tree.pop("copies")),
        target_types=tuple(tree.pop("target_types")),
        **tree,
    )
    return checked(made)


def _resource(tree: dict[str, Any]) -> NewResource:
    source, notes = checked(Resource(**tree.pop("source"))), tuple(tree.pop("notes"))
    return checked(NewResource(source=source, notes=notes, **tree))


def _step(tree: Mapping[str, Any]) -> Step:
    return checked(Step(do=Do(tree["do"]), label=tree["label"], needs=tuple(tree["needs"])))
