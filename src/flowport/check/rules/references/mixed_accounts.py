"""References belong to different accounts.

What it does:
    Compares the accounts of all ARNs, and reports each foreign account once. What Amazon owns
    (account ``aws``) belongs to none, and what belongs to another instance is for R006.

Why:
    A flow runs in one account; a reference to another is mostly left over from a move. Lambda
    functions of another account need its leave.

Example:
    One queue of account 111111111111 among nine of 222222222222.

Instead:
    Resolve the references for the target: ``flowport refs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.foreign_references import strangers
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("R004", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each account with that of most."""
    for found in strangers(facts, lambda arn: arn.account):
        whose = "the instance" if facts.instance else "most references"
        yield found.site.fault(
            f"this belongs to account {found.part}, and {whose} to {found.usual}{found.others}. "
            "See that the instance may use it",
            *found.path,
        )
