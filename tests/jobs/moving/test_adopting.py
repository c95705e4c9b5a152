"""A create whose answer was lost, or that arrived twice, is this run's; anyone else's is not."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from flowport.errors import UnreachableError
from flowport.ports import FlowKey, Which
from jobs.moving.faults import Killed
from jobs.moving.running import apply, plan, undo
from jobs.moving.world import Memory, create, flow, picture, populate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.ports import Alias, Content, FlowSummary, NewFlow, Version
    from flowport.refs.resource import Resource

T = TypeVar("T")

NOW = 1_700_000_000.5
GRAPH = {"flow:A": ["flow:B", "queue:Q"], "flow:B": ["flow:A"], "module:M": [], "flow:C": []}
CREATE = frozenset({"queue", "hours_of_operation", "quick_connect", "version", "alias"})
#: What a run of these flows creates, and how many of each.
KINDS = {"flow": 4, "hours_of_operation": 1, "queue": 1, "quick_connect": 1, "version": 1}
KINDS |= {"alias": 1}
TAKEN = "someone else created {!r}; create a new plan"


class Lying(Memory):
    """An instance with which every create goes wrong once.

    Attributes:
        fate: ``twice`` (every call arrives twice, and the second answer is the one that is seen),
            ``lost`` (the first answer never comes) or ``dies`` (nor does the process live on).
        kind: The kind that it goes wrong with; empty for all.
        met: How many of each kind went wrong.
    """

    fate = ""
    kind = ""

    def __init__(self, account: str) -> None:
        super().__init__(account)
        self.met: dict[str, int] = {}

    def _made(self, kind: str, name: str, make: Callable[[], T]) -> T:
        if self.kind not in {"", kind} or self.met.get(f"{kind} {name}"):
            return make()
        self.met[f"{kind} {name}"] = 1
        made = make()
        if self.fate == "lost":
            raise UnreachableError("read timed out")
        if self.fate == "dies":
            raise Killed
        return make() if self.fate == "twice" else made

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow."""
        return self._made("flow", new.name, lambda: super(Lying, self).create(new, publish=publish))

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Make a resource."""
        name = str(details["Name"])
        return self._made(kind, name, lambda: super(Lying, self).create_resource(kind, details))

    def make_version(self, key: FlowKey, description: str = "") -> Version:
        """Keep a version."""
        return self._made("version", "", lambda: super(Lying, self).make_version(key, description))

    def create_alias(self, key: FlowKey, name: str, version: int, description: str = "") -> Alias:
        """Name a version."""
        return self._made(
            "alias", name, lambda: super(Lying, self).create_alias(key, name, version, description)
        )


def source() -> Memory:
    """Flows, a module with a version and an alias that a flow names, a queue, a quick connect."""
    made = Memory()
    populate(made, GRAPH)
    keys = {each.name: each.key for each in made.flows()}
    made.make_version(keys["M"])
    alias = made.create_alias(keys["M"], "live", 1)
    made.publish(keys["C"], flow([("module", f"{keys['M'].id}:{alias.id}")]))
    config = {"QuickConnectType": "FLOW", "FlowConfig": {"ContactFlowId": keys["A"].id}}
    quick = made.create_resource("quick_connect", {"Name": "To", "QuickConnectConfig": config})
    made.complete_resource(made.things["queue"]["Q"][0], {"QuickConnectIds": [quick.id]})
    return made


@cache
def world() -> tuple[Lying, Plan]:
    """An empty target, and a plan for it."""
    target = Lying("444455556666")
    return target, plan(source(), target, create=CREATE)


def lying(fate: str, kind: str = "") -> tuple[Any, Plan]:
    """A target with which creates go wrong, and the plan for it."""
    target, made = copy.deepcopy(world()[0]), world()[1]
    target.fate, target.kind = fate, kind
    return target, made


def smooth(path: Path) -> Any:
    """The target after a run with which nothing goes wrong."""
    target, made = lying("")
    assert apply(made, target, path).complete
    return picture(target)


def carried(made: Plan, target: Any, path: Path) -> int:
    """Carry a plan out, in as many processes as it takes; how many died."""
    for died in range(20):
        try:
            assert apply(made, target, path).complete
        except Killed:
            continue
        return died
    pytest.fail("it never ends")


@pytest.mark.parametrize("fate", ["twice", "lost", "dies"])
def test_what_a_run_created_is_its_own(fate: str, tmp_path: Path) -> None:
    """Every kind that a run creates is taken as its own, and is there once."""
    target, made = lying(fate)
    carried(made, target, tmp_path / "journal")

    assert picture(target) == smooth(tmp_path / "smooth")
    met = [each.partition(" ")[0] for each in target.met]
    assert {kind: met.count(kind) for kind in KINDS} == KINDS


@pytest.mark.parametrize("fate", ["twice", "lost", "dies"])
def test_what_a_run_created_is_removed(fate: str, tmp_path: Path) -> None:
    """Undo removes all that the run created."""
    target, made = lying(fate)
    carried(made, target, tmp_path / "journal")

    assert undo(made, target, tmp_path / "journal").complete
    assert picture(target) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_dead_run_created_is_removed(kind: str, tmp_path: Path) -> None:
    """Undo finds what was created just before the process died, without a resume before it."""
    target, made = lying("dies", kind)
    with pytest.raises(Killed):
        apply(made, target, tmp_path / "journal")

    assert undo(made, target, tmp_path / "journal").complete
    assert picture(target) == {}


def moved_before() -> tuple[Any, Plan]:
    """A target that has the flows, and a plan that creates a version and its alias."""
    origin, target = source(), Lying("444455556666")
    populate(target, {"module:M": []})
    return target, plan(origin, target, create=CREATE, flows=["C"])


@pytest.mark.parametrize("fate", ["twice", "lost", "dies"])
def test_a_version_of_what_is_there_already(fate: str, tmp_path: Path) -> None:
    """The version and alias of a module that stays are there once, and gone after undo."""
    target, made = moved_before()
    before = picture(target, ids=True)
    target.fate = fate
    carried(made, target, tmp_path / "journal")
    (key,) = (each.key for each in target.flows() if each.name == "M")

    assert (len(target.versions(key)), len(target.aliases(key))) == (1, 1)
    assert undo(made, target, tmp_path / "journal").complete
    assert picture(target, ids=True) == before


@pytest.mark.parametrize("kind", ["version", "alias"])
def test_a_version_of_a_dead_run_is_removed(kind: str, tmp_path: Path) -> None:
    """Undo finds it on a module that stays."""
    target, made = moved_before()
    before = picture(target, ids=True)
    target.fate, target.kind = "dies", kind
    with pytest.raises(Killed):
        apply(made, target, tmp_path / "journal")

    assert undo(made, target, tmp_path / "journal").complete
    assert picture(target, ids=True) == before


def test_an_alias_of_someone_else_stays(tmp_path: Path) -> None:
    """An alias that took the name since the plan is neither used nor removed."""
    target, made = moved_before()
    (key,) = (each.key for each in target.flows() if each.name == "M")
    target.make_version(key)
    target.create_alias(key, "live", 1)
    before = picture(target, ids=True)
    result = apply(made, target, tmp_path / "journal")
    undo(made, target, tmp_path / "journal")

    assert TAKEN.replace("{!r}", "the alias 'live'") in reasons(result)
    assert picture(target, ids=True) == before


def reasons(result: Any) -> list[str]:
    """Why steps failed."""
    return [reason for outcome in result.outcomes for reason in outcome.reasons]


def to_create_a_queue() -> tuple[Any, Plan]:
    """A target and a plan that creates a queue and its hours."""
    origin, target = Memory(), Memory("444455556666")
    populate(origin, {"flow:Main": ["queue:Q"]})
    return target, plan(origin, target, create=CREATE)


@pytest.mark.parametrize(("age", "taken"), [(60.0, True), (0.0, False)])
def test_a_queue_from_before_is_someone_elses(tmp_path: Path, age: float, taken: bool) -> None:
    """The same name and values are not enough where the queue was there before the run."""
    target, made = to_create_a_queue()
    target.now = lambda: NOW
    create(target, "queue", "Q")
    target.changed = NOW - age
    before = picture(target, ids=True)
    result = apply(made, target, tmp_path / "journal")
    undo(made, target, tmp_path / "journal")

    assert (TAKEN.format("Always") in reasons(result)) == taken
    assert (picture(target, ids=True) == before) == taken


def test_a_queue_with_more_values_is_someone_elses(tmp_path: Path) -> None:
    """A queue that lacks what the run would have given it was not created by it."""
    origin, target = Memory(), Memory("444455556666")
    populate(origin, {"flow:Main": ["queue:Q"]})
    held, details = origin.things["queue"]["Q"]
    origin.things["queue"]["Q"] = held, {**details, "Description": "Sales", "MaxContacts": 3}
    made = plan(origin, target, create=CREATE)
    target.create_resource("queue", {"Name": "Q"})

    assert TAKEN.format("Q") in reasons(apply(made, target, tmp_path / "journal"))
    undo(made, target, tmp_path / "journal")
    assert list(target.things["queue"]) == ["Q"]


class Dated(Memory):
    """An instance that says when a flow was last changed."""

    modified_flows = 0.0

    @staticmethod
    def now() -> float:
        """A moment."""
        return NOW

    def read(self, key: FlowKey, which: Which | int = 0) -> Content:
        """A content with its time."""
        return replace(super().read(key, which), modified=self.modified_flows)


@pytest.mark.parametrize(("age", "states"), [(60.0, ["failed"]), (0.0, ["published"])])
def test_a_flow_from_before_is_someone_elses(tmp_path: Path, age: float, states: list[str]) -> None:
    """The same name and content are not enough where it was there before the run."""
    origin, target = Memory(), Dated("444455556666")
    populate(origin, {"flow:Main": []})
    found = plan(origin, target)
    populate(target, {"flow:Main": []})
    target.modified_flows = NOW - age
    result = apply(found, target, tmp_path / "journal")

    assert [outcome.state for outcome in result.outcomes] == states


def test_undo_leaves_a_flow_from_before(tmp_path: Path) -> None:
    """A run that died before its create arrived removes no one else's flow of that name."""
    origin, target = Memory(), Dying("444455556666")
    populate(origin, {"flow:Main": []})
    found = plan(origin, target)
    with pytest.raises(Killed):
        apply(found, target, tmp_path / "journal")
    target.alive = True
    populate(target, {"flow:Main": []})
    target.modified_flows = NOW - 60
    undo(found, target, tmp_path / "journal")

    assert [each.name for each in target.flows()] == ["Main"]


class Dying(Dated):
    """An instance whose caller dies before a create arrives."""

    alive = False

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow, if the caller lives."""
        if not self.alive:
            raise Killed
        return super().create(new, publish=publish)


def test_a_flow_with_other_content_is_someone_elses(tmp_path: Path) -> None:
    """What someone else created in the meantime is left alone, by undo as well."""
    origin, target = Memory(), Memory("444455556666")
    populate(origin, {"flow:Main": ["flow:Other"], "flow:Other": []})
    found = plan(origin, target)
    populate(target, {"flow:Other": ["queue:Q"]})
    before = picture(target, ids=True)
    result = apply(found, target, tmp_path / "journal")
    undo(found, target, tmp_path / "journal")

    assert TAKEN.format("Other") in reasons(result)
    assert picture(target, ids=True) == before


def test_the_flow_names_what_was_created(tmp_path: Path) -> None:
    """The flow that is written names the version's alias in the target."""
    target, made = lying("twice")
    carried(made, target, tmp_path / "journal")
    keys = {each.name: each.key for each in target.flows()}
    (alias,) = target.aliases(keys["M"])
    block = json.loads(target.read(keys["C"], Which.PUBLISHED).text)["Actions"][1]

    assert block["Parameters"]["FlowModuleId"] == f"{keys['M'].id}:{alias.id}"
