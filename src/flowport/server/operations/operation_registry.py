"""What an operation is to the server, and the one list of those that are served."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from flowport.server import operations
from flowport.server.protocol.errors import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.errors import WorkLimitError
    from flowport.server.operation_call import ApiCall, Shared

__all__ = ["Handler", "Heavy", "Prepare", "Served", "Work", "nothing", "operation", "served"]

Handler: TypeAlias = "Callable[[ApiCall], Mapping[str, Any] | None]"
Prepare: TypeAlias = "Callable[[Mapping[str, Any], Shared], Any]"
Heavy: TypeAlias = "Callable[[ApiCall], Work]"


@dataclass(frozen=True, slots=True)
class Work:
    """What is worked out of the database in a process for heavy work.

    Attributes:
        function: A function of a module; it takes the store first.
        given: What it takes besides.
        stopped: What is prepared instead where the work took too long; None where that is an error.
    """

    function: Callable[..., Any]
    given: Sequence[Any]
    stopped: Callable[[WorkLimitError], Any] | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """An operation that the server carries out.

    Attributes:
        name: As the API names it.
        run: Does it.
        writes: Whether it runs in a transaction that writes.
        needs: The permission that a caller's security profiles must hold; None for no more than
            a key.
        prepare: What is worked out of the parameters before the transaction, if anything is.
        fresh: Whether each call has an answer of its own, which is not remembered.
        heavy: What is worked out in a process for heavy work before the transaction, if anything
            is; nobody else waits for it.
        slow: Whether it looks at much, so that it is answered in a thread.
    """

    name: str
    run: Handler
    writes: bool
    needs: str | None
    prepare: Prepare | None = None
    fresh: bool = False
    heavy: Heavy | None = None
    slow: bool = False


def nothing(call: ApiCall) -> Mapping[str, Any]:
    """What ``--lenient`` answers for an operation that is not served: an empty list, or 404.

    Raises:
        ServiceError: The operation does not list.
    """
    if call.operation.listed and call.name.startswith(("List", "Search")):
        return {call.operation.listed: [], "ApproximateTotalCount": 0}
    raise missing(f"{call.name} is not served here.")


_SERVED: dict[str, Served] = {}


def operation(
    name: str,
    *,
    writes: bool = False,
    needs: str | None = None,
    prepare: Prepare | None = None,
    fresh: bool = False,
    heavy: Heavy | None = None,
    slow: bool = False,
) -> Callable[[Handler], Handler]:
    """Register a function as an operation; every search is slow."""

    def register(run: Handler) -> Handler:
        looks = slow or name.startswith("Search")
        _SERVED[name] = Served(name, run, writes, needs, prepare, fresh, heavy, looks)
        return run

    return register


def served() -> Mapping[str, Served]:
    """Every operation that is served, by name."""
    for found in pkgutil.iter_modules(operations.__path__):
        importlib.import_module(f"{operations.__name__}.{found.name}")
    return dict(sorted(_SERVED.items()))
