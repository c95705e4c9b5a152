"""Damaged requests, plans and journals: a small part of what ``python -m fuzz`` does."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.server.operations import operation_registry
from fuzz import calls, page, runs

pytestmark = pytest.mark.slow

FIRST = 1_600


def test_damaged_calls_of_the_api() -> None:
    """Whatever a client sends, no answer is a fault of the server, and no content is lost."""
    assert calls.walk(FIRST, 400) == []


def test_damaged_calls_of_the_page() -> None:
    """Whatever a page sends, no answer is a fault of the server, and no content is lost."""
    assert page.walk(FIRST, 150) == []


def test_damaged_plans_and_runs() -> None:
    """A plan, journal or run is carried out or refused with a sentence, and loses no line."""
    assert runs.walk(FIRST, 300) == []


def test_a_fault_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk says which call met a fault, and where that is."""

    def fail(_call: Any) -> None:
        raise ZeroDivisionError("a fault")

    name = "ListQueues"
    known = operation_registry.served()
    broken = {**known, name: operation_registry.Served(name, fail, writes=False, needs=None)}
    monkeypatch.setattr("flowport.server.app.served", lambda: broken)
    monkeypatch.setattr(calls, "_names", lambda: [name])

    assert any("ZeroDivisionError at " in sentence for sentence in calls.walk(FIRST, 20))
