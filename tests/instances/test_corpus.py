"""Every console export of the corpus, imported into a folder that lists what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import CORPUS, manifest, needs_corpus
from flowport.convert import convert
from flowport.files import read
from flowport.folder import FolderInstance
from flowport.jobs.documents import incoming
from flowport.model import read_text
from flowport.refs.all_references import find
from flowport.refs.outcome import ResolvedBy
from flowport.refs.reference import Form, ReferencePlace
from flowport.refs.resource import Resource
from instances.importing import carry_out, plan_import
from instances.kinds import KINDS, new_flow, new_module

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from flowport.model import Flow
    from flowport.refs.reference import Reference

pytestmark = needs_corpus

NAME = "The export under test"
_FILES = [row["file"] for row in manifest() if row["name"]]


def named(references: Iterable[Reference]) -> dict[tuple[str, str], Reference]:
    """The first reference of each kind and name."""
    found: dict[tuple[str, str], Reference] = {}
    for each in references:
        if each.name and each.kind and not each.dynamic:
            found.setdefault((each.kind, each.name), each)
    return found


def seeded(place: Path, wanted: dict[tuple[str, str], Reference]) -> FolderInstance:
    """A folder that has a thing for each kind and name."""
    instance = KINDS["folder"](place).instance
    assert isinstance(instance, FolderInstance)
    listed = []
    for number, ((kind, name), reference) in enumerate(wanted.items()):
        if kind == "contact_flow":
            type_ = (reference.target_types or ("CONTACT_FLOW",))[0]
            instance.create(new_flow(name, type_=type_))
        elif kind == "contact_flow_module":
            instance.create(new_module(name))
        else:
            new = f"6f1a2b3c-2222-4000-8000-{number:012d}"
            listed.append(Resource(kind, name, f"{instance.about.arn}/{kind}/{new}", new))
    instance.keep_resources(instance.about, listed)
    return instance


def put_back(flow: Flow, original: Flow, reference: Reference) -> Flow:
    """A flow with a reference as it was; an old Lex bot was given the target's Region as well."""
    bot = reference.pointer.removesuffix("/Name") if reference.kind == "lex_bot" else None
    where = bot or reference.pointer
    return flow.with_value(where, original.value(where))


@pytest.mark.parametrize("file", _FILES)
def test_an_export_imports(tmp_path: Path, file: str) -> None:
    """What it names is resolved to just that, all else is reported, and the rest is unchanged."""
    item = incoming(read(CORPUS / file), file, name=NAME, type="CONTACT_FLOW")
    wanted = named(find(item.flow))
    instance = seeded(tmp_path / "place", wanted)
    todo = plan_import([item], instance)
    (done,) = carry_out(todo, instance)
    assert done.summary is not None
    flow = convert(read_text(instance.read(done.summary.key).text)).flow

    for outcome in done.item.outcomes:
        before, found = outcome.reference, outcome.resource
        if before.form is Form.DYNAMIC or before.place is ReferencePlace.VALUE:
            assert outcome.step in {ResolvedBy.DYNAMIC, ResolvedBy.REPORTED}
        elif outcome.step is ResolvedBy.ELSEWHERE:
            assert (before.kind, found) == ("lambda_function", None)
        elif before.name:
            assert found is not None
            assert (found.kind, found.name) == (before.kind, before.name)
            flow = put_back(flow, item.flow, before)
        else:
            assert outcome.step in {ResolvedBy.UNRESOLVED, ResolvedBy.UNCHECKED}
    assert [a.parameters for a in flow.actions] == [a.parameters for a in item.flow.actions]
