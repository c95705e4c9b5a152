"""Which type a flow is created with: what its file says, or a person; never an assumption.

A type can't be changed later, and the name is taken then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue import FLOW_TYPES, FlowType
from flowport.catalogue.placing import ends_module, types_allowing
from flowport.errors import DocumentError
from flowport.jobs.documents import title_of
from flowport.model import Flow, read_text
from flowport.ports import MODULE, FlowKind
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.moving.source_flows import Arrival

__all__ = ["proposed", "suggested_type", "typed"]


def typed(arrival: Arrival, given: str) -> Arrival:
    """An arrival with its type, or with why it has none.

    Args:
        arrival: The flow; its type is what its file or instance says, and empty for nothing.
        given: The type that a person gives for flows that say none; empty for none.
    """
    if arrival.problem:
        return arrival
    if arrival.type and given and arrival.type != given:
        said = f"it is of the type {title_of(arrival.type)}"
        return replace(arrival, problem=f"{said}, and the given type is {title_of(given)}; use one")
    if not given or arrival.type:
        return arrival
    if given == MODULE:
        return replace(arrival, kind=FlowKind.MODULE, type=MODULE)
    if ends_module(_actions(arrival.text)):
        problem = f"its blocks are those of a flow module, and the given type is {title_of(given)}"
        return replace(arrival, problem=problem)
    return replace(arrival, type=given)


def proposed(text: str) -> str:
    """Why a flow whose type nothing says is blocked, with the types that its blocks allow."""
    actions = _actions(text)
    if ends_module(actions):
        return (
            "nothing says its type, and its blocks are those of a flow module; "
            f"{Remedy.TYPE_MODULE}"
        )
    allowed = ", ".join(map(title_of, types_allowing(actions)))
    if not allowed:
        return f"nothing says its type, and no type allows all of its blocks; {Remedy.TYPE}"
    return f"nothing says its type; its blocks allow {allowed}; {Remedy.TYPE}"


def suggested_type(actions: Sequence[str], name: str) -> str:
    """The type to offer first for a flow whose type nothing says; a person decides.

    Args:
        actions: The types of its blocks.
        name: Its name, which often says the type, such as "Default customer hold".

    Returns:
        ``MODULE`` for a flow that ends as a module does; else the type of those that its blocks
        allow whose title its name says, or the first one; empty if no type allows its blocks.
    """
    if ends_module(actions):
        return MODULE
    allowed = types_allowing(actions)
    letters = _letters(name)
    said = [each for each in allowed if _letters(_word(each)) in letters]
    return next((str(each) for each in [*said, *allowed]), "")


def _word(flow_type: FlowType) -> str:
    """What names say of a type: its title without "flow"."""
    return FLOW_TYPES[flow_type].title.removesuffix(" flow")


def _letters(text: str) -> str:
    """The letters of a name, so that AgentWhisper and agent_whisper are "Agent whisper"."""
    return "".join(filter(str.isalnum, text.casefold()))


def _actions(text: str) -> tuple[str, ...]:
    try:
        document = read_text(text)
    except DocumentError:
        return ()
    return tuple(each.type for each in document.actions) if isinstance(document, Flow) else ()
