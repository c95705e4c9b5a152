"""JSONPaths are read, found in text and written by one grammar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.catalogue import JSONPath, survives
from flowport.catalogue.jsonpath import is_path, paths, pieces, single, unfinished, write

_LETTERS = "abcxyzABCXYZ0189_éüß"
_WORDS = st.text(_LETTERS, min_size=1, max_size=8)
_PLAIN = st.builds("-".join, st.lists(_WORDS, min_size=1, max_size=3))
_ANY = st.text(
    st.sampled_from([*_LETTERS, *" .-'\"\\[]<>/$&,:;()様é\n"]) | st.characters(codec="utf-8"),
    min_size=1,
    max_size=12,
)
_ROOT = st.sampled_from(["Attributes", "External", "Lex", "FlowAttributes", "Loop"])
_BEFORE = ("", "Hello ", "<say-as>", "'", "(", "a.b ", "$5 ", "さん、")
_AFTER = (
    "",
    " there",
    ".",
    ". Next",
    "</say-as>",
    "'/>",
    ", ",
    ")",
    "!",
    "様",
    " [x]",
    "\n",
    ": $.50",
)


def _dotted(keys: list[str]) -> str:
    return "".join(f".{key}" for key in keys)


def _quote(key: str, mark: str) -> str:
    return mark + key.replace("\\", "\\\\").replace(mark, "\\" + mark) + mark


def _each(keys: list[str], opening: str, mark: str, closing: str) -> str:
    return "".join(f"{opening}{_quote(key, mark)}{closing}" for key in keys)


_FORMS = {
    "documented": lambda root, keys: f"$.{root}{_each(keys, '.[', chr(39), ']')}",
    "brackets": lambda root, keys: f"$['{root}']{_each(keys, '[', chr(39), ']')}",
    "double quotes": lambda root, keys: f"$.{root}{_each(keys, '[ ', chr(34), ' ]')}",
    "ours": lambda root, keys: write(root, *keys),
}


@pytest.mark.parametrize("form", _FORMS)
@settings(max_examples=60)
@given(
    root=_ROOT,
    keys=st.lists(_ANY, max_size=3),
    before=st.sampled_from(_BEFORE),
    after=st.sampled_from(_AFTER),
)
def test_any_name_is_read_in_brackets(
    form: str, root: str, keys: list[str], before: str, after: str
) -> None:
    """A name of any characters in brackets is one step, wherever the path is."""
    path = _FORMS[form](root, keys)

    assert [found.keys for found in paths(before + path + after)] == [(root, *keys)]


@settings(max_examples=100)
@given(
    root=_ROOT,
    keys=st.lists(_PLAIN, min_size=1, max_size=3),
    before=st.sampled_from(_BEFORE),
    after=st.sampled_from(_AFTER),
)
def test_a_plain_name_is_read_after_a_dot(
    root: str, keys: list[str], before: str, after: str
) -> None:
    """A dotted name ends at punctuation, markup, spaces and another script."""
    path = f"$.{root}{_dotted(keys)}"

    found = pieces(before + path + after)

    assert [piece for piece in found if isinstance(piece, JSONPath)] == [
        JSONPath(path, (root, *keys))
    ]
    assert "".join(p.text if isinstance(p, JSONPath) else p for p in found) == before + path + after


@given(st.text(st.sampled_from("$.[]'\"\\ab *0-<")))
def test_the_pieces_of_any_string_are_the_string(text: str) -> None:
    """Nothing of a string is lost or read twice."""
    assert "".join(p.text if isinstance(p, JSONPath) else p for p in pieces(text)) == text


def test_text_without_paths_is_one_piece() -> None:
    """A price is not a path."""
    assert pieces("It costs $5.00 or $.5") == ("It costs $5.00 or $.5",)


def test_two_paths_without_a_space_are_two() -> None:
    """A path ends where the next begins."""
    found = paths("$.Attributes.VoiceIdOne$.Attributes.VoiceIdTwo")

    assert [path.keys[1] for path in found] == ["VoiceIdOne", "VoiceIdTwo"]


@pytest.mark.parametrize("text", ["$.External.a.b", "$['External']['a']['b']", '$.External["a"].b'])
def test_spellings_share_a_name(text: str) -> None:
    """Dots, brackets and both quotes write the same path."""
    path = single(text)

    assert path is not None
    assert path.name == "External.a.b"


def test_a_whole_value_may_have_spaces_in_its_key() -> None:
    """Old flows compare attributes whose names have spaces."""
    path = single("$.Attributes.Customer type")

    assert path is not None
    assert path.keys == ("Attributes", "Customer type")
    assert not is_path(path.text)


@pytest.mark.parametrize("text", ["to $.Queue.Name", "$.Queue.Name $.Queue.ARN", "$5", "$.50"])
def test_other_values_are_not_a_single_path(text: str) -> None:
    """Text around a path, two paths and prices are not one path."""
    assert single(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("$.Attributes.", "ends with a dot"),
        ("$.Attributes..name", "two dots"),
        ("$.Attributes['name", "closing bracket"),
        ("Hello $.Attributes.[name]", "needs quotes"),
        ("Hello $.Attributes.name...", ""),
        ("$.Attributes.['a.b']", ""),
        ("$.Attributes.name [pause]", ""),
    ],
)
def test_unfinished_paths_are_named(text: str, why: str) -> None:
    """What is wrong is said, and the end of a sentence is fine."""
    assert why in unfinished(text)
    assert bool(why) is bool(unfinished(text))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("$.Attributes.a", True),
        ("$.Queue.Name", True),
        ("$.External.a", False),
        ("$.Lex.IntentName", False),
        ("$.StoredCustomerInput", False),
        ("$.Metrics.Queue.Size", False),
        ("$.FlowAttributes.a", False),
        ("$.Unheard.Of", False),
    ],
)
def test_what_survives_a_transfer(text: str, *, kept: bool) -> None:
    """Only what is the contact's own reads the same in the next flow."""
    path = single(text)

    assert path is not None
    assert survives(path) is kept
