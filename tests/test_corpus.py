"""The door to the real flows opens where they are, and says so where they are not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import corpus_files, fact, manifest, needs_corpus, needs_facts, pairs


@needs_corpus
def test_files_of_both_formats_are_listed() -> None:
    """Both formats together are all files of the manifest, and each exists."""
    files = corpus_files()

    assert files == [path for path in files if path.is_file()]
    assert len(files) == len(manifest())
    assert len(corpus_files("legacy")) + len(corpus_files("language")) == len(files)


@needs_corpus
def test_pairs_name_files_of_the_manifest() -> None:
    """Each half of a pair is a file of the manifest."""
    known = {row["file"] for row in manifest()}

    assert {pair[half] for pair in pairs() for half in ("legacy", "language")} <= known


@needs_facts
def test_facts_are_read_by_name() -> None:
    """A file of facts is found by its name."""
    assert {"type", "parameters"} <= set(fact("actions")[0])


@pytest.mark.parametrize(("require", "code"), [("", 0), ("all", 1)])
def test_absence_fails_only_where_everything_is_required(
    require: str, code: int, tmp_path: Path
) -> None:
    """Without the corpus the module imports, unless the run must be complete."""
    environment = os.environ | {"FLOWPORT_CORPUS": str(tmp_path), "FLOWPORT_REQUIRE": require}

    done = subprocess.run(
        [sys.executable, "-c", "import corpus; assert not corpus.corpus_files()"],
        cwd=Path(__file__).parent / "support",
        env=environment,
        capture_output=True,
        check=False,
    )

    assert done.returncode == code
