"""Bringing flows in: files looked at, with all that they refer to, and then written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.containers import Sort
from flowport.designer import Draft, perform
from flowport.designer.clipboard import read
from flowport.designer.draft import MODULE
from flowport.designer.report import called, checked, joined, naming, reference_json
from flowport.errors import EditError, FlowportError, UnexpectedError
from flowport.jobs.documents import Incoming
from flowport.jobs.isolation import isolated
from flowport.jobs.moving import arrivals
from flowport.jobs.moving.arrivals import Arrival
from flowport.jobs.moving.coming import FLOW_KINDS, Coming, awaited, awaits
from flowport.jobs.moving.linking import Linker
from flowport.jobs.moving.options import Conflict, Options, Publish
from flowport.jobs.moving.plan import Action, Item, Plan, label_of
from flowport.jobs.moving.planning import planned
from flowport.jobs.moving.running import run_plan
from flowport.jobs.reading import read_data
from flowport.model import LegacyFlow
from flowport.ports import FlowKind
from flowport.refs.find import find
from flowport.refs.resource import Index
from flowport.refs.values import passed
from flowport.server.designer.affecting import told_calls
from flowport.server.designer.documents import NOTES
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.registry import endpoint
from flowport.server.designer.unpacking import unpacked
from flowport.store import flows
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.containers import Embedded
    from flowport.jobs.moving.apply import Outcome
    from flowport.refs.outcome import Outcome as Resolved
    from flowport.server.designer.ask import Ask, Sent


@endpoint("POST", "/{instance}/import", needs="Edit", largest=50_000_000)
def look(ask: Ask) -> dict[str, Any]:
    """What files hold; nothing is stored."""
    files = unpacked(ask.files)
    if not files:
        raise Refusal("bad-request", "Send at least one file, under the name 'file'.")
    read_files = [each for file in files for each in _read(ask, file)]
    drafts = [draft for _, draft in read_files if draft is not None]
    coming = [
        awaited(FLOW_KINDS[draft.kind], draft.name, draft.type or "")
        for draft in drafts
        if flows.find(ask.connection, ask.instance.id, draft.kind, draft.name) is None
    ]
    here = StoredInstance(ask.app.store, ask.instance)
    index = Index(Coming(here, coming))
    linker = Linker(index, "", Options(), target=here)
    coming_in = [_arrival(shown, draft) for shown, draft in read_files]
    linked = iter(linker.linked([each for each in coming_in if each]))
    outcomes = [next(linked).outcomes if each else None for each in coming_in]
    return {
        "documents": [
            _describe(ask, *each, known) for each, known in zip(read_files, outcomes, strict=True)
        ]
    }


def _arrival(shown: Mapping[str, Any], draft: Draft | None) -> Arrival | None:
    """A flow as the whole import resolves it; None for a file of none."""
    if draft is None:
        return None
    try:
        with isolated(shown["file"]):
            return Arrival(
                kind=FlowKind(draft.kind),
                name=draft.name,
                type=draft.type,
                text=draft.flow.content(),
                references=find(draft.flow),
                moves=passed(draft.flow),
            )
    except UnexpectedError:
        return None


def _read(ask: Ask, file: Sent) -> list[tuple[dict[str, Any], Draft | None]]:
    """What is to be said of each flow in a file, and the flow; one entry for a file of none."""
    contents = read_data(file.data, file.name, named=True)
    found = [_look(ask, file, flow, contents.sort) for flow in contents.flows]
    found += [
        _refused(file, _FAULT if isinstance(problem, UnexpectedError) else f"{problem}.")
        for problem in contents.problems
    ]
    found += [_refused(file, f"{file.name}: {why}.") for why in contents.elsewhere]
    return found or [_refused(file, f"{file.name}: {contents.reason}.")]


def _refused(file: Sent, message: str) -> tuple[dict[str, Any], None]:
    return {"file": file.name, "ok": False, "message": message}, None


def _look(
    ask: Ask, file: Sent, inside: Embedded, sort: Sort
) -> tuple[dict[str, Any], Draft | None]:
    """What is to be said of a flow, and the document."""
    found, label = inside.document, file.name
    if sort is Sort.CONTAINER and inside.resource:
        label = f"{file.name} » {inside.resource}"
    try:
        with isolated(label):
            piece = read(found.content(), called=label)
    except UnexpectedError:
        return _refused(file, _FAULT)
    except FlowportError as error:
        return _refused(file, f"{error}.")
    flow = piece.flow
    type_ = found.type or flow.type
    module = flow.is_module or found.about.get("kind") == "module"
    module = module or (type_ is None and ask.kind == "module")
    draft = Draft(
        flow=flow,
        kind="module" if module else "flow",
        type=MODULE if module else type_ or "",
        name=found.name or flow.name or inside.resource or _stem(file.name),
        description=flow.description or str(found.about.get("Description") or ""),
        notes=piece.notes,
    )
    shown = {
        "file": label,
        "ok": True,
        "message": "",
        "legacy": isinstance(found, LegacyFlow),
        "content": found.content(),
    }
    return shown, draft


def _stem(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name


#: What the page says of a fault in Flowport: the report is for those who keep the server.
_FAULT = "Flowport failed on this file by a fault of its own; the server keeps a report of it."


def _describe(
    ask: Ask, shown: dict[str, Any], draft: Draft | None, outcomes: Sequence[Resolved] | None
) -> dict[str, Any]:
    """What the page is to show of a file; a fault in Flowport stays with the file that it met."""
    if draft is None:
        return shown
    failed = {"file": shown["file"], "ok": False, "message": _FAULT}
    if outcomes is None:
        return failed
    try:
        with isolated(shown["file"]):
            return _examined(ask, shown, draft, outcomes)
    except UnexpectedError:
        return failed


def _examined(
    ask: Ask, shown: dict[str, Any], draft: Draft, outcomes: Sequence[Resolved]
) -> dict[str, Any]:
    typed = replace(draft, type=draft.type or "CONTACT_FLOW")
    report = joined(draft.flow, checked(typed), outcomes)
    same = flows.find(ask.connection, ask.instance.id, draft.kind, draft.name)
    names = {action.id: called(action) for action in draft.flow.actions}
    real = [each for each in outcomes if not (each.resource and awaits(each.resource.arn))]
    return {
        **shown,
        "name": draft.name,
        "type": draft.type,
        "kind": draft.kind,
        "description": draft.description,
        "notes": [note.as_json() for note in draft.notes],
        "counts": report.counts,
        "references": [
            {**reference_json(each), "blockName": names.get(each.reference.block, "")}
            for each in outcomes
        ],
        "commands": naming(real),
        "blockCount": len(draft.flow.actions),
        "bytes": len(shown["content"].encode()),
        "exists": {"id": same.id, "type": same.type} if same else None,
    }


@endpoint("POST", "/{instance}/import/calls", largest=120_000_000)
def calls(ask: Ask) -> dict[str, Any]:
    """Which calls the documents of an import would affect; nothing is stored.

    The body is that of ``import/commit``. The answer is as that of a plan's calls
    (``/{instance}/plans/{plan}/calls``); flows that the instance does not have yet are left out.
    """
    _, plan = _planned(ask)
    return told_calls(ask, plan, StoredInstance(ask.app.store, ask.instance))


@endpoint("POST", "/{instance}/import/commit", largest=120_000_000)
def commit(ask: Ask) -> dict[str, Any]:
    """Write documents: all of them, or none if one can't be."""
    documents, plan = _planned(ask)
    instance = StoredInstance(ask.app.store, ask.instance)
    if plan.blocked:
        return {"written": False, "done": [_blocked(item) for item in plan.items]}
    outcomes: dict[str, Outcome] = {}
    if plan.steps:
        _, result = run_plan(plan, instance, ask.migrating.runs)
        outcomes = {outcome.step.label: outcome for outcome in result.outcomes}
    notes = {label_of(each.kind, each.name): kept for each, _, kept in documents}
    done = [_written(item, outcomes.get(item.label)) for item in plan.items]
    for item, each in zip(plan.items, done, strict=True):
        if each["ok"] and each["id"]:
            _keep_notes(ask, each["id"], str(item.kind), notes.get(item.label, ()))
    return {"written": True, "done": done}


def _planned(ask: Ask) -> tuple[list[tuple[Incoming, bool, list[list[str]]]], Plan]:
    """The documents of a body, and the plan that writes them."""
    documents = [_document(ask, each) for each in ask.items("documents")]
    if not documents:
        raise Refusal("bad-request", "'documents' is empty.")
    batch = [incoming for incoming, _, _ in documents]
    conflicts = {label_of(d.kind, d.name): Conflict.REPLACE for d, mode, _ in documents if mode}
    options = Options(
        conflict=None,
        conflicts=conflicts,
        publish=Publish.NONE,
        revive=False,
        command="import",
        addresses=("files", f"local:{ask.instance.id}"),
    )
    instance = StoredInstance(ask.app.store, ask.instance)
    return documents, planned(arrivals.files(batch), instance, options)


def _document(ask: Ask, said: Any) -> tuple[Incoming, bool, list[list[str]]]:
    """A document on its way in, whether it may replace one, and what its conversion said."""
    if not isinstance(said, dict) or not isinstance(said.get("content"), str):
        raise Refusal("bad-request", "Each document needs 'content', a string.")
    kind = said.get("kind", "flow")
    if kind not in {"flow", "module"}:
        raise Refusal("bad-request", "'kind' is flow or module.")
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


def _blocked(item: Item) -> dict[str, Any]:
    blocked = item.action is Action.BLOCKED
    message = "Not written, because another document can't be."
    if item.undecided:
        message = f"The instance has a flow named {item.name!r}; replace it, or take another name."
    elif blocked:
        message = f"{item.origin}: {item.reasons[0]}"
    return {"name": item.name, "ok": False, "blocked": blocked, "message": message}


def _written(item: Item, outcome: Outcome | None) -> dict[str, Any]:
    failed = outcome is not None and outcome.state in {"failed", "left"}
    known = item.target.key.id if item.target else None
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
