"""Blocks say in which types of flow they may stand."""

from __future__ import annotations

from flowport.catalogue import FlowType
from flowport.catalogue.placing import ends_module, types_allowing


def test_g03_a_loop_of_prompts_is_of_three_types() -> None:
    """The end of the flow does not matter."""
    found = types_allowing(["MessageParticipantIteratively", "DisconnectParticipant", "Invented"])

    assert set(found) == {FlowType.CUSTOMER_QUEUE, FlowType.CUSTOMER_HOLD, FlowType.AGENT_HOLD}


def test_a_return_is_of_a_module() -> None:
    """Only a module returns."""
    assert ends_module(["EndFlowModuleExecution"])
    assert not ends_module(["EndFlowExecution"])
