"""Check contact attributes: a namespace and an attribute make one JSONPath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.convert.values import dynamic, leftovers, written

if TYPE_CHECKING:
    from flowport.convert.draft import Draft

__all__ = ["finish"]

_FIELDS = frozenset({"name", "value"})


def finish(draft: Draft) -> None:
    """Compare the attribute of the namespace; without a namespace, the value itself."""
    attribute = _one(draft, "Attribute")
    if attribute is None:
        namespace = _one(draft, "Namespace")
        if namespace is not None and namespace[1] is not None:
            draft.drop(
                "The namespace has no attribute to apply to",
                "parameters",
                namespace[0],
                value=namespace[1],
            )
        return
    place, name = attribute
    namespace = _one(draft, "Namespace")
    if namespace is None or namespace[1] is None:
        value = written(draft, name, "parameters", place, "value")
    else:
        value = dynamic(draft, namespace[1], name, "parameters", place)
    draft.put(("ComparisonValue",), value, place)


def _one(draft: Draft, name: str) -> tuple[int, Any] | None:
    """The first parameter of a name; later ones are dropped with a note."""
    found: tuple[int, Any] | None = None
    for place, entry in draft.held.get(name, ()):
        leftovers(draft, place, entry, _FIELDS)
        if found is None:
            found = (place, entry.get("value"))
        else:
            draft.drop(
                f"{name} is given twice; the first one counts",
                "parameters",
                place,
                value=entry.get("value"),
            )
    return found
