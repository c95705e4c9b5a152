"""One step for each of many flows: a failure is reported, and the others continue."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flowport.errors import FlowportError, ForbiddenError, UnreachableError
from flowport.jobs.isolation import isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flowport.ports import FlowSummary

__all__ = ["for_each"]

T = TypeVar("T")


def for_each(
    flows: Iterable[FlowSummary], step: Callable[[FlowSummary], T]
) -> Iterator[tuple[FlowSummary, T | FlowportError]]:
    """Each flow with what the step gave, or with its error.

    After an error that all others would meet as well, no step is done any more; those that are
    left are reported with an error that says so.
    """
    stopped = False
    for flow in flows:
        if stopped:
            yield flow, FlowportError("not done, since the run stopped before it")
            continue
        try:
            with isolated(flow.name):
                done = step(flow)
        except FlowportError as error:
            stopped = isinstance(error, (ForbiddenError, UnreachableError))
            yield flow, error
        else:
            yield flow, done
