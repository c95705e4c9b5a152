"""Every movement of flows that writes an instance, as the commands plan it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flowport.jobs.documents import incoming
from flowport.jobs.moving import own_flows, planning, source_flows
from flowport.jobs.moving.options import Conflict, PlanOptions, Publish
from flowport.jobs.moving.plan import FlowChange
from flowport.model import read_text
from flowport.ports import State
from instances.kinds import flow_text, module_text, new_flow, new_module
from jobs.moving.world import Memory, populate

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.jobs.moving.plan import Plan

__all__ = ["MOVEMENTS", "Movement", "legacy_text"]

_GRAPH = {"flow:Ring A": ["flow:Ring B"], "flow:Ring B": ["flow:Ring A"], "module:Tool": []}


def legacy_text(name: str) -> str:
    """A flow in the legacy language."""
    block = {
        "id": "6f1a2b3c-0000-4000-8000-000000000001",
        "type": "Disconnect",
        "branches": [],
        "parameters": [],
        "metadata": {"position": {"x": 1, "y": 1}},
    }
    metadata = {"entryPointPosition": {"x": 0, "y": 0}, "name": name, "type": "contactFlow"}
    start = {"version": "1", "type": "contactFlow", "start": block["id"]}
    return json.dumps({"modules": [block], **start, "metadata": metadata})


@dataclass(frozen=True)
class Movement:
    """A movement.

    Attributes:
        before: Gives an instance what it has before; the second argument creates a flow behind the
            back of whatever refuses legacy contents.
        plan: Plans it.
        ends: What becomes of each flow.
    """

    before: Callable[[Any, Any], None]
    plan: Callable[[Any], Plan]
    ends: dict[str, str]


def _files() -> list[Any]:
    ring = [("A", "B"), ("B", "A")]
    texts = [_transfer(f"Ring {name}", f"Ring {after}") for name, after in ring]
    texts.append(flow_text("New.", metadata={"name": "Main", "type": "contactFlow"}))
    tool = json.loads(module_text("New."))
    texts.append(json.dumps({**tool, "Metadata": {"name": "Tool", "type": "module"}}))
    return [incoming(read_text(text), f"file {n}") for n, text in enumerate(texts)]


def _transfer(name: str, after: str) -> str:
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {"Type": "TransferToFlow", "Parameters": {"ContactFlowId": ""}}
    shown = {"say": {"parameters": {"ContactFlowId": {"displayName": after}}}}
    tree["Metadata"] = {"name": name, "type": "contactFlow", "ActionMetadata": shown}
    return json.dumps(tree)


def _import(publish: Publish) -> Callable[[Any], Plan]:
    options = PlanOptions(
        conflict=Conflict.REPLACE, publish=publish, drafts=True, revive=False, command="import"
    )
    return lambda target: planning.planned(source_flows.files(_files()), target, options)


def _publish(target: Any) -> Plan:
    flows = [flow for flow in target.flows() if flow.name in {"Main", "Never"}]
    options = PlanOptions(drafts=True, revive=False, command="publish")
    return planning.planned(own_flows.publishing(target, flows), target, options)


def _opt_in(target: Any) -> Plan:
    source = own_flows.opting_in(target, list(own_flows.legacy_flows(target)))
    return planning.planned(source, target, own_flows.opt_in_options(""))


def _state(action: FlowChange) -> Callable[[Any], Plan]:
    state = State.ACTIVE if action is FlowChange.ARCHIVE else State.ARCHIVED

    def plan(target: Any) -> Plan:
        mine = {"Main", "Tool"}
        flows = [f for f in target.flows() if f.name in mine and f.state is state]
        return planning.of_states(target, flows, action, PlanOptions(command=str(action)))

    return plan


def _version(target: Any) -> Plan:
    (main,) = [flow for flow in target.flows() if flow.name == "Main"]
    return planning.of_states(target, [main], FlowChange.VERSION, PlanOptions(), "kept")


def _restore_version(target: Any) -> Plan:
    (main,) = [flow for flow in target.flows() if flow.name == "Main"]
    options = PlanOptions(drafts=True, revive=False, command="restore")
    return planning.planned(own_flows.to_version(target, main, 1, publish=True), target, options)


def _migrate(target: Any) -> Plan:
    source = Memory()
    populate(source, _GRAPH | {"flow:Main": ["flow:Ring A"]}, tags={"team": "new"})
    return planning.plan(source, target, PlanOptions())


def _usual(target: Any, _create: Any = None) -> None:
    """A published flow with a draft over it, and a module."""
    made = target.create(new_flow("Main", flow_text("Old.")), publish=True)
    target.make_version(made.key, "first")
    target.publish(made.key, flow_text("Published."))
    target.save(made.key, flow_text("A draft."))
    target.create(replace(new_module("Tool"), description="A tool."), publish=True)


def _archived(target: Any, _create: Any = None) -> None:
    _usual(target)
    for flow in target.flows():
        if flow.name in {"Main", "Tool"}:
            target.set_state(flow.key, State.ARCHIVED)


def _legacy(target: Any, create: Any) -> None:
    made = create(new_flow("Old", legacy_text("Old")), publish=True)
    target.save(made.key, flow_text("Converted by hand."))
    create(new_flow("Draft", legacy_text("Draft")), publish=False)
    create(new_flow("Both", legacy_text("Both")), publish=True)


MOVEMENTS = {
    "import": Movement(
        _usual,
        _import(Publish.NONE),
        dict.fromkeys(["flow:Main", "flow:Ring A", "flow:Ring B", "module:Tool"], "saved"),
    ),
    "import --publish": Movement(
        _usual,
        _import(Publish.ALL),
        dict.fromkeys(["flow:Main", "flow:Ring A", "flow:Ring B", "module:Tool"], "published"),
    ),
    "publish": Movement(_usual, _publish, {"flow:Main": "published"}),
    "opt-in": Movement(
        _legacy,
        _opt_in,
        {"flow:Old": "published", "flow:Draft": "saved", "flow:Both": "published"},
    ),
    "archive": Movement(
        _usual, _state(FlowChange.ARCHIVE), {"flow:Main": "done", "module:Tool": "done"}
    ),
    "restore": Movement(
        _archived, _state(FlowChange.RESTORE), {"flow:Main": "done", "module:Tool": "done"}
    ),
    "versions --make": Movement(_usual, _version, {"flow:Main": "done"}),
    "restore --version": Movement(_usual, _restore_version, {"flow:Main": "published"}),
    "migrate": Movement(
        _usual,
        _migrate,
        {
            "flow:Main": "published",
            "flow:Ring A": "published",
            "flow:Ring B": "published",
            "module:Tool": "published",
        },
    ),
}
