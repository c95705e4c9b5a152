"""Is a flow right? One rule a file; findings are values, and output formats only read them."""

from __future__ import annotations

from flowport.check.engine import MODULE, check
from flowport.check.finding import Change, Finding, Fix, Severity, problems

__all__ = ["MODULE", "Change", "Finding", "Fix", "Severity", "check", "problems"]
