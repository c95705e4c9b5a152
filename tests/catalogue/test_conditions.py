"""Conditions hold exactly when their sentence is true."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.catalogue import (
    AllOf,
    AnyOf,
    Condition,
    FlowType,
    InFlowType,
    Is,
    When,
    holds,
    parameters_of,
)

STORE = When("StoreInput", Is.ONE_OF, ("True",))
BUFFER = When("EnableDTMFBuffer")


@pytest.mark.parametrize(
    ("condition", "parameters", "expected"),
    [
        (STORE, {"StoreInput": "True"}, True),
        (STORE, {"StoreInput": True}, True),
        (STORE, {"StoreInput": "$.Attributes.store"}, False),
        (STORE, {}, False),
        (When("StoreInput", Is.NONE_OF, ("True",)), {}, True),
        (When("StoreInput", Is.NONE_OF, ("True",)), {"StoreInput": "True"}, False),
        (BUFFER, {"EnableDTMFBuffer": "False"}, True),
        (When("EnableDTMFBuffer", Is.ABSENT), {"EnableDTMFBuffer": None}, True),
        (When("A.B"), {"A": {"B": ""}}, True),
        (When("A.B"), {"A": "text"}, False),
        (When("Events", Is.HOLDING, ("X",)), {"Events": ["Y", "X"]}, True),
        (When("Events", Is.HOLDING, ("X",)), {"Events": "X"}, False),
        (AllOf((STORE, BUFFER)), {"StoreInput": "True"}, False),
        (AnyOf((STORE, BUFFER)), {"StoreInput": "True"}, True),
        (InFlowType((FlowType.AGENT_TRANSFER,)), {}, False),
    ],
)
def test_holds(condition: Condition, parameters: dict[str, Any], expected: bool) -> None:
    """A condition looks at the parameters as its test says."""
    assert holds(condition, parameters) is expected


def test_flow_type_is_looked_at() -> None:
    """A condition on the flow type holds in that type."""
    condition = AllOf((InFlowType((FlowType.AGENT_TRANSFER,)),))

    assert holds(condition, {}, FlowType.AGENT_TRANSFER)


def test_parameters_of_reaches_every_part() -> None:
    """The parameters of all parts are named, and a flow type names none."""
    condition = AnyOf((STORE, AllOf((BUFFER, InFlowType((FlowType.CAMPAIGN,))))))

    assert list(parameters_of(condition)) == ["StoreInput", "EnableDTMFBuffer"]
