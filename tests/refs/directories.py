"""A directory made of a list, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.refs.arn import parse
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SOURCE", "TARGET", "Listed", "flow_id", "resource"]

SOURCE = "arn:aws:connect:eu-west-2:111122223333:instance/6f1a2b3c-0000-4000-8000-000000000001"
TARGET = "arn:aws:connect:us-east-1:444455556666:instance/6f1a2b3c-0000-4000-8000-000000000002"

_SLUGS = {
    "queue": "queue/",
    "user": "agent/",
    "contact_flow": "contact-flow/",
    "contact_flow_module": "flow-module/",
    "prompt": "prompt/",
    "hours_of_operation": "operating-hours/",
    "view": "view/",
    "task_template": "task-template/",
    "data_table": "data-table/",
}


def flow_id(number: int) -> str:
    """An id as Connect makes them."""
    return f"6f1a2b3c-1111-4000-8000-{number:012d}"


def resource(kind: str, name: str, number: int, instance: str = TARGET) -> Resource:
    """A resource of an instance."""
    identifier = flow_id(number)
    home = parse(instance)
    assert home is not None
    if kind == "lambda_function":
        arn = f"arn:aws:lambda:{home.region}:{home.account}:function:{name}"
        return Resource(kind, name, arn, name)
    if kind == "lex_v2_bot_alias":
        arn = f"arn:aws:lex:{home.region}:{home.account}:bot-alias/B{number}/A{number}"
        return Resource(kind, name, arn, f"B{number}/A{number}")
    return Resource(kind, name, f"{instance}/{_SLUGS[kind]}{identifier}", identifier)


@dataclass(frozen=True)
class Listed:
    """Resources that were listed; a kind in ``unknown`` can't be."""

    every: tuple[Resource, ...] = ()
    instance: str = TARGET
    unknown: frozenset[str] = frozenset()

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """Those of a kind."""
        return None if kind in self.unknown else [r for r in self.every if r.kind == kind]
