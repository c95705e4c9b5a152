"""Distribute by percentage: each share becomes an upper bound, counted up from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.convert.conversion_notes import Exactness
from flowport.model.digits import whole_number

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]


def finish(draft: ActionDraft) -> None:
    """Turn shares of 3, 6 and 8 percent into the bounds 4, 10 and 18."""
    bound = 1
    for turn, condition in enumerate(draft.conditions):
        test = condition["Condition"]
        share = test["Operands"][0]
        percent = whole_number(share) if isinstance(share, str) else None
        if percent is not None:
            bound += percent
            test["Operands"] = [str(bound)]
            test["Operator"] = "NumberLessThan"
        else:
            draft.note(
                Exactness.UNKNOWN,
                f"Share {turn + 1} is not a whole number; it was kept",
                "branches",
                value=share,
            )
