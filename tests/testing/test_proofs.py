"""No call differs after what must not change behaviour: commands that rewrite, and new names.

The example flows and a few real ones are compared as a rule; ``FLOWPORT_WALKS=all`` compares all
of them, as ``benchmarks/bench_proofs.py`` does.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from corpus import corpus_files, needs_corpus
from flowport.convert import convert
from flowport.model import Flow, read_bytes
from flowport.simulate import Library, Program
from flowport.testing.behaviour import CallComparison, compare_calls
from split.generated import generate
from testing.mutants import CHANGING, NEUTRAL, mutant, mutants
from testing.rewriting import compared as compared_rewritten
from testing.rewriting import rewritten

ALL = os.environ.get("FLOWPORT_WALKS") == "all"
EXAMPLES = sorted((Path(__file__).parents[2] / "samples" / "legacy").glob("*.json"))
#: As a rule only files of so many bytes.
LARGEST = 1e9 if ALL else 20_000
FLOWS, LEGACY = (
    [path for path in corpus_files(form) if path.stat().st_size < LARGEST][
        slice(None) if ALL else slice(7, None, 60)
    ]
    for form in ("language", "legacy")
)
KINDS = {"convert for api", "arrange", "re-identify", "split into flows", "fix"}


def compared(before: Flow, after: Flow) -> CallComparison:
    """Two flows, alone."""
    one, other = ((Program.of(each), Library.of([each])) for each in (before, after))
    return compare_calls(one, other)


def differing(path: Path, folder: Path) -> list[tuple[str, str, str]]:
    """What commands changed, each with both sides."""
    return [
        (done.kind, each.before, each.after)
        for done in rewritten(path, folder)
        for each in compared_rewritten(done).differences
    ]


def read(path: Path) -> Flow:
    """A flow of the corpus, converted if it is a legacy one."""
    document = read_bytes(path.read_bytes(), name=path.name)
    return document if isinstance(document, Flow) else convert(document).flow


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_call_of_an_example_differs_after_a_command(path: Path, tmp_path: Path) -> None:
    """Converted, arranged, re-identified, split and fixed by the commands."""
    assert differing(path, tmp_path) == []


def test_every_command_rewrites_a_large_flow(tmp_path: Path) -> None:
    """No kind is left out where there is something to rewrite, and no call differs."""
    path = tmp_path / "given.json"
    path.write_bytes(generate(12, 40).to_bytes())
    done = list(rewritten(path, tmp_path / "made"))

    assert {each.kind for each in done} >= KINDS
    assert [each.kind for each in done if compared_rewritten(each).differences] == []


@needs_corpus
@pytest.mark.parametrize("path", [*FLOWS, *LEGACY], ids=lambda path: path.stem)
def test_no_call_of_a_real_flow_differs_after_a_command(path: Path, tmp_path: Path) -> None:
    """Real flows, the same."""
    assert differing(path, tmp_path) == []


@needs_corpus
@pytest.mark.parametrize("change", NEUTRAL, ids=lambda change: change.__name__.strip("_"))
@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_no_call_differs_by_layout_identifiers_order_or_name(path: Path, change: Any) -> None:
    """None of these is behaviour."""
    flow = read(path)
    made = mutant(flow.tree, change, 3)

    assert made is None or not compared(flow, Flow.from_tree(made)).differences


@needs_corpus
def test_mutations_are_found() -> None:
    """Most mutations of one real flow; ``benchmarks/bench_mutants.py`` measures a hundred."""
    flow = read(corpus_files("language")[3])
    made = mutants(flow.tree, 12)
    found = [kind for kind, tree in made if compared(flow, Flow.from_tree(tree)).differences]

    assert len(made) >= len(CHANGING) // 2
    assert len(found) >= 0.7 * len(made)
