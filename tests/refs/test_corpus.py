"""Every console export of the corpus, into an instance that has its named resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import CORPUS, manifest, needs_corpus
from flowport.convert import convert
from flowport.files import read
from flowport.refs.all_references import find
from flowport.refs.arn import parse
from flowport.refs.outcome import ResolvedBy
from flowport.refs.reference import Form, ReferencePlace
from flowport.refs.resolve import resolve
from flowport.refs.resource import Resource
from flowport.refs.rewrite import rewrite
from refs.directories import TARGET, Listed

if TYPE_CHECKING:
    from flowport.model import Flow
    from flowport.refs.reference import Reference

pytestmark = needs_corpus

_FILES = [row["file"] for row in manifest()]


def _seeded(references: list[Reference]) -> Listed:
    """A target with one resource for each kind and name that the references tell."""
    names = dict.fromkeys((r.kind, r.name) for r in references if r.name and r.kind)
    made = []
    for number, (kind, name) in enumerate(names):
        identifier = f"6f1a2b3c-2222-4000-8000-{number:012d}"
        slug = {"contact_flow": "contact-flow", "user": "agent"}.get(kind, kind)
        made.append(Resource(kind, name or "", f"{TARGET}/{slug}/{identifier}", identifier))
    return Listed(tuple(made))


def _exported(file: str) -> Flow:
    return convert(read(CORPUS / file)).flow


@pytest.mark.parametrize("file", _FILES)
def test_the_resolution_is_exact(file: str) -> None:
    """A named reference becomes the resource of its name, and every other one is as it was."""
    flow = _exported(file)
    references = list(find(flow))
    target = _seeded(references)
    outcomes = resolve(references, target, source="elsewhere").outcomes
    for outcome in outcomes:
        reference = outcome.reference
        if reference.form is Form.DYNAMIC:
            assert outcome.step is ResolvedBy.DYNAMIC
        elif reference.place is ReferencePlace.VALUE:
            assert outcome.step is ResolvedBy.REPORTED
        elif reference.name:
            assert outcome.resource is not None
            arn = parse(reference.written)
            assert outcome.resource.name in {reference.name, arn.name if arn else None}
        else:
            assert outcome.step in {ResolvedBy.UNRESOLVED, ResolvedBy.UNCHECKED}


@pytest.mark.parametrize("file", _FILES)
def test_a_second_run_finds_everything_in_place(file: str) -> None:
    """What was rewritten is found by its ARN or id, and rewriting again changes nothing."""
    flow = _exported(file)
    target = _seeded(list(find(flow)))
    done = rewrite(flow, resolve(find(flow), target, source="elsewhere"))
    again = resolve(find(done), target, source="elsewhere")

    assert ResolvedBy.SAME_NAME not in {
        o.step
        for o in again.outcomes
        if o.reference.form in {Form.ARN, Form.ID} and o.resource and o.resource.kind != "lex_bot"
    }
    assert rewrite(done, again).to_bytes() == done.to_bytes()
