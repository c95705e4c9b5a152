"""How many of each thing an instance may have: none counted by default, or as a file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.operations.kinds import KINDS
from flowport.server.protocol.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AWS", "Quotas", "kinds"]

#: The published defaults of an account that asked for no more (Service Quotas, about 2024).
AWS: Mapping[str, int] = {
    "instance": 2,
    "flow": 100,
    "module": 200,
    "queue": 50,
    "routing-profile": 500,
    "prompt": 500,
    "hours-of-operation": 100,
    "user": 500,
    "security-profile": 100,
    "quick-connect": 100,
    "lambda": 50,
    "lex-bot": 70,
    "lex-v2-bot": 100,
    "phone-number": 5,
    "hierarchy-group": 500,
    "predefined-attribute": 25,
    "agent-status": 50,
    "data-table": 100,
}


def kinds() -> frozenset[str]:
    """Every kind that can be limited."""
    return frozenset(AWS) | {each.kind for each in KINDS} | {"approved-origin", "security-key"}


class Quotas:
    """Limits by kind; a kind that is not named has none."""

    def __init__(self, limits: Mapping[str, float] | None = None) -> None:
        self._limits = dict(limits or {})

    def check(self, kind: str, present: int, error: str = "LimitExceededException") -> None:
        """Go on only if one more fits.

        Raises:
            ServiceError: The limit is reached, under the name that the operation models.
        """
        limit = self._limits.get(kind)
        if limit is not None and present >= limit:
            raise ServiceError(error, f"The limit of {limit:.0f} for {kind} is reached.")

    def limits(self, kind: str) -> bool:
        """Whether the kind is limited at all, so that counting is worth it."""
        return kind in self._limits
