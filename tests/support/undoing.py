"""A writer whose writes are rolled back, so that thousands of calls find the same database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.store import Store

__all__ = ["Undoing"]


class Undoing:
    """A writer that keeps nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def do(self, step: Callable[..., Any], ahead: Callable[[], Any] | None = None) -> Any:
        """What a step gives, in a transaction that is rolled back."""
        if ahead is not None:
            ahead()
        with self._store.writing() as connection:
            found = step(connection)
            connection.rollback()
        return found

    def close(self) -> None:
        """Nothing."""
