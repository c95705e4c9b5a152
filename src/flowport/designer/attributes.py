"""The attributes that a field can read: by namespace, with the keys that flows set or read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import JSONPATH_ROOTS, SETTING_PARAMETERS, JSONPath
from flowport.catalogue.jsonpath import paths, single, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.designer.schema.form_schema import NamespaceJSON
    from flowport.model import Flow

__all__ = ["namespaces"]

_SYSTEM = "System"
#: Those that a flow needs most come first.
_FIRST = ("User defined", _SYSTEM, "External", "Lex", "Flow", "Segment attributes", "Loop")


def namespaces(flow: Flow, around: Iterable[Flow] = ()) -> list[NamespaceJSON]:
    """The namespaces, as the page reads them.

    Each has its ``title``, the ``prefix`` of its paths and its ``keys``: a path, and whether it
    is used ``here`` (in the flow), ``around`` it, or only ``known`` to exist.

    Args:
        flow: The flow with the field.
        around: The flows that lead to it, and the modules that it invokes.
    """
    found: dict[str, dict[str, str]] = {}
    for where, flows in (("here", (flow,)), ("around", around)):
        for path in (path for each in flows for path in _of(each)):
            found.setdefault(_title(path), {}).setdefault(path.text, where)
    for root in JSONPATH_ROOTS.values():
        keys = found.setdefault(root.title, {})
        for name in ("",) if root.leaf else root.known:
            keys.setdefault(write(root.name, *filter(None, name.split("."))), "known")
    titles = sorted(found, key=lambda title: (_place(title), title))
    return [_namespace(title, found[title]) for title in titles]


def _place(title: str) -> int:
    return _FIRST.index(title) if title in _FIRST else len(_FIRST)


def _namespace(title: str, keys: dict[str, str]) -> NamespaceJSON:
    roots = [root.name for root in JSONPATH_ROOTS.values() if root.title == title]
    prefix = "$." if title == _SYSTEM or not roots else f"$.{roots[0]}."
    return {
        "title": title,
        "prefix": prefix,
        "keys": [{"path": path, "where": keys[path]} for path in sorted(keys)],
    }


def _title(path: JSONPath) -> str:
    root = JSONPATH_ROOTS.get(path.root)
    return root.title if root else _SYSTEM


def _of(flow: Flow) -> Iterator[JSONPath]:
    """Every attribute that a flow sets or reads."""
    for action in flow.actions:
        for name in SETTING_PARAMETERS:
            values = action.parameters.get(name)
            for key in values if isinstance(values, dict) else ():
                yield JSONPath(write(name, key), (name, key))
        yield from _read(action.parameters)
        for branch in action.branches:
            for operand in branch.operands:
                yield from paths(operand)


def _read(value: Any) -> Iterator[JSONPath]:
    """Every path in a JSON value that is more than a namespace."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _read(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _read(inner)
    elif isinstance(value, str):
        whole = single(value)
        for path in (whole,) if whole else paths(value):
            root = JSONPATH_ROOTS.get(path.root)
            if path.keys[1:] or (root and root.leaf):
                yield path
