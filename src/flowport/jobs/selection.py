"""Which flows are meant: by name, by pattern, by id or ARN, or all."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from flowport.errors import NotFoundError, UsageError
from flowport.ports import FlowKind, State
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowport.ports import FlowSummary, Instance

__all__ = ["chosen", "one"]


def chosen(
    flows: Iterable[FlowSummary], names: Sequence[str] = (), *, archived: bool = False
) -> list[FlowSummary]:
    """The flows and modules that any of the names means; all active ones without a name.

    A name that some flow bears exactly means that flow, whatever characters it has. Any other may
    be an id, an ARN, or a pattern with ``*`` and ``?``. ``flow:`` or ``module:`` before it means
    one of the two.

    Raises:
        NotFoundError: A name means none; the sentence says which is near.
    """
    every = list(flows)
    if not names:
        return [flow for flow in every if archived or flow.state is State.ACTIVE]
    found: dict[FlowSummary, None] = {}
    for name in names:
        found |= dict.fromkeys(_meant(every, name))
    return list(found)


def _meant(every: Sequence[FlowSummary], given: str) -> list[FlowSummary]:
    able, name = list(every), given
    word, _, rest = given.partition(":")
    if rest and word in set(FlowKind) and not any(flow.name == given for flow in every):
        able, name = [flow for flow in every if flow.key.kind == word], rest
    exact = [flow for flow in able if name in {flow.name, flow.key.id, flow.arn}]
    found = exact or [flow for flow in able if fnmatchcase(flow.name, name)]
    if not found:
        meant = suggestion(name, (flow.name for flow in able))
        raise NotFoundError(f"there is no flow or module {given!r}{meant}")
    return found


def one(instance: Instance, name: str) -> FlowSummary:
    """The one flow or module that a name means.

    Raises:
        NotFoundError: There is none.
        UsageError: There are several.
    """
    found = chosen(instance.flows(), [name], archived=True)
    if len(found) > 1:
        both = ", ".join(f"{flow.key.kind}:{flow.name}" for flow in found[:3])
        raise UsageError(f"{name!r} means {len(found)} of them ({both}); say which")
    return found[0]
