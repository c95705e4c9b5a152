"""References belong to different Regions.

What it does:
    Compares the Regions of all ARNs, and reports each foreign Region once. What belongs to another
    account or instance is for R004 and R006.

Why:
    An instance uses resources of its own Region; a reference to another is mostly left over from a
    move.

Example:
    One Lambda function of ``us-east-1`` among references to ``eu-west-2``.

Instead:
    The function of the same name in the instance's Region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.foreign_references import strangers
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("R005", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each Region with that of most."""
    accounts = {(found.site.id, found.path) for found in strangers(facts, lambda arn: arn.account)}
    for found in strangers(facts, lambda arn: arn.region):
        if (found.site.id, found.path) not in accounts:
            whose = "the instance is" if facts.instance else "most references are"
            yield found.site.fault(
                f"this is in Region {found.part}, and {whose} in {found.usual}{found.others}. "
                "Use the one in the instance's Region",
                *found.path,
            )
