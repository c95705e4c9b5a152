"""Placeholders that are left in a flow: listed, and filled from bindings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from flowport.catalogue import Parameter, ValueKind, action_named
from flowport.catalogue.placeholders import RUN_TIME_BRACES, Placeholder, placeholders
from flowport.dataclass import dataclass
from flowport.model.pointer import pointer
from flowport.patterns import pattern
from flowport.refs.paths import actions_with, guessed, steps
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from flowport.model import Action, Flow
    from flowport.refs.paths import Keys

__all__ = [
    "Unfilled",
    "filled",
    "is_setting",
    "may_hold",
    "unfilled",
    "unfilled_references",
    "with_fillings",
]

#: What a placeholder holds, as plain strings, by what all of them hold: looking for each is a
#: hundred times faster than one expression for all, and for one character ten times faster again.
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "$": ("${",),
    "#": ("#{",),
    "<": ("<%", "<<"),
    "@": ("@@",),
    "\\": ("\\u00",),
    "{{": ("{{",),
    "[[": ("[[",),
    "1.888": ("1.888",),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "replace": ("replace_", "replace-", "replaceme"),
    "change": ("change_", "change-", "changeme"),
    **{word: (f"{word}_", f"{word}-") for word in ("your", "insert", "enter")},
    "placeholder": ("placeholder",),
    "xxxx": ("xxxx",),
}
_PERCENT = pattern(r"%[A-Za-z_][\w.:-]*%")
_ANGLE = pattern(r"<[A-Za-z_]")
_SETTINGS = pattern(r"Language|Voice|Engine|Style|TimeZone")


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A placeholder in a flow.

    Attributes:
        block: The identifier of its block.
        pointer: The JSON pointer of the value, or of the value whose name holds it.
        path: Where it is, for a reader.
        placeholder: It.
        reference: Whether a resource belongs there.
    """

    block: str
    pointer: str
    path: str
    placeholder: Placeholder
    reference: bool = False

    @property
    def sentence(self) -> str:
        """What is wrong, and what to do, without a full stop."""
        text = self.placeholder.text
        return (
            f"{self.path} holds the placeholder {text!r}; fill it in, bind it, or "
            f"{Remedy.PLACEHOLDER} {text!r}"
        )


def may_hold(text: str, *, reference: bool = True) -> bool:
    """Whether a string, such as raw JSON, can hold a placeholder at all: a quick look.

    Args:
        text: The text.
        reference: Whether a reference or a setting may be in it, where more marks count.
    """
    if _holds(text, _SIGNS):
        return True
    if "%" in text and _PERCENT.search(text):
        return True
    if not reference:
        return False
    if "__" in text or ("<" in text and _ANGLE.search(text)):
        return True
    return _holds(text.lower(), _WORDS)


def _holds(text: str, marks: Mapping[str, tuple[str, ...]]) -> bool:
    for first, rest in marks.items():
        if first in text:
            for mark in rest:
                if mark in text:
                    return True
    return False


def unfilled(flow: Flow, allow: Collection[str] = ()) -> Iterator[Unfilled]:
    """The placeholders of a flow's blocks, in their order.

    Args:
        flow: The flow.
        allow: Placeholders that a person allows, with their marks.
    """
    for action in flow.actions:
        for found in _of_block(action):
            if found.placeholder.text not in allow:
                yield found


def unfilled_references(flow: Flow) -> Iterator[Unfilled]:
    """Those of the placeholders where a resource belongs; only blocks that name one are read."""
    for action in actions_with(flow, _heads):
        yield from (found for found in _of_block(action) if found.reference)


@cache
def _heads(action: str) -> frozenset[str] | None:
    """The parameters in which a resource may belong; None where that can be any."""
    if action_named(action) is None:
        return None
    return frozenset(path[0] for path, reference in _strict(action).items() if reference)


def _of_block(action: Action) -> Iterator[Unfilled]:
    strict = _strict(action.type)
    for keys, text, is_key in _strings(action.parameters, ("Parameters",)):
        kind = _belongs(strict, keys[1:], action.type)
        yield from _found(action, keys, text, kind if not is_key else None)
    conditions = action.transitions.get("Conditions")
    if conditions:
        for keys, text, _ in _strings(conditions, ("Transitions", "Conditions")):
            yield from _found(action, keys, text, None)


def _found(action: Action, keys: Keys, text: str, kind: bool | None) -> Iterator[Unfilled]:
    """The placeholders of a string; ``kind`` is True for a reference, False for a setting."""
    run_time = action.type in RUN_TIME_BRACES and not kind
    for each in placeholders(text, reference=kind is not None, braces_are_text=run_time):
        where = action.pointer + pointer(*keys)
        path = ".".join(map(str, keys[1:]))
        yield Unfilled(action.id, where, path, each, bool(kind))


def _strings(tree: Any, at: Keys) -> Iterator[tuple[Keys, str, bool]]:
    """Every string in a tree with the keys on its way; keys too, as strings of their own."""
    if isinstance(tree, str):
        yield at, tree, False
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield (*at, key), key, True
            yield from _strings(value, (*at, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _strings(value, (*at, index))
    elif isinstance(tree, float):
        yield at, repr(tree), False


@cache
def _strict(action: str) -> Mapping[tuple[str, ...], bool]:
    """The parameters that take no free text: True for a reference, False for a setting."""
    known = action_named(action)
    found: dict[tuple[str, ...], bool] = {}
    for parameter in known.parameters if known else ():
        if parameter.refers_to:
            found[steps(parameter.name)] = True
        elif is_setting(parameter):
            found[steps(parameter.name)] = False
    return found


@cache
def is_setting(parameter: Parameter) -> bool:
    """Whether a number, a language, a voice or one of a few words belongs there."""
    typed = parameter.kind in {ValueKind.INTEGER, ValueKind.NUMBER, ValueKind.BOOLEAN}
    named = _SETTINGS.search(steps(parameter.name)[-1]) is not None
    chosen = bool(parameter.allowed) and parameter.kind is ValueKind.STRING
    return typed or chosen or (named and parameter.kind is ValueKind.STRING)


def _belongs(strict: Mapping[tuple[str, ...], bool], keys: Keys, action: str) -> bool | None:
    """Whether a reference (True) or a setting (False) belongs somewhere; None for free text."""
    plain = tuple("[]" if isinstance(key, int) else str(key) for key in keys)
    found = strict.get(plain)
    if found is None:
        found = strict.get(plain[:-1])
    if found is None and not action_named(action) and keys and str(keys[-1]) in guessed():
        return True
    return found


def filled(text: str, values: Mapping[str, str], *, reference: bool = False) -> str:
    """A string whose placeholders are filled, by their text or by their name.

    Args:
        text: The string.
        values: What fills them.
        reference: Whether a resource belongs there, so that more marks count.
    """
    made, end = [], 0
    for each in placeholders(text, reference=reference):
        value = values.get(each.text, values.get(each.name))
        if value is not None:
            made += [text[end : each.start], value]
            end = each.end
    return "".join([*made, text[end:]])


def with_fillings(flow: Flow, values: Mapping[str, str]) -> Flow:
    """A flow whose placeholders are filled in parameters and conditions; names of keys stay."""
    if not values:
        return flow
    for action in flow.actions:
        strict = _strict(action.type)
        for keys, text, is_key in _strings(action.parameters, ("Parameters",)):
            reference = _belongs(strict, keys[1:], action.type) is not None
            made = text if is_key else filled(text, values, reference=reference)
            if made != text and isinstance(flow.value(action.pointer + pointer(*keys)), str):
                flow = flow.with_value(action.pointer + pointer(*keys), made)
        conditions = action.transitions.get("Conditions") or ()
        for keys, text, is_key in _strings(conditions, ("Transitions", "Conditions")):
            made = text if is_key else filled(text, values)
            if made != text:
                flow = flow.with_value(action.pointer + pointer(*keys), made)
    return flow
