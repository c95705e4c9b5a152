"""References belong to different instances, or not to the one that the flow is meant for.

What it does:
    Compares the instances of all Connect ARNs with each other, or with the instance that the
    flow is meant for, and reports each foreign instance once.

Why:
    A flow can use only what its own instance has. Where the instance is known the service is
    certain to refuse; else this is a warning.

Example:
    A prompt of one instance beside a queue of another.

Instead:
    Resolve the references for the target: ``flowport refs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.foreign_references import of_other_instances
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("R006", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each instance with the known one, or with that of most."""
    known = facts.instance
    for found in of_other_instances(facts):
        whose = "the flow" if known else "most references"
        yield found.site.fault(
            f"this belongs to instance {_id(found.part)}, and {whose} to "
            f"{_id(found.usual)}{found.others}. Choose one of the flow's own instance",
            *found.path,
            problem=found.site.bad_value(found.path) if known else "",
            severity=None if known else Severity.WARNING,
        )


def _id(arn: str) -> str:
    return arn.rpartition("/")[2]
