"""Hours, queues and quick connects arrive as they are, between any two kinds of instance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flowport.catalogue.creatable import CREATABLE, ID_MEMBERS
from flowport.cli.plan_text import render
from flowport.jobs.moving import plan_json
from flowport.jobs.moving.dependent_resources import belongings
from flowport.jobs.moving.resources import KINDS as CREATED
from flowport.ports import FlowKey, FlowKind, NewFlow, State
from flowport.refs import binding_file
from instances.kinds import ELSEWHERE, KINDS, Subject, flow_text, new_module
from jobs.moving.running import apply, plan, undo
from jobs.moving.world import Memory, flow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = {
    "Day": "MONDAY",
    "StartTime": {"Hours": 9, "Minutes": 0},
    "EndTime": {"Hours": 17, "Minutes": 0},
}
HOURS = {
    "Name": "Desk",
    "Description": "On Mondays.",
    "TimeZone": "Europe/London",
    "Config": [DAY],
    "Tags": {"team": "desk"},
}
HOLIDAY = {
    "Name": "Christmas",
    "Description": "Closed.",
    "Config": [
        {"Day": "FRIDAY", "StartTime": DAY["StartTime"], "EndTime": {"Hours": 12, "Minutes": 0}}
    ],
    "EffectiveFrom": "2026-12-25",
    "EffectiveTill": "2026-12-25",
}
EVERY = frozenset(CREATED.values())


def furnish(instance: Any) -> None:
    """Hours with a holiday and a parent; a closed queue that calls out by the flow that uses it."""
    above = instance.create_resource("hours_of_operation", HOURS | {"Name": "All desks"})
    parents = {"ParentHoursOfOperationConfigs": [{"HoursOfOperationId": above.id}]}
    hours = instance.create_resource("hours_of_operation", HOURS | parents)
    instance.complete_resource(hours, {"Overrides": [HOLIDAY]})
    details = {"Name": "Claims", "HoursOfOperationId": hours.id, "MaxContacts": 7}
    queue = instance.create_resource("queue", details | {"Tags": {"team": "claims"}})
    new = NewFlow(
        kind=FlowKind.FLOW, name="Main", type="CONTACT_FLOW", text=flow([("queue", queue.arn)])
    )
    main = instance.create(new, publish=True)
    calling = NewFlow(kind=FlowKind.FLOW, name="Out", type="CONTACT_FLOW", text=flow_text("Hello."))
    out = instance.create(calling)
    instance.publish(out.key, flow([("queue", queue.arn)]))
    config = {"QuickConnectType": "FLOW", "FlowConfig": {"ContactFlowId": main.key.id}}
    quick = {"Name": "To main", "Description": "Back.", "QuickConnectConfig": config}
    made = instance.create_resource("quick_connect", quick)
    caller = {"OutboundCallerIdName": "Claims", "OutboundFlowId": out.key.id}
    late = {"QuickConnectIds": [made.id], "OutboundCallerConfig": caller, "Status": "DISABLED"}
    instance.complete_resource(queue, late)


def named(instance: Any, value: Any, member: str = "") -> Any:
    """Details with names for ids."""
    if isinstance(value, dict):
        return {name: named(instance, each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [named(instance, each, member) for each in value]
    kind = ID_MEMBERS.get(member)
    known = instance.directory.resources(kind) or () if kind else ()
    return next((each.name for each in known if each.id == value), value)


def copies(instance: Any) -> dict[str, Any]:
    """What was created beside flows, with names for ids."""
    return {
        f"{kind}:{name}": named(instance, instance.details(resource))
        for kind, name in (
            ("hours_of_operation", "Desk"),
            ("hours_of_operation", "All desks"),
            ("queue", "Claims"),
            ("quick_connect", "To main"),
        )
        for resource in instance.directory.resources(kind) or ()
        if resource.name == name
    }


@pytest.fixture(params=KINDS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Subject]:
    """A source of each kind."""
    made = KINDS[request.param](tmp_path / "source")
    furnish(made.instance)
    yield made
    made.close()


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Subject]:
    """A target of each kind, with nothing in it."""
    made = KINDS[request.param](tmp_path / "other")
    yield made
    made.close()


def test_what_is_created_is_whole(source: Subject, target: Subject, tmp_path: Path) -> None:
    """Every member of every kind is as in the source, by way of a plan's file."""
    made = plan(source.instance, target.instance, flows=["Main", "Out"], create=EVERY)
    read = plan_json.load(plan_json.dump(made), "the plan")
    result = apply(read, target.instance, tmp_path / "journal")

    assert result.complete
    assert copies(target.instance) == copies(source.instance)


def test_planned_again_nothing_differs(source: Subject, target: Subject, tmp_path: Path) -> None:
    """After the move a plan has nothing to create, to write or to report."""
    made = plan(source.instance, target.instance, flows=["Main", "Out"], create=EVERY)
    apply(made, target.instance, tmp_path / "journal")
    again = plan(source.instance, target.instance, flows=["Main", "Out"], create=EVERY)

    assert (again.resources, again.steps, again.warnings, again.losses) == ((), (), (), ())


def test_what_was_created_is_taken_back(target: Subject, tmp_path: Path) -> None:
    """Undo leaves none of it behind."""
    source = KINDS["folder"](tmp_path / "source").instance
    furnish(source)
    made = plan(source, target.instance, create=EVERY)
    apply(made, target.instance, tmp_path / "journal")
    undo(made, target.instance, tmp_path / "journal")

    assert copies(target.instance) == {}


def test_an_exported_folder_creates_them_whole(tmp_path: Path) -> None:
    """A folder that was exported knows what the resources of its flows were created from."""
    source, folder = KINDS["local"](tmp_path).instance, KINDS["folder"](tmp_path / "kept")
    furnish(source)
    kept: Any = folder.instance
    flows = [each for each in source.flows() if each.name in {"Main", "Out"}]
    used = [each for each in source.directory.resources("queue") or () if each.name == "Claims"]
    listed, details = belongings(source, used, [each.key.id for each in flows])
    kept.keep_resources(source.about, listed, details)
    for each in flows:
        content = source.read(each.key)
        kept.keep(content, content.text, draft=False)
    target = Memory(ELSEWHERE)
    apply(plan(kept, target, create=EVERY), target, tmp_path / "journal")

    assert copies(target) == copies(source)


def two(tmp_path: Path) -> tuple[Any, Any]:
    """A furnished source, and an empty target."""
    source, target = (
        KINDS["local"](tmp_path / "a").instance,
        KINDS["local"](tmp_path / "b").instance,
    )
    furnish(source)
    return source, target


def test_hours_that_differ_are_reported(tmp_path: Path) -> None:
    """Hours of the same name with another time zone are not taken without a word."""
    source, target = two(tmp_path)
    target.create_resource("hours_of_operation", HOURS | {"TimeZone": "America/New_York"})
    found = plan(source, target, flows=["Main"], create=EVERY)

    assert [each for each in found.warnings if "America/New_York" in each]


@pytest.mark.parametrize(
    ("member", "value", "word"),
    [
        ("MaxContacts", 9, "limit of contacts"),
        ("Status", "DISABLED", "status"),
        ("OutboundCallerConfig", {"OutboundCallerIdName": "Us"}, "outbound caller"),
    ],
)
def test_queues_that_differ_are_reported(
    tmp_path: Path, member: str, value: Any, word: str
) -> None:
    """A queue of the same name and other settings is reported with what differs."""
    source, target = (
        KINDS["local"](tmp_path / "a").instance,
        KINDS["local"](tmp_path / "b").instance,
    )
    for each, more in ((source, {}), (target, {member: value})):
        hours = each.create_resource("hours_of_operation", HOURS)
        queue = {"Name": "Claims", "HoursOfOperationId": hours.id}
        made = each.create_resource("queue", queue | more)
        new = NewFlow(
            kind=FlowKind.FLOW, name="Main", type="CONTACT_FLOW", text=flow([("queue", made.arn)])
        )
        each.create(new)

    assert word in "".join(plan(source, target).warnings)


def test_what_has_no_counterpart_is_named(tmp_path: Path) -> None:
    """A queue whose quick connects are not created says so at the end of the plan."""
    source, target = two(tmp_path)
    found = plan(source, target, flows=["Main", "Out"], create=EVERY - {"quick_connect"})
    text = render(found).partition("What does not travel:")[2]

    assert "QuickConnectIds: the target has no quick connect 'To main'" in text


def test_what_needs_something_missing_is_not_created(tmp_path: Path) -> None:
    """A queue is not created without its hours, and the plan says how to have both."""
    source, target = two(tmp_path)
    found = plan(source, target, flows=["Main"], create=frozenset({"queue"}))

    assert found.resources == ()
    assert "add hours to the kinds to create" in "".join(found.warnings)


def test_a_folder_that_does_not_say_creates_nothing(tmp_path: Path) -> None:
    """A queue of which a folder of 0.1 knows only the name does not arrive bare."""
    source, target = KINDS["folder"](tmp_path / "a"), KINDS["local"](tmp_path / "b")
    held: Any = source.instance
    arn = f"{held.about.arn}/queue/1"
    record = json.loads((held.root / "instance.json").read_text())
    record["resources"] = {"queue": [{"name": "Claims", "arn": arn}]}
    (held.root / "instance.json").write_text(json.dumps(record))
    held.create(
        NewFlow(kind=FlowKind.FLOW, name="Main", type="CONTACT_FLOW", text=flow([("queue", arn)]))
    )
    found = plan(held, target.instance, create=EVERY)

    assert found.resources == ()
    assert "export it again" in "".join(found.warnings)


def _module(instance: Any, invocation: dict[str, Any] | None) -> FlowKey:
    new = new_module("Tool")
    made = NewFlow(
        kind=new.kind, name=new.name, type=new.type, text=new.text, invocation=invocation
    )
    key: FlowKey = instance.create(made, publish=True).key
    return key


def test_a_module_arrives_with_its_way_in(source: Subject, target: Subject, tmp_path: Path) -> None:
    """What says that agents may invoke a module travels to every kind of instance."""
    _module(source.instance, {"Enabled": True})
    apply(plan(source.instance, target.instance, flows=["Tool"]), target.instance, tmp_path / "j")
    made = next(each for each in target.instance.flows() if each.name == "Tool")

    assert target.instance.read(made.key).invocation == {"Enabled": True}


def test_a_way_in_that_differs_is_named(tmp_path: Path) -> None:
    """No operation updates it, so that an update says what does not travel."""
    source, target = (
        KINDS["local"](tmp_path / "a").instance,
        KINDS["local"](tmp_path / "b").instance,
    )
    key = _module(source, {"Enabled": True})
    _module(target, None)
    source.describe(key, description="Changed.")

    assert "no operation updates it" in "".join(plan(source, target, flows=["Tool"]).losses)


def test_archived_flows_are_named(tmp_path: Path) -> None:
    """Those that the source has archived stay there."""
    source, target = two(tmp_path)
    made = source.create(
        NewFlow(kind=FlowKind.FLOW, name="Old", type="CONTACT_FLOW", text=flow_text())
    )
    source.set_state(made.key, State.ARCHIVED)

    assert "1 archived flow: 'Old'" in plan(source, target).losses


@pytest.mark.parametrize("kind", KINDS)
def test_versions_and_aliases_that_stay_are_named(kind: str, tmp_path: Path) -> None:
    """What a module has in the source and will not have in the target ends the plan."""
    source, target = KINDS["folder"](tmp_path / "source").instance, KINDS[kind](tmp_path / "other")
    made = source.create(new_module("Pay"), publish=True)
    source.make_version(made.key)
    source.make_version(made.key)
    source.create_alias(made.key, "live", 1)
    fresh = plan(source, target.instance).losses
    apply(plan(source, target.instance), target.instance, tmp_path / "journal")
    quiet = plan(source, target.instance).losses
    target.close()

    assert (fresh, quiet) == (("module:Pay: 2 versions, the alias 'live'",), ())


def test_what_a_binding_decides_is_not_created(tmp_path: Path) -> None:
    """A queue that becomes another one is not created as well."""
    source, target = two(tmp_path)
    hours = target.create_resource("hours_of_operation", HOURS)
    target.create_resource("queue", {"Name": "Claims EU", "HoursOfOperationId": hours.id})
    text = '[[binding]]\nkind = "queue"\nfrom = "Claims"\nto = "Claims EU"\n'
    found = plan(source, target, flows=["Main"], create=EVERY, bindings=binding_file.load(text))

    assert [each.label for each in found.resources if each.kind == "queue"] == []


def test_every_kind_is_compared() -> None:
    """The kinds that can be created are those that ``--create`` names."""
    assert set(CREATABLE) == EVERY
