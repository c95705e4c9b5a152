"""Text of flows can't steer the terminal that it is printed to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowport.model.printable import escaped


@given(st.text(st.characters()))
def test_escaped_text_is_one_line_without_controls(text: str) -> None:
    """No control character, line break or half character is left."""
    found = escaped(text)

    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in found)
    assert len(found.splitlines()) <= 1
    found.encode()


def test_direction_marks_are_escaped() -> None:
    """A name can't turn the line around that it is printed in."""
    assert escaped("a\u202eb") == "a\\u202eb"


def test_letters_of_all_scripts_stay() -> None:
    """Accents, joined emoji and spaces of any width are shown as they are."""
    text = "Menü 日本語 👩\u200d👧 a\u00a0b \u0646\u0627\u0645\u200c\u062e"

    assert escaped(text) == text
