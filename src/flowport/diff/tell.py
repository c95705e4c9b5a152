"""Edits in a reviewer's words: one sentence an edit, without a full stop."""

from __future__ import annotations

import json
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from flowport.diff import edits as e
from flowport.model.block_names import BlockName, is_made_up, setting_name

if TYPE_CHECKING:
    from flowport.diff.compare import Comparison

__all__ = ["plain", "several", "sign", "tell", "value"]

_LONGEST = 100
_AROUND = 30
_START = "the start"
_SIGNS: dict[type[e.Edit], str] = {
    e.Added: "+",
    e.BranchAdded: "+",
    e.NoteAdded: "+",
    e.ParameterAdded: "+",
    e.Removed: "-",
    e.BranchRemoved: "-",
    e.NoteRemoved: "-",
    e.ParameterRemoved: "-",
}


def sign(edit: e.Edit) -> str:
    """``+`` for what is new, ``-`` for what is gone, ``~`` for what is otherwise."""
    return _SIGNS.get(type(edit), "~")


def plain(what: Any) -> str:
    """A JSON value as one line."""
    text = what if isinstance(what, str) else json.dumps(what, ensure_ascii=False, sort_keys=True)
    return text.replace("\r\n", "\n").replace("\n", "↵")


def value(what: Any, name: str = "", begin: int = 0) -> str:
    """A JSON value as it is quoted in a sentence, after its name if it has one.

    Of a long text only a window is shown, a little before the character ``begin``.
    """
    quoted = f"“{_window(plain(what), begin)}”" if isinstance(what, str) else plain(what)
    return f"“{name}” ({quoted})" if name and name != what else quoted


def _window(text: str, begin: int) -> str:
    if len(text) <= _LONGEST:
        return text
    first = max(0, min(begin - _AROUND, len(text) - _LONGEST))
    last = first + _LONGEST
    return "…" * (first > 0) + text[first:last] + "…" * (last < len(text))


def _change(before: Any, after: Any, names: tuple[str, str] = ("", "")) -> str:
    """From one value to another; of long strings, the part where they begin to differ."""
    begin = 0
    if isinstance(before, str) and isinstance(after, str):
        pairs = enumerate(zip(before, after, strict=False))
        begin = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
    return f"from {value(before, names[0], begin)} to {value(after, names[1], begin)}"


def _leads(target: BlockName | None, *, several: bool = False) -> str:
    verb = "lead" if several else "leads"
    return f"{verb} to {target}" if target else f"{verb} nowhere"


def _ways(ways: tuple[e.ReachedBy, ...]) -> list[tuple[str, int, BlockName | None]]:
    """The branches, how many, and their target: those of one block with one target together."""
    found: dict[tuple[str, str], list[e.ReachedBy]] = {}
    for way in ways:
        found.setdefault((str(way.block), str(way.other)), []).append(way)
    return [(_branches(group), len(group), group[0].other) for group in found.values()]


def _branches(ways: list[e.ReachedBy]) -> str:
    if ways[0].block is None:
        return _START
    names = [way.branch for way in ways]
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"the {listed} branch{'es' if len(names) > 1 else ''} of {ways[0].block}"


@singledispatch
def tell(edit: e.Edit) -> str:
    """What an edit did, in a sentence that needs nothing around it."""
    return type(edit).__name__


@tell.register
def _(edit: e.Added) -> str:
    ways = [
        f"{'at' if branches == _START else 'on'} {branches}"
        + (f", before {other}" if other else "")
        for branches, _, other in _ways(edit.ways)
    ]
    return " ".join(["Added", str(edit.block), "; ".join(ways)]).strip()


@tell.register
def _(edit: e.Removed) -> str:
    ways = [
        f"{branches} now {_leads(other, several=count > 1)}"
        for branches, count, other in _ways(edit.ways)
    ]
    return "; ".join([f"Removed {edit.block}", *ways])


@tell.register
def _(edit: e.Replaced) -> str:
    if edit.before == edit.after:
        return f"{edit.block}: is an action of another type"
    return f"{edit.block}: was {edit.before}, is now {edit.after}"


def _setting(block: BlockName, path: e.Path) -> str:
    return f"{block}: {setting_name(block.type, path)}"


@tell.register
def _(edit: e.ParameterAdded) -> str:
    return f"{_setting(edit.block, edit.path)} added: {value(edit.after)}"


@tell.register
def _(edit: e.ParameterRemoved) -> str:
    return f"{_setting(edit.block, edit.path)} removed (was {value(edit.before)})"


@tell.register
def _(edit: e.ParameterChanged) -> str:
    change = _change(edit.before, edit.after, edit.names)
    return f"{_setting(edit.block, edit.path)} changed {change}"


@tell.register
def _(edit: e.BranchAdded) -> str:
    return f"{edit.branch} branch of {edit.block} added; it {_leads(edit.target)}"


@tell.register
def _(edit: e.BranchRemoved) -> str:
    led = f"led to {edit.target}" if edit.target else "led nowhere"
    return f"{edit.branch} branch of {edit.block} removed; it {led}"


@tell.register
def _(edit: e.BranchLed) -> str:
    before = edit.before or "nowhere"
    return f"{edit.branch} branch of {edit.block} now {_leads(edit.after)} (was {before})"


@tell.register
def _(edit: e.ConditionChanged) -> str:
    leads = f"; it still {_leads(edit.target)}"
    return f"{edit.block}: condition {edit.before} changed to {edit.after}{leads}"


@tell.register
def _(edit: e.ConditionsReordered) -> str:
    before, after = ", ".join(edit.before), ", ".join(edit.after)
    return f"{edit.block}: conditions are tried in another order: {after} (was {before})"


@tell.register
def _(edit: e.StartLed) -> str:
    return f"The flow now starts at {edit.after or 'nothing'} (was {edit.before or 'nothing'})"


@tell.register
def _(edit: e.PropertyChanged) -> str:
    name = setting_name("", edit.path)
    if edit.before is None:
        return f"The flow's {name} added: {value(edit.after)}"
    if edit.after is None:
        return f"The flow's {name} removed (was {value(edit.before)})"
    return f"The flow's {name} changed {_change(edit.before, edit.after)}"


@tell.register
def _(edit: e.Renamed) -> str:
    if is_made_up(edit.before) or is_made_up(edit.after):
        return f"{edit.block} has a new identifier: {edit.after} (was {edit.before})"
    return f"{edit.block} was called “{edit.before}”"


@tell.register
def _(edit: e.NoteAdded) -> str:
    return f"Note added: {value(edit.text)}"


@tell.register
def _(edit: e.NoteRemoved) -> str:
    return f"Note removed: {value(edit.text)}"


@tell.register
def _(edit: e.NoteChanged) -> str:
    return f"Note changed {_change(edit.before, edit.after)}"


@tell.register
def _(edit: e.NotePinned) -> str:
    where = f"is pinned to {edit.after}" if edit.after else "is no longer pinned to a block"
    return f"Note {value(edit.text)} {where} (was {edit.before or 'pinned to none'})"


@tell.register
def _(edit: e.Moved) -> str:
    return f"{edit.block} moved {_points(edit.before, edit.after)}"


@tell.register
def _(edit: e.EntryMoved) -> str:
    return f"The entry point moved {_points(edit.before, edit.after)}"


def _points(before: e.Point | None, after: e.Point | None) -> str:
    places = [f"({at[0]:g}, {at[1]:g})" if at else "no place" for at in (before, after)]
    return f"from {places[0]} to {places[1]}"


@tell.register
def _(edit: e.NoteMoved) -> str:
    return f"Note {value(edit.text)} moved, folded or resized"


@tell.register
def _(edit: e.DetailsChanged) -> str:
    return f"{edit.block}: the designer keeps other data ({', '.join(edit.keys)})"


def several(comparison: Comparison, aspect: e.Aspect) -> list[str]:
    """The edits of an aspect; beyond meaning, of many alike only how many they are."""
    found = comparison.of(aspect)
    if aspect is e.Aspect.MEANING:
        return [tell(edit) for edit in found]
    sentences: list[str] = []
    for kind in dict.fromkeys(type(edit) for edit in found):
        alike = [edit for edit in found if type(edit) is kind]
        words = _MANY.get(kind)
        sentences += (
            [f"{len(alike)} {words}"]
            if words and len(alike) > _FEW
            else [tell(edit) for edit in alike]
        )
    return sentences


_FEW = 3
_MANY: dict[type[e.Edit], str] = {
    e.Moved: "blocks moved",
    e.NoteMoved: "notes moved, folded or resized",
    e.Renamed: "blocks have another identifier",
    e.DetailsChanged: "blocks of which the designer keeps other data",
}
