"""A boto3 client whose answers a test makes up, and answers made from the service model."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import boto3
import orjson
from botocore.awsrequest import AWSResponse
from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Answer", "Raw", "answering", "ask", "operation", "sample", "whole"]

#: Status, headers and body.
Answer = tuple[int, dict[str, str], bytes]


class Raw(io.BytesIO):
    """A body as urllib3 would give it."""

    def stream(self) -> list[bytes]:
        """All of it."""
        return [self.read()]


def answering(answer: Callable[[str], Answer], service: str = "connect", tries: int = 1) -> Any:
    """A client that sends nothing: ``answer`` gives what comes back for an operation."""
    make: Any = boto3.client
    client = make(
        service,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106  nothing is sent
        config=Config(retries={"total_max_attempts": tries, "mode": "standard"}),
    )

    def send(request: Any, event_name: str, **_: Any) -> AWSResponse:
        status, headers, body = answer(event_name.rsplit(".", 1)[1])
        known: Any = headers
        return AWSResponse(request.url, status, known, Raw(body))

    client.meta.events.register("before-send", send)
    return client


def operation(client: Any, name: str) -> Any:
    """An operation of the client's service model."""
    return client.meta.service_model.operation_model(name)


def ask(client: Any, name: str) -> Any:
    """Call an operation with the least that it takes."""
    given = sample(operation(client, name).input_shape, required=True)
    method = next(m for m, known in client.meta.method_to_api_mapping.items() if known == name)
    return getattr(client, method)(**given)


def sample(shape: Any, *, required: bool = False, depth: int = 4) -> Any:
    """A value of a shape; with ``required`` without its optional members."""
    kind = shape.type_name
    if kind == "structure":
        names = shape.required_members if required else shape.members
        return {n: sample(shape.members[n], required=required, depth=depth - 1) for n in names}
    if kind == "list":
        inner = sample(shape.member, required=required, depth=depth - 1)
        return [inner] * max(1, shape.metadata.get("min", 1)) if depth else []
    if kind == "map":
        return {"key": sample(shape.value, required=required, depth=depth - 1)} if depth else {}
    if kind == "string":
        text = shape.enum[0] if shape.enum else "a"
        return text.ljust(shape.metadata.get("min", 1), "a")
    return {"boolean": True, "timestamp": 1}.get(kind, shape.metadata.get("min", 1))


def whole(client: Any, name: str, **more: Any) -> Answer:
    """A valid answer of an operation: every member of its shape, but a next page."""
    shape = operation(client, name).output_shape
    tree: Mapping[str, Any] = {
        key: value for key, value in (sample(shape) if shape else {}).items() if key != "NextToken"
    }
    body = orjson.dumps({**tree, **more})
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    return 200, headers | {"x-amzn-RequestId": "1"}, body
