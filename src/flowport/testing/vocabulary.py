"""The values that flows tell apart, by the paths that they are read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.jsonpath import single

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.simulate import Block, Program

__all__ = ["OTHER", "Words", "words_of"]

#: A value that no condition expects.
OTHER = "other"
_NUMBERS = frozenset(
    {"NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo"}
)
_LONGEST = 16
#: The parameters that name a queue, with a value that none has.
_QUEUE = {"QueueId": OTHER, "AgentId": OTHER}
#: Keys that can be a phone number.
_NUMBER = "15551234567"

Words = dict[str, tuple[str, ...]]


def words_of(programs: Iterable[Program]) -> Words:
    """For each path that is compared, the values that its conditions tell apart.

    Where an attribute is set from another path, the values of the attribute are values of that
    path too.
    """
    words: dict[str, dict[str, None]] = {}
    links: dict[str, set[str]] = {}
    for program in programs:
        for block in program.blocks.values():
            _compared(block, words)
            for target, source in _copies(block.parameters):
                links.setdefault(target, set()).add(source)
            for name, value in _needed(block):
                words.setdefault(name, {}).setdefault(value)
    _spread(words, links)
    return {name: tuple(found) for name, found in words.items()}


def _compared(block: Block, words: dict[str, dict[str, None]]) -> None:
    if block.compared is None:
        return
    known = words.setdefault(block.compared.name, {})
    for branch in block.conditions:
        for operand in branch.operands:
            known.update(dict.fromkeys(_around(operand, branch.operator)))


def _around(operand: str, operator: str) -> Iterator[str]:
    """An operand, and for a limit the numbers beside it."""
    yield operand
    if operator in _NUMBERS and operand.lstrip("-").isdecimal() and len(operand) < _LONGEST:
        yield from (str(int(operand) - 1), str(int(operand) + 1))


def _needed(block: Block) -> Iterator[tuple[str, str]]:
    """The paths that lead nowhere while they are empty, each with a value that leads on."""
    parameters = {
        "Loop": {"LoopCount": "2"},
        "UpdateContactTargetQueue": _QUEUE,
        "UpdateContactCallbackNumber": {"CallbackNumber": _NUMBER},
    }
    for name, value in parameters.get(block.type, {}).items():
        text = block.parameters.get(name)
        path = single(text) if isinstance(text, str) else None
        if path:
            yield path.name, value


def _copies(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The attributes that a block sets from a path, with that path."""
    for root in ("Attributes", "FlowAttributes"):
        values = parameters.get(root)
        for key, value in values.items() if isinstance(values, dict) else ():
            text = value.get("Value") if isinstance(value, dict) else value
            path = single(text) if isinstance(text, str) else None
            if path:
                yield f"{root}.{key}", path.name


def _spread(words: dict[str, dict[str, None]], links: dict[str, set[str]]) -> None:
    waiting = list(words)
    while waiting:
        name = waiting.pop()
        for source in links.get(name, ()):
            known = words.setdefault(source, {})
            before = len(known)
            known.update(words[name])
            if len(known) > before:
                waiting.append(source)
