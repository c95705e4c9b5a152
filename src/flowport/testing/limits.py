"""The limits of the service on a test."""

from __future__ import annotations

__all__ = ["SECONDS"]

#: How long a test may last, in seconds of the virtual clock.
SECONDS = 300.0
