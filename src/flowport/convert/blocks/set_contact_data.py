"""Set contact data and create task: each parameter carries one field of the contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.legacy import Level
from flowport.convert.conversion_notes import Exactness
from flowport.convert.legacy_values import dynamic, written

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]

_FIELDS = {
    "languageCode": "LanguageCode",
    "customerId": "CustomerId",
    "contactName": "Name",
    "contactDescription": "Description",
}
_REFERENCE = frozenset({"key", "value", "type"})
_PLAIN = frozenset({"name", "namespace", *_FIELDS, "contactReference"})


def finish(draft: ActionDraft) -> None:
    """Place each field; the namespace beside it makes its value dynamic."""
    for place, entry in draft.held.get("ContactData", ()):
        namespace = entry.get("namespace")
        for field, value in entry.items():
            if value is None:
                continue
            if field in _FIELDS:
                path = (_FIELDS[field],)
                draft.put(
                    path, _contact_value(draft, path, namespace, value, (place, field)), place
                )
            elif field == "contactReference":
                _refer(draft, namespace, value, place)
            elif field not in _PLAIN:
                draft.drop(
                    f"The field {field} has no place in the flow language",
                    "parameters",
                    place,
                    field,
                    value=value,
                )
        if namespace is not None and len(entry.keys() & (_PLAIN - {"name", "namespace"})) == 0:
            draft.drop(
                "The namespace has nothing to apply to",
                "parameters",
                place,
                "namespace",
                value=namespace,
            )


def _contact_value(
    draft: ActionDraft, path: tuple[str, ...], namespace: Any, value: Any, at: tuple[int, str]
) -> Any:
    if namespace is None:
        return written(draft, value, "parameters", *at)
    draft.show(path, "useDynamic", True)
    return dynamic(draft, namespace, value, "parameters", *at)


def _refer(draft: ActionDraft, namespace: Any, reference: Any, place: int) -> None:
    """Make a reference of the contact: its key is a key, its value and type stand below it."""
    key = reference.get("key") if isinstance(reference, dict) else None
    if not isinstance(key, str):
        draft.drop(
            "The reference has no key", "parameters", place, "contactReference", value=reference
        )
        return
    for field, value in reference.items():
        if field not in _REFERENCE and value is not None:
            draft.drop(
                f"The field {field} of the reference has no place in the flow language",
                "parameters",
                place,
                "contactReference",
                field,
                value=value,
            )
    path = ("References", key)
    value = _contact_value(
        draft, path, namespace, reference.get("value"), (place, "contactReference")
    )
    type_ = written(draft, reference.get("type"), "parameters", place, "contactReference", "type")
    draft.put(path, {"Value": value, "Type": type_}, place)
    draft.note(
        Exactness.ASSUMED,
        f"The reference {key} was mapped to References (assumed)",
        "parameters",
        place,
        value=reference,
        level=Level.C,
    )
