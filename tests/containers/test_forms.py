"""A flow in any container is the flow that was put there, and places are those of the container."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from containers.wrapping import NAME, OBJECTS, ONE_LINE, STRINGS, TYPE
from flowport.containers import Contents, Sort, read
from flowport.model.pointer import get

MARK = "find me"

words = st.lists(
    st.one_of(
        st.sampled_from("ab \"'\\/${}%#:-\n\t!&*|>é😀\u2028\x7f<"),
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from(["%%{", "$${", "%{", "${", "%%%{~", "$$${a}", "{{", "{%"]),
    ),
    max_size=12,
).map("".join)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """A flow of some blocks with any words in it, and one value to look for."""
    texts = draw(st.lists(words, min_size=1, max_size=3))
    blocks = [
        {
            "Identifier": f"b{index}",
            "Type": "MessageParticipant",
            "Parameters": {"Text": text},
            "Transitions": {"NextAction": "end", "Errors": [], "Conditions": []},
        }
        for index, text in enumerate([*texts, MARK])
    ]
    end = {
        "Identifier": "end",
        "Type": "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    return {
        "Version": "2019-10-30",
        "StartAction": "b0",
        "Metadata": {draw(words): draw(words), "n": draw(st.integers(-5, 5)), "f": 1.5, "z": None},
        "Actions": [*blocks, end],
    }


def styled(tree: dict[str, Any], indent: int | None, *, ascii_only: bool) -> str:
    """The flow as some tool writes it."""
    return json.dumps(tree, indent=indent, ensure_ascii=ascii_only)


def the_flow(contents: Contents) -> Any:
    """The one flow of that name."""
    assert not contents.problems, contents.problems
    return next(each.document for each in contents.flows if each.document.name == NAME)


@pytest.mark.parametrize("form", STRINGS)
@settings(max_examples=25, deadline=None)
@given(tree=trees(), indent=st.sampled_from([None, 1, 2, "\t"]), ascii_only=st.booleans())
def test_strings_are_read_back(
    form: str, tree: dict[str, Any], indent: int | None, ascii_only: bool
) -> None:
    """The content, name and type of a flow in a string are what was put there."""
    file, wrap = STRINGS[form]
    text = styled(tree, indent, ascii_only=ascii_only)
    if file.endswith(".yaml") and not text.replace("\n", "").replace("\t", "").isprintable():
        text = styled(tree, indent, ascii_only=True)

    flow = the_flow(read(wrap(text).encode(), name=file))

    assert flow.content() == text
    assert (flow.name, flow.type) == (NAME, TYPE)


@pytest.mark.parametrize("form", ONE_LINE)
@settings(max_examples=25, deadline=None)
@given(tree=trees())
def test_lines_are_read_back(form: str, tree: dict[str, Any]) -> None:
    """The content of a flow in a scalar of one line is what was put there."""
    file, wrap = ONE_LINE[form]
    text = styled(tree, None, ascii_only=True)

    assert the_flow(read(wrap(text).encode(), name=file)).content() == text


@pytest.mark.parametrize("form", OBJECTS)
@settings(max_examples=25, deadline=None)
@given(tree=trees())
def test_objects_are_read_back(form: str, tree: dict[str, Any]) -> None:
    """The tree, name and type of a flow that is an object are what was put there."""
    file, wrap = OBJECTS[form]

    flow = the_flow(read(wrap(tree).encode(), name=file))

    assert flow.tree == tree
    assert (flow.name, flow.type) == (NAME, TYPE)


@pytest.mark.parametrize("form", [*STRINGS, *OBJECTS])
@settings(max_examples=15, deadline=None)
@given(tree=trees(), indent=st.sampled_from([None, 2]))
def test_places_are_those_of_the_container(
    form: str, tree: dict[str, Any], indent: int | None
) -> None:
    """The place of a value is where its characters are in the container."""
    file, wrap = (STRINGS | OBJECTS)[form]
    made = wrap(styled(tree, indent, ascii_only=True) if form in STRINGS else tree)
    flow = the_flow(read(made.encode(), name=file))
    pointer = f"/Actions/{len(tree['Actions']) - 2}/Parameters/Text"
    assert get(flow.tree, pointer) == MARK

    place = flow.place(pointer)

    assert place is not None
    line = made.removeprefix("\ufeff").split("\n")[place.line - 1]
    assert line[place.column - 1 :].lstrip('\\"').startswith(MARK)


def test_a_file_of_its_own_is_a_flow() -> None:
    """A flow alone in its file has no resource, and is no container."""
    contents = read(b'{"Version":"2019-10-30","StartAction":"","Actions":[]}', name="a.json")

    assert (contents.sort, contents.flows[0].resource) == (Sort.FLOW, "")
