"""The next action differs from the branch that it repeats.

What it does:
    On blocks that only branch, compares ``NextAction`` with the branch whose target the designer
    writes there (such as ``NoMatchingCondition`` on ``Compare``).

Why:
    The service accepts any existing target there, and takes the branch. A reader of the file may
    take the other for the truth.

Example:
    A ``Compare`` with ``"NextAction": "a"`` whose ``NoMatchingCondition`` leads to ``b``.

Instead:
    The same target in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Action
    from flowport.check.site import Site


def _wants(action: Action | None) -> bool:
    return action is not None and action.next.copies is not None


@action_rule("S014", Severity.INFO, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Compare the two targets."""
    if not isinstance(site.next, str) or not site.next or site.action is None:
        return
    copied = site.action.next.copies
    target = next((target for name, target in site.errors if name == copied), None)
    if target is None:
        ways = ((c.operands[0], c.target) for c in site.conditions if c.operands)
        target = next((target for name, target in ways if name == copied), None)
    if isinstance(target, str) and target and target != site.next:
        yield site.fault(
            f"NextAction leads to {site.next!r}, and {copied}, which it stands for, to "
            f"{target!r}; let both lead to one block",
            at=f"{site.pointer}/Transitions/NextAction",
        )
