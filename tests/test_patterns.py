"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.patterns import pattern

if TYPE_CHECKING:
    import pytest


def test_a_pattern_is_not_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Naming a pattern compiles nothing; only then does a command start without its cost."""
    compiled: list[str] = []
    compile_ = re.compile

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    made = pattern("late-[0-9]+")
    before = list(compiled)
    made.search("late-1")

    assert (before, compiled) == ([], ["late-[0-9]+"])


@settings(max_examples=30)
@given(st.text("ab1 \n", max_size=12), st.sampled_from(["a+", r"^b|1$", r"(a)(b)?"]))
def test_it_answers_as_a_compiled_one(text: str, source: str) -> None:
    """Every method gives what ``re.compile`` gives, with its flags."""
    ours, theirs = pattern(source, re.MULTILINE), re.compile(source, re.MULTILINE)

    assert [ours.findall(text), ours.sub("x", text), ours.flags, ours.groups] == [
        theirs.findall(text),
        theirs.sub("x", text),
        theirs.flags,
        theirs.groups,
    ]
