"""What an import does when something happens in the middle of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import CORPUS, manifest, needs_corpus
from flowport.errors import ConversionError, FlowportError, ForbiddenError, InstanceError
from flowport.files import read
from flowport.folder import FolderInstance
from flowport.jobs.documents import Incoming, incoming
from flowport.model import read_text
from flowport.refs.all_references import find
from flowport.refs.arn import parse
from flowport.refs.reference import Form, ReferencePlace
from flowport.refs.resource import Resource
from instances.importing import carry_out, plan_import
from instances.kinds import flow_text, folder

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.ports import FlowSummary, NewFlow
    from instances.importing import Done


class Failing(FolderInstance):
    """A folder that says no from some create on."""

    def __init__(self, root: Path, after: int, error: InstanceError) -> None:
        super().__init__(root)
        self.left = after
        self.error = error

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow, unless the time has come."""
        if not self.left:
            raise self.error
        self.left -= 1
        return super().create(new, publish=publish)


def batch(*names: str) -> list[Incoming]:
    """Small flows of those names."""
    texts = {n: flow_text(metadata={"name": n, "type": "contactFlow"}) for n in names}
    return [incoming(read_text(text), name) for name, text in texts.items()]


def done(instance: FolderInstance, *names: str) -> list[Done]:
    """Import such flows."""
    return carry_out(plan_import(batch(*names), instance), instance)


def test_an_expired_session_ends_the_run(tmp_path: Path) -> None:
    """What is written is reported, what failed as well, and that nothing was tried after it."""
    expired = ForbiddenError("the session has expired")
    steps = done(Failing(tmp_path, 1, expired), "A", "B", "C")

    assert [(step.state, step.reasons) for step in steps] == [
        ("saved", ()),
        ("failed", ("the session has expired",)),
        ("left", ()),
    ]


def test_one_bad_flow_does_not_stop_the_others(tmp_path: Path) -> None:
    """An error of one flow is reported, and the next is tried."""
    steps = done(Failing(tmp_path, 1, InstanceError("no")), "A", "B", "C")

    assert [step.state for step in steps] == ["saved", "failed", "failed"]


def test_a_blocked_plan_is_not_carried_out(tmp_path: Path) -> None:
    """With one problem nothing at all is written."""
    instance = FolderInstance(tmp_path)
    untyped = incoming(read_text(flow_text(metadata={"name": "U"})), "untyped")
    todo = plan_import([*batch("A"), untyped], instance)
    with pytest.raises(FlowportError, match="give its type"):
        carry_out(todo, instance)

    assert list(instance.flows()) == []


@needs_corpus
@pytest.mark.parametrize("file", [row["file"] for row in manifest()])
def test_every_real_flow_is_imported(tmp_path: Path, file: str) -> None:
    """A real flow arrives in an instance that has what it names, each reference as it should be."""
    subject = folder(tmp_path / "target")
    instance = subject.instance
    assert isinstance(instance, FolderInstance)
    try:
        given = incoming(read(CORPUS / file), file, type="CONTACT_FLOW", name="Imported")
    except ConversionError:
        pytest.skip("the file is damaged so that no conversion means the same")
    names = dict.fromkeys(
        (r.kind, r.name)
        for r in find(given.flow)
        if r.name and r.kind and not r.kind.startswith("contact_flow")
    )
    home = instance.about.arn
    seeds = [Resource(k, n or "", f"{home}/{k}/{i}", str(i)) for i, (k, n) in enumerate(names)]
    instance.keep_resources(instance.about, seeds)
    (step,) = carry_out(plan_import([given], instance, source="elsewhere"), instance)
    assert step.summary is not None
    arrived = read_text(instance.read(step.summary.key).text)
    unresolved = {o.reference.pointer for o in step.item.unresolved}

    for reference in find(incoming(arrived, "", name="x").flow):
        arn = parse(reference.written)
        foreign = arn is not None and arn.instance not in {None, home}
        static = reference.form is not Form.DYNAMIC and reference.place is ReferencePlace.PARAMETER
        assert not (foreign and static) or reference.pointer in unresolved
