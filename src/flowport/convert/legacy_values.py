"""Legacy values as the flow language writes them: text, or the JSONPath of an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import JSONPATH_ROOTS
from flowport.catalogue.jsonpath import is_path, single, write
from flowport.catalogue.legacy import NAMESPACES, SYSTEM_NAMES
from flowport.convert.conversion_notes import Exactness

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["dynamic", "leftovers", "spelled", "take", "written"]

_SEEN_SYSTEM_PATHS = frozenset(
    {
        "Agent.UserName",
        "Channel",
        "ContactId",
        "MediaStreams.Customer.Audio.StartFragmentNumber",
        "MediaStreams.Customer.Audio.StreamARN",
        "Queue.ARN",
        "Queue.Name",
    }
)
_FIELDS = frozenset({"name", "value", "namespace", "resourceName"})
_MAP_FIELDS = _FIELDS | {"key"}


def spelled(value: Any) -> Any:
    """A scalar as the flow language spells it; lists and objects stay as they are.

    >>> spelled(5), spelled(True), spelled("x"), spelled(None)
    ('5', 'True', 'x', '')
    """
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return str(value)
    return value


def written(draft: ActionDraft, value: Any, *steps: str | int) -> Any:
    """A legacy value as text; one that is not a scalar stays as it is, with a note."""
    if isinstance(value, (list, dict)):
        draft.note(
            Exactness.UNKNOWN,
            "A list or an object is where a string belongs; it was kept unchanged",
            *steps,
            value=value,
        )
        return value
    return spelled(value)


def dynamic(draft: ActionDraft, namespace: Any, name: Any, *steps: str | int) -> Any:
    """The JSONPath of the attribute ``name`` of a namespace; the name itself where it is one."""
    if not isinstance(namespace, str):
        draft.drop(
            "The namespace is not a string; the value was kept unchanged", *steps, value=namespace
        )
        return written(draft, name, *steps)
    if not isinstance(name, str):
        name = written(draft, name, *steps)
        if not isinstance(name, str):
            draft.drop("A namespace can't apply to a list or an object", *steps, value=namespace)
            return name
    if not name:
        draft.drop("The namespace has no attribute to apply to", *steps, value=namespace)
        return name
    if name.startswith("$"):
        path = single(name)
        return name if path is None or is_path(name) else write(*path.keys)
    return _path(draft, namespace, name, steps)


def _path(draft: ActionDraft, namespace: str, name: str, steps: tuple[str | int, ...]) -> str:
    prefix = NAMESPACES.get(namespace)
    if prefix is None:
        path = _joined(f"$.{namespace}", name, flat=False)
        draft.note(
            Exactness.ASSUMED,
            f"{name} of {namespace} was mapped to {path} (assumed)",
            *steps,
            value=namespace,
        )
        return path
    if namespace != "System":
        return _joined(prefix, name, flat=namespace == "User Defined")
    renamed = SYSTEM_NAMES.get(name)
    if renamed:
        return renamed
    path = _joined(prefix, name, flat=False)
    if name not in _SEEN_SYSTEM_PATHS and not _is_documented(name):
        draft.note(
            Exactness.ASSUMED,
            f"The system attribute {name} was mapped to {path} (assumed)",
            *steps,
            value=name,
        )
    return path


def _joined(root: str, name: str, *, flat: bool) -> str:
    """A namespace's path and an attribute as one path, in brackets where a dot would not do.

    In a flat namespace a name with dots is one step, in any other it is several.
    """
    plain = f"{root}.{name}"
    path = single(plain) if is_path(plain) else None
    roots = [key for key in root.split(".")[1:] if key]
    if path and not (flat and len(path.keys) > len(roots) + 1):
        return plain
    steps = [] if flat else name.split(".")
    return write(*roots, *(steps if steps and all(steps) else [name]))


def _is_documented(name: str) -> bool:
    """Whether the catalogue knows the path of a system attribute."""
    first, _, rest = name.partition(".")
    root = JSONPATH_ROOTS.get(first)
    if root is None:
        return False
    below = (rest == known or rest.startswith(f"{known}.") for known in root.known)
    return not rest if root.leaf else any(below)


def leftovers(draft: ActionDraft, place: int, entry: dict[str, Any], known: frozenset[str]) -> None:
    """Say which fields of a legacy parameter found no place."""
    for field, value in entry.items():
        if field not in known and value is not None:
            draft.drop(
                f"The field {field} of the parameter has no place in the flow language",
                "parameters",
                place,
                field,
                value=value,
            )


def take(
    draft: ActionDraft,
    place: int,
    entry: dict[str, Any],
    path: tuple[str, ...],
    *,
    keyed: bool = False,
    blank: bool = False,
) -> Any:
    """The value of a legacy parameter that goes to a path; None where it has none.

    Also tells the designer the name of the resource, and that the value is dynamic.

    Args:
        draft: The action being written.
        place: The parameter's place in the block.
        entry: The parameter.
        path: Where the value goes; empty for one that has no place of its own.
        keyed: Whether the parameter's key is used as well.
        blank: Whether a missing value is written as an empty text.
    """
    value = entry.get("value")
    known = _MAP_FIELDS if keyed else _FIELDS
    if not entry.keys() <= known:
        leftovers(draft, place, entry, known)
    named = entry.get("resourceName") is not None
    if named:
        _name(draft, place, entry["resourceName"], path)
    if value is None and (named or blank or keyed):
        value = ""
    namespace = entry.get("namespace")
    if namespace is not None:
        return _dynamic(draft, place, namespace, value, path)
    if value is None or isinstance(value, str):
        return value
    return written(draft, value, "parameters", place, "value")


def _name(draft: ActionDraft, place: int, name: Any, path: tuple[str, ...]) -> None:
    """Tell the designer the name of a resource."""
    if isinstance(name, str) and path:
        draft.show(path, "displayName", name)
    else:
        draft.drop(
            "The name of the resource has no place",
            "parameters",
            place,
            "resourceName",
            value=name,
        )


def _dynamic(
    draft: ActionDraft, place: int, namespace: Any, value: Any, path: tuple[str, ...]
) -> Any:
    """The JSONPath of a parameter's attribute, and a word to the designer that it is one."""
    if value is None:
        draft.drop(
            "The namespace has no attribute to apply to", "parameters", place, value=namespace
        )
        return None
    if path:
        draft.show(path, "useDynamic", True)
    return dynamic(draft, namespace, value, "parameters", place)
