"""A profile or case is changed before one was found.

What it does:
    Looks for ``UpdateCustomerProfile`` and ``UpdateCase`` to which a contact comes without having
    passed a block that gets or creates one.

Why:
    Without one the block takes its error branch.

Example:
    ``UpdateCase`` as the first block.

Instead:
    ``GetCase`` or ``CreateCase`` before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_FIRST = {
    "UpdateCustomerProfile": ("GetCustomerProfile", "CreateCustomerProfile", "InvokeFlowModule"),
    "UpdateCase": ("GetCase", "CreateCase", "InvokeFlowModule"),
}


@flow_rule("D013", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Walk the flow, stopping where one is found or made."""
    for type_, first in _FIRST.items():
        sites = facts.of_type(type_)
        without = facts.reached_without(first) if sites else set()
        for site in sites:
            given = any(key.endswith(("ProfileId", "CaseId")) for key in _names(site.parameters))
            if site.id in without and not given:
                yield site.fault(f"put {first[0]} or {first[1]} before {type_}")


def _names(parameters: dict[str, object]) -> list[str]:
    inner = parameters.get("ProfileRequestData")
    return [*parameters, *(inner if isinstance(inner, dict) else ())]
