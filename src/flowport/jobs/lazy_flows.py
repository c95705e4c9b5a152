"""Flows ready to be called, each read when a call first comes to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.jobs.moving.contents import flow_of
from flowport.ports import FlowKind, Which
from flowport.simulate import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flowport.ports import FlowSummary, Instance

__all__ = ["LazyFlows", "held_flows", "prepared"]


class LazyFlows(dict[str, Program]):
    """Flows by ARN, id and name, each read when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[str, tuple[tuple[str, ...], Callable[[], Program | None]]] = {}

    def put(self, keys: Iterable[str], read: Callable[[], Program | None]) -> None:
        """Add a flow under its keys; a key that is taken stays as it is."""
        kept = tuple(key for key in keys if key and key not in self._read)
        for key in kept:
            self._read[key] = (kept, read)

    def follow(self, other: LazyFlows) -> None:
        """Look up what is not here in another shelf."""
        for key, (kept, _) in other._read.items():
            self._read.setdefault(key, (kept, lambda key=key: other[key]))  # type: ignore[misc]

    def __contains__(self, key: object) -> bool:
        return key in self._read or super().__contains__(key)

    def __missing__(self, key: str) -> Program:
        kept, read = self._read[key]
        program = read() or Program(key, (), "", {})
        self.update(dict.fromkeys(kept, program))
        return program


def prepared(
    text: str, *, name: str, kind: str, keys: tuple[str, ...] = (), type_: str = ""
) -> Program | None:
    """The program of a content under a flow's name and ids; None where it is not a flow."""
    flow = flow_of(text, name)
    if flow is None:
        return None
    about: dict[str, Any] = {"Name": name, **dict(zip(("Arn", "Id"), keys, strict=False))}
    about |= {"kind": "module"} if kind == FlowKind.MODULE else {"Type": type_}
    return Program.of(replace(flow, about=about))


def held_flows(target: Instance) -> LazyFlows:
    """The flows of the target as callers meet them now."""
    shelf = LazyFlows()
    for summary in target.flows():
        keys = (summary.arn, summary.key.id, summary.name)
        shelf.put(keys, lambda summary=summary: _as_heard(target, summary))  # type: ignore[misc]
    return shelf


def _as_heard(target: Instance, summary: FlowSummary) -> Program | None:
    try:
        text = target.read(summary.key, Which.PUBLISHED).text
    except NotFoundError:
        text = target.read(summary.key, Which.SAVED).text
    return prepared(
        text,
        name=summary.name,
        kind=summary.key.kind,
        keys=(summary.arn, summary.key.id),
        type_=summary.type,
    )
