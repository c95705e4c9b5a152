"""``attr:``, ``sets:`` and ``reads:``: where an attribute gets its value, and where it is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowport.find.subject import Hit, Subject, Term, texts, wanted
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.model import Action

__all__ = ["TERMS"]

#: Parameters whose keys are the names of attributes that the block sets.
_SETTING = ("Attributes", "FlowAttributes", "SegmentAttributes")

_JSONPATH = re.compile(r"""\$(?:\.[\w-]+|\[\s*(?:'[^']*'|"[^"]*"|\d+)\s*\])+""")
_STEP = re.compile(r"""\.([\w-]+)|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]""")


def _sets(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    del subject
    holds = wanted(value.removeprefix("$."))
    for parameter in _SETTING:
        values = action.parameters.get(parameter)
        for name in values if isinstance(values, dict) else ():
            if holds(name) or holds(f"{parameter}.{name}"):
                where = action.pointer + pointer("Parameters", parameter, name)
                yield Hit(where, f"sets {parameter}.{name}")


def _reads(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    del subject
    holds = wanted(value.removeprefix("$."))
    for where, text in _places(action):
        for path in dict.fromkeys(_JSONPATH.findall(text)):
            if _is(path, holds):
                yield Hit(where, f"reads {path}")


def _places(action: Action) -> Iterator[tuple[str, str]]:
    for where, text in texts(action.parameters, "Parameters"):
        yield action.pointer + where, text
    for branch in action.branches:
        at = branch.pointer.removesuffix("NextAction") + "Condition/Operands"
        yield from ((at, operand) for operand in branch.operands)


def _is(path: str, holds: Callable[[str], bool]) -> bool:
    """Whether a JSONPath, with or without its root, is what is looked for."""
    steps = ["".join(groups) for groups in _STEP.findall(path)]
    return holds(".".join(steps)) or holds(".".join(steps[1:]))


def _either(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    yield from _sets(subject, action, value)
    yield from _reads(subject, action, value)


TERMS = (
    Term("attr", "an attribute, set or read", "attr:customerTier", _either),
    Term("sets", "an attribute that is set", "sets:customerTier", _sets),
    Term("reads", "an attribute that is read, by name or path", "reads:External.tier", _reads),
)
