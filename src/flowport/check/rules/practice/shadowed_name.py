"""Two attributes are easily mistaken for one another.

What it does:
    Looks for contact attributes that differ only in their capitals, and for names that are set
    both as a contact attribute and as a flow attribute.

Why:
    Names are case-sensitive: ``$.Attributes.customerId`` does not read ``CustomerId``. A flow
    attribute and a contact attribute of one name hold different values.

Example:
    ``"Attributes": {"customerId": "1"}`` in one block, ``{"CustomerID": "2"}`` in another.

Instead:
    One spelling, and one home for each name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site
    from flowport.check.facts import Facts

_MAPS = {"UpdateContactAttributes": "Attributes", "UpdateFlowAttributes": "FlowAttributes"}


@flow_rule("D008", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each name with those that were set before it in the file."""
    met: dict[str, tuple[str, str]] = {}
    reported: set[str] = set()
    for site in facts.of_type(*_MAPS):
        home = _MAPS[site.type]
        for name in _names(site, home):
            other, where = met.setdefault(name.lower(), (name, home))
            if (other, where) == (name, home) or name.lower() in reported:
                continue
            reported.add(name.lower())
            what = f"$.{where}.{other} is another attribute"
            yield site.fault(f"{what} than $.{home}.{name}; choose one name", home, name)


def _names(site: Site, home: str) -> list[str]:
    attributes = site.parameters.get(home)
    return list(attributes) if isinstance(attributes, dict) else []
