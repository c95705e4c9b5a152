"""What holds for every kind of instance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flowport.errors import ConflictError, NotFoundError
from flowport.ports import FlowKey, FlowKind, Instance, State, Status, Which
from instances.kinds import Subject, flow_text, new_flow, new_module


@pytest.fixture
def instance(subject: Subject) -> Instance:
    """The instance alone."""
    return subject.instance


NAMES = [
    "Main",
    'a/b\\c:d*e?f"g<h>i|j',
    "...",
    "🎉 party 👩‍👩‍👧",
    "x" * 256,
    "é" * 127,
    "CON",
    "aux.json",
    "name.",
    "tab\tin",
    "-rf",
    "~",
    "Ünïcode",
    "%2F",
]


def test_it_knows_itself(instance: Instance) -> None:
    """Its ARN is made of its account, Region and id."""
    about = instance.about

    assert about.arn == f"arn:aws:connect:{about.region}:{about.account}:instance/{about.id}"


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_kept(instance: Instance, name: str) -> None:
    """A flow bears the name that it was given, whatever that is."""
    made = instance.create(new_flow(name))

    assert [f.name for f in instance.flows() if f.key == made.key] == [name]


def test_names_differ_by_case(instance: Instance) -> None:
    """Two flows whose names differ only in case are two."""
    texts = {"Main": flow_text("One."), "main": flow_text("Two.")}
    keys = {name: instance.create(new_flow(name, text)).key for name, text in texts.items()}

    assert {name: instance.read(key).text for name, key in keys.items()} == texts


def test_a_taken_name_is_refused(instance: Instance) -> None:
    """A second flow of a name is a conflict."""
    instance.create(new_flow("Main"))

    with pytest.raises(ConflictError, match="Main"):
        instance.create(new_flow("Main"))


def test_a_module_may_be_named_like_a_flow(instance: Instance) -> None:
    """Flows and modules have names of their own."""
    instance.create(new_flow("Main"))
    made = instance.create(new_module("Main"))

    assert (made.key.kind, made.type) == (FlowKind.MODULE, "MODULE")


def test_content_comes_back_as_it_went(instance: Instance) -> None:
    """Content is text, and not one character of it changes."""
    text = flow_text("  Grüße \\u00e9 🎉 ").replace('": ', '" :  ') + "\n"
    made = instance.create(new_flow("Main", text))

    assert instance.read(made.key).text == text


def test_a_draft_is_not_published(instance: Instance) -> None:
    """What was only saved can't be read as published."""
    made = instance.create(new_flow("Main"))

    with pytest.raises(NotFoundError):
        instance.read(made.key, Which.PUBLISHED)


def test_saving_leaves_the_published_text(instance: Instance) -> None:
    """A draft over a published flow changes what is saved alone."""
    made = instance.create(new_flow("Main", flow_text("One.")), publish=True)
    instance.save(made.key, flow_text("Two."))
    texts = [instance.read(made.key, which).text for which in (Which.PUBLISHED, Which.SAVED)]

    assert texts == [flow_text("One."), flow_text("Two.")]


def test_publishing_sets_both(instance: Instance) -> None:
    """A published text is the saved one as well."""
    made = instance.create(new_flow("Main"))
    instance.publish(made.key, flow_text("Two."))
    texts = {instance.read(made.key, which).text for which in (Which.PUBLISHED, Which.SAVED)}

    assert texts == {flow_text("Two.")}


def test_a_published_flow_says_so(instance: Instance) -> None:
    """The list tells published flows from drafts that never were."""
    instance.create(new_flow("Draft"))
    instance.create(new_flow("Live"), publish=True)
    said = {flow.name: flow.status for flow in instance.flows() if flow.name in {"Draft", "Live"}}

    assert said == {"Draft": Status.SAVED, "Live": Status.PUBLISHED}


def test_rename(instance: Instance) -> None:
    """A flow keeps its id and content under a new name."""
    made = instance.create(new_flow("Main"))
    instance.describe(made.key, name="Front/Desk", description="Who calls.")
    found = instance.read(made.key)

    assert (found.summary.name, found.description, found.text) == (
        "Front/Desk",
        "Who calls.",
        flow_text(),
    )


def test_a_rename_to_a_taken_name_is_refused(instance: Instance) -> None:
    """Two flows can't come to the same name."""
    instance.create(new_flow("Main"))
    other = instance.create(new_flow("Other"))

    with pytest.raises(ConflictError):
        instance.describe(other.key, name="Main")


def test_archive_and_restore(instance: Instance) -> None:
    """An archived flow is listed as such until it is taken back."""
    made = instance.create(new_flow("Main"))
    states = []
    for state in (State.ARCHIVED, State.ACTIVE):
        instance.set_state(made.key, state)
        states.append(next(f.state for f in instance.flows() if f.key == made.key))

    assert states == [State.ARCHIVED, State.ACTIVE]


def test_delete(instance: Instance) -> None:
    """A deleted flow is gone, and its name free."""
    made = instance.create(new_flow("Main"))
    instance.delete(made.key)

    assert instance.create(new_flow("Main")).key != made.key


def test_what_is_not_there_is_not_found(instance: Instance) -> None:
    """An id that nobody has is reported as such."""
    with pytest.raises(NotFoundError):
        instance.read(FlowKey(FlowKind.FLOW, "6f1a2b3c-1111-4000-8000-000000000001"))


def test_versions_keep_their_text(instance: Instance) -> None:
    """A version is what was published when it was made."""
    made = instance.create(new_flow("Main", flow_text("One.")), publish=True)
    version = instance.make_version(made.key, "the first")
    instance.publish(made.key, flow_text("Two."))

    assert instance.read(made.key, version.number).text == flow_text("One.")


def test_versions_are_listed(instance: Instance) -> None:
    """The newest version stands first, with its description."""
    made = instance.create(new_flow("Main"), publish=True)
    numbers = [instance.make_version(made.key, text).number for text in ("one", "two")]
    found = instance.versions(made.key)

    assert [(v.number, v.description) for v in found] == [(numbers[1], "two"), (numbers[0], "one")]


def test_a_draft_has_no_version(instance: Instance) -> None:
    """Only what was published can become a version."""
    made = instance.create(new_flow("Main"))

    with pytest.raises(NotFoundError):
        instance.make_version(made.key)


def _numbered(instance: Instance) -> FlowKey:
    """A published flow with a version."""
    key = instance.create(new_flow("Main", flow_text("One.")), publish=True).key
    instance.make_version(key)
    return key


def test_a_deleted_version_is_gone(instance: Instance) -> None:
    """A version that was deleted is not listed, and can't be read."""
    key = _numbered(instance)
    instance.delete_version(key, 1)

    assert not instance.versions(key)
    with pytest.raises(NotFoundError):
        instance.read(key, 1)


@pytest.mark.parametrize("new", [new_flow, new_module])
def test_an_alias_names_a_version(instance: Instance, new: Any) -> None:
    """An alias is listed as it was made, of flows and of modules."""
    key = instance.create(new("Main"), publish=True).key
    number = instance.make_version(key).number
    made = instance.create_alias(key, "live", number, "For callers.")

    assert instance.aliases(key) == [made]
    assert (made.name, made.version, made.description) == ("live", number, "For callers.")


def test_aliases_are_listed_by_name(instance: Instance) -> None:
    """Whatever the order in which they were made."""
    key = _numbered(instance)
    for name in ("live", "beta"):
        instance.create_alias(key, name, 1)

    assert [alias.name for alias in instance.aliases(key)] == ["beta", "live"]


def test_a_taken_alias_is_refused(instance: Instance) -> None:
    """A flow has one alias of a name."""
    key = _numbered(instance)
    instance.create_alias(key, "live", 1)

    with pytest.raises(ConflictError):
        instance.create_alias(key, "live", 1)


def test_an_alias_needs_its_version(instance: Instance) -> None:
    """There is no alias of a version that does not exist."""
    key = _numbered(instance)

    with pytest.raises(NotFoundError):
        instance.create_alias(key, "live", 7)


def test_a_deleted_alias_is_gone(instance: Instance) -> None:
    """Its version stays."""
    key = _numbered(instance)
    made = instance.create_alias(key, "live", 1)
    instance.delete_alias(key, made.id)

    assert not instance.aliases(key)
    assert [version.number for version in instance.versions(key)] == [1]


@pytest.mark.parametrize("publish", [True, False])
def test_a_module_keeps_its_way_in(instance: Instance, publish: bool) -> None:
    """What says that agents may invoke a module is kept from its creation on."""
    new = replace(new_module("Tool"), invocation={"Enabled": True})
    made = instance.create(new, publish=publish)

    assert instance.read(made.key).invocation == {"Enabled": True}


def test_tags_are_replaced(instance: Instance) -> None:
    """Setting tags takes off those that are not named."""
    made = instance.create(new_flow("Main"))
    instance.set_tags(made.key, {"a": "1", "b": ""})
    instance.set_tags(made.key, {"b": "2"})

    assert instance.read(made.key).tags == {"b": "2"}


@pytest.mark.parametrize("kind", ["queue", "prompt", "hours_of_operation"])
def test_resources_are_listed(subject: Subject, kind: str) -> None:
    """A resource that was made is in the directory, with its ARN and id."""
    made = subject.add(kind, "Sales")

    assert made in (subject.instance.directory.resources(kind) or ())


def test_flows_are_resources(instance: Instance) -> None:
    """Flows refer to flows, so the directory has them."""
    made = instance.create(new_flow("Main"))

    assert made.resource in (instance.directory.resources("contact_flow") or ())
