"""Test cases of a file: native documents and the short form, JSON and YAML, one or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError
from flowport.testing.native import is_native, read_native
from flowport.testing.short import is_short, read_short
from flowport.testing.text import read_tree

if TYPE_CHECKING:
    from flowport.testing.case import Case

__all__ = ["is_case", "read_case", "read_cases"]


def is_case(tree: Any) -> bool:
    """Whether a value looks like a test case, or several."""
    return is_native(tree) or is_short(tree) or (isinstance(tree, dict) and "cases" in tree)


def read_cases(text: str, name: str, stem: str) -> list[Case | CaseError]:
    """The cases of a text; an error for each that can't be read.

    Args:
        text: JSON or YAML.
        name: The file's name, for messages.
        stem: The case's name where it has none.

    Raises:
        CaseError: the text is not JSON or YAML, or holds no test case.
    """
    tree = read_tree(text, name)
    if isinstance(tree, dict) and isinstance(tree.get("cases"), list):
        trees = tree["cases"]
    else:
        trees = tree if isinstance(tree, list) else [tree]
    found: list[Case | CaseError] = []
    for number, each in enumerate(trees, 1):
        title = stem if len(trees) == 1 else f"{stem} {number}"
        try:
            found.append(read_case(each, title))
        except CaseError as error:
            found.append(error)
    return found


def read_case(tree: Any, name: str) -> Case:
    """One case, in either form.

    Raises:
        CaseError: it is neither, or would be refused; with its problems.
    """
    if is_native(tree):
        return read_native(tree, name)
    if is_short(tree):
        return read_short(tree, name)
    raise CaseError("not a test case: no Observations, no Content, and no steps")
