"""YAML of mocks and test cases that is made to harm: each ends in a sentence, and soon."""

from __future__ import annotations

import pytest

from flowport.errors import CaseError
from flowport.testing import read_tree

LAUGHS = "a0: &a0 [x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)
)
HOSTILE = {
    "many digits": "a: " + "9" * 5_000,
    "a tag of another type": "a: !!timestamp x",
    "a number that is none": "a: !!int x",
    "an alias of itself": "a: &a [*a]",
    "aliases of aliases": LAUGHS,
    "deep": "[" * 100_000,
    "a key that is a list": "? [a]\n: b",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused(text: str) -> None:
    """The sentence names the file."""
    with pytest.raises(CaseError, match=r"^x\.yaml: "):
        read_tree(text, "x.yaml")


def test_aliases_are_read() -> None:
    """What is written once and used twice is there twice."""
    assert read_tree("a: &a [1]\nb: *a", "x.yaml") == {"a": [1], "b": [1]}
