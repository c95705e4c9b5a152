"""``attr:``, ``sets:`` and ``reads:``: where an attribute gets its value, and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS, SETTING_PARAMETERS, Dynamic
from flowport.catalogue.jsonpath import paths, single
from flowport.find.subject import Hit, Subject, Term, texts, wanted
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.catalogue import JSONPath
    from flowport.model import Action

__all__ = ["TERMS"]


def _sets(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    del subject
    holds = _named(value)
    for parameter in SETTING_PARAMETERS:
        values = action.parameters.get(parameter)
        for name in values if isinstance(values, dict) else ():
            if holds(name) or holds(f"{parameter}.{name}"):
                where = action.pointer + pointer("Parameters", parameter, name)
                yield Hit(where, f"sets {parameter}.{name}")


def _reads(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    del subject
    holds = _named(value)
    for where, path in dict.fromkeys(_read(action)):
        if holds(path.name) or holds(".".join(path.keys[1:])):
            yield Hit(where, f"reads {path.text}")


def _named(value: str) -> Callable[[str], bool]:
    """Whether a name, with or without its root, is what a query asks for in any spelling."""
    path = single(value)
    return wanted(path.name if path else value.removeprefix("$."))


def _read(action: Action) -> Iterator[tuple[str, JSONPath]]:
    """Every path that an action reads, with its place."""
    alone = _alone(action)
    for name, value in action.parameters.items():
        for where, text in texts(value, "Parameters", name, keys=True):
            whole = single(text) if name in alone else None
            for path in (whole,) if whole else paths(text):
                yield action.pointer + where, path
    for branch in action.branches:
        at = branch.pointer.removesuffix("NextAction") + "Condition/Operands"
        for operand in branch.operands:
            yield from ((at, path) for path in paths(operand))


def _alone(action: Action) -> set[str]:
    """The parameters whose whole value is one path."""
    declared = ACTIONS.get(action.type)
    wholly = (Dynamic.PATH, Dynamic.STATIC_OR_PATH)
    return {one.name for one in declared.parameters if one.dynamic in wholly} if declared else set()


def _either(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    yield from _sets(subject, action, value)
    yield from _reads(subject, action, value)


TERMS = (
    Term("attr", "an attribute, set or read", "attr:customerTier", _either),
    Term("sets", "an attribute that is set", "sets:customerTier", _sets),
    Term("reads", "an attribute that is read, by name or path", "reads:External.tier", _reads),
)
