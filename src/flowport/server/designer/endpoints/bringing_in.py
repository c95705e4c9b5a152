"""Bringing flows in: files are listed first, then examined with all that they refer to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from flowport.catalogue.families import FAMILIES
from flowport.check import Severity
from flowport.designer import Draft
from flowport.designer.clipboard import read
from flowport.designer.document_report import called, checked, joined, naming, reference_json
from flowport.designer.draft import MODULE
from flowport.errors import FlowportError, UnexpectedError
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.linking import Linker
from flowport.jobs.moving.options import PlanOptions
from flowport.jobs.moving.planned_directory import FLOW_KINDS, Coming, awaited, awaits
from flowport.jobs.moving.source_flows import Arrival
from flowport.ports import FlowKind
from flowport.refs.all_references import find
from flowport.refs.plain_references import passed
from flowport.refs.resource import Index
from flowport.server.designer.dropped_files import FAULT, read_dropped
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.refusals import Refusal
from flowport.store import flows
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flowport.check import Finding
    from flowport.designer.schema.import_schema import (
        CheckedCountsJSON,
        ExaminedFilesJSON,
        FlowFilesJSON,
        FlowlessJSON,
        ImportChecksJSON,
        ImportedJSON,
        ImportReferencesJSON,
        NamesJSON,
        ReferringJSON,
    )
    from flowport.refs.outcome import Outcome as Resolved
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.dropped_files import DroppedFlow, Names

_FILES, _DOCUMENTS = 50_000_000, 120_000_000  # bytes


@endpoint("POST", "/{instance}/import", needs="Edit", largest=_FILES)
def look(ask: Ask) -> ExaminedFilesJSON:
    """What files hold, and what they refer to, at once; nothing is stored."""
    dropped, names = read_dropped(ask), _names(ask)
    found = iter(_resolved(ask, [each.draft for each in dropped if each.draft], names))
    return {
        "documents": [
            _examined(ask, each, names, next(found) if each.draft else None) for each in dropped
        ]
    }


@endpoint("POST", "/{instance}/import/list", needs="Edit", largest=_FILES)
def list_files(ask: Ask) -> FlowFilesJSON:
    """What files hold, by name and type, and which names the instance has; nothing is stored."""
    names = _names(ask)
    documents = [each.listed(names) for each in read_dropped(ask)]
    return {"documents": documents, "names": _viewed(ask, names)}


@endpoint("POST", "/{instance}/import/references", needs="Edit", largest=_DOCUMENTS)
def references(ask: Ask) -> ImportReferencesJSON:
    """What the documents of an import refer to, resolved together; nothing is stored."""
    drafts = [_draft(each) for each in ask.items("documents")]
    names = _names(ask)
    found = iter(_resolved(ask, [draft for draft in drafts if draft], names))
    documents = [_referring(draft, next(found) if draft else None) for draft in drafts]
    return {"documents": documents, "names": _viewed(ask, names)}


@endpoint("POST", "/{instance}/import/check", needs="Edit", largest=_DOCUMENTS)
def check(ask: Ask) -> ImportChecksJSON:
    """How many errors and warnings documents have, besides their references."""
    drafts = [_draft(each) for each in ask.items("documents")]
    return {"documents": [_counts(ask, draft) for draft in drafts]}


def _names(ask: Ask) -> Names:
    """The flows and modules of the instance, by their kinds and names."""
    return {
        kind: {
            each.name: {"id": each.id, "type": each.type}
            for each in flows.briefs(ask.connection, ask.instance.id, kind)
        }
        for kind in FAMILIES
    }


def _viewed(ask: Ask, names: Names) -> NamesJSON:
    """The names of the kinds that the user may view."""
    may = ask.visit.principal.may
    seen = {kind: names[kind] for kind, each in FAMILIES.items() if may(f"{each.permission}.View")}
    return cast("NamesJSON", seen)


def _draft(said: Any) -> Draft | None:
    """A document of the list as the page sends it back; None where Flowport failed on it."""
    if not isinstance(said, dict) or not isinstance(said.get("content"), str):
        raise Refusal("bad-request", "Each document needs 'content', a string.")
    kind, name, type_ = (said.get(member) or "" for member in ("kind", "name", "type"))
    if kind not in tuple(FAMILIES) or not isinstance(name, str) or not isinstance(type_, str):
        message = "Each document needs 'kind' (flow or module), 'name' and 'type', two strings."
        raise Refusal("bad-request", message)
    try:
        with isolated(name or "the file"):
            piece = read(said["content"], called=name or "the file")
    except UnexpectedError:
        return None
    except FlowportError as error:
        raise Refusal("bad-file", f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    type_ = MODULE if kind == "module" else type_
    return Draft(flow=piece.flow, kind=kind, type=type_, name=name, notes=piece.notes)


def _resolved(ask: Ask, drafts: Sequence[Draft], names: Names) -> list[Sequence[Resolved] | None]:
    """What becomes of the references of each flow; None where Flowport failed on it."""
    coming = [
        awaited(FLOW_KINDS[draft.kind], draft.name, draft.type or "")
        for draft in drafts
        if draft.name not in names[draft.kind]
    ]
    here = StoredInstance(ask.app.store, ask.instance)
    linker = Linker(Index(Coming(here, coming)), "", PlanOptions(), target=here)
    arrivals = [_isolated(draft.name, partial(_arrival, draft)) for draft in drafts]
    linked = iter(linker.linked([each for each in arrivals if each]))
    return [next(linked).outcomes if each else None for each in arrivals]


def _isolated(name: str, work: Callable[[], Any]) -> Any:
    """What work gives; None for a fault in Flowport, which stays with the file that it met."""
    try:
        with isolated(name):
            return work()
    except UnexpectedError:
        return None


def _arrival(draft: Draft) -> Arrival:
    """A flow as the whole import resolves it."""
    return Arrival(
        kind=FlowKind(draft.kind),
        name=draft.name,
        type=draft.type,
        text=draft.flow.content(),
        references=find(draft.flow),
        moves=passed(draft.flow),
    )


def _examined(
    ask: Ask, dropped: DroppedFlow, names: Names, outcomes: Sequence[Resolved] | None
) -> ImportedJSON | FlowlessJSON:
    draft, listed = dropped.draft, dropped.listed(names)
    if draft is None or not listed["ok"]:
        return cast("FlowlessJSON", listed)
    failed: FlowlessJSON = {"file": dropped.file, "ok": False, "message": FAULT}
    if outcomes is None:
        return failed
    found = _isolated(dropped.file, lambda: joined(draft.flow, _findings(ask, draft), outcomes))
    if found is None:
        return failed
    return {**listed, "counts": found.counts, **_referring(draft, outcomes)}


def _findings(ask: Ask, draft: Draft) -> Sequence[Finding]:
    typed = replace(draft, type=draft.type or "CONTACT_FLOW")
    return ask.worked(checked, typed)


def _referring(draft: Draft | None, outcomes: Sequence[Resolved] | None) -> ReferringJSON:
    """A flow's references, and the commands that take what the instance has by name."""
    if draft is None or outcomes is None:
        return {"references": [], "commands": [], "message": FAULT}
    names = {action.id: called(action) for action in draft.flow.actions}
    real = [each for each in outcomes if not (each.resource and awaits(each.resource.arn))]
    return {
        "references": [
            {**reference_json(each), "blockName": names.get(each.reference.block, "")}
            for each in outcomes
        ],
        "commands": naming(real),
    }


def _counts(ask: Ask, draft: Draft | None) -> CheckedCountsJSON | None:
    """Errors and warnings of a flow, but for those of references (``R``); None for a fault."""
    found = _isolated(draft.name, partial(_findings, ask, draft)) if draft else None
    if found is None:
        return None
    severities = [each.severity for each in found if not each.code.startswith("R")]
    return {
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
    }
