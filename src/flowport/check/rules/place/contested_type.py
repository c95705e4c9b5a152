"""Documents disagree whether an action may be in a flow of this type.

What it does:
    Names actions in a flow of a type that only some of the documents allow, that was not seen to
    be accepted, and that no two authors published.

Why:
    The service may refuse it.

Example:
    ``Wait`` in an agent whisper flow.

Instead:
    Publish a copy of the flow first, or do without the block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FLOW_TYPES
from flowport.catalogue.exports import accepts_type
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and bool(action.flow_types_contested)


@action_rule("P002", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look the flow's type up among the contested ones."""
    action, type_ = site.action, site.facts.type
    if action is None or type_ is None or site.facts.is_module:
        return
    contested = type_ in action.flow_types_contested and type_ not in action.flow_types_verified
    if contested and not accepts_type(action, type_):
        yield site.fault(
            f"not all documents allow {site.type} in a flow of type "
            f"{FLOW_TYPES[type_].title.lower()}; try it before you rely on it",
            at=f"{site.pointer}/Type",
        )
