"""What tests reach of a flow, as marks of its picture: read from the JSON of its coverage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flowport.errors import UsageError
from flowport.remedies import Remedy

__all__ = ["Links", "coverage_marks", "coverage_of_flow"]

#: By block id and branch key, ``reached`` or ``missed``.
Links = Mapping[tuple[str, str], str]


def coverage_of_flow(tree: Any, names: tuple[str, ...], source: str) -> Mapping[str, Any]:
    """The entry of a flow in the coverage of ``flowport test --coverage FILE.json``.

    Args:
        tree: The coverage as a JSON value.
        names: What the flow may be called there, the first that is found counts.
        source: The name of the file, for messages.

    Raises:
        UsageError: It is not a coverage, or has no flow of these names.
    """
    flows = tree.get("flows") if isinstance(tree, dict) else None
    known = {}
    for each in flows if isinstance(flows, list) else ():
        if isinstance(each, dict) and all(isinstance(each.get(key), list) for key in _MEMBERS):
            known[str(each.get("name"))] = each
    if not known:
        message = f"{source}: not a coverage; {Remedy.REACHED}"
        raise UsageError(message)
    for name in names:
        if name in known:
            return known[name]
    message = f'{source}: no coverage of a flow named "{names[0]}". It has {", ".join(known)}'
    raise UsageError(message)


_MEMBERS = ("reached", "missing", "impossible")


def coverage_marks(
    entry: Mapping[str, Any], branches: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """The marks of blocks and of links; a branch that can't be taken has none.

    Args:
        entry: The coverage of the flow.
        branches: The keys of each block's branches.
    """
    reached = set(map(str, entry["reached"]))
    missing, never = (
        {
            (str(each.get("block")), str(each.get("branch")))
            for each in entry[key]
            if isinstance(each, dict)
        }
        for key in ("missing", "impossible")
    )
    blocks = {block: "reached" if block in reached else "missed" for block in branches}
    links = {
        (block, key): "missed" if (block, key) in missing else "reached"
        for block, keys in branches.items()
        for key in keys
        if (block, key) not in never
    }
    return blocks, links
