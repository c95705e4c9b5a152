"""The values that flows tell apart, by the paths that they are read from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from flowport.catalogue.jsonpath import JSONPath, paths, pieces, single

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.simulate import Block, Program

__all__ = ["OTHER", "Words", "words_of"]

#: A value that no condition expects.
OTHER = "other"
_NUMBERS = frozenset(
    {"NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo"}
)
#: The greatest limit whose neighbours can be distinguished exactly.
_GREATEST = 1e15
#: Numbers that two paths read, so that either is the smaller one.
_TWO = ("1", "2")
#: The parameters that name a queue, with a value that none has.
_QUEUE = {"QueueId": (OTHER,), "AgentId": (OTHER,)}
#: Keys that can be a phone number.
_NUMBER = "15551234567"
#: The parameters whose form decides, with a value for each way; what is empty is tried anyway.
_FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Loop": {"LoopCount": ("2", OTHER)},
    "UpdateContactTargetQueue": _QUEUE,
    "UpdateContactCallbackNumber": {"CallbackNumber": (_NUMBER,)},
    "GetParticipantInput": {"StoreInput": ("true",), "EnableDTMFBuffer": ("true",)},
}

Words = dict[str, tuple[str, ...]]
_Found = dict[str, dict[str, None]]


def words_of(programs: Iterable[Program]) -> Words:
    """For each path that is compared, the values that its conditions tell apart.

    Where an attribute is set from another path, the values of the attribute are values of that
    path too.
    """
    words: _Found = {}
    limits: _Found = {}
    links: dict[str, set[str]] = {}
    for program in programs:
        for block in program.blocks.values():
            _compared(block, words, limits)
            for target, source in _copies(block.parameters):
                links.setdefault(target, set()).add(source)
            for name, value in (*_needed(block), *_read_by_conditions(block)):
                words.setdefault(name, {}).setdefault(value)
    _spread(words, links)
    _spread(limits, links)
    for name, numbers in limits.items():
        words.setdefault(name, {}).update(dict.fromkeys(_between(numbers)))
    return {name: tuple(found) for name, found in words.items()}


def _compared(block: Block, words: _Found, limits: _Found) -> None:
    if block.compared is None:
        return
    known = words.setdefault(block.compared.name, {})
    for branch in block.conditions:
        for operand in branch.operands:
            values = dict.fromkeys(_filled(operand))
            known.update(values)
            if branch.operator in _NUMBERS:
                limits.setdefault(block.compared.name, {}).update(values)


def _filled(operand: str) -> Iterator[str]:
    """An operand; where it holds paths, what it reads with each of the two numbers in them."""
    if not paths(operand):
        yield operand
        return
    for number in _TWO:
        yield "".join(number if isinstance(p, JSONPath) else p for p in pieces(operand))


def _between(limits: Iterable[str]) -> Iterator[str]:
    """A number below all limits, one between every two, and one above all."""
    numbers = sorted({n for n in map(_limit, limits) if n is not None})
    if not numbers:
        return
    yield _written(numbers[0] - 1)
    for one, other in pairwise(numbers):
        whole = float(int(one) + 1) if one >= 0 else float(int(one))
        yield _written(whole if one < whole < other else (one + other) / 2)
    yield _written(numbers[-1] + 1)


def _limit(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < _GREATEST else None


def _written(number: float) -> str:
    return str(int(number)) if number.is_integer() else str(number)


def _needed(block: Block) -> Iterator[tuple[str, str]]:
    """The paths whose form decides where a block leads, each with the values that lead on."""
    for name, values in _FORMS.get(block.type, {}).items():
        text = block.parameters.get(name)
        for path in paths(text) if isinstance(text, str) else ():
            yield from ((path.name, value) for value in values)


def _read_by_conditions(block: Block) -> Iterator[tuple[str, str]]:
    """The paths in the operands of a block's conditions, with two numbers, which are keys too."""
    for branch in block.conditions:
        for operand in branch.operands:
            for path in paths(operand):
                yield from ((path.name, number) for number in _TWO)


def _copies(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The attributes that a block sets from a path, with that path."""
    for root in ("Attributes", "FlowAttributes"):
        values = parameters.get(root)
        for key, value in values.items() if isinstance(values, dict) else ():
            text = value.get("Value") if isinstance(value, dict) else value
            path = single(text) if isinstance(text, str) else None
            if path:
                yield f"{root}.{key}", path.name


def _spread(words: _Found, links: dict[str, set[str]]) -> None:
    waiting = list(words)
    while waiting:
        name = waiting.pop()
        for source in links.get(name, ()):
            known = words.setdefault(source, {})
            before = len(known)
            known.update(words[name])
            if len(known) > before:
                waiting.append(source)
