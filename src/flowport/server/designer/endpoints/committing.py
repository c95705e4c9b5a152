"""Writing the documents of an import: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.designer import Draft, perform
from flowport.designer.clipboard import read
from flowport.designer.draft import MODULE
from flowport.errors import EditError
from flowport.jobs.documents import Incoming
from flowport.jobs.moving import source_flows
from flowport.jobs.moving.options import Conflict, PlanOptions, Publish
from flowport.jobs.moving.plan import FlowChange, Item, Plan, label_of
from flowport.jobs.moving.planning import planned
from flowport.jobs.moving.running import run_plan
from flowport.ports import FlowKind
from flowport.server.designer.affecting import told_calls
from flowport.server.designer.documents import NOTES
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.refusals import Refusal
from flowport.store import flows
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.designer.schema.call_schema import AffectedCallsJSON
    from flowport.designer.schema.import_schema import ImportedFlowJSON, ImportResultJSON
    from flowport.jobs.moving.result import StepOutcome
    from flowport.server.designer.ask import Ask


@endpoint("POST", "/{instance}/import/calls", largest=120_000_000)
def calls(ask: Ask) -> AffectedCallsJSON:
    """Which calls the documents of an import would affect; nothing is stored.

    The body is that of ``import/commit``. The answer is as that of a plan's calls
    (``/{instance}/plans/{plan}/calls``); flows that the instance does not have yet are left out.
    """
    _, plan = _planned(ask)
    return told_calls(ask, plan)


@endpoint("POST", "/{instance}/import/commit", largest=120_000_000)
def commit(ask: Ask) -> ImportResultJSON:
    """Write documents: all of them, or none if one can't be."""
    documents, plan = _planned(ask)
    instance = StoredInstance(ask.app.store, ask.instance)
    if plan.blocked:
        return {"written": False, "done": [_blocked(item) for item in plan.items]}
    outcomes: dict[str, StepOutcome] = {}
    if plan.steps:
        _, result = run_plan(plan, instance, ask.migrating.runs)
        outcomes = result.by_label()
    notes = {label_of(each.kind, each.name): kept for each, _, kept in documents}
    done = [_written(item, outcomes.get(item.label)) for item in plan.items]
    for item, each in zip(plan.items, done, strict=True):
        if each["ok"] and (flow_id := each.get("id")):
            _keep_notes(ask, flow_id, str(item.kind), notes.get(item.label, ()))
    return {"written": True, "done": done}


def _planned(ask: Ask) -> tuple[list[tuple[Incoming, bool, list[list[str]]]], Plan]:
    """The documents of a body, and the plan that writes them."""
    documents = [_document(ask, each) for each in ask.items("documents")]
    if not documents:
        raise Refusal("bad-request", "'documents' is empty.")
    batch = [incoming for incoming, _, _ in documents]
    conflicts = {label_of(d.kind, d.name): Conflict.REPLACE for d, mode, _ in documents if mode}
    options = PlanOptions(
        conflict=None,
        conflicts=conflicts,
        publish=Publish.NONE,
        revive=False,
        command="import",
        addresses=("files", f"local:{ask.instance.id}"),
    )
    instance = StoredInstance(ask.app.store, ask.instance)
    return documents, planned(source_flows.files(batch), instance, options)


def _document(ask: Ask, said: Any) -> tuple[Incoming, bool, list[list[str]]]:
    """A document on its way in, whether it may replace one, and what its conversion said."""
    if not isinstance(said, dict) or not isinstance(said.get("content"), str):
        raise Refusal("bad-request", "Each document needs 'content', a string.")
    kind = said.get("kind", "flow")
    if kind not in ("flow", "module"):  # which may be a list or an object
        raise Refusal("bad-request", "'kind' is flow or module.")
    if not isinstance(said.get("type") or "", str):
        raise Refusal("bad-request", "'type' must be a string.")
    if not isinstance(said.get("commands") or [], list):
        raise Refusal("bad-request", "'commands' must be a list.")
    replacing = said.get("mode") == "replace"
    ask.permit("Edit" if replacing else "Create", kind)
    label = said.get("name") if isinstance(said.get("name"), str) else "the file"
    try:
        piece = read(said["content"], called=str(label))
        type_ = MODULE if kind == "module" else said.get("type") or piece.flow.type
        draft = Draft(flow=piece.flow, kind=kind, type=type_ or "", notes=piece.notes)
        for command in said.get("commands") or ():
            draft = perform(draft, command)
    except EditError as error:
        raise Refusal("bad-file", f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    made = Incoming(
        label=str(label),
        flow=draft.flow,
        kind=FlowKind(kind),
        name=str(said.get("name") or piece.flow.name or "").strip(),
        type=type_,
        description=piece.flow.description or None,
    )
    if not made.name:
        raise Refusal("bad-request", "Each document needs a name.")
    return made, replacing, [[n.id, n.block, n.kind, n.message] for n in draft.notes]


def _blocked(item: Item) -> ImportedFlowJSON:
    blocked = item.action is FlowChange.BLOCKED
    message = "Not written, because another document can't be."
    if item.undecided:
        message = f"The instance has a flow named {item.name!r}; replace it, or take another name."
    elif blocked:
        message = f"{item.origin}: {item.reasons[0]}"
    return {"name": item.name, "ok": False, "blocked": blocked, "message": message}


def _written(item: Item, outcome: StepOutcome | None) -> ImportedFlowJSON:
    failed = outcome is not None and outcome.state in {"failed", "left"}
    known = item.target.key.id if item.target else ""
    return {
        "name": item.name,
        "ok": not failed,
        "id": (outcome.id if outcome else "") or known,
        "kind": str(item.kind),
        "message": ", ".join(outcome.reasons) if failed and outcome else "",
    }


def _keep_notes(ask: Ask, flow_id: str, kind: str, notes: Sequence[Sequence[str]]) -> None:
    with ask.app.store.writing() as connection:
        row = flows.get(connection, ask.instance.id, kind, flow_id)
        if row.body.get(NOTES, []) != list(notes):
            flows.change(connection, row, body={**row.body, NOTES: list(notes)})
