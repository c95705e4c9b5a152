"""References of the kinds that have no name to go by, over every kind of instance.

Amazon Q, encryption keys, Cognito and cases: nothing there says what represents what in another
instance, so that a person binds it. Lex V1 bots and attributes are values that stay.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flowport.jobs import exporting
from flowport.jobs.documents import incoming
from flowport.jobs.moving.options import Conflict
from flowport.model import read_text
from flowport.refs.all_references import find
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.outcome import ResolvedBy
from instances.importing import carry_out, plan_import
from instances.kinds import flow_text, new_flow

if TYPE_CHECKING:
    from flowport.ports import Instance
    from flowport.refs.resource import Resource
    from instances.importing import Done
    from instances.kinds import Subject

#: Listed by every kind of instance, but without a name: the block's type and parameter.
NAMELESS = {
    "encryption_key": ("GetParticipantInput", "InputEncryption.EncryptionKeyId"),
    "knowledge_base": ("RenderMessageTemplate", "WisdomKnowledgeBaseArn"),
    "wisdom_assistant": ("CreateWisdomSession", "WisdomAssistantArn"),
}

#: Listed by none: no operation of Connect tells them.
UNLISTED = {
    "case_template": ("CreateCase", "CaseTemplateId"),
    "cognito_user_pool": ("AuthenticateParticipant", "CognitoConfiguration.UserPoolArn"),
    "message_template": ("RenderMessageTemplate", "WisdomMessageTemplateArn"),
}

#: Named as such: the value is the name.
VALUES = {
    "lex_bot": ("ConnectParticipantWithLexBot", "LexBot.Name"),
    "predefined_attribute": (
        "UpdateContactRoutingCriteria",
        "RoutingCriteria.Steps.0.Expression.AttributeCondition.Name",
    ),
}

GIVEN = {**NAMELESS, **UNLISTED}
EVERY = {**GIVEN, **VALUES}


def written(made: Resource) -> str:
    """A resource as a flow refers to it."""
    bare = {"case_template", "encryption_key", "lex_bot"}
    return made.name if made.kind in VALUES else made.id if made.kind in bare else made.arn


def content(made: Resource) -> str:
    """A flow that refers to it."""
    type_, path = EVERY[made.kind]
    value: Any = written(made)
    for key in reversed(path.split(".")):
        value = [value] if key.isdigit() else {key: value}
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {"Type": type_, "Parameters": value}
    return json.dumps(tree)


def moved(source: Subject, kind: str) -> str:
    """The export of a flow of a source that has such a thing."""
    flow = source.instance.create(new_flow("Main", content(source.add(kind, "Thing"))))
    (found,) = exporting.export(source.instance, [flow], exporting.ExportOptions())
    return found.text


def brought(instance: Instance, text: str, bindings: Bindings | None = None) -> Done:
    """What an import of it does."""
    todo = plan_import(
        [incoming(read_text(text), "a file")],
        instance,
        conflict=Conflict.REPLACE,
        bindings=bindings or Bindings(),
        source=instance.about.arn if bindings is None else "",
    )
    (done,) = carry_out(todo, instance)
    return done


def target_of(instance: Instance, done: Done) -> str:
    """What the imported flow refers to."""
    assert done.summary is not None
    text = instance.read(done.summary.key).text
    (found,) = find(incoming(read_text(text), "", name="Main").flow)
    return found.written


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_back_into_the_same_instance(subject: Subject, kind: str) -> None:
    """A flow that returns refers to the same thing, and nothing is unresolved."""
    text = moved(subject, kind)
    done = brought(subject.instance, text)
    (before,) = find(incoming(read_text(text), "").flow)

    assert done.item.unresolved == ()
    assert target_of(subject.instance, done) == before.written


@pytest.mark.parametrize("kind", sorted(NAMELESS))
def test_what_is_listed_is_known_again(subject: Subject, kind: str) -> None:
    """What an instance lists is resolved by its ARN (or id), not left unchecked."""
    done = brought(subject.instance, moved(subject, kind))

    assert [o.step for o in done.item.outcomes] == [ResolvedBy.SAME_ARN]


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_another_instance_needs_a_binding(subject: Subject, other: Subject, kind: str) -> None:
    """In another instance exactly that block is unresolved, and the flow is saved."""
    other.add(kind, "Thing")
    done = brought(other.instance, moved(subject, kind), Bindings())

    assert [o.reference.block for o in done.item.unresolved] == ["say"]
    assert done.summary is not None


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_a_binding_answers(subject: Subject, other: Subject, kind: str) -> None:
    """A line of the bindings file decides what is there."""
    text, there = moved(subject, kind), other.add(kind, "Thing")
    (before,) = find(incoming(read_text(text), "").flow)
    line = Binding(kind=kind, source=before.written, target=written(there))
    done = brought(other.instance, text, Bindings([line]))

    assert target_of(other.instance, done) == written(there)


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_a_name_that_both_have_stays(subject: Subject, other: Subject, kind: str) -> None:
    """What is referred to by its name alone is the same name in another instance."""
    other.add(kind, "Thing")
    done = brought(other.instance, moved(subject, kind), Bindings())

    assert (done.item.unresolved, target_of(other.instance, done)) == ((), "Thing")


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_a_name_that_is_missing_is_told(subject: Subject, other: Subject, kind: str) -> None:
    """Where the target lists the kind without that name, the block is unresolved."""
    other.add(kind, "Another")
    done = brought(other.instance, moved(subject, kind), Bindings())

    assert [o.reference.block for o in done.item.unresolved] == ["say"]
