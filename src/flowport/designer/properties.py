"""The form of one block: what can be set, what is set, and by which rules; from the catalogue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flowport.catalogue import OPERATORS, action_named, block_of, flow_type, holds
from flowport.designer.document_report import reference_json
from flowport.designer.fields import ActionFields
from flowport.designer.view import branch
from flowport.layout.faces import face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.catalogue import ActionType as Declared
    from flowport.catalogue import Conditions
    from flowport.designer.document_report import DocumentReport
    from flowport.designer.draft import Draft
    from flowport.designer.schema.form_schema import (
        ConditionRowJSON,
        ConditionsJSON,
        ErrorBranchJSON,
        GoneJSON,
        ModeJSON,
        PropertiesJSON,
    )
    from flowport.model import Action

__all__ = ["properties"]


def properties(draft: Draft, block: str, report: DocumentReport) -> PropertiesJSON | GoneJSON:
    """The form of a block; null members where the document has no such block any more."""
    action = next((each for each in draft.flow.actions if each.id == block), None)
    if action is None:
        return {"block": block, "gone": True}
    declared = action_named(action.type)
    shown = face(action, draft.flow.metadata_of(block))
    about = [each for each in report.outcomes if each.reference.block == block]
    form = ActionFields(action, declared, draft.type, about)
    return {
        "block": block,
        "gone": False,
        "type": action.type,
        "title": shown.title,
        "name": shown.name,
        "titles": list(declared.titles) if declared else [],
        "doc": declared.doc if declared else "",
        "status": declared.status.value if declared else "unknown",
        "modes": _modes(action),
        "fields": form.fields,
        "unknown": form.unknown,
        "branches": [branch(leaving) for leaving in shown.exits],
        "conditions": _conditions(action, declared, draft.type),
        "errors": _errors(action, declared, draft.type),
        "json": json.dumps(action.tree, indent=2, ensure_ascii=False),
        "references": [reference_json(each) for each in about],
    }


def _modes(action: Action) -> list[ModeJSON]:
    known = block_of(action.type, action.parameters)
    if known is None or len(known[0].modes) == 1:
        return []
    return [{"title": mode.title, "selected": mode is known[1]} for mode in known[0].modes]


def _taken(action: Action, declared: Declared | None, type_: str) -> Conditions | None:
    for each in declared.conditions if declared else ():
        if each.when is None or holds(each.when, action.parameters, flow_type(type_)):
            return each
    return None


def _conditions(action: Action, declared: Declared | None, type_: str) -> ConditionsJSON | None:
    """The conditions: those that are there, and those that may."""
    rows: list[ConditionRowJSON] = [
        {"operator": each.operator, "operands": list(each.operands), "target": each.target}
        for each in action.branches
        if each.kind == "condition"
    ]
    taken = _taken(action, declared, type_)
    if taken is None and not rows and declared is not None:
        return None
    operators: Sequence[str] = taken.operators if taken else tuple(OPERATORS)
    titles = dict(zip(taken.operands, taken.titles, strict=False)) if taken else {}
    return {
        "operators": [
            {"name": o.name, "title": o.title, "sign": o.sign}
            for o in map(OPERATORS.get, operators)
            if o is not None
        ],
        "operands": [(value, titles.get(value, value)) for value in taken.operands]
        if taken
        else [],
        "free": taken is None or taken.source is not None or not taken.operands,
        "minimum": max(taken.minimum, len(taken.required)) if taken else 0,
        "maximum": taken.maximum if taken else None,
        "rows": rows,
    }


def _errors(action: Action, declared: Declared | None, type_: str) -> list[ErrorBranchJSON]:
    """The error branches: those that the block should or may have, and strangers among them."""
    present = {each.name: each.target for each in action.branches if each.kind == "error"}
    rows = []
    for error in declared.errors if declared else ():
        wanted = error.when is None or holds(error.when, action.parameters, flow_type(type_))
        rows.append((error.type, error.title, error.required and wanted))
    known = {name for name, _, _ in rows}
    rows += [(name, name, False) for name in present if name not in known]
    return [
        {
            "type": name,
            "title": title,
            "present": name in present,
            "required": required,
            "target": present.get(name, ""),
        }
        for name, title, required in rows
    ]
