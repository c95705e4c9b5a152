"""Every rule has a code, a page and two examples, and the examples say what the page says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from breaking import EXAMPLES, example
from flowport.check import Severity, check, every
from flowport.check.rule_pages import HEADINGS, section_names
from flowport.errors import CheckError

if TYPE_CHECKING:
    from flowport.check.rule_registry import RegisteredRule

RULES = every()
by_code = pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.code)


def test_codes_are_unique() -> None:
    """No two rules share a code or a name."""
    assert (
        len({entry.code for entry in RULES}) == len({entry.name for entry in RULES}) == len(RULES)
    )


def test_families_have_a_letter() -> None:
    """All rules of a folder have codes of one letter, and no other folder has it."""
    letters = {(entry.family, entry.code[0]) for entry in RULES}

    assert len(letters) == len({family for family, _ in letters}) == len({c for _, c in letters})


def test_no_example_without_a_rule() -> None:
    """A folder of examples belongs to a rule that exists."""
    assert {path.name for path in EXAMPLES.iterdir()} == {entry.code for entry in RULES}


@by_code
def test_code_is_well_formed(entry: RegisteredRule) -> None:
    """A code is a letter and three digits."""
    assert re.fullmatch(r"[A-Z]\d{3}", entry.code)


@by_code
def test_page_is_whole(entry: RegisteredRule) -> None:
    """A rule's page says what it does, why, gives an example, and what to do instead."""
    assert section_names(entry) == HEADINGS


@by_code
def test_bad_example_is_found(entry: RegisteredRule) -> None:
    """The rule speaks of its bad example."""
    found = check(example(EXAMPLES / entry.code / "bad.json"))

    assert entry.code in {finding.code for finding in found}


@by_code
def test_good_example_is_right(entry: RegisteredRule) -> None:
    """The rule is silent on its good example, which has no error at all."""
    found = check(example(EXAMPLES / entry.code / "good.json"))

    assert not [f for f in found if f.code == entry.code or f.severity is Severity.ERROR]


@by_code
def test_severity_is_the_worst(entry: RegisteredRule) -> None:
    """No finding is worse than its rule says."""
    found = check(example(EXAMPLES / entry.code / "bad.json"), select=[entry.code])

    assert all(finding.severity.rank >= entry.rule.severity.rank for finding in found)


@by_code
def test_at_least_leaves_out_what_is_milder(entry: RegisteredRule) -> None:
    """Asking only the rules that may say something so bad finds all that is so bad."""
    flow = example(EXAMPLES / entry.code / "bad.json")
    bad = tuple(finding for finding in check(flow) if finding.severity is Severity.ERROR)

    assert check(flow, at_least=Severity.ERROR) == bad


@pytest.mark.parametrize("word", ["S009", "s009", "dangling-branch"])
def test_select_takes_codes_and_names(word: str) -> None:
    """A rule is selected by its code in any case, and by its name."""
    found = check(example(EXAMPLES / "S009" / "bad.json"), select=[word])

    assert {finding.code for finding in found} == {"S009"}


def test_ignore_takes_beginnings() -> None:
    """All rules of a family are ignored by its letter."""
    assert check(example(EXAMPLES / "S009" / "bad.json"), ignore=["S"]) == ()


def test_unknown_rule_is_said() -> None:
    """A code that is no rule is an error with a hint."""
    with pytest.raises(CheckError, match="no rule 'Z999'"):
        check(example(EXAMPLES / "S001" / "good.json"), select=["Z999"])


def test_unknown_type_is_said() -> None:
    """A flow type that does not exist is an error that lists the types."""
    with pytest.raises(CheckError, match="CUSTOMER_QUEUE"):
        check(example(EXAMPLES / "S001" / "good.json"), type="inbox")


def test_known_instance_makes_strangers_errors() -> None:
    """With the target known, a reference to another instance is an error."""
    instance = (
        "arn:aws:connect:eu-west-2:111111111111:instance/99999999-9999-4999-8999-999999999999"
    )
    found = check(example(EXAMPLES / "R006" / "good.json"), instance=instance, select=["R006"])

    assert {finding.severity for finding in found} == {Severity.ERROR}
