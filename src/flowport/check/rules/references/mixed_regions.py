"""References belong to different Regions.

What it does:
    Compares the Regions of all ARNs.

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
from flowport.check.rule import Fault, flow_rule
from flowport.check.strangers import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("R005", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each Region with that of most."""
    for site, path, region, usual in strangers(facts, lambda arn: arn.region):
        yield site.fault(f"this is in Region {region}, and most is in {usual}", *path)
