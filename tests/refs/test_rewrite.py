"""Names of resources in a block's metadata, beside the parameters that they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flowport.model import Flow
from flowport.refs.all_references import find
from flowport.refs.reference import ReferencePlace
from flowport.refs.resource import Resource
from flowport.refs.rewrite import with_name

ARN = "arn:aws:connect:us-east-1:111111111111:instance/11111111-1111-4111-8111-111111111111/queue/"
QUEUE = f"{ARN}22222222-2222-4222-8222-222222222222"


def _named(parameters: dict[str, Any]) -> Any:
    """The metadata of a block with these parameters, once its one queue is named."""
    action = {
        "Identifier": "a",
        "Type": "UpdateContactTargetQueue",
        "Parameters": parameters,
        "Transitions": {},
    }
    tree = {"Version": "2019-10-30", "StartAction": "a", "Metadata": {}, "Actions": [action]}
    flow = Flow.from_tree(tree)
    (reference,) = find(flow)
    reference = replace(reference, place=ReferencePlace.PARAMETER, kind="queue")
    named = with_name(flow, reference, Resource("queue", "Sales", QUEUE, QUEUE[-36:]))
    return named.metadata["ActionMetadata"]["a"]["parameters"]


@pytest.mark.parametrize("key", ["999999999", "9" * 5_000, "0"])
def test_a_key_of_digits_is_no_index(key: str) -> None:
    """Where the parameters have an object, so has the metadata, whatever its keys are."""
    assert _named({"QueueId": {key: QUEUE}}) == {"QueueId": {key: {"displayName": "Sales"}}}


def test_a_list_is_beside_a_list() -> None:
    """Where the parameters have a list, the metadata has one that is no longer."""
    found = _named({"QueueId": [["x", QUEUE]]})

    assert found == {"QueueId": [[{}, {"displayName": "Sales"}]]}
