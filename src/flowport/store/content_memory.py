"""What follows from a content alone, remembered for the latest contents."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ContentMemory"]

T = TypeVar("T")


class ContentMemory(Generic[T]):
    """A function whose latest results are remembered, as ``functools.lru_cache`` does.

    A result that another process worked out can be added, too.

    Args:
        function: The function; what it takes can be hashed.
        size: How many results are remembered.
    """

    def __init__(self, function: Callable[..., T], size: int) -> None:
        self._function = function
        self._size = size
        self._known: OrderedDict[tuple[Any, ...], T] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *given: Any) -> T:
        """The function's result."""
        with self._lock:
            if given in self._known:
                self._known.move_to_end(given)
                return self._known[given]
        found = self._function(*given)
        self.learn(found, *given)
        return found

    def learn(self, result: T, *given: Any) -> None:
        """Remember what the function gives for some arguments."""
        with self._lock:
            self._known[given] = result
            while len(self._known) > self._size:
                self._known.popitem(last=False)
