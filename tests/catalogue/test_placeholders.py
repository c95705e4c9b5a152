"""The marks of templates are found in strings, and nothing else is mistaken for one."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.catalogue.placeholders import Mark, has_placeholder, placeholders

ANYWHERE = [
    ("${x}", Mark.DOLLAR_BRACES, "x"),
    ("${A.B}", Mark.DOLLAR_BRACES, "A.B"),
    ("${AWS::Region}", Mark.DOLLAR_BRACES, "AWS::Region"),
    ('${var.x["y"]}', Mark.DOLLAR_BRACES, 'var.x["y"]'),
    ("${file(a/${self:stage}.yml):arn}", Mark.DOLLAR_BRACES, "file(a/${self:stage}.yml):arn"),
    ("${Q:sales:Q}", Mark.DOLLAR_BRACES, "Q:sales:Q"),
    ("${Token[TOKEN.123]}", Mark.CDK_TOKEN, "TOKEN.123"),
    ("#{Token[TOKEN.7]}", Mark.CDK_TOKEN, "TOKEN.7"),
    ("-1.8881545897087626e+289", Mark.CDK_TOKEN, "1.8881545897087626e+289"),
    ("{{x}}", Mark.DOUBLE_BRACES, "x"),
    ("{{ x }}", Mark.DOUBLE_BRACES, "x"),
    ("{{{x}}}", Mark.DOUBLE_BRACES, "x"),
    ("{{ x | tojson }}", Mark.DOUBLE_BRACES, "x"),
    ("{{resolve:ssm:/a/b}}", Mark.DOUBLE_BRACES, "resolve:ssm:/a/b"),
    ("%x%", Mark.PERCENT, "x"),
    ("%%QUEUE_ARN%%", Mark.PERCENT, "QUEUE_ARN"),
    ("<<x>>", Mark.DOUBLE_ANGLES, "x"),
    ("@@x@@", Mark.DOUBLE_AT, "x"),
    ("[[x]]", Mark.DOUBLE_BRACKETS, "x"),
    ("#{x}", Mark.HASH_BRACES, "x"),
    ("<%= x %>", Mark.ANGLE_PERCENT, "x"),
    ("<%=x%>", Mark.ANGLE_PERCENT, "x"),
    ("{% if vip %}", Mark.BRACE_PERCENT, "if vip"),
    ("{%- endif -%}", Mark.BRACE_PERCENT, "endif"),
]
IN_REFERENCES = [
    ("<x>", Mark.ANGLES, "x"),
    ("__X__", Mark.UNDERSCORES, "X"),
    ("__queue_arn__", Mark.UNDERSCORES, "queue_arn"),
    ("REPLACE_ME", Mark.WORD, "REPLACE_ME"),
    ("YOUR_QUEUE", Mark.WORD, "YOUR_QUEUE"),
    ("xxxxxxxxxxxx", Mark.WORD, "xxxxxxxxxxxx"),
]
NONE = [
    "${not a name}",
    "{{not a name}}",
    "<<not a name>>",
    "${}",
    "${",
    "{{$.transcript}}",
    "${$.Attributes.x}",
    "$.Attributes.x",
    "$.Attributes['a b']",
    "100% of 50%",
    "10%to20%",
    "https://example.com/?q=%E3%81%82%20b",
    "%Y-%m-%d",
    "%Y%m%d",
    "[[1,2],[3]]",
    '{"a":{"b":{}}}',
    "{{#if x}}",
    "{%",
    "{50%}",
]


@pytest.mark.parametrize(("text", "mark", "name"), ANYWHERE)
def test_a_mark_is_found_anywhere(text: str, mark: Mark, name: str) -> None:
    """A placeholder inside a longer string is found with its place, mark and name."""
    found = placeholders(f"a {text} b")

    assert [(p.start, p.end, p.text, p.mark, p.name) for p in found] == [
        (2, 2 + len(text), text, mark, name)
    ]


@pytest.mark.parametrize(("text", "mark", "name"), IN_REFERENCES)
def test_prose_and_markup_count_only_where_a_reference_belongs(
    text: str, mark: Mark, name: str
) -> None:
    """``<x>``, ``__x__`` and ``REPLACE_ME`` are placeholders in a reference, and text elsewhere."""
    found = placeholders(f"arn:aws:lambda:eu-west-2:1:function:{text}", reference=True)

    assert [(p.text, p.mark, p.name) for p in found] == [(text, mark, name)]
    assert not has_placeholder(text)


@pytest.mark.parametrize("text", NONE)
def test_other_text_is_no_placeholder(text: str) -> None:
    """JSONPaths, URL escapes, dates and prose are not placeholders."""
    assert placeholders(text) == ()


def test_run_time_braces_are_text_where_the_caller_says_so() -> None:
    """Only ``{{...}}`` is text then; other marks still count."""
    found = placeholders("{{name}} ${x}", braces_are_text=True)

    assert [p.text for p in found] == ["${x}"]


@given(st.text(alphabet="${}<>%@[]#=xA_ .:", max_size=60))
@settings(max_examples=200)
def test_places_are_in_order_and_hold_the_text(text: str) -> None:
    """Whatever the string, each placeholder is where it says, and none overlaps another."""
    found = placeholders(text, reference=True)

    assert all(text[p.start : p.end] == p.text and p.name for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["${", "{{x", "<<x", "%a", "__a", "{{x |", "@@a", "[[a", "#{a"])
def test_a_hostile_string_takes_no_time(text: str) -> None:
    """Four times as many half marks take about four times the processor's work, not sixteen."""
    small, large = (_work(text * times) for times in (1_000, 4_000))

    assert large < 11 * small + 0.02, json.dumps(text)


def _work(text: str) -> float:
    """The processor time that a string takes, whatever else the machine does; the least of some."""
    least = float("inf")
    for _ in range(5):
        begun = time.process_time()
        placeholders(text, reference=True)
        least = min(least, time.process_time() - begun)
    return least
