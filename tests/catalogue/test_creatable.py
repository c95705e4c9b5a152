"""Every member that the API takes of what a migration creates is carried, or is named."""

from __future__ import annotations

from functools import cache
from typing import Any

import botocore.session
import pytest

from flowport.catalogue.creatable import CREATABLE, MODULE_MEMBERS, OVERRIDE_MEMBERS

#: The operations that create and update each kind, and the members that only say which one.
OPERATIONS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "flow": (
        ("CreateContactFlow", "UpdateContactFlowContent", "UpdateContactFlowMetadata"),
        {"InstanceId", "ContactFlowId"},
    ),
    "module": (
        (
            "CreateContactFlowModule",
            "UpdateContactFlowModuleContent",
            "UpdateContactFlowModuleMetadata",
        ),
        {"InstanceId", "ContactFlowModuleId", "ClientToken"},
    ),
    "hours_of_operation": (
        ("CreateHoursOfOperation", "UpdateHoursOfOperation", "AssociateHoursOfOperations"),
        {"InstanceId", "HoursOfOperationId"},
    ),
    "override": (
        ("CreateHoursOfOperationOverride", "UpdateHoursOfOperationOverride"),
        {"InstanceId", "HoursOfOperationId", "HoursOfOperationOverrideId"},
    ),
    "queue": (
        (
            "CreateQueue",
            "UpdateQueueHoursOfOperation",
            "UpdateQueueMaxContacts",
            "UpdateQueueName",
            "UpdateQueueOutboundCallerConfig",
            "UpdateQueueOutboundEmailConfig",
            "UpdateQueueStatus",
            "AssociateQueueQuickConnects",
            "AssociateQueueEmailAddresses",
        ),
        {"InstanceId", "QueueId", "ClientToken"},
    ),
    "quick_connect": (
        ("CreateQuickConnect", "UpdateQuickConnectConfig", "UpdateQuickConnectName"),
        {"InstanceId", "QuickConnectId"},
    ),
}
CARRIED = {
    "flow": set(MODULE_MEMBERS),
    "module": set(MODULE_MEMBERS),
    "override": set(OVERRIDE_MEMBERS),
    **{kind: set(known.members) for kind, known in CREATABLE.items()},
}


@cache
def model() -> Any:
    """The service model."""
    return botocore.session.get_session().get_service_model("connect")


@pytest.mark.parametrize("kind", OPERATIONS)
def test_every_member_is_carried_or_named(kind: str) -> None:
    """What Create and Update take is what travels, or what a plan names."""
    operations, which = OPERATIONS[kind]
    members = {m for o in operations for m in model().operation_model(o).input_shape.members}

    assert members - which - CARRIED[kind] == set()


@pytest.mark.parametrize("kind", OPERATIONS)
def test_no_operation_is_forgotten(kind: str) -> None:
    """Every operation of the model that creates or updates one of the kind is in the table."""
    word = {"flow": "ContactFlow", "module": "ContactFlowModule", "override": ""}.get(kind)
    word = word if word is not None else CREATABLE[kind].word
    word = word or "HoursOfOperationOverride"
    rests = ("", "Content", "Metadata", "Name", "Config", "Status", "MaxContacts")
    every = {f"Create{word}", *(f"Update{word}{rest}" for rest in rests)}
    known = {*OPERATIONS[kind][0], "UpdateContactFlowName"}

    assert every & set(model().operation_names) <= known


@pytest.mark.parametrize("kind", CREATABLE)
def test_what_is_required_is_what_the_model_requires(kind: str) -> None:
    """A creation lacks nothing that the service asks for."""
    shape = model().operation_model(f"Create{CREATABLE[kind].word}").input_shape

    assert set(CREATABLE[kind].required) == set(shape.required_members) - {"InstanceId"}
