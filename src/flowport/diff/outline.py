"""A flow as plain lines that stay the same while its meaning does: what ``git`` can compare.

Identifiers, order in the file and layout leave no trace, but for names that people gave.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.diff.content import MISSING, NOWHERE, ComparedFlow, Key, compared_flow, shown
from flowport.diff.tell import plain
from flowport.model.block_names import BlockName, blocks, branch_name, setting_name
from flowport.model.leaves import leaves
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.model import Flow

__all__ = ["outline"]

_ELSEWHERE = {"Actions", "StartAction", "Metadata"}
_RANK = {"next": 0, "condition": 1, "error": 2}


def outline(flow: Flow) -> str:
    """The flow's blocks as a call meets them, each with its settings and branches."""
    laid = compared_flow(flow)
    order = _order(laid)
    names = _numbered(blocks(flow, unique=False), order)
    paragraphs = ["\n".join(map(escaped, _about(laid, names)))]
    paragraphs += ["\n".join(map(escaped, _block(laid, names, number))) for number in order]
    notes = sorted(str(note.get("content") or "") for note in flow.annotations)
    paragraphs += [escaped(f"Note: {plain(text)}") for text in notes]
    return "\n\n".join(paragraphs) + "\n"


def _about(laid: ComparedFlow, names: list[BlockName]) -> Iterator[str]:
    flow = laid.flow
    yield f"Flow: {flow.name or 'without a name'}"
    if flow.type:
        yield f"Type: {flow.type}"
    if flow.description:
        yield f"Description: {plain(flow.description)}"
    rest = shown({key: flow.tree[key] for key in flow.tree if key not in _ELSEWHERE})
    for path, value in sorted(leaves(rest), key=lambda leaf: list(map(str, leaf[0]))):
        name = setting_name("", path)
        yield f"{name[:1].upper()}{name[1:]}: {_value(value)}"
    yield f"Starts at: {_target(names, laid.start)}"


def _block(laid: ComparedFlow, names: list[BlockName], number: int) -> Iterator[str]:
    piece = laid.pieces[number]
    yield str(names[number])
    for path in sorted(piece.says, key=lambda path: [str(key).zfill(6) for key in path]):
        yield f"    {setting_name(piece.action.type, path)}: {_value(piece.says[path])}"
    for key in _sorted(piece.ways):
        branch = branch_name(piece.action, piece.ways[key])
        yield f"    {branch} → {_target(names, piece.targets[key])}"


def _value(value: Any) -> str:
    """A value as one line; what is not a string says so."""
    return plain(value) if isinstance(value, str) else f"{plain(value)} (no text)"


def _target(names: list[BlockName], target: int) -> str:
    return {NOWHERE: "nowhere", MISSING: "a block that is not there"}.get(target) or str(
        names[target]
    )


def _sorted(keys: Iterable[Key]) -> list[Key]:
    """Next, then conditions in their order, then errors by name: errors have no order."""
    return sorted(keys, key=lambda key: (_RANK[key[0]], key[1:] if key[0] == "error" else ()))


def _order(laid: ComparedFlow) -> list[int]:
    """Blocks depth first from the start; then what is not reached, by what it says."""
    rest = sorted(range(len(laid.pieces)), key=lambda n: (len(laid.sources[n]), laid.pieces[n].own))
    seen: dict[int, None] = {}
    for root in [laid.start, *rest]:
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number >= 0 and number not in seen:
                seen[number] = None
                piece = laid.pieces[number]
                waiting += [piece.targets[key] for key in reversed(_sorted(piece.targets))]
    return list(seen)


def _numbered(names: list[BlockName], order: list[int]) -> list[BlockName]:
    """Names without identifiers; those that are alike get numbers, in the order of a call."""
    count = Counter(map(str, names))
    used: Counter[str] = Counter()
    found = list(names)
    for number in order:
        name = str(names[number])
        used[name] += 1
        if count[name] > 1:
            found[number] = replace(names[number], title=f"{names[number].title} {used[name]}")
    return found
