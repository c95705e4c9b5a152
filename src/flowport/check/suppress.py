"""Findings that someone looked at and accepted, each with a reason.

They are in ``flowport.toml`` and not in the flow: the designer writes a flow's metadata again
when it saves, and a decision about a flow belongs where it is reviewed.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from flowport.check import rule_registry
from flowport.dataclass import dataclass
from flowport.errors import CheckError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.check.finding import Finding

__all__ = ["Suppression", "unsuppressed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One rule that does not speak of one flow, or of one block of it.

    Attributes:
        code: The rule's code or name; for a rule of the user's own, its code.
        reason: Why; it must say something.
        flow: The flow's name, or its file; ``*`` matches any text, ``?`` any character.
        block: The block's identifier; empty for all.

    Raises:
        CheckError: the rule is not known, or there is no reason.
    """

    code: str
    reason: str
    flow: str = "*"
    block: str = ""

    def __post_init__(self) -> None:
        if not rule_registry.is_own_code(self.code):
            rule_registry.named(self.code)
        if not self.reason.strip():
            message = f"the suppression of {self.code} gives no reason; say why it is right"
            raise CheckError(message)

    def covers(self, finding: Finding, names: Iterable[str]) -> bool:
        """Whether it speaks of a finding in a flow of these names."""
        own = rule_registry.is_own_code(self.code)
        if finding.code != (self.code.upper() if own else rule_registry.named(self.code).code):
            return False
        if self.block and self.block != finding.block:
            return False
        return any(fnmatchcase(name, self.flow) for name in names)


def unsuppressed(
    findings: Iterable[Finding], suppressions: Iterable[Suppression], names: Iterable[str]
) -> tuple[Finding, ...]:
    """The findings that no suppression covers, in a flow of these names (its own, its file's)."""
    rules, known = tuple(suppressions), tuple(names)
    if not rules:
        return tuple(findings)
    return tuple(f for f in findings if not any(rule.covers(f, known) for rule in rules))
