"""Test cases of a file: native documents and the short form, JSON and YAML, one or several."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError
from flowport.simulate import MOCK_SECTIONS
from flowport.testing.native import is_native, read_native
from flowport.testing.plain_values import read_tree
from flowport.testing.short import is_short, read_short

if TYPE_CHECKING:
    from flowport.testing.case import Case

__all__ = ["is_case", "is_other", "read_case", "read_cases"]

#: The members that only test cases have, by how they are compared with what is misspelt.
_OWN = {
    each.lower(): each
    for each in ("given", "steps", "Observations", "EntryPoint", "InitializationData")
}
_NAMES = frozenset({"name", "metadata"})
#: How alike a misspelt member has to be.
_ALIKE = 0.75


def is_case(tree: Any) -> bool:
    """Whether a value looks like a test case, or several, also one whose members are misspelt."""
    if isinstance(tree, list):
        return any(is_case(each) for each in tree if isinstance(each, dict))
    if not isinstance(tree, dict) or not is_other(tree):
        return False
    return is_native(tree) or is_short(tree) or "cases" in tree or _is_misspelt(tree)


def is_other(tree: dict[str, Any]) -> bool:
    """Whether an object is neither a flow, alone or as a content, nor a file of mocks."""
    return not (_is_flow(tree) or (tree and tree.keys() <= MOCK_SECTIONS))


def _is_flow(tree: dict[str, Any]) -> bool:
    content = tree.get("Content")
    if isinstance(content, str):
        return "Observations" not in content and ("Actions" in content or "modules" in content)
    inner = content if isinstance(content, dict) else tree
    return "Observations" not in inner and ("Actions" in inner or "modules" in inner)


def _is_misspelt(tree: dict[str, Any]) -> bool:
    """Whether a member is nearly one of a case, or nothing but a name is left of one."""
    named = bool(tree) and all(str(key).lower() in _NAMES for key in tree)
    return named or any(_meant(key) for key in tree)


def _meant(key: Any) -> str:
    """The member of a test case that a key is nearly; ``""`` for none."""
    plain = str(key).replace("_", "").replace("-", "").lower()
    return next((_OWN[each] for each in get_close_matches(plain, _OWN, 1, _ALIKE)), "")


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
    problem = "not a test case: no Observations, no Content, and no steps"
    given = tree if isinstance(tree, dict) else {}
    for key in given:
        if (meant := _meant(key)) and meant not in given:
            raise CaseError(f'{problem}. Write {meant}, not "{key}"')
    raise CaseError(problem)
