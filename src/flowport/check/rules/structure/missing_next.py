"""An action does not say what comes next.

What it does:
    Expects ``Transitions.NextAction`` on every action that does not end the flow, also where all
    ways out are errors and conditions.

Why:
    The service refuses the flow without it. On a block that only branches, the designer writes the
    target of its default or error branch there; the fix does the same, which changes nothing for
    a contact.

Example:
    A ``Compare`` with conditions and a ``NoMatchingCondition``, and no ``NextAction``.

Instead:
    Add ``"NextAction"`` with the target of ``NoMatchingCondition``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import NextRule
from flowport.check.action_view import set_value
from flowport.check.finding import Change, Fix, Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.next.rule is NextRule.REQUIRED


@action_rule("S010", Severity.ERROR, fixes=True, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look for the next action."""
    if site.next is None:
        yield site.fault(
            "say which block comes next",
            at=f"{site.pointer}/Transitions",
            problem=f"Action is missing required property. Path: {site.where}"
            ".Transitions.NextAction",
            fix=_fix(site),
        )


def _fix(site: Site) -> Fix | None:
    """Copy the branch that the designer copies there; nothing where the block has a branch."""
    copied = site.action.next.copies if site.action else None
    ways = [(kind, target) for kind, target in site.errors]
    ways += [(c.operands[0], c.target) for c in site.conditions if c.operands]
    target = next((target for name, target in ways if copied and name == copied), None)
    if not isinstance(target, str) or not target:
        return None
    fix = set_value(f"{site.pointer}/Transitions/NextAction", target, f"go on at {target!r}")
    if isinstance(site.tree.get("Transitions"), dict):
        return fix
    return Fix(fix.title, (Change(f"{site.pointer}/Transitions", {}), *fix.changes))
