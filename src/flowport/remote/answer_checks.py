"""Answers are checked before they are believed.

The SDK reads any body that it can't parse as an empty answer, and a success has no other proof: a
list that was cut in half would be an empty list, and a proxy's login page a flow that was
published. So each answer must be a JSON object of the operation's shape, as long as it says, with
the members that the operation is called for. An answer without members must carry the request id
that Connect gives every answer.
"""

from __future__ import annotations

import contextlib
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import orjson

from flowport.errors import InvalidAnswerError
from flowport.model.digits import whole_number
from flowport.remote.required_members import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["check_answers", "fault_of", "pages"]

#: How often an operation is tried whose answers are not valid, if the client may try that often.
_TRIES = 3
_FIRST_WAIT = 0.1

#: Where the verdict on an answer is kept in the answer that the SDK has parsed.
_FAULT = "FlowportFault"
_OK = 200
_ERROR = 300
_REQUEST_ID = "x-amzn-requestid"

_TYPES: Mapping[str, tuple[type, ...]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float, str),
}


def check_answers(client: Any) -> Callable[[], float]:
    """Have every answer to a boto3 client checked; a client that has it already is left alone.

    From then on its methods raise ``InvalidAnswerError`` (see ``flowport.errors``) for what is not
    a valid answer, after having tried again where that can do no harm.

    Returns:
        How many seconds the service's clock is ahead of this machine's, by the last answer; at most
        a second too little.
    """
    events, tries, ahead = client.meta.events, _tries(client), [0.0]

    def look_at_the_clock(response_dict: Any, **_: Any) -> None:
        date = {k.lower(): v for k, v in response_dict["headers"].items()}.get("date", "")
        with contextlib.suppress(ValueError):
            ahead[0] = parsedate_to_datetime(date).timestamp() - time.time()

    def retry(
        response: Any = None, operation: Any = None, attempts: int = 1, **_: Any
    ) -> float | None:
        if not response or _FAULT not in response[1] or attempts >= tries or _creates(operation):
            return None
        wait: float = _FIRST_WAIT * 4 ** (attempts - 1)
        return wait

    service = client.meta.service_model.service_id.hyphenize()
    events.register(f"before-parse.{service}", look_at_the_clock)
    events.register(f"before-parse.{service}", _judge, unique_id="flowport-judge")
    events.register_last(f"needs-retry.{service}", retry, unique_id="flowport-retry")
    events.register(f"after-call.{service}", _refuse, unique_id="flowport-refuse")
    return lambda: ahead[0]


def _tries(client: Any) -> int:
    retries = client.meta.config.retries or {}
    return min(_TRIES, int(retries.get("total_max_attempts", _TRIES)))


def _creates(operation: Any) -> bool:
    """Whether doing it twice could make two: it creates, and no token of the SDK guards it."""
    return operation.name.startswith("Create") and not operation.idempotent_members


def _judge(
    operation_model: Any,
    response_dict: dict[str, Any],
    customized_response_dict: dict[str, Any],
    **_: Any,
) -> None:
    """Keep the fault of an answer, and let the SDK parse nothing that it would stumble over."""
    status, body = response_dict["status_code"], response_dict["body"]
    if status >= _ERROR:
        if not isinstance(_tree(body), dict):
            response_dict["body"] = b"{}"
        return
    fault = fault_of(operation_model, status, response_dict["headers"], body)
    if fault:
        response_dict["body"] = b"{}"
        customized_response_dict[_FAULT] = fault


def _refuse(parsed: Mapping[str, Any], **_: Any) -> None:
    if _FAULT in parsed:
        raise InvalidAnswerError(f"no valid answer from Connect: {parsed[_FAULT]}")


def fault_of(operation: Any, status: int, headers: Mapping[str, str], body: bytes) -> str:
    """What is wrong with an answer that reports success; empty if nothing is.

    Args:
        operation: The operation, as botocore's service model has it.
        status: The HTTP status.
        headers: The headers.
        body: The body as it came.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    length = lower.get("content-length", "")
    if (whole_number(length) or 0) > len(body) and "content-encoding" not in lower:
        return f"it ends after {len(body)} of {length} bytes"
    tree: Any = _tree(body) if body.strip() else {}
    if status != _OK or not isinstance(tree, dict):
        kind = lower.get("content-type", "no content type").partition(";")[0]
        return f"it is not a JSON object (HTTP {status}, {kind})"
    shape = operation.output_shape
    wrong = _misshapen(shape, tree, "") if shape else ""
    return wrong or _missing(operation.name, tree, lower)


def _tree(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _misshapen(shape: Any, value: Any, path: str) -> str:
    """The first member that is not of its type in the service model; empty if all are."""
    known = _TYPES.get(shape.type_name)
    if value is None or known is None:
        return ""
    if not isinstance(value, known) or (isinstance(value, bool) and bool not in known):
        return f"{path or 'it'} is not a {shape.type_name}"
    return next((wrong for wrong in _inner(shape, value, path) if wrong), "")


def _inner(shape: Any, value: Any, path: str) -> Iterator[str]:
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            wire = member.serialization.get("name", name)
            if wire in value:
                yield _misshapen(member, value[wire], f"{path}.{wire}" if path else wire)
    elif shape.type_name == "list":
        for number, each in enumerate(value):
            yield _misshapen(shape.member, each, f"{path}[{number}]")
    elif shape.type_name == "map":
        for key, each in value.items():
            yield _misshapen(shape.value, each, f"{path}.{key}")


def _missing(operation: str, tree: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    """The member that the operation is called for and that the answer lacks."""
    wanted = MEMBERS.get(operation)
    if wanted is None:
        return ""
    if not wanted and not headers.get(_REQUEST_ID):
        return "it has no request id"
    absent = next((path for path in wanted if not _has(tree, path)), None)
    return f"it has no {absent.replace('[]', '')}" if absent else ""


def _has(value: Any, path: str) -> bool:
    """Whether a path leads to something; ``[]`` means each member of a list, ``|`` either name."""
    head, _, rest = path.partition(".")
    names = head.removesuffix("[]").split("|")
    found = next((value[n] for n in names if isinstance(value, dict) and value.get(n)), None)
    if found is None:
        empty = next((value[n] for n in names if isinstance(value, dict) and n in value), None)
        return isinstance(empty, (list, dict)) and (head.endswith("[]") or not rest)
    if head.endswith("[]"):
        return isinstance(found, list) and all(_has(each, rest) for each in found if rest)
    return _has(found, rest) if rest else True


def pages(client: Any, method: str, size: int | None, **params: Any) -> Iterator[Any]:
    """The pages of a list, to its end; a short or an empty page is no end.

    Args:
        client: The client.
        method: The client's method that lists.
        size: The most that a page may have; None where the operation takes no such number.
        params: What else it is asked with.

    Raises:
        InvalidAnswerError: The list goes round in a circle.
    """
    call, seen = getattr(client, method), set[str]()
    asked = params | ({"MaxResults": size} if size else {})
    token = ""
    while True:
        page = call(**asked, **({"NextToken": token} if token else {}))
        yield page
        token = page.get("NextToken") or ""
        if not token:
            return
        if token in seen:
            raise InvalidAnswerError(
                "no valid answer from Connect: it gave the same NextToken twice"
            )
        seen.add(token)
