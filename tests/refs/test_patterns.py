"""Bindings by pattern, and files that keep what a person wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.errors import UsageError
from flowport.refs import binding_file
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.outcome import ResolvedBy
from refs.directories import SOURCE, Listed, resource
from refs.test_resolve import flow, outcome

DEV = Binding(kind="queue", source="dev-*", target="prod-*")


def bound(name: str, *lines: Binding, target: tuple[str, ...] = ("prod-sales",)) -> object:
    """What becomes of a queue of the source; the target's name, or why there is none."""
    theirs = resource("queue", name, 9, SOURCE)
    shown = {"parameters": {"QueueId": {"displayName": name}}}
    listed = Listed(tuple(resource("queue", each, n) for n, each in enumerate(target)))
    found = outcome(flow({"QueueId": theirs.arn}, shown), listed, Bindings(lines))
    return found.resource.name if found.resource else found.reason


def test_a_pattern_keeps_what_the_star_stands_for() -> None:
    """``dev-sales`` becomes ``prod-sales``."""
    assert bound("dev-sales", DEV) == "prod-sales"


def test_an_exact_binding_wins() -> None:
    """A line for the name itself comes before a pattern, also before two of them."""
    exact = Binding(kind="queue", source="dev-sales", target="other")
    second = Binding(kind="queue", source="*-sales", target="*-x")

    assert bound("dev-sales", DEV, second, exact, target=("other", "prod-sales")) == "other"


def test_two_patterns_are_an_error() -> None:
    """The sentence names both patterns and the name."""
    with pytest.raises(UsageError, match=r'"dev-\*" and "\*-sales" both match.*"dev-sales"'):
        bound("dev-sales", DEV, Binding(kind="queue", source="*-sales", target="*-x"))


def test_a_result_that_the_target_lacks_is_unresolved() -> None:
    """A pattern is never skipped, though the target has the name itself."""
    assert "prod-help" in str(bound("dev-help", DEV, target=("dev-help", "prod-sales")))


def test_a_pattern_is_of_its_kind() -> None:
    """A pattern for prompts says nothing about queues."""
    other = Binding(kind="prompt", source="dev-*", target="prod-*")

    assert bound("dev-sales", other, target=("dev-sales",)) == "dev-sales"


def test_a_pattern_matches_arns_as_well() -> None:
    """A function's ARN with a star is mapped to another account's."""
    line = Binding(
        kind="lambda_function",
        source="arn:aws:lambda:eu-west-2:111122223333:function:dev-*",
        target="arn:aws:lambda:us-east-1:444455556666:function:prod-*",
    )
    written = "arn:aws:lambda:eu-west-2:111122223333:function:dev-pay"
    doc = flow({"LambdaFunctionARN": written}, None, "InvokeLambdaFunction")
    found = outcome(doc, Listed(), Bindings([line]))

    assert (found.step, found.resource and found.resource.arn) == (
        ResolvedBy.BOUND,
        "arn:aws:lambda:us-east-1:444455556666:function:prod-pay",
    )


FILE = """\
# Ours.
[[binding]]
kind = "queue"    # the desk
from = "A"
to = "B"  # decided by Ann

[[binding]]
kind = "queue"
from = "C"
to = ""  # ask Ben

[[qualifier]]
rule = "keep"
"""


def test_merging_keeps_every_word_of_a_person() -> None:
    """Comments, order and decided targets stay; what was open is filled, what is new is added."""
    found = Bindings(
        [
            Binding(kind="queue", source="A", target="other"),
            Binding(kind="queue", source="C", target="D"),
            Binding(kind="queue", source="E", target="F"),
        ]
    )
    merged = binding_file.merge(FILE, found)

    assert merged.startswith(FILE.replace('to = ""', 'to = "D"'))
    lines = {line.source: line.target for line in binding_file.load(merged).lines}
    assert lines == {"A": "B", "C": "D", "E": "F"}
    assert len(binding_file.load(merged).rules) == 1
    assert binding_file.merge(merged, found) == merged


def test_merging_into_json_keeps_what_is_decided() -> None:
    """The same for a file of programs."""
    text = binding_file.dump(
        Bindings([Binding(kind="queue", source="A", target="B")]), as_json=True
    )
    found = Bindings([Binding(kind="queue", source="A", target="x"), Binding(kind="", source="Z")])
    merged = binding_file.load(binding_file.merge(text, found))

    assert [(line.source, line.target) for line in merged.lines] == [("A", "B"), ("Z", "")]


def test_a_damaged_file_is_not_merged_into() -> None:
    """Nothing of it is lost: the sentence names it."""
    with pytest.raises(UsageError, match="mine"):
        binding_file.merge("[[binding", Bindings(), name="mine")


_words = st.text(alphabet="abAB*\"'\\#=[]\n é", max_size=8)
_lines = st.lists(
    st.builds(
        Binding,
        kind=st.sampled_from(["queue", "prompt", ""]),
        source=_words.filter(lambda w: bool(w) and "*" not in w),
        target=_words.filter(lambda w: "*" not in w),
    ),
    max_size=5,
    unique_by=lambda line: (line.kind, line.source),
)


@given(_lines, _lines)
@settings(max_examples=60)
def test_merging_never_loses_a_decision(known: list[Binding], found: list[Binding]) -> None:
    """Whatever the texts, the file is readable, and each decided line is as it was."""
    text = binding_file.dump(Bindings(known))
    merged = binding_file.merge(text, Bindings(found))
    after = {(b.kind, b.source): b.target for b in binding_file.load(merged).lines}

    assert all(after[b.kind, b.source] == b.target for b in known if b.target)
    assert all((b.kind, b.source) in after for b in [*known, *found])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[[binding]]\nkind = "queue"\nfrom = "a-*"\nto = "*-*"', "same number of *"),
        ('[[qualifier]]\nrule = "drop"', "keep, strip or set"),
        ('[[qualifier]]\nrule = "set"', "needs 'to'"),
        ('[[qualifier]]\nrule = "strip"\nto = "x"', "takes no 'to'"),
        ('[[qualifier]]\nrule = "keep"\nkind = "quue"', "'quue' is not a kind"),
    ],
)
def test_a_wrong_pattern_or_rule_is_refused(text: str, word: str) -> None:
    """The sentence says what is wrong."""
    with pytest.raises(UsageError) as caught:
        binding_file.load(text)

    assert word in str(caught.value)
