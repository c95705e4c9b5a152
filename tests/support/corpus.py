"""Where the real flows and the facts lie, for the tests that hold Flowport against them.

They are beside the project, not in it. Where they are absent the tests marked with
``needs_corpus`` or ``needs_facts`` are skipped; with ``FLOWPORT_REQUIRE=all`` importing this
module fails instead, so that no run that must be complete passes by leaving something out.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

__all__ = [
    "CORPUS",
    "FACTS",
    "corpus_files",
    "fact",
    "manifest",
    "needs_corpus",
    "needs_facts",
    "pairs",
]

#: The folder of real flows: ``FLOWPORT_CORPUS``, or ``shared/corpus`` beside the project.
CORPUS = Path(
    os.environ.get("FLOWPORT_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)

#: The folder of facts, beside the corpus.
FACTS = CORPUS.parent / "facts"

_HERE = (CORPUS / "manifest.jsonl").is_file()
_FACTS_HERE = (FACTS / "actions.json").is_file()

if os.environ.get("FLOWPORT_REQUIRE") == "all" and not (_HERE and _FACTS_HERE):
    msg = f"FLOWPORT_REQUIRE=all, but the corpus or the facts are not at {CORPUS.parent}"
    raise RuntimeError(msg)

#: Marks a test that reads real flows.
needs_corpus = pytest.mark.skipif(not _HERE, reason=f"no corpus at {CORPUS}")

#: Marks a test that reads the collected facts.
needs_facts = pytest.mark.skipif(not _FACTS_HERE, reason=f"no facts at {FACTS}")


def _lines(name: str) -> tuple[dict[str, Any], ...]:
    """The JSON objects of a file of lines in the corpus; none where there is no corpus."""
    if not _HERE:
        return ()
    text = (CORPUS / name).read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines() if line)


@cache
def manifest() -> tuple[dict[str, Any], ...]:
    """One object a corpus file (keys ``file``, ``format``, ``flow_type``, ``generation``, ...)."""
    return _lines("manifest.jsonl")


@cache
def pairs() -> tuple[dict[str, Any], ...]:
    """One object a pair of files: the same flow in both formats (``legacy``, ``language``, ...)."""
    return _lines("pairs.jsonl")


def corpus_files(format: str | None = None) -> list[Path]:  # noqa: A002 - the manifest's word
    """The paths of all real flows, or of those in one format (``legacy`` or ``language``)."""
    return [CORPUS / row["file"] for row in manifest() if format in (None, row["format"])]


@cache
def fact(name: str) -> Any:
    """A JSON file of facts, parsed, by its name without ``.json``."""
    return json.loads((FACTS / f"{name}.json").read_text(encoding="utf-8"))
