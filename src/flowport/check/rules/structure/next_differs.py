"""The next action leads to a block that no branch leads to.

What it does:
    On blocks that only branch, such as ``Compare``, looks whether ``NextAction`` is the target of
    one of the branches. The designer writes there the target of one of them, mostly that of
    ``NoMatchingCondition``.

Why:
    The service accepts any existing target there, and takes the branch. A reader of the file may
    take the other for the truth.

Example:
    A ``Compare`` with ``"NextAction": "a"`` whose branches lead to ``b`` and ``c``.

Instead:
    The target of ``NoMatchingCondition`` in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.next.copies is not None


@action_rule("S014", Severity.INFO, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look the next action up among the branches."""
    if not isinstance(site.next, str) or not site.next or site.action is None:
        return
    if site.ways.count(site.next) > 1:  # most often a branch leads there too
        return
    copied = site.action.next.copies
    target = next((target for name, target in site.errors if name == copied), None)
    if target is None:
        ways = ((c.operands[0], c.target) for c in site.conditions if c.operands)
        target = next((target for name, target in ways if name == copied), None)
    if isinstance(target, str) and target:
        yield site.fault(
            f"NextAction is {site.next!r}, and no branch leads there. "
            f"Set it to {target!r}, as {copied} is",
            at=f"{site.pointer}/Transitions/NextAction",
        )
