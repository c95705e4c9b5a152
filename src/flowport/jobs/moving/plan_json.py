"""A plan as a JSON file and back; the same plan is always the same bytes."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from flowport.errors import PlanError
from flowport.jobs.moving.plan import Action, Do, Item, NewResource, Place, Plan, Step, Target
from flowport.ports import FlowKey, FlowKind, State
from flowport.refs import Copy, Form, Outcome, Reference, Resource
from flowport.refs import Place as Standing
from flowport.refs import Step as Way

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["VERSION", "dump", "load"]

VERSION = 1

T = TypeVar("T")


def dump(plan: Plan) -> bytes:
    """The file."""
    tree = {"flowportPlan": VERSION, **{f.name: getattr(plan, f.name) for f in fields(plan)}}
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS
    return orjson.dumps(tree, option=options)


def load(data: bytes, name: str) -> Plan:
    """The plan of a file; ``name`` is what messages call it.

    Raises:
        PlanError: It is none, or of another version of Flowport.
    """
    try:
        tree = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise PlanError(f"{name}: it is not JSON: {error}") from None
    if not isinstance(tree, dict) or tree.pop("flowportPlan", None) != VERSION:
        raise PlanError(f"{name}: it is no plan of this version of Flowport; plan again")
    try:
        return _plan(tree)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PlanError(f"{name}: the plan is damaged ({error}); plan again") from None


def _plan(tree: dict[str, Any]) -> Plan:
    return Plan(
        source=Place(**tree.pop("source")),
        target=Place(**tree.pop("target")),
        items=tuple(_item(each) for each in tree.pop("items")),
        resources=tuple(_resource(each) for each in tree.pop("resources")),
        steps=tuple(_step(each) for each in tree.pop("steps")),
        warnings=tuple(tree.pop("warnings")),
        losses=tuple(tree.pop("losses", ())),
        **tree,
    )


def _item(tree: dict[str, Any]) -> Item:
    target = tree.pop("target")
    return Item(
        kind=FlowKind(tree.pop("kind")),
        action=Action(tree.pop("action")),
        reasons=tuple(tree.pop("reasons")),
        changes=tuple(tree.pop("changes")),
        outcomes=tuple(_outcome(each) for each in tree.pop("outcomes")),
        notes=tuple(tree.pop("notes", ())),
        target=_target(target) if target else None,
        **tree,
    )


def _target(tree: dict[str, Any]) -> Target:
    key = tree.pop("key")
    state = State(tree.pop("state"))
    return Target(key=FlowKey(FlowKind(key["kind"]), key["id"]), state=state, **tree)


def _outcome(tree: Mapping[str, Any]) -> Outcome:
    return Outcome(
        reference=_reference(dict(tree["reference"])),
        step=Way(tree["step"]),
        resource=Resource(**tree["resource"]) if tree["resource"] else None,
        qualifier=tree["qualifier"],
        candidates=tuple(Resource(**each) for each in tree["candidates"]),
        qualifiers=tuple(tree["qualifiers"]),
        reason=tree["reason"],
        warning=tree["warning"],
    )


def _reference(tree: dict[str, Any]) -> Reference:
    attribute = tree.pop("attribute")
    return Reference(
        attribute=(attribute[0], attribute[1]) if attribute else None,
        form=Form(tree.pop("form")),
        place=Standing(tree.pop("place")),
        copies=tuple(Copy(**each) for each in tree.pop("copies")),
        target_types=tuple(tree.pop("target_types")),
        **tree,
    )


def _resource(tree: dict[str, Any]) -> NewResource:
    source, notes = Resource(**tree.pop("source")), tuple(tree.pop("notes"))
    return NewResource(source=source, notes=notes, **tree)


def _step(tree: Mapping[str, Any]) -> Step:
    return Step(do=Do(tree["do"]), label=tree["label"], needs=tuple(tree["needs"]))
