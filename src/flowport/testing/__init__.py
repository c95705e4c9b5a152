"""Test cases of flows, run offline: documents, verdicts, coverage, generated tests."""

from __future__ import annotations

from flowport.testing.text import read_tree

__all__ = ["read_tree"]
