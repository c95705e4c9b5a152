"""What a new instance has: default flows, prompts, hours, a queue, profiles, statuses, an admin."""

from __future__ import annotations

from flowport.store.seed.new_instance import new_instance

__all__ = ["new_instance"]
