"""The protocol against botocore itself: what it writes we read, what we write it reads."""

from __future__ import annotations

import copy
import random
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.awsrequest import prepare_request_dict
from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StructureShape
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from flowport.server.protocol.errors import ServiceError
from flowport.server.protocol.model import Api, Operation, load

API = load()
OPERATIONS = sorted(API.operations)
CASES = 3
HOSTILE = ("a", " ", "/", "%2F", "ä", "漢", "\U0001f600", '"', "\\", "..", "?", "&", "=", "+", "#")


def _without_patterns(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {
            name: _without_patterns(each)
            for name, each in tree.items()
            if not (name == "pattern" and isinstance(each, str))
        }
    return [_without_patterns(each) for each in tree] if isinstance(tree, list) else tree


@pytest.fixture(scope="module")
def plain() -> Api:
    """The API without patterns, so that strings may be as hostile as they like."""
    raw = Loader().load_service_model("connect", "service-2")
    return Api(ServiceModel(_without_patterns(copy.deepcopy(raw)), "connect"))


def _string(shape: Shape, chance: random.Random, *, header: bool) -> str:
    if shape.metadata.get("enum"):
        return str(chance.choice(shape.metadata["enum"]))
    low = max(1, shape.metadata.get("min", 1))
    high = min(shape.metadata.get("max", low + 9), low + 9)
    letters = "abc-_" if header else HOSTILE
    return "".join(chance.choice(letters)[0] for _ in range(chance.randint(low, high)))


def _made(shape: Shape | None, chance: random.Random, depth: int = 0) -> Any:
    """A random value of a shape, within its lengths and ranges."""
    assert shape is not None
    if isinstance(shape, StructureShape):
        names = list(shape.members)
        if getattr(shape, "is_tagged_union", False):
            chosen = chance.choice(names)
            return {chosen: _made(shape.members[chosen], chance, depth + 1)}
        return {
            name: _made(shape.members[name], chance, depth + 1)
            for name in names
            if name in shape.required_members or (depth < 5 and chance.random() < 0.7)
        }
    low = shape.metadata.get("min", 0)
    if isinstance(shape, ListShape):
        length = max(low, min(shape.metadata.get("max", 2), 2 if depth < 5 else 0))
        return [_made(shape.member, chance, depth + 1) for _ in range(length)]
    if isinstance(shape, MapShape):
        length = max(low, 1 if depth < 5 else 0)
        return {
            _made(shape.key, chance, depth + 1): _made(shape.value, chance, depth + 1)
            for _ in range(length)
        }
    return _scalar(shape, chance)


def _scalar(shape: Shape, chance: random.Random) -> Any:
    low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 1000)
    if shape.type_name == "string":
        return _string(shape, chance, header=shape.serialization.get("location") == "header")
    if shape.type_name in {"integer", "long"}:
        return chance.randint(low, high)
    if shape.type_name in {"float", "double"}:
        return chance.randint(int(low), int(high) - 1) + 0.5
    if shape.type_name == "boolean":
        return chance.random() < 0.5
    return datetime.fromtimestamp(chance.randint(0, 2_000_000_000), UTC)


def _seconds(value: Any) -> Any:
    """The value with its dates as seconds."""
    if isinstance(value, dict):
        return {name: _seconds(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_seconds(each) for each in value]
    return value.timestamp() if isinstance(value, datetime) else value


def _sent(operation: Operation, params: dict[str, Any]) -> tuple[str, str, dict[str, str], bytes]:
    """Path, query, headers and body of a request as botocore sends it."""
    serializer = create_serializer("rest-json", include_validation=False)
    request = serializer.serialize_to_request(params, operation.model)
    prepare_request_dict(request, endpoint_url="http://localhost", context={})
    parts = urlsplit(request["url"])
    headers = {name.lower(): str(each) for name, each in request["headers"].items()}
    body = request["body"]
    query = parts.query
    if request["query_string"] and not query:
        raise AssertionError("the query is not in the address")
    return parts.path, query, headers, body.encode() if isinstance(body, str) else body


@pytest.mark.parametrize("name", OPERATIONS)
def test_input_of_botocore_is_read(plain: Api, name: str) -> None:
    """Random inputs with hostile strings, serialised by botocore, come out as they went in."""
    operation = plain.operations[name]
    chance = random.Random(name)  # noqa: S311  a test repeats itself

    for _ in range(CASES if operation.model.input_shape else 0):
        params = _made(operation.model.input_shape, chance)
        path, query, headers, body = _sent(operation, params)
        found = plain.routes.match(operation.model.http["method"], path)
        assert found is not None
        assert found[0] is operation
        assert operation.read(found[1], query, headers, body) == _seconds(params)


@pytest.mark.parametrize("name", OPERATIONS)
def test_output_is_read_by_botocore(name: str) -> None:
    """Random outputs that we write, parsed by botocore, come out as they went in."""
    operation = API.operations[name]
    chance = random.Random(name)  # noqa: S311  a test repeats itself
    parser = create_parser("rest-json")

    for _ in range(CASES if operation.model.output_shape else 0):
        result = _made(operation.model.output_shape, chance)
        answer = {"status_code": 200, "headers": {}, "body": operation.write(result)}
        assert operation.model.output_shape is not None
        parsed = parser.parse(answer, operation.model.output_shape)
        parsed.pop("ResponseMetadata", None)
        assert _seconds(parsed) == _seconds(result)


def test_unknown_members_are_dropped() -> None:
    """Members that the model does not know are neither refused nor kept."""
    read = API.operations["UpdateContactFlowName"].read

    found = read({"InstanceId": "i", "ContactFlowId": "f"}, "", {}, b'{"Name":"n","More":1}')

    assert found == {"InstanceId": "i", "ContactFlowId": "f", "Name": "n"}


@pytest.mark.parametrize(
    ("operation", "body", "said"),
    [
        ("CreateContactFlow", b"", "Member must not be null"),
        ("CreateContactFlow", b"[]", "must be a JSON object"),
        ("CreateContactFlow", b"{", "not JSON"),
        ("CreateContactFlow", b'{"Name":1,"Type":"CONTACT_FLOW","Content":"x"}', "be a string"),
        ("CreateContactFlow", b'{"Name":"n","Type":"NO","Content":"x"}', "enum value set"),
        ("CreateQueue", b'{"Name":"","HoursOfOperationId":"h"}', "length greater than or equal"),
        ("UpdateQueueMaxContacts", b'{"MaxContacts":-1}', "value greater than or equal to 0"),
        ("UpdateQueueMaxContacts", b'{"MaxContacts":"1"}', "Member must be an integer"),
        ("CreateView", b'{"Name":"\\u0007","Status":"SAVED","Content":{}}', "regular expression"),
    ],
)
def test_bad_input_is_refused(operation: str, body: bytes, said: str) -> None:
    """Each kind of wrong value is refused with a sentence that says what it should be."""
    found = API.operations[operation]
    path = dict.fromkeys(found.labels, "x")

    with pytest.raises(ServiceError, match=said):
        found.read(path, "", {}, body)


def test_every_route_is_its_own() -> None:
    """No two operations answer the same path."""
    for name, operation in API.operations.items():
        path = operation.model.http["requestUri"].replace("{", "").replace("}", "")
        found = API.routes.match(operation.model.http["method"], path)
        assert found is not None
        assert found[0].name == name


def test_encoded_segments_are_one_value() -> None:
    """A percent-encoded ARN is one label; a path trick stays inside its label."""
    found = API.routes.match("GET", "/contact-flows/i/arn%3Aaws%2F..%2Fx%3A%24SAVED")

    assert found is not None
    assert found[1] == {"InstanceId": "i", "ContactFlowId": "arn:aws/../x:$SAVED"}


def test_the_model_is_read_once() -> None:
    """However it is asked for, the same API comes, and not another one of nine megabytes."""
    assert load() is load(classic=False)
