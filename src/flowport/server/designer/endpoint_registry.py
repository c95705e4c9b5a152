"""Which endpoints there are: each is a function with a method, a path and what it needs."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from flowport.server.designer.ask import Ask, DesignerReply

__all__ = ["Endpoint", "endpoint", "endpoints"]

Run: TypeAlias = Callable[[Ask], DesignerReply | Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A call that the page can make.

    Attributes:
        method: The HTTP method.
        path: Its path below ``/designer/api/``; ``{instance}`` and ``{flow}`` are parameters.
        run: What answers it.
        needs: The permission's second part that the user must have; None where the endpoint
            asks for itself, or nothing is needed.
        writes: Whether it writes to the store.
        prepare: What is worked out before the call comes to write, so that no other write waits
            for it; ``Ask.prepared`` is its result.
        slow: Whether such calls wait for one another and hold up no others.
        open: Whether it can be called without a session.
        largest: The most bytes of its body.
    """

    method: str
    path: str
    run: Run
    needs: str | None = None
    writes: bool = False
    prepare: Callable[[Ask], Any] | None = None
    slow: bool = False
    open: bool = False
    largest: int = 8_000_000


_found: list[Endpoint] = []


def endpoint(method: str, path: str, **about: Any) -> Callable[[Run], Run]:
    """Register a function as an endpoint; ``about`` are the endpoint's other members."""

    def register(run: Run) -> Run:
        _found.append(Endpoint(method=method, path=path, run=run, **about))
        return run

    return register


@cache
def endpoints() -> tuple[Endpoint, ...]:
    """Every endpoint; those with fewer parameters in their path come first."""
    package = importlib.import_module("flowport.server.designer.endpoints")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(_found, key=lambda each: each.path.count("{")))
