"""References belong to different instances, or not to the one that the flow is meant for.

What it does:
    Compares the instances of all Connect ARNs with each other, and with the instance that the
    check was told of.

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
from flowport.check.rule import Fault, flow_rule
from flowport.check.strangers import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("R006", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each instance with the known one, or with that of most."""
    known = facts.instance
    for site, path, instance, usual in strangers(facts, lambda arn: arn.instance, known=known):
        yield site.fault(
            f"this belongs to instance {_id(instance)}, and {'the flow' if known else 'most'} to "
            f"{_id(usual)}",
            *path,
            problem=site.bad_value(path) if known else "",
            severity=None if known else Severity.WARNING,
        )


def _id(arn: str) -> str:
    return arn.rpartition("/")[2]
