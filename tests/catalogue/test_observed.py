"""What real flows hold is known to the catalogue."""

from __future__ import annotations

from typing import Any

import pytest

from corpus import FACTS, fact, needs_facts
from flowport.catalogue import ACTIONS, ActionType, ValueKind

#: Parameters of real files that are left undeclared, each with the reason.
LEFT_OUT = {
    ("TransferContactToQueue", "QueueId"): "refused by the service, in one hand-made file",
    ("UpdateContactTargetQueue", "QueueId.Fn::GetAtt[]"): "a CloudFormation function in a template",
    ("CheckHoursOfOperation", "HoursOfOperationId.Fn::GetAtt[]"): "the same",
    ("ShowView", "ViewResource.*"): "the record's own shortening of Id and Version",
    ("GetCustomerProfile", "ProfileRequestData"): "the object that holds declared parts",
}


def observed() -> dict[str, dict[str, Any]]:
    """What was seen of each action type; nothing where the facts are absent."""
    seen: dict[str, dict[str, Any]] = fact("observed-types")["language"] if FACTS.is_dir() else {}
    return seen


def known(action: ActionType, path: str) -> bool:
    """Whether the path is declared, or lies in something whose parts are free."""
    declared = {parameter.name: parameter for parameter in action.parameters}
    steps = path.removesuffix("[]").split(".")
    if ".".join(steps) in declared or path in declared:
        return True
    for end in range(len(steps) - 1, 0, -1):
        owner = ".".join(steps[:end]).removesuffix("[]")
        if owner in declared:
            inner = any(name.startswith((f"{owner}.", f"{owner}[].")) for name in declared)
            return declared[owner].kind is ValueKind.MAP or not inner
    return False


@needs_facts
def test_every_observed_type_is_declared() -> None:
    """No action type of a real flow is unknown."""
    assert set(observed()) <= set(ACTIONS)


@needs_facts
@pytest.mark.parametrize("type_", observed())
def test_every_observed_parameter_is_declared(type_: str) -> None:
    """No parameter of a real flow is unknown, but for those left out with a reason."""
    paths = {path for path in observed()[type_]["parameters"] if (type_, path) not in LEFT_OUT}

    assert not {path for path in paths if not known(ACTIONS[type_], path)}


@needs_facts
@pytest.mark.parametrize("type_", observed())
def test_every_observed_error_is_declared(type_: str) -> None:
    """No error branch of a real flow is unknown."""
    assert set(observed()[type_]["errors"]) <= {e.type for e in ACTIONS[type_].errors}


@needs_facts
@pytest.mark.parametrize("type_", observed())
def test_every_observed_operator_is_declared(type_: str) -> None:
    """No operator of a real flow is one that the action does not take."""
    taken = {name for conditions in ACTIONS[type_].conditions for name in conditions.operators}

    assert set(observed()[type_]["operators"]) <= taken
