"""The contract of CloudFormation's handlers for every kind: create, read, list, tag, delete.

Source: aws-cloudformation-resource-providers-connect, whose handlers pass the ARN of the instance,
of the thing itself, and of whatever it refers to.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from copied import COPIED, Copied, Place, delete
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serving import Served

#: Kinds whose names need not differ, or that have none.
_REPEATED = {"TaskTemplate", "EvaluationForm", "Notification"}
#: Kinds that are named by something else than an ARN.
_BY_NAME = {"PredefinedAttribute"}
#: Kinds that the model can't delete.
_STAY = {"AgentStatus"}


class _Stack(Place):
    """An instance in which everything is named by its ARN."""

    @cached_property
    def known(self) -> dict[str, str]:
        """The ARN of each symbol."""
        by_id = {
            each["Id"]: each["Arn"]
            for name, rows in (
                ("ListSecurityProfiles", "SecurityProfileSummaryList"),
                ("ListContactFlows", "ContactFlowSummaryList"),
                ("ListHoursOfOperations", "HoursOfOperationSummaryList"),
                ("ListQueues", "QueueSummaryList"),
                ("ListRoutingProfiles", "RoutingProfileSummaryList"),
            )
            for each in self.call(name)[rows]
        }
        return {symbol: by_id.get(one, one) for symbol, one in super().known.items()}


@pytest.fixture(scope="module")
def stack(connect: Any, served: Served) -> _Stack:
    """The instance of the module, by its ARN."""
    made = _Stack(connect, served.arn)
    made.call("UpdateUserHierarchyStructure", HierarchyStructure={"LevelOne": {"Name": "one"}})
    return made


def _params(word: str, kind: Copied, name: str) -> Any:
    """What one is made of, under a name of its own."""
    text = json.dumps({**kind.lacks, **kind.required, **kind.optional})
    joined = name if word in {"EmailAddress", "Vocabulary"} else f"stack {name}"
    return json.loads(text.replace("copied", joined))


def _arn(word: str, made: Mapping[str, Any]) -> str:
    flat = {**made, **made.get(word, {})}
    found = [each for key, each in flat.items() if key.lower().endswith("arn")]
    return str(found[0])


def _key(word: str, kind: Copied, made: Mapping[str, Any], params: Mapping[str, Any]) -> Any:
    """What a handler's model keeps of a thing: its ARN, as the parameter that names it."""
    operation = load().operations[kind.describe or f"Describe{word}"]
    label = kind.by or operation.labels[-1]
    return {label: params["Name"] if word in _BY_NAME else _arn(word, made)}


def _read(stack: Place, word: str, kind: Copied, key: Mapping[str, str]) -> Any:
    name = kind.describe or f"Describe{word}"
    answer = stack.call(name, **key)
    described = load().operations[name].described
    return answer[described] if described else answer


@pytest.mark.parametrize("word", COPIED)
def test_created_is_read_by_its_arn(stack: _Stack, word: str) -> None:
    """What was created with ARNs alone is read by its ARN, twice the same."""
    kind = COPIED[word]
    params = _params(word, kind, "read")
    made = stack.call(f"Create{word}", **stack.filled(params))
    key = _key(word, kind, made, params)
    first, second = _read(stack, word, kind, key), _read(stack, word, kind, key)
    delete(stack, word, first)

    assert first == second


@pytest.mark.parametrize("word", [each for each in COPIED if each not in _BY_NAME])
def test_tags_are_updated_apart(stack: _Stack, word: str) -> None:
    """Handlers add and take away tags by the ARN, and read them with the thing."""
    kind = COPIED[word]
    params = _params(word, kind, "tags")
    made = stack.call(f"Create{word}", **stack.filled(params))
    arn = _arn(word, made)
    stack.client.tag_resource(resourceArn=arn, tags={"added": "1", "gone": "2"})
    stack.client.untag_resource(resourceArn=arn, tagKeys=["gone"])
    listed = stack.client.list_tags_for_resource(resourceArn=arn)["tags"]
    found = _read(stack, word, kind, _key(word, kind, made, params))
    delete(stack, word, found)

    assert listed == {**params.get("Tags", {}), "added": "1"}
    assert found.get("Tags", listed) == listed


@pytest.mark.parametrize("word", [each for each in COPIED if each not in _REPEATED])
def test_second_create_says_that_it_exists(stack: _Stack, word: str) -> None:
    """A handler maps the error of a name that is taken to AlreadyExists."""
    kind = COPIED[word]
    params = _params(word, kind, "taken")
    made = stack.call(f"Create{word}", **stack.filled(params))
    with pytest.raises(ClientError, match=r"DuplicateResource|ResourceConflict"):
        stack.call(f"Create{word}", **stack.filled(params))
    delete(stack, word, _read(stack, word, kind, _key(word, kind, made, params)))


@pytest.mark.parametrize("word", [each for each in COPIED if each not in _STAY])
def test_deleted_is_not_found(stack: _Stack, word: str) -> None:
    """Deleted by its ARN, a thing can be neither read nor deleted again: NotFound."""
    kind = COPIED[word]
    params = _params(word, kind, "gone")
    made = stack.call(f"Create{word}", **stack.filled(params))
    key = _key(word, kind, made, params)
    stack.call(f"Delete{word}", **key)
    for name in (kind.describe or f"Describe{word}", f"Delete{word}"):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            stack.call(name, **key)
