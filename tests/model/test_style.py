"""A document is written the same way by the fast writer and by the exact one."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from flowport.model.style import Style

KEYS = st.text(alphabet='a": \\é/', max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 99) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
STYLES = st.builds(
    Style,
    indent=st.sampled_from([" ", "  ", "    ", "\t"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    colon=st.sampled_from([":", ": ", " : ", " :"]),
    ascii=st.booleans(),
    slash=st.booleans(),
)


@given(tree=VALUES, style=STYLES)
@example(tree={'a": b': {'c\\": ': ['": ', "x"]}}, style=Style(indent="    ", colon=" : "))
@settings(max_examples=150, deadline=None)
def test_both_writers_agree(tree: Any, style: Style) -> None:
    """Keys, indents and escapes are the same, also where strings hold quotes and colons."""
    assert style.document(tree).decode() == style.dump(tree, indent="")
