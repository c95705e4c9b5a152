"""Versions and aliases are references of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.refs.all_references import find
from flowport.refs.bindings import Bindings, QualifierRule, VersionRule
from flowport.refs.outcome import ResolvedBy
from flowport.refs.qualifiers import Counterpart
from flowport.refs.resolve import resolve
from flowport.refs.resource import Index, Resource
from flowport.refs.rewrite import becomes
from refs.directories import SOURCE, Listed, resource
from refs.test_resolve import flow, outcome

if TYPE_CHECKING:
    from flowport.refs.reference import Reference

PAY = resource("contact_flow_module", "Pay", 3)
THEIRS = resource("contact_flow_module", "Pay", 30, SOURCE)
SHOWN = {"contactFlowModuleName": "Pay"}


class Known:
    """A target whose module has an alias and a version; version 9 of the source is its 2."""

    @staticmethod
    def has(resource: Resource, qualifier: str) -> bool:
        """Whether it is the alias's id or the version."""
        del resource
        return qualifier in {"2", "live-id"}

    @staticmethod
    def named(resource: Resource, alias: str) -> Counterpart:
        """The alias of a name."""
        del resource
        return (
            Counterpart("live-id")
            if alias == "live"
            else Counterpart(reason="no", known=("2", "live"))
        )

    @staticmethod
    def counterpart(reference: Reference, resource: Resource, qualifier: str) -> Counterpart:
        """What a version or alias of the source is."""
        del reference, resource
        found = {"9": "2", "their-id": "live-id"}.get(qualifier, "")
        return Counterpart(found, "" if found else "there is none", ("2", "live"))


def written(value: str, bindings: Bindings | None = None, directory: Listed | None = None) -> str:
    """What an invocation of a module becomes."""
    doc = flow({"FlowModuleId": value}, SHOWN, "InvokeFlowModule")
    found = resolve(find(doc), directory or Listed((PAY,)), bindings, qualifiers=Known()).outcomes
    return becomes(found[0]) if found[0].step is not ResolvedBy.UNRESOLVED else found[0].reason


@pytest.mark.parametrize("source", [THEIRS.arn, THEIRS.id])
@pytest.mark.parametrize(
    ("given", "made"),
    [("9", "2"), ("their-id", "live-id"), ("$LATEST", "$LATEST"), ("$SAVED", "$SAVED")],
)
def test_a_qualifier_becomes_the_targets(source: str, given: str, made: str) -> None:
    """Version and alias are the target's, ``$LATEST`` stays, and the form stays as well."""
    target = PAY.arn if source.startswith("arn:") else PAY.id

    assert written(f"{source}:{given}") == f"{target}:{made}"


def test_a_missing_qualifier_is_unresolved_with_those_that_exist() -> None:
    """The candidates name the qualifiers of the target."""
    doc = flow({"FlowModuleId": f"{THEIRS.arn}:7"}, SHOWN, "InvokeFlowModule")
    (found,) = resolve(find(doc), Listed((PAY,)), qualifiers=Known()).outcomes

    assert (found.step, found.hints) == (ResolvedBy.UNRESOLVED, ("Pay:2", "Pay:live"))


def test_e01_a_number_alone_is_never_believed() -> None:
    """Where nobody can compare the contents, version 1 stays unresolved."""
    doc = flow({"FlowModuleId": f"{THEIRS.arn}:1"}, SHOWN, "InvokeFlowModule")

    assert outcome(doc, Listed((PAY,))).step is ResolvedBy.UNRESOLVED


@pytest.mark.parametrize("extra", [{}, {"Version": "7"}])
def test_e03_a_views_version_is_not_believed(extra: dict[str, str]) -> None:
    """Neither behind the ARN nor in the parameter beside it."""
    view = resource("view", "Disposition", 5)
    theirs = resource("view", "Disposition", 50, SOURCE)
    identifier = theirs.arn if extra else f"{theirs.arn}:7"
    shown = {"parameters": {"ViewResource": {"Id": {"displayName": "Disposition"}}}}
    doc = flow({"ViewResource": {"Id": identifier, **extra}}, shown, "ShowView")

    assert outcome(doc, Listed((view,))).step is ResolvedBy.UNRESOLVED


def test_a_managed_view_keeps_its_number() -> None:
    """AWS numbers its views the same everywhere."""
    doc = flow(
        {"ViewResource": {"Id": "arn:aws:connect:eu-west-2:aws:view/form:1"}}, None, "ShowView"
    )

    assert becomes(outcome(doc, Listed())) == "arn:aws:connect:us-east-1:aws:view/form:1"


@pytest.mark.parametrize(
    ("rule", "target", "made"),
    [
        (VersionRule.STRIP, "", PAY.arn),
        (VersionRule.SET, "live", f"{PAY.arn}:live-id"),
        (VersionRule.SET, "2", f"{PAY.arn}:2"),
        (VersionRule.SET, "$LATEST", f"{PAY.arn}:$LATEST"),
        (VersionRule.SET, "gone", "no"),
        (VersionRule.KEEP, "", "no"),
    ],
)
def test_rules_decide_for_qualifiers(rule: VersionRule, target: str, made: str) -> None:
    """A rule keeps, strips or sets; what the target lacks stays unresolved."""
    rules = [QualifierRule(rule=rule, kind="contact_flow_module", target=target)]

    assert written(f"{THEIRS.arn}:9", Bindings((), rules)) == made


HERE = "arn:aws:lambda:us-east-1:444455556666:function:pay"
THERE = "arn:aws:lambda:eu-west-2:111122223333:function:pay"


def function(given: str, *listed: str, rules: tuple[QualifierRule, ...] = ()) -> str | None:
    """What a function becomes where the target lists some; None where it is unresolved."""
    every = tuple(Resource("lambda_function", "", arn, "") for arn in listed)
    doc = flow({"LambdaFunctionARN": THERE + given}, None, "InvokeLambdaFunction")
    found = outcome(doc, Listed(every), Bindings((), rules), source=SOURCE)
    return None if found.step is ResolvedBy.UNRESOLVED else becomes(found)


@pytest.mark.parametrize(
    ("given", "listed", "made"),
    [
        ("", [HERE], HERE),
        (":prod", [HERE, f"{HERE}:prod"], f"{HERE}:prod"),
        (":prod", [HERE], None),
        (":$LATEST", [HERE], f"{HERE}:$LATEST"),
        (":3", [HERE], None),
        (":3", [HERE, f"{HERE}:3"], None),
    ],
)
def test_a_functions_qualifier(given: str, listed: list[str], made: str | None) -> None:
    """An alias by name where the target lists it; a version's number never by itself."""
    assert function(given, *listed) == made


def test_a_rule_keeps_a_functions_alias() -> None:
    """A person who knows that the alias exists says so once."""
    rules = (QualifierRule(rule=VersionRule.KEEP, kind="lambda_function", source="prod"),)

    assert function(":prod", HERE, rules=rules) == f"{HERE}:prod"


def test_the_index_finds_a_module_whatever_its_qualifier() -> None:
    """A qualifier is not a part of what is looked up."""
    assert Index(Listed((PAY,))).by_arn("contact_flow_module", f"{PAY.arn}:4") == PAY
