"""What is outside Connect is the source's only in the source instance's account and Region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.refs.all_references import find
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.outcome import Outcome, Resolution, ResolvedBy
from flowport.refs.resolve import resolve
from flowport.refs.resource import Resource
from flowport.refs.rewrite import becomes, rewrite
from refs.directories import SOURCE, TARGET, Listed, resource
from refs.test_resolve import flow, outcome

if TYPE_CHECKING:
    from flowport.model import Flow

OTHER = "arn:aws:lambda:us-east-1:999988887777:function:look-up"
THEIRS = "arn:aws:lambda:eu-west-2:111122223333:function:look-up"
OWN = resource("lambda_function", "look-up", 1)


def called(arn: str, queue: str = "") -> Flow:
    """A flow that calls a function, perhaps beside a queue."""
    made = flow({"LambdaFunctionARN": arn}, None, "InvokeLambdaFunction")
    if not queue:
        return made
    target = flow({"QueueId": queue}).actions[0].tree | {"Identifier": "q"}
    return made.with_tree({**made.tree, "Actions": [*made.tree["Actions"], target]})


def test_f2_a_function_of_another_account_stays() -> None:
    """The flow's queue says the source's account, and the function is in another one."""
    found = outcome(called(OTHER, resource("queue", "Sales", 9, SOURCE).arn), Listed((OWN,)))

    assert (found.step, found.resource) == (ResolvedBy.ELSEWHERE, None)
    assert "another account or Region" in found.note


def test_a_function_of_the_source_is_found_by_its_name() -> None:
    """The same flow with the source's own function gets the target's."""
    queue = resource("queue", "Sales", 9, SOURCE).arn

    assert outcome(called(THEIRS, queue), Listed((OWN,))).resource == OWN


def bot(region: str) -> Flow:
    """A flow that calls a Lex V1 bot of a Region."""
    name = {"LexBot": {"Name": "Order", "Region": region, "Alias": "live"}}
    return flow(name, None, "ConnectParticipantWithLexBot")


TARGETS_BOT = Resource("lex_bot", "Order", "arn:aws:lex:us-west-2::bot:Order", "Order")


def test_a_v1_bot_of_another_region_stays() -> None:
    """Its name and Region mean the same everywhere: the target's namesake is not written."""
    found = outcome(bot("us-east-1"), Listed((TARGETS_BOT,)), source=SOURCE)

    assert (found.step, found.resource) == (ResolvedBy.ELSEWHERE, None)
    assert "another account or Region" in found.note


@pytest.mark.parametrize("region", ["eu-west-2", ""])
def test_a_v1_bot_of_the_source_is_found_by_its_name(region: str) -> None:
    """The source's own bot becomes the target's, with its Region."""
    doc = bot(region)
    found = outcome(doc, Listed((TARGETS_BOT,)), source=SOURCE)
    written = rewrite(doc, Resolution((found,))).actions[0].parameters["LexBot"]

    assert (found.warning, written["Region"]) == ("", "us-west-2")


def test_without_a_source_a_v1_bot_is_mapped_with_a_warning() -> None:
    """Where nothing says the instance, a bot of another Region is mapped by name, and told."""
    found = outcome(bot("us-east-1"), Listed((TARGETS_BOT,)))

    assert (found.resource, "by its name only" in found.warning) == (TARGETS_BOT, True)


def test_a_source_that_is_told_wins_over_the_flow() -> None:
    """Where the instance is known, a queue of another one says nothing about functions."""
    doc = called(THEIRS, resource("queue", "Sales", 9, TARGET).arn)

    assert outcome(doc, Listed((OWN,)), source=SOURCE).step is ResolvedBy.SAME_NAME


def test_without_a_source_the_name_rule_warns() -> None:
    """Where nothing says the instance, the function is mapped by name, with a warning."""
    found = outcome(called(OTHER), Listed((OWN,)))

    assert (found.step, found.resource) == (ResolvedBy.SAME_NAME, OWN)
    assert f"{OTHER} (" in found.warning
    assert "by its name only" in found.warning


def test_a_lex_alias_without_a_source_warns() -> None:
    """Where nothing says the instance, the alias of a Lex bot is mapped by name, with a warning."""
    arn = "arn:aws:lex:us-east-1:999988887777:bot-alias/B/A"
    shown = {"lexV2BotName": "Orders", "lexV2BotAliasName": "live"}
    doc = flow({"LexV2Bot": {"AliasArn": arn}}, shown, "ConnectParticipantWithLexBot")
    ours = resource("lex_v2_bot_alias", "Orders/live", 4)
    found = outcome(doc, Listed((ours,)))

    assert (found.step, found.resource) == (ResolvedBy.SAME_NAME, ours)
    assert arn in found.warning
    assert ours.arn in found.warning


@pytest.mark.parametrize(
    ("kind", "parameters", "type_"),
    [
        (
            "lex_v2_bot_alias",
            {"LexV2Bot": {"AliasArn": "arn:aws:lex:us-east-1:999988887777:bot-alias/B/A"}},
            "ConnectParticipantWithLexBot",
        ),
        (
            "cognito_user_pool",
            {
                "CognitoConfiguration": {
                    "UserPoolArn": "arn:aws:cognito-idp:us-east-1:999988887777:userpool/p"
                }
            },
            "AuthenticateParticipant",
        ),
        (
            "wisdom_assistant",
            {"WisdomAssistantArn": "arn:aws:wisdom:us-east-1:999988887777:assistant/a"},
            "CreateWisdomSession",
        ),
    ],
)
def test_every_kind_outside_connect_stays(
    kind: str, parameters: dict[str, object], type_: str
) -> None:
    """Bots, user pools and assistants of another account stay as functions do."""
    found = outcome(flow(parameters, None, type_), Listed(), source=SOURCE)

    assert (found.reference.kind, found.step) == (kind, ResolvedBy.ELSEWHERE)


def test_a_binding_to_another_account_is_believed_for_functions() -> None:
    """A function need not be associated with the instance."""
    line = Binding(kind="lambda_function", source=THEIRS, target=OTHER)
    doc = called(THEIRS)
    made = resolve(find(doc), Listed(), Bindings([line]))

    assert made.outcomes[0].step is ResolvedBy.BOUND
    assert rewrite(doc, made).actions[0].parameters["LambdaFunctionARN"] == OTHER


def test_a_binding_to_a_queue_that_is_not_there_is_not_believed() -> None:
    """An instance lists all its queues."""
    there = resource("queue", "Gone", 77).arn
    line = Binding(kind="queue", name="Sales", target=there)
    found = outcome(flow({"QueueId": ""}, {"queue": {"text": "Sales"}}), Listed(), Bindings([line]))

    assert found.step is ResolvedBy.UNRESOLVED


def test_f11_an_agents_queue_keeps_its_form() -> None:
    """``queue/agent/ID`` becomes the target's ``queue/agent/ID``."""
    agent = resource("user", "ann", 4)
    theirs = resource("user", "ann", 9, SOURCE)
    written = theirs.arn.replace("/agent/", "/queue/agent/")
    doc = flow({"QueueId": written}, {"parameters": {"QueueId": {"displayName": "ann"}}})
    found: Outcome = outcome(doc, Listed((agent,)))

    assert becomes(found) == agent.arn.replace("/agent/", "/queue/agent/")


def test_every_side_says_account_and_region() -> None:
    """A report has the account and Region that a reference goes from and to."""
    found = outcome(called(THEIRS), Listed((OWN,)), source=SOURCE)

    assert (found.source.account, found.source.region) == ("111122223333", "eu-west-2")
    assert found.target is not None
    assert (found.target.account, found.target.region) == ("444455556666", "us-east-1")
