"""References belong to different accounts.

What it does:
    Compares the accounts of all ARNs. What Amazon owns (account ``aws``) belongs to none.

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
from flowport.check.rule import Fault, flow_rule
from flowport.check.strangers import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("R004", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each account with that of most."""
    for site, path, account, usual in strangers(facts, lambda arn: arn.account, owned=True):
        yield site.fault(f"this belongs to account {account}, and most to {usual}", *path)
