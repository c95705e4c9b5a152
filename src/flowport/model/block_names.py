"""What to call blocks, branches and settings, in the designer's words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue import (
    MISTAKEN_TYPES,
    OPERATORS,
    ValueKind,
    action_named,
    block_of,
)
from flowport.dataclass import dataclass
from flowport.model.leaves import leaves
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue import ActionType as Declared
    from flowport.model import Action, Branch, Flow

__all__ = [
    "BlockName",
    "block_label",
    "block_name",
    "blocks",
    "branch_name",
    "is_made_up",
    "label_in",
    "setting_name",
    "title_of",
]

_MADE_UP = pattern(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_CAPITAL = pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ARN_TAIL = pattern(r"arn:[^\s]*?([^:/\s]+)")
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class BlockName:
    """How a block is spoken of.

    Attributes:
        id: Its identifier.
        title: What the designer calls its kind (``Play prompt``).
        name: What tells it from others: its own name, or the heart of its settings.
        type: Its action's type.
    """

    id: str
    title: str
    name: str = ""
    type: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.title} “{self.name}”" if self.name else self.title


def is_made_up(identifier: str) -> bool:
    """Whether an identifier was made by a machine and says nothing to a reader."""
    return not identifier or bool(_MADE_UP.fullmatch(identifier))


def title_of(action: Action) -> str:
    """What the designer calls this kind of block; its type where no designer shows it."""
    found = block_of(action.type, action.parameters)
    if found:
        return found[0].title
    known = action_named(action.type)
    return known.titles[0] if known and known.titles else action.type or "Block"


def block_name(flow: Flow, action: Action) -> str:
    """What a reader calls a block: its title, and its own name if it has one."""
    return str(_called(flow, action))


def block_label(name: str, identifier: str) -> str:
    """A block in a sentence: its name, and its identifier behind it where the name lacks it."""
    if not name:
        return f"block {identifier!r}"
    return f"block {name}" if identifier in name else f"block {name} ({identifier})"


def label_in(flow: Flow, identifier: str) -> str:
    """A block of a flow in a sentence."""
    found = next((each for each in flow.actions if each.id == identifier), None)
    return block_label(block_name(flow, found) if found else "", identifier)


def blocks(flow: Flow, *, unique: bool = True) -> list[BlockName]:
    """How each block is spoken of, in file order.

    With ``unique``, blocks that would be called alike get a part of their identifiers.
    """
    named = [_called(flow, action) for action in flow.actions]
    count = Counter(map(str, named))
    return [_told_apart(one) if unique and count[str(one)] > 1 else one for one in named]


def _called(flow: Flow, action: Action) -> BlockName:
    return BlockName(action.id, title_of(action), _name(flow, action), action.type)


def _told_apart(block: BlockName) -> BlockName:
    short = block.id[:8] if is_made_up(block.id) else block.id
    name = f"{block.name} · {short}" if block.name else short
    return replace(block, name=name)


def _name(flow: Flow, action: Action) -> str:
    if not is_made_up(action.id):
        return _cut(action.id)
    kept = flow.metadata_of(action.id).get("parameters")
    shown = sorted(str(value) for path, value in leaves(kept or {}) if path[-1] == "displayName")
    values = shown or [str(value) for value in _telling(action.parameters)]
    return _cut(next((text for text in values if text), ""))


def _telling(parameters: Mapping[str, Any]) -> list[Any]:
    """Values that tell a block from others of its kind, the most telling first."""
    found = dict(sorted(leaves(dict(parameters)), key=lambda leaf: list(map(str, leaf[0]))))
    for path, value in found.items():
        if path[-1] in {"Text", "SSML", "ComparisonValue"} and value:
            return [value]
    for path in found:
        if "Attributes" in path[0] and len(path) > 1:  # type: ignore[operator]
            return [path[1]]
    return [value for value in found.values() if isinstance(value, str)]


def _cut(text: str) -> str:
    text = " ".join(text.split())
    if arn := _ARN_TAIL.fullmatch(text):
        text = arn[1]
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def branch_name(action: Action, branch: Branch) -> str:
    """What the designer calls a branch; with its error type where two share a name."""
    known = action_named(MISTAKEN_TYPES.get(action.type) or action.type)
    if branch.kind == "next":
        return (known.next.title if known else "") or "Next"
    if branch.kind == "error":
        return _error_name(known, branch.name)
    return _condition_name(known, branch)


def _error_name(known: Declared | None, error: str) -> str:
    titles = (
        [declared.title for declared in known.errors if declared.type == error] if known else []
    )
    if not titles:
        return "Error" if error == "NoMatchingError" else f"Error {error}"
    shared = sum(declared.title == titles[0] for declared in known.errors) if known else 0
    return f"{titles[0]} ({error})" if shared > len(titles) else titles[0]


def _condition_name(known: Declared | None, branch: Branch) -> str:
    for conditions in known.conditions if known else ():
        if branch.operator == "Equals" and branch.name in conditions.operands:
            titles = dict(zip(conditions.operands, conditions.titles, strict=False))
            if title := titles.get(branch.name):
                return title
    operator = OPERATORS.get(branch.operator)
    sign = operator.sign if operator else branch.operator
    return f"“{branch.name}”" if sign == "=" else f"{sign} “{branch.name}”"


def setting_name(kind: str, path: tuple[str | int, ...]) -> str:
    """What to call a setting: keys in plain words, an author's own keys in quotation marks."""
    known = action_named(kind)
    keys = path[1:] if path[:1] == ("Parameters",) and len(path) > 1 else path
    words: list[str] = []
    for depth, key in enumerate(keys):
        above = ".".join(map(str, keys[:depth]))
        words.append(f"“{key}”" if _is_map(known, above) else _plain(key))
    return " ".join(words)


def _is_map(known: Declared | None, path: str) -> bool:
    """Whether an author chooses the keys of the object at a path."""
    declared = known.parameters if known and path else ()
    return any(one.name == path and one.kind is ValueKind.MAP for one in declared)


def _plain(key: str | int) -> str:
    if isinstance(key, int):
        return str(key + 1)
    words = _CAPITAL.sub(" ", key).split(" ")
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)
