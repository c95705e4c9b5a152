"""No channel passes all blocks without an error.

What it does:
    Looks whether one of voice, chat, task and email is taken by every action that a contact meets,
    where the documents say that an action sends a channel out by its error branch or does not
    take it.

Why:
    A flow for several channels branches on ``$.Channel``; a flow that does not sends every contact
    into some error branch.

Example:
    ``CheckOutboundCallStatus`` (voice) and ``CreatePersistentContactAssociation`` (chat) in a
    flow that never compares ``$.Channel``.

Instead:
    A ``Compare`` on ``$.Channel`` before them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS, Channel, Support
from flowport.catalogue.jsonpath import single
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_REFUSING = (Support.ERROR, Support.NO)


@cache
def _refused(type_: str) -> frozenset[Channel]:
    channels = ACTIONS[type_].channels
    return frozenset(channel for channel in Channel if channels[channel] in _REFUSING)


def _compares_channel(value: object) -> bool:
    path = single(value) if isinstance(value, str) else None
    return path is not None and path.keys == ("Channel",)


@flow_rule("P007", Severity.INFO)
def check(facts: Facts) -> Iterator[Fault]:
    """Narrow the channels down, action by action."""
    left = set(Channel)
    for site in facts.sites:
        if site.type == "Compare" and _compares_channel(site.parameters.get("ComparisonValue")):
            return
        if site.action is None or site.id not in facts.reached:
            continue
        refused = _refused(site.type)
        if left <= refused:
            yield site.fault(
                f"no channel passes both {site.type} and the blocks before it without an error; "
                "branch on $.Channel first",
                at=f"{site.pointer}/Type",
            )
            return
        left -= refused
