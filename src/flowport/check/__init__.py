"""Is a flow right? One rule a file; findings are values, and output formats only read them."""

from __future__ import annotations

from flowport.check.checking import check
from flowport.check.engine import MODULE
from flowport.check.finding import Change, Finding, Fix, Severity, problems
from flowport.check.fixes import apply
from flowport.check.rule_registry import chosen, every, named
from flowport.check.suppress import Suppression, unsuppressed

__all__ = [
    "MODULE",
    "Change",
    "Finding",
    "Fix",
    "Severity",
    "Suppression",
    "apply",
    "check",
    "chosen",
    "every",
    "named",
    "problems",
    "unsuppressed",
]
