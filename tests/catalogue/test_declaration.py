"""Declarations are frozen values with the members that their class annotates."""

from __future__ import annotations

from copy import copy
from pickle import dumps, loads

import pytest

from flowport.catalogue import JSONPath, Parameter, When
from flowport.catalogue.declaration import Declaration


def test_a_default_is_the_class_own() -> None:
    """What is not given reads as the class says."""
    assert Parameter("Text").required is False
    assert Parameter("Text", required=True).required is True


def test_a_declaration_never_changes() -> None:
    """Setting a member is an error."""
    with pytest.raises(AttributeError, match="frozen"):
        Parameter("Text").name = "Other"  # type: ignore[misc]


def test_a_changed_declaration_is_another() -> None:
    """The first stays as it was."""
    first = Parameter("Text", max_length=3)
    second = first.but(max_length=5)

    assert (first.max_length, second.max_length, second.name) == (3, 5, "Text")


@pytest.mark.parametrize("values", [(), ("a", None, "c", "d")])
def test_members_are_those_that_are_annotated(values: tuple[object, ...]) -> None:
    """A missing member and one too many are errors."""
    with pytest.raises(TypeError, match="Parameter takes name"):
        Parameter(*values)  # type: ignore[arg-type]


def test_only_values_are_equal() -> None:
    """A declaration equals itself; a condition or a path equals another with the same members."""
    assert Parameter("Text") != Parameter("Text")
    assert When("a") == When("a")
    assert hash(JSONPath("$.a", ("a",))) == hash(JSONPath("$.a", ("a",)))
    assert When("a") != When("b")


def test_a_declaration_is_copied_and_pickled() -> None:
    """A copy has the same members."""
    path = JSONPath("$.a", ("a",))

    assert copy(path) == path
    assert loads(dumps(path)) == path  # noqa: S301  our own bytes


def test_a_member_by_name_is_not_given_by_place() -> None:
    """What comes after the mark, or all where the class says so, is given by name."""

    class Named(Declaration, kw_only=True):
        first: str

    assert Named(first="a").first == "a"
    with pytest.raises(TypeError):
        Named("a")  # type: ignore[call-arg]
