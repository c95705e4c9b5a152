"""What terms look at: one flow with its blocks named and its references found, once each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flowport.model.block_names import blocks
from flowport.model.pointer import pointer
from flowport.refs.all_references import find as find_references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.model import Action, Flow
    from flowport.model.block_names import BlockName
    from flowport.refs.reference import Reference

__all__ = ["Hit", "Subject", "Term", "texts", "wanted"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Why a term holds of a block: where, and in words."""

    pointer: str
    what: str


class Subject:
    """A flow to search.

    Attributes:
        flow: The flow.
        names: How its blocks are spoken of, in file order.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.actions = flow.actions
        self.names: list[BlockName] = blocks(flow)
        self._by_id = {block.id: block for block in self.names}

    @cached_property
    def references(self) -> dict[str, list[Reference]]:
        """The references of each block, by its identifier."""
        found: dict[str, list[Reference]] = {}
        for reference in find_references(self.flow):
            found.setdefault(reference.block, []).append(reference)
        return found

    def block(self, identifier: str) -> BlockName | None:
        """How a block is spoken of; None if there is none of that identifier."""
        return self._by_id.get(identifier)


@dataclass(frozen=True, slots=True)
class Term:
    """A kind of term.

    Attributes:
        key: What stands before its colon.
        help: What it finds, for the command's help.
        example: How it is written.
        find: The hits in one block.
        find_notes: The hits in the flow's notes, for terms that look there.
    """

    key: str
    help: str
    example: str
    find: Callable[[Subject, Action, str], Iterator[Hit]]
    find_notes: Callable[[Subject, str], Iterator[Hit]] | None = None


def wanted(value: str, *, part: bool = False) -> Callable[[str], bool]:
    """Whether a string is what a query's value says: ``*`` is anything, case does not matter.

    With ``part`` the value may stand anywhere in the text.
    """
    pattern = ".*".join(map(re.escape, value.split("*")))
    found = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return lambda text: bool(found.search(text) if part else found.fullmatch(text))


def texts(value: Any, *path: str | int, keys: bool = False) -> Iterator[tuple[str, str]]:
    """The strings and numbers in a JSON value, each with its pointer below ``path``.

    With ``keys`` the keys of objects as well, each with the pointer of its value.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            if keys:
                yield pointer(*path, key), key
            yield from texts(inner, *path, key, keys=keys)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, *path, index, keys=keys)
    elif value is not None:
        yield pointer(*path), value if isinstance(value, str) else str(value)
