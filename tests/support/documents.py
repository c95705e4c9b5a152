"""Small flows for tests, written in a line each."""

from __future__ import annotations

import json
from typing import Any

from flowport import Flow, read


def a_flow(
    *blocks: tuple[str, str, str | None],
    places: dict[str, tuple[float, float]] | None = None,
    parameters: dict[str, dict[str, Any]] | None = None,
    errors: dict[str, list[tuple[str, str]]] | None = None,
    metadata: dict[str, Any] | None = None,
) -> Flow:
    """A flow of blocks, each given as its id, its type and what comes next.

    Args:
        blocks: The first is where the flow begins.
        places: Where blocks stand, by id.
        parameters: The parameters of blocks, by id.
        errors: The error branches of blocks, by id: the error's type, and what comes next.
        metadata: More of the designer's metadata.
    """
    actions = [
        {
            "Identifier": name,
            "Type": kind,
            "Parameters": (parameters or {}).get(name, {}),
            "Transitions": {
                **({} if after is None else {"NextAction": after}),
                "Errors": [
                    {"ErrorType": error, "NextAction": target}
                    for error, target in (errors or {}).get(name, [])
                ],
            },
        }
        for name, kind, after in blocks
    ]
    spots = {name: {"position": {"x": x, "y": y}} for name, (x, y) in (places or {}).items()}
    tree = {
        "Version": "2019-10-30",
        "StartAction": blocks[0][0],
        "Metadata": {"ActionMetadata": spots, **(metadata or {})},
        "Actions": actions,
    }
    flow = read(json.dumps(tree))
    assert isinstance(flow, Flow)
    return flow
