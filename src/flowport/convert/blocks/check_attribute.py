"""Check contact attributes: a namespace and an attribute make one JSONPath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.convert.legacy_values import dynamic, leftovers, written

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]

_FIELDS = frozenset({"name", "value"})


def finish(draft: ActionDraft) -> None:
    """Compare the attribute of the namespace; without a namespace, the value itself."""
    attribute, namespace = _one(draft, "Attribute"), _one(draft, "Namespace")
    named = attribute is not None and _is_name(attribute[1])
    if namespace and not (named and isinstance(namespace[1], str)):
        draft.drop(
            "The namespace has nothing to apply to, or is not a string",
            "parameters",
            namespace[0],
            value=namespace[1],
        )
        namespace = None
    if attribute is None:
        return
    place, name = attribute
    if namespace is None:
        value = written(draft, name, "parameters", place, "value")
    else:
        value = dynamic(draft, namespace[1], name, "parameters", place)
    draft.put(("ComparisonValue",), value, place)


def _is_name(value: Any) -> bool:
    """Whether a namespace can apply to a value: it is there, and no list or object."""
    return value != "" and not isinstance(value, (list, dict))


def _one(draft: ActionDraft, name: str) -> tuple[int, Any] | None:
    """The first parameter of a name; later ones are dropped with a note."""
    found: tuple[int, Any] | None = None
    for place, entry in draft.held.get(name, ()):
        leftovers(draft, place, entry, _FIELDS)
        if found is None:
            found = (place, entry.get("value")) if entry.get("value") is not None else None
        else:
            draft.drop(
                f"{name} is given twice; the first one counts",
                "parameters",
                place,
                value=entry.get("value"),
            )
    return found
