"""However a network lies, no flow is wrong, doubled, lost or left behind.

A few seeds run each time; ``FLOWPORT_RUNS=1000`` runs as many as it says.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import InstanceError, InvalidAnswerError
from flowport.jobs.moving.pace import Pace, PacedCalls
from flowport.jobs.moving.paced_reading import Reading
from flowport.store import instances
from flowport.store.instance import StoredInstance
from jobs.moving.running import apply, plan, undo
from jobs.moving.wire import FAULTS, LEGAL, Wire
from jobs.moving.world import FakeClock, Memory, create, name_versions, picture, populate
from repeated import slow_after
from serving import Served, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.result import Result

RUNS = int(os.environ.get("FLOWPORT_RUNS", "9"))
EVERY = frozenset({"queue", "hours_of_operation", "quick_connect"})
CREATE = EVERY | {"version", "alias"}
_MOST = 200


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that asks for no signature, so that a wire may change what is asked."""
    made = serve(tmp_path_factory.mktemp("server"), signed=False)
    yield made
    made.stop()
    made.store.close()


def source(seed: int) -> Memory:
    """Random flows, modules and versions that use each other, queues, hours, a quick connect."""
    dice = random.Random(seed)  # noqa: S311  it makes tests, and guards nothing
    labels = [f"flow:F{n}" for n in range(dice.randrange(2, 6))]
    labels += [f"module:M{n}" for n in range(dice.randrange(3))]
    things = ["queue:Q0", "queue:Q1", "lambda:L"]
    graph = {label: dice.sample([*labels, *things], dice.randrange(0, 4)) for label in labels}
    made = Memory()
    populate(made, graph, tags={"team": "new"})
    name_versions(made)
    if "Q1" not in made.things["queue"]:
        create(made, "queue", "Q1")
    _furnish(made)
    return made


def _furnish(made: Memory) -> None:
    """Give the queue a quick connect and an outbound flow, and its hours a holiday."""
    flow = next(each for each in made.flows() if each.key.kind == "flow")
    config = {"QuickConnectType": "FLOW", "FlowConfig": {"ContactFlowId": flow.key.id}}
    details = {"Name": "To a flow", "QuickConnectConfig": config}
    quick = made.create_resource("quick_connect", details)
    caller = {"OutboundCallerIdName": "Us", "OutboundFlowId": flow.key.id}
    more = {"QuickConnectIds": [quick.id], "OutboundCallerConfig": caller, "Status": "DISABLED"}
    made.complete_resource(made.things["queue"]["Q1"][0], more)
    hours, held = made.things["hours_of_operation"]["Always"]
    day = {"Name": "Closed", "EffectiveFrom": "2026-12-25", "EffectiveTill": "2026-12-25"}
    made.complete_resource(hours, {"Overrides": [{**day, "Config": held["Config"]}]})


def behind(served: Served, seed: int) -> StoredInstance:
    """A target that has two of the flows already."""
    with served.store.writing() as connection:
        row = instances.create(connection, account="444455556666", region="eu-central-1")
    made = StoredInstance(served.store, row)
    kept: dict[str, list[str]] = {"module:Kept": []} if seed % 2 else {}
    had = {f"flow:F{seed % 3}": [], "module:M0": [], **kept}
    populate(made, had, tags={"team": "old", "own": "1"})
    return made


def resources(instance: Any) -> dict[str, Any]:
    """What belongs to what was created."""
    found: dict[str, Any] = {}
    for kind in EVERY:
        for each in instance.directory.resources(kind) or ():
            details = dict(instance.details(each))
            details.pop("HoursOfOperationId", None)
            details.pop("QuickConnectConfig", None)
            caller = details.pop("OutboundCallerConfig", {}).get("OutboundCallerIdName")
            count = len(details.pop("QuickConnectIds", ()))
            assert f"{kind}:{each.name}" not in found, f"{kind} {each.name!r} is there twice"
            found[f"{kind}:{each.name}"] = {**details, "quick": count, "caller": caller}
    return found


def everything(instance: Any, *, ids: bool = False) -> Any:
    """All that an instance holds."""
    return picture(instance, ids=ids), resources(instance)


def planned(flows: Memory, target: Any) -> Plan:
    """A plan, made over a wire that may fail now and then, with each call tried again."""
    clock = FakeClock()
    paced = PacedCalls(Pace(clock, None, off=True), clock, lambda: False)
    for _ in range(_MOST):
        try:
            return plan(flows, Reading(target, paced), create=CREATE)
        except InstanceError:
            target.forget()
    pytest.fail("no plan can be made")


def to_the_end(made: Plan, target: Any, journal: Path, run: Any = apply) -> Result:
    """Carry a plan out, or take it back, and go on as often as it stops."""
    for _ in range(_MOST):
        result: Result = run(made, target, journal)
        if result.complete and not result.problem:
            return result
    pytest.fail(f"it never ends: {result.problem} {[o for o in result.outcomes if o.reasons]}")


def smooth(served: Served, seed: int, journal: Path) -> Any:
    """All that is there after a run over a good network."""
    held = behind(served, seed)
    target = Wire(served.client(), seed, {}).instance(held.about.arn)
    result = apply(plan(source(seed), target, create=CREATE), target, journal)
    assert result.complete
    return everything(held)


@pytest.mark.parametrize("seed", slow_after(2, range(RUNS)))
def test_a_lying_network_changes_nothing(served: Served, seed: int, tmp_path: Path) -> None:
    """A run over it ends as one over a good network, and undo leaves the target as before."""
    held = behind(served, seed)
    before = everything(held, ids=True)
    wire = Wire(served.client(), seed, FAULTS)
    target = wire.instance(held.about.arn)
    made = planned(source(seed), target)
    to_the_end(made, target, tmp_path / "journal")

    assert everything(held) == smooth(served, seed, tmp_path / "smooth")
    to_the_end(made, target, tmp_path / "journal", undo)
    assert everything(held, ids=True) == before


@pytest.mark.parametrize("seed", slow_after(1, range(RUNS // 3)))
def test_it_can_be_taken_back_from_anywhere(served: Served, seed: int, tmp_path: Path) -> None:
    """Undo leaves nothing behind, from wherever the run stopped."""
    held = behind(served, seed)
    before = everything(held, ids=True)
    target = Wire(served.client(), seed, FAULTS).instance(held.about.arn)
    made = planned(source(seed), target)
    apply(made, target, tmp_path / "journal")
    to_the_end(made, target, tmp_path / "journal", undo)

    assert everything(held, ids=True) == before


@pytest.mark.parametrize("seed", slow_after(1, range(RUNS // 3)))
def test_legal_pages_change_nothing(served: Served, seed: int, tmp_path: Path) -> None:
    """Short pages, and empty ones with a next page, need no second try."""
    held = behind(served, seed)
    target = Wire(served.client(), seed, LEGAL).instance(held.about.arn)
    made = plan(source(seed), target, create=CREATE)
    result = apply(made, target, tmp_path / "journal")

    assert (result.complete, result.problem) == (True, "")
    assert everything(held) == smooth(served, seed, tmp_path / "smooth")


@pytest.mark.parametrize("fault", ["cut", "login page", "empty object", "no list", "same token"])
def test_a_list_that_is_never_whole_plans_nothing(served: Served, fault: str) -> None:
    """A network that never gives a whole list gives no plan, and nothing to prune."""
    held = behind(served, 0)
    target = Wire(served.client(), 0, {fault: 1000}).instance(held.about.arn)

    with pytest.raises(InvalidAnswerError):
        plan(source(0), target, prune=True)


def test_every_fault_is_met(served: Served, tmp_path: Path) -> None:
    """The suite does what it says: each fault happens."""
    met: Counter[str] = Counter()
    for seed in range(6):
        held = behind(served, seed)
        wire = Wire(served.client(), seed, FAULTS)
        target = wire.instance(held.about.arn)
        to_the_end(planned(source(seed), target), target, tmp_path / str(seed))
        met += wire.met

    assert set(met) == set(FAULTS)
