"""Requests that try to break the server: the API's own errors, and nothing changed."""

from __future__ import annotations

import http.client
import json
import logging
import uuid
from typing import TYPE_CHECKING, Any
from unittest import mock
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from flowport.server.auth.tries import Tries
from flowport.server.operations.operation_registry import Served as Operation
from flowport.store import access
from serving import REGION, Served, content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WRONG = "no secret of ours"
NOBODY = "0b5c1c3e-7d0a-4f7e-9f8e-3a4f5b6c7d8e"
FLOWS = "/contact-flows/{instance}"


@pytest.fixture(scope="module")
def alone(start: Callable[..., Served]) -> Served:
    """A server whose rows only these tests change."""
    return start()


@pytest.fixture
def unchanged(alone: Served) -> Iterator[None]:
    """Holds the test to leaving every row of the database as it was."""
    before = rows(alone)
    yield
    assert rows(alone) == before


def rows(served: Served) -> dict[str, int]:
    """How often each row is in the database, by table and value."""
    tables = ("instances", "flows", "contents", "versions", "resources", "tags", "uses", "keys")
    with served.store.reading() as connection:
        return {
            f"{table} {row}": 1
            for table in tables
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608  our own names
        }


def signed(served: Served, method: str, path: str, body: bytes = b"") -> dict[str, str]:
    """The headers that sign a request with the admin's key."""
    made = AWSRequest(method, served.url + path, {"Content-Type": "application/json"}, body)
    SigV4Auth(Credentials(served.key.id, served.key.secret), "connect", REGION).add_auth(made)
    return dict(made.prepare().headers)


def send(
    served: Served, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, str, Any]:
    """Send a request as it stands, signed if no headers are given: status, error, answer."""
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=30)
    connection.request(method, path, body, headers or signed(served, method, path, body))
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, answer.headers["x-amzn-errortype"] or "", json.loads(data or b"{}")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"{}",
        b'{"Name": 1, "Type": "CONTACT_FLOW", "Content": "{}"}',
        b'{"Name": "n", "Type": "CONTACT_FLOW", "Content": {}}',
        b'{"Name": "n", "Type": "NO_SUCH", "Content": "{}"}',
        b'{"Name": "", "Type": "CONTACT_FLOW", "Content": "{}"}',
        b'{"Name": "n", "Type": "CONTACT_FLOW", "Content": "{}", "Tags": ["a"]}',
        b'{"Name": "n\\u0000", "Type": "CONTACT_FLOW", "Content": "{}", "Status": "SAVED"}',
        b'{"Name": "n", "Type": "CONTACT_FLOW", "Content": "' + b"[" * 100_000 + b'"}',
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    ],
)
def test_wrong_body_is_refused(alone: Served, body: bytes) -> None:
    """A body that is not JSON, or holds the wrong things, answers 400 with a modelled error."""
    status, error, _answer = send(alone, "PUT", FLOWS.format(instance=alone.instance), body)

    assert status == 400
    assert error in {
        "InvalidParameterException",
        "InvalidRequestException",
        "InvalidContactFlowException",
    }


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "path",
    [
        "/contact-flows/{instance}/" + NOBODY,
        "/contact-flows/{instance}/..%2F..%2Fetc%2Fpasswd",
        "/contact-flows/{instance}/%00",
        "/contact-flows/{instance}/' OR 1=1 --".replace(" ", "%20"),
        "/contact-flows/{instance}/../../../etc/passwd",
        "/contact-flows/{instance}//",
        "/contact-flows/..%2F{instance}/x",
        f"/contact-flows/{NOBODY}/{NOBODY}",
        "/users/{instance}/" + NOBODY,
        "/queues/{instance}/%F0%9F%92%A5",
    ],
)
def test_strange_path_finds_nothing(alone: Served, path: str) -> None:
    """Ids that nobody has, and paths that want to climb, answer 404 or 400."""
    status, error, _answer = send(alone, "GET", path.format(instance=alone.instance))

    assert (status, error) in {
        (404, "ResourceNotFoundException"),
        (404, "UnknownOperationException"),
        (400, "InvalidParameterException"),
        (400, "InvalidRequestException"),
    }


@pytest.mark.usefixtures("unchanged")
def test_body_of_ten_megabytes_is_refused(alone: Served) -> None:
    """A body that no call needs answers 413."""
    body = json.dumps({"Content": "x" * 10_000_000}).encode()

    status, _error, _answer = send(alone, "PUT", FLOWS.format(instance=alone.instance), body)

    assert status == 413


@pytest.mark.usefixtures("unchanged")
def test_signature_of_another_body_is_refused(alone: Served) -> None:
    """A request whose body was changed on its way answers InvalidSignature."""
    path = FLOWS.format(instance=alone.instance)
    new = {"Name": "a", "Type": "CONTACT_FLOW", "Content": content()}
    headers = signed(alone, "PUT", path, json.dumps(new).encode())

    answer = send(alone, "PUT", path, json.dumps({**new, "Name": "b"}).encode(), headers)

    assert answer[:2] == (403, "InvalidSignatureException")


@pytest.mark.usefixtures("unchanged")
def test_signature_of_another_path_is_refused(alone: Served) -> None:
    """A signature taken from a list does not delete."""
    found = alone.client().list_contact_flows(InstanceId=alone.instance)
    flow = found["ContactFlowSummaryList"][0]
    headers = signed(alone, "GET", f"/contact-flows-summary/{alone.instance}")

    answer = send(alone, "DELETE", f"/contact-flows/{alone.instance}/{flow['Id']}", b"", headers)

    assert answer[:2] == (403, "InvalidSignatureException")


@pytest.mark.usefixtures("unchanged")
def test_failing_operation_answers_500_and_logs_no_secret(
    alone: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw answers InternalService, is logged once, and shows no secret."""

    def fail(_call: Any) -> None:
        raise RuntimeError("unforeseen")

    broken = Operation("CreateUser", fail, writes=True, needs=None)
    word = "Correct-Horse-1"
    with mock.patch.dict(alone.app.served, {"CreateUser": broken}), caplog.at_level(logging.DEBUG):
        body = json.dumps(
            {
                "Username": "ann",
                "Password": word,
                "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
                "SecurityProfileIds": ["a"],
                "RoutingProfileId": "b",
            }
        ).encode()
        status, error, answer = send(alone, "PUT", f"/users/{alone.instance}", body)

    assert (status, error) == (500, "InternalServiceException")
    assert answer == {"Message": "Internal error"}
    assert caplog.text.count("RuntimeError: unforeseen") == 1
    assert word not in caplog.text
    assert alone.key.secret not in caplog.text


def test_nothing_secret_is_logged(alone: Served, caplog: pytest.LogCaptureFixture) -> None:
    """Calls that carry passwords and wrong signatures leave neither in any log."""
    word, wrong = "Correct-Horse-2", "an-entirely-wrong-secret"
    client = alone.client()
    where = {"InstanceId": alone.instance}
    profile = client.list_security_profiles(**where)["SecurityProfileSummaryList"][0]["Id"]
    routing = client.list_routing_profiles(**where)["RoutingProfileSummaryList"][0]["Id"]
    stranger = access.Key(
        id="AKIASTRANGER", secret=wrong, account="1", instance=None, user=None, created=0
    )
    with caplog.at_level(logging.DEBUG, "flowport"), caplog.at_level(logging.DEBUG, "uvicorn"):
        client.create_user(
            **where,
            Username=uuid.uuid4().hex,
            Password=word,
            PhoneConfig={"PhoneType": "SOFT_PHONE"},
            SecurityProfileIds=[profile],
            RoutingProfileId=routing,
        )
        with pytest.raises(ClientError):
            alone.client(stranger).list_instances()

    ours = "\n".join(
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(("flowport", "uvicorn", "sqlalchemy", "starlette"))
    )
    assert not [secret for secret in (word, wrong, alone.key.secret) if secret in ours]


def test_wrong_signatures_are_slowed_down(start: Callable[..., Served]) -> None:
    """After ten wrong signatures of a key within a minute, its calls answer 429."""
    served = start()
    wrong = access.Key(
        id=served.key.id,
        secret=WRONG,
        account="1",
        instance=None,
        user=None,
        created=0,
    )
    client = served.client(wrong)
    codes = []
    for _ in range(11):
        with pytest.raises(ClientError) as caught:
            client.list_instances()
        codes.append(caught.value.response["Error"]["Code"])

    assert codes == ["InvalidSignatureException"] * 10 + ["ThrottlingException"]


def test_refused_password_is_not_repeated(alone: Served) -> None:
    """The answer to a password of the wrong form says what is wrong, and not the password."""
    body = json.dumps({"Username": "ann", "Password": "feeble"}).encode()

    status, _error, answer = send(alone, "PUT", f"/users/{alone.instance}", body)

    assert status == 400
    assert "at 'Password'" in answer["Message"]
    assert "feeble" not in answer["Message"]


def test_tries_are_forgotten_after_a_minute() -> None:
    """Ten failures are too many for a minute, and no longer."""
    now = [0.0]
    tries = Tries(clock=lambda: now[0])
    for _ in range(10):
        tries.note("ann")

    before = tries.too_many("ann")
    now[0] = 61.0

    assert (before, tries.too_many("ann")) == (True, False)
