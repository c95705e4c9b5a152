"""Real flows are walked to an end, and every action that they use is in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import corpus_files, fact, needs_corpus, needs_facts
from flowport.catalogue import ACTIONS
from flowport.model import Flow, read_bytes
from flowport.simulate import BEHAVIOURS, EFFECTS, Caller, Program, vocabulary, walk
from repeated import slow_after

if TYPE_CHECKING:
    from pathlib import Path


def test_every_action_has_a_behaviour() -> None:
    """An action of the catalogue without a behaviour can't be called."""
    assert set(BEHAVIOURS) == set(ACTIONS)


@needs_facts
def test_the_table_has_every_action_of_the_language() -> None:
    """71 actions, each with a row."""
    assert {action["type"] for action in fact("actions")} == set(EFFECTS)


FLOWS_OF_CORPUS = slow_after(60, corpus_files("language"))


@needs_corpus
@pytest.mark.parametrize(
    "path", slow_after(60, corpus_files("language")), ids=lambda path: path.stem
)
def test_real_flows_are_walked(path: Path) -> None:
    """Twenty callers come to a told ending, or go round in the flow's own ring."""
    flow = read_bytes(path.read_bytes(), name=path.name)
    assert isinstance(flow, Flow)
    program, words = Program.of(flow), vocabulary(flow)

    endings = {walk(program, Caller(seed, words)).ending for seed in range(20)}

    assert all(endings)
