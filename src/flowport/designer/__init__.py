"""The designer without its page: documents edited by commands, and what the canvas shows."""

from __future__ import annotations

from flowport.designer.draft import Draft, blank, opened
from flowport.designer.perform import perform

__all__ = ["Draft", "blank", "opened", "perform"]
