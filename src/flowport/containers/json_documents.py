"""Where the JSON documents of a file are, and where they may hold flows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.containers.forms.candidate import Candidate

__all__ = ["candidates", "documents", "line_and_column", "numbered"]


def candidates(tree: Any) -> Iterator[Candidate]:
    """What a document may hold: each form of containers says what it knows."""
    if isinstance(tree, dict) and str(tree.get("version", "")).startswith("tree-"):
        return iter(())  # the construct tree of a CDK app repeats what its template holds
    from flowport.containers.forms import (  # noqa: PLC0415  only for containers
        api_answers,
        cloudformation,
        pulumi,
        terraform_json,
    )

    return chain(
        cloudformation.candidates(tree),
        terraform_json.candidates(tree),
        pulumi.candidates(tree),
        api_answers.candidates(tree),
    )


def numbered(found: Iterator[Candidate], number: int) -> Iterator[Candidate]:
    """Those of one of several documents: one without a name is called by its number."""
    for each in found:
        yield each if each.resource else replace(each, resource=f"#{number}")


def documents(text: str) -> Iterator[tuple[int, int]]:
    """Where each of several JSON documents is: one a line, or one after another."""
    lines = [line for line in text.splitlines() if line.strip()]
    one_a_line = all(line.lstrip()[:1] in "{[" and line.rstrip()[-1:] in "}]" for line in lines)
    at = 0
    if one_a_line or not _JSON_AGAIN.search(text):
        for line in text.splitlines(keepends=True):
            if line.strip():
                yield at, at + len(line)
            at += len(line)
        return
    starts = [0, *(found.end() - 1 for found in _JSON_AGAIN.finditer(text)), len(text)]
    yield from pairwise(starts)


_JSON_AGAIN = pattern(r"^[}\]]\s*[{\[]", re.MULTILINE)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and column of a place, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
