"""Flows and modules are called what the service's model calls them, each word in one place."""

from __future__ import annotations

import re
from typing import Any

import pytest

from command import ROOT
from flowport.catalogue.families import FAMILIES, FlowFamily

botocore = pytest.importorskip("botocore.session")

EVERY = pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.kind)

#: Words of one family that no module may spell for itself, and where they are declared.
ONCE = {
    r"[=(:,\[] ?\"flow-module\"": "catalogue/resource_families.py",
    r"^[A-Z_]*MODULE[A-Z_]* = \"MODULE\"": "catalogue/families.py",
    r"\"Version\": \"2019-10-30\"": "",
    r"\"InputParameters\": \[\]": "catalogue/families.py",
    r"replace\(\"~\", \"~0\"\)": "model/pointer.py",
}


def _model() -> Any:
    return botocore.get_session().get_service_model("connect")


@EVERY
@pytest.mark.parametrize("step", ["describe", "create", "content", "metadata", "versions"])
def test_each_method_is_an_operation(family: FlowFamily, step: str) -> None:
    """A method of the client is an operation of the model under its other spelling."""
    name = "".join(word.capitalize() for word in family.method(step).split("_"))

    assert name in _model().operation_names


@EVERY
def test_members_are_those_of_the_model(family: FlowFamily) -> None:
    """Lists, new ids and versions have the model's members."""
    model = _model()

    def members(operation: str) -> set[str]:
        return set(model.operation_model(operation).output_shape.members)

    assert family.rows in members(f"List{family.word}s")
    assert family.version_rows in members(f"List{family.word}Versions")
    assert family.alias_rows in members(f"List{family.word}Aliases")
    assert {family.new_id, family.new_arn} <= members(f"Create{family.word}")
    assert family.refused in {
        shape.name for shape in model.operation_model(f"Create{family.word}").error_shapes
    }


@pytest.mark.parametrize("word", ONCE)
def test_a_word_is_written_once(word: str) -> None:
    """No other module spells it for itself."""
    source = ROOT / "src" / "flowport"
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(word, path.read_text(encoding="utf-8"), re.MULTILINE)
        and "check/rules" not in path.as_posix()
    }

    assert found <= {ONCE[word]} - {""}
