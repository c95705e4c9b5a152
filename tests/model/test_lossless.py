"""Nothing is lost: real and made-up documents come back as they were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from flowport.model import Flow, LegacyFlow, read_bytes
from flowport.model.patch import apply, patches
from flowport.model.spans import find

if TYPE_CHECKING:
    from pathlib import Path

NEW = 'changed: é "quoted"'


def first_text_parameter(document: Flow | LegacyFlow) -> tuple[str, str] | None:
    """The pointer and value of the first text that a block's parameters hold."""
    if isinstance(document, LegacyFlow):
        for block in document.blocks:
            for index, parameter in enumerate(block.tree.get("parameters") or ()):
                if isinstance(parameter.get("value"), str):
                    return f"{block.pointer}/parameters/{index}/value", parameter["value"]
        return None
    for action in document.actions:
        for key, value in action.parameters.items():
            if isinstance(value, str):
                return f"{action.pointer}/Parameters/{key}", value
    return None


@pytest.mark.parametrize("path", corpus.corpus_files(), ids=lambda path: path.name)
def test_real_flows_come_back_byte_for_byte(path: Path) -> None:
    """A file that was read and not edited is written as it was."""
    data = path.read_bytes()

    assert read_bytes(data).to_bytes() == data


@pytest.mark.parametrize("path", corpus.corpus_files(), ids=lambda path: path.name)
def test_one_changed_parameter_changes_its_characters_only(path: Path) -> None:
    """Before and behind the changed value, every byte is the same."""
    data = path.read_bytes()
    document = read_bytes(data)
    found = first_text_parameter(document)
    if found is None:
        document = document.with_value(
            "/start" if "modules" in document.tree else "/StartAction", NEW
        )
        assert NEW in json.loads(document.to_bytes().decode()).values()
        return
    pointer, value = found

    changed = document.with_value(pointer, NEW).to_bytes()

    text = data.decode()
    begin, end = _span_of(document, pointer)
    assert json.loads(text[begin:end]) == value
    rewritten = changed.decode()
    assert rewritten.startswith(text[:begin])
    assert rewritten.endswith(text[end:])
    assert json.loads(rewritten[begin : len(rewritten) - len(text) + end]) == NEW


def _span_of(document: Flow | LegacyFlow, pointer: str) -> tuple[int, int]:
    assert document.origin
    span = find(document.origin.spans, pointer)
    return span.start, span.end


KEYS = st.text(max_size=6)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | KEYS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
FORMS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"indent": None, "separators": (",", ":")},
        {"indent": None},
        {"indent": 2},
        {"indent": "\t"},
        {"indent": 4, "ensure_ascii": False},
    ]
)


def same(left: Any, right: Any) -> bool:
    """Equal as JSON: true is not 1, and the order of members counts."""
    return json.dumps(left) == json.dumps(right)


@given(old=VALUES, new=VALUES, form=FORMS)
def test_a_patched_text_says_the_new_tree(old: Any, new: Any, form: dict[str, Any]) -> None:
    """Whatever two trees are, the text of the one is patched into one that says the other."""
    text = json.dumps(old, **form)

    patched = apply(text, patches(text, old, new))

    assert same(json.loads(patched), new)


@given(tree=VALUES, form=FORMS, end=st.sampled_from(["", "\n", "\r\n"]))
def test_made_documents_come_back_byte_for_byte(tree: Any, form: dict[str, Any], end: str) -> None:
    """Any JSON inside a flow, in any form, survives reading and writing."""
    data = (json.dumps({"Version": "x", "Actions": [], "Extra": tree}, **form) + end).encode()

    assert read_bytes(data).to_bytes() == data


@given(tree=VALUES, form=FORMS)
def test_a_flow_inside_an_api_answer_is_edited_inside_it(tree: Any, form: dict[str, Any]) -> None:
    """An edit of escaped content changes the inner text, and leaves the answer around it alone."""
    content = json.dumps({"Version": "x", "Actions": [], "Extra": tree, "StartAction": "a"}, **form)
    answer = {"ContactFlow": {"Name": "Main é", "Content": content, "Arn": "a/b"}}
    data = json.dumps(answer, **form).encode()

    changed = json.loads(read_bytes(data).with_value("/StartAction", NEW).to_bytes())

    assert changed["ContactFlow"]["Name"] == "Main é"
    assert same(
        json.loads(changed["ContactFlow"]["Content"]), {**json.loads(content), "StartAction": NEW}
    )
