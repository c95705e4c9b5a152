"""Each kind of resource is called what the service's model calls it, each word in one place."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
import pytest
from botocore import xform_name

from command import ROOT
from flowport.catalogue.creatable import CREATABLE
from flowport.catalogue.families import FAMILIES
from flowport.catalogue.permissions import is_permission
from flowport.catalogue.references import REFERENCE_KINDS
from flowport.catalogue.resource_families import RESOURCE_FAMILIES, ResourceFamily
from flowport.remote.listing import LISTINGS
from flowport.server.operations.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = ROOT / "src" / "flowport"
EVERY = pytest.mark.parametrize("family", RESOURCE_FAMILIES.values(), ids=lambda each: each.name)

#: What no plain operation of the model creates: people claim numbers.
NOT_CREATED = {"phone_number"}

#: Slugs that are no word of their own elsewhere, so that a string with them is part of an ARN.
SLUGS = {
    family.slug
    for family in RESOURCE_FAMILIES.values()
    if family.slug not in {family.name, family.stored}
} - {"agent"}

#: ``agent-group-level`` is a part of an ARN for itself.
LITERAL = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(SLUGS))})(?![\w-])")

#: Any family's slug in the middle of an ARN that is put together.
IN_ARN = re.compile(rf"/(?:{'|'.join(f.slug for f in RESOURCE_FAMILIES.values())})/")

#: What ``describe-contact-flow`` says in messages is a command's name.
COMMANDS = {"model/read.py"}

#: The queue of an agent has an ARN of two slugs, which is no family's.
OF_AGENTS = {"queue/agent/", "/queue/agent/", "/agent/"}


@cache
def _model() -> Any:
    return botocore.session.get_session().get_service_model("connect")


@EVERY
def test_the_listing_is_an_operation_of_the_model(family: ResourceFamily) -> None:
    """The operation that lists a kind has the member with its rows."""
    assert family.rows in _model().operation_model(family.listing).output_shape.members


@EVERY
def test_words_are_those_of_the_model(family: ResourceFamily) -> None:
    """The model has a create with the word, and a list or search with the plural."""
    names = set(_model().operation_names)

    assert f"Create{family.word}" in names or family.name in NOT_CREATED
    assert {f"List{family.plural}", f"Search{family.plural}"} & names


@EVERY
def test_the_permission_is_known(family: ResourceFamily) -> None:
    """A security profile can hold it."""
    assert is_permission(f"{family.permission}.View")


def test_each_slug_is_of_one_family() -> None:
    """An ARN shows which kind it is of."""
    assert len({family.slug for family in RESOURCE_FAMILIES.values()}) == len(RESOURCE_FAMILIES)


def test_what_flows_refer_to_has_the_words_of_its_family() -> None:
    """Title, slug and list of a reference kind are its family's."""
    for name in RESOURCE_FAMILIES.keys() & REFERENCE_KINDS.keys():
        kind, family = REFERENCE_KINDS[name], RESOURCE_FAMILIES[name]
        assert (kind.title, kind.listed_by) == (family.title, family.listing)
        assert kind.slug in {family.slug, ""}


def test_what_is_listed_is_called_as_its_family() -> None:
    """The client's method and the member are those of the family."""
    for name in RESOURCE_FAMILIES.keys() & LISTINGS.keys():
        family, listing = RESOURCE_FAMILIES[name], LISTINGS[name]
        assert listing.operation == xform_name(family.listing)
        assert listing.key == family.rows


def test_every_kind_has_a_family() -> None:
    """What is created, served and moved has its words in the catalogue."""
    assert CREATABLE.keys() <= RESOURCE_FAMILIES.keys()
    assert {family.reference for family in FAMILIES.values()} <= RESOURCE_FAMILIES.keys()
    assert {kind.family.stored for kind in KINDS} == {kind.kind for kind in KINDS}


def _strings(path: Path) -> Iterator[str]:
    """The strings of a module, but for docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.Constant) and not isinstance(node, ast.Expr):
                yield str(each.value)


def test_slugs_are_written_once() -> None:
    """No module outside the catalogue spells a family's part of an ARN for itself."""
    found = {
        (path.relative_to(SOURCE).as_posix(), text)
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] != "catalogue"
        for text in _strings(path)
        if text not in OF_AGENTS and (LITERAL.search(text) or IN_ARN.search(text))
    }

    assert {name for name, _text in found} <= COMMANDS, found
