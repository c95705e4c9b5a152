"""Damaged documents never bring a stack trace: a small part of what ``python -m fuzz`` does."""

from __future__ import annotations

import json

import pytest

from flowport.errors import FlowportError
from flowport.model import read_bytes
from fuzz.documents import OPERATIONS, document, step
from repeated import slow_after

STEPS = 2_000
SHARES = 4


@pytest.mark.parametrize("share", slow_after(1, range(SHARES)))
def test_a_damaged_document_gives_a_result_or_a_sentence(share: int) -> None:
    """Whatever JSON value is at whatever place, nothing fails but with our own errors."""
    for seed in range(share, STEPS, SHARES):
        step(seed)


def test_many_of_the_documents_can_still_be_read() -> None:
    """The damage is small enough that rules and conversion are reached, not only the reader."""
    read = 0
    for seed in range(200):
        try:
            read_bytes(document(seed))
        except FlowportError:
            continue
        read += 1

    assert read > 120


def test_a_seed_always_gives_the_same_document() -> None:
    """A failure is shown again by its seed."""
    assert document(17) == document(17)
    assert json.loads(document(17)) is not None


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_its_turn(name: str) -> None:
    """The seeds of a short run reach each operation."""
    names = sorted(OPERATIONS)

    assert name in {names[seed % len(names)] for seed in range(STEPS)}
