"""An action may not be in a flow of this type.

What it does:
    Compares the flow's type with those that the documents and live tests allow for the action.
    Where documents disagree, the union of them counts, and what two authors published. A flow
    whose type is unknown is not checked.

Why:
    The service refuses it; the designer calls it an unsupported block.

Example:
    ``TransferContactToQueue`` in a customer queue flow.

Instead:
    ``DequeueContactAndTransferToQueue``, which transfers from one queue to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ALL_FLOW_TYPES, FLOW_TYPES
from flowport.catalogue.exports import accepts_type
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    if action is None or action.type == "EndFlowModuleExecution":
        return False
    return len(action.flow_types) < len(ALL_FLOW_TYPES)


@action_rule("P001", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look the flow's type up."""
    action, type_ = site.action, site.facts.type
    if action is None or type_ is None or site.facts.is_module:
        return
    facts = FLOW_TYPES[type_]
    known = type_ in action.flow_types or accepts_type(action, type_)
    if known or not facts.places_known:
        return
    titles = ", ".join(FLOW_TYPES[t].title.lower() for t in action.flow_types)
    yield site.fault(
        f"{action.titles[0]} ({site.type}) can't be used in a flow of type "
        f"{facts.title.lower()}; it can in: {titles}",
        at=f"{site.pointer}/Type",
    )
