"""A bindings file that a person damaged is answered in one sentence."""

from __future__ import annotations

import pytest

from flowport.errors import UsageError
from flowport.refs import binding_file


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[[binding]\n", "not TOML"),
        ("{", "not JSON"),
        ('binding = "x"', "[[binding]]"),
        ("binding = [1]", "binding 1"),
        ('[[binding]]\nkind = "quue"\nfrom = "x"', "'quue' is not a kind of resource"),
        ('[[binding]]\nkind = "queue"\nfrom = 3', "'from' must be a string"),
        ('[[binding]]\nkind = "queue"', "say what it is for"),
        ('[[bindings]]\nkind = "queue"\nfrom = "x"', "[[binding]]"),
        ('[[binding]]\nkind = "queue"\nfrom = "x"\ntarget = "y"', "unknown key 'target'"),
    ],
)
def test_damage_is_told(text: str, word: str) -> None:
    """The sentence says what is wrong and in which binding."""
    with pytest.raises(UsageError) as caught:
        binding_file.load(text)

    assert word in str(caught.value)
