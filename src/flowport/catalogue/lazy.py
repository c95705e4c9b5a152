"""Mappings that are built when they are first read, so that importing the catalogue is quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

__all__ = ["LazyMapping"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class LazyMapping(Mapping[Key, Value]):
    """A mapping that is built when it is first read."""

    __slots__ = ("_build", "_built")

    def __init__(self, build: Callable[[], Mapping[Key, Value]]) -> None:
        self._build = build
        self._built: Mapping[Key, Value] | None = None

    def __getitem__(self, key: Key) -> Value:
        return self._all()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __contains__(self, key: object) -> bool:
        return key in (self._all() if self._built is None else self._built)

    def _all(self) -> Mapping[Key, Value]:
        if self._built is None:
            self._built = self._build()
        return self._built
