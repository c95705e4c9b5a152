"""Names of flows that hold placeholders: filled from the bindings, or blocked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue.placeholders import placeholders
from flowport.refs.unfilled import filled
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from flowport.jobs.moving.options import PlanOptions
    from flowport.jobs.moving.source_flows import Arrival

__all__ = ["titled"]


def titled(arrival: Arrival, options: PlanOptions) -> Arrival:
    """An arrival with the placeholders of its name filled, or blocked where one is left.

    A name that the target's own flow keeps is not looked at.
    """
    if arrival.problem or arrival.into:
        return arrival
    name = filled(arrival.name, options.bindings.fillings)
    left = [each.text for each in placeholders(name) if each.text not in options.placeholders]
    if not left:
        return replace(arrival, name=name) if name != arrival.name else arrival
    problem = (
        f"its name holds the placeholder {left[0]!r}; fill it in, bind it, or "
        f"{Remedy.PLACEHOLDER} {left[0]!r}"
    )
    return replace(arrival, problem=problem)
