"""What is made with as little as the model requires breaks no read of the instance.

Members that the model leaves out of its required ones may be missing, however deep they are; what
reads them must live without.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

from flowport.server.operations.operation_registry import served as operations
from flowport.server.protocol.model import load
from sampling import sample
from serving import ACCOUNT, REGION, content, module_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from serving import Served

_API = load()
_NAMES = sorted(name for name in operations() if name in _API.operations)
_WRITES = ("Create", "Start", "Claim", "Associate", "Put", "Update", "Activate")
_READS = ("BatchGet", "Batch", "Describe", "Evaluate", "Get", "List", "Search")
_FORM = [
    {
        "Section": {
            "Title": "s",
            "RefId": "s",
            "Items": [{"Question": {"Title": "q", "RefId": "q", "QuestionType": "TEXT"}}],
        }
    }
]
_PHONE = {"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "+12065550100"}}
#: Members that no made-up value would do for.
_GIVEN: Mapping[str, Any] = {
    "Content": content(),
    "DestinationPhoneNumber": "+12065550100",
    "EffectiveFrom": "2026-12-24",
    "EffectiveTill": "2026-12-26",
    "Password": "Abcdef1!xyz",
    "PhoneNumber": "+12065550100",
    "QuickConnectConfig": _PHONE,
    "S3Uri": "s3://bucket/key.wav",
    "TimeZone": "UTC",
}
#: The same for one operation, beside what the model requires there.
_ALSO: Mapping[str, Mapping[str, Any]] = {
    "CreateContactFlowModule": {"Content": module_content()},
    "CreateEvaluationForm": {"Items": _FORM},
    "CreateUser": {"Password": _GIVEN["Password"]},
    "UpdateContactFlowModuleContent": {"Content": module_content()},
    "UpdateViewContent": {"Content": {"Template": "{}", "Actions": []}},
}
_NAMED = ("Name", "Title", "Username", "SecurityProfileName", "VocabularyName")


def _filled(value: Any) -> Any:
    """The value without what would have to contain itself."""
    if isinstance(value, dict):
        return {key: _filled(each) for key, each in value.items() if each is not None}
    return [_filled(each) for each in value] if isinstance(value, list) else value


class _Walk:
    """An instance, and the newest id of each kind in it."""

    def __init__(self, client: Any, instance: str) -> None:
        self.client = client
        self.ids = {"instance": instance}
        self.made: set[str] = set()
        self.contact = ""

    def known(self, segments: tuple[str, ...]) -> str | None:
        return next((self.ids[each] for each in segments if each in self.ids), None)

    def call(self, name: str, *, whole: bool) -> str:
        """Call an operation; gives the failure, if it is one of the server."""
        shape: Any = _API.operations[name].model.input_shape
        params: dict[str, Any] = {
            member: sample(inner, self.known, name=member, whole=whole)
            for member, inner in ({} if shape is None else shape.members).items()
            if (whole or member in shape.required_members) and member != "NextToken"
        }
        new = uuid.uuid4().hex
        params |= {
            key: given
            for key, given in _GIVEN.items()
            if key in params and isinstance(params[key], type(given))
        }
        params |= {**dict.fromkeys(params.keys() & {*_NAMED}, new), **_ALSO.get(name, {})}
        if "EmailAddress" in params:
            params["EmailAddress"] = f"{new}@example.com"
        contact = {"ContactId", "InitialContactId"} & params.keys() if self.contact else ()
        params |= dict.fromkeys(contact, self.contact)
        params = _filled(params)
        try:
            answer = getattr(self.client, xform_name(name))(**params)
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            return f"{name}: {params}" if status == 500 else ""
        self.made.add(name)
        self.contact = answer.get("ContactId", self.contact)
        if name.startswith("Create"):
            self._learn(answer)
        return ""

    def _learn(self, answer: dict[str, Any]) -> None:
        arns = (each for key, each in answer.items() if key.lower().endswith("arn"))
        for arn in arns:
            rest = arn.partition(f"{self.ids['instance']}/")[2] or arn.rpartition(":")[2]
            segment, _, own = rest.rpartition("/")
            self.ids[segment] = own.partition(":")[0]


def _begin(client: Any) -> _Walk:
    made = client.create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
        InstanceAlias=f"sparse-{uuid.uuid4().hex[:8]}",
    )["Id"]
    client.update_user_hierarchy_structure(
        InstanceId=made, HierarchyStructure={"LevelOne": {"Name": "one"}}
    )
    walk = _Walk(client, made)
    for row in client.list_routing_profiles(InstanceId=made)["RoutingProfileSummaryList"]:
        walk.ids["routing-profile"] = row["Id"]
    for row in client.list_security_profiles(InstanceId=made)["SecurityProfileSummaryList"]:
        walk.ids["security-profile"] = row["Id"]
    queues = client.list_queues(InstanceId=made, QueueTypes=["STANDARD"])["QueueSummaryList"]
    walk.ids["queue"] = queues[0]["Id"]
    return walk


@pytest.mark.parametrize("whole", [False, True], ids=["required", "every"])
def test_what_is_made_breaks_no_read(start: Callable[..., Served], *, whole: bool) -> None:
    """Each operation that makes something is called twice, and then each that reads."""
    client = boto3.client(
        "connect",
        endpoint_url=start(signed=False).url,
        region_name=REGION,
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="none",  # noqa: S106  unsigned
        config=Config(retries={"max_attempts": 0}, parameter_validation=False),
    )
    walk = _begin(client)
    failed = [
        fault
        for verb in (*_WRITES, *_WRITES, *_READS)
        for name in _NAMES
        if name.startswith(verb) and name != "CreateInstance"
        if (fault := walk.call(name, whole=whole))
    ]

    assert failed == []
    assert whole or {"CreateRoutingProfile", "CreateUser", "PutUserStatus"} <= walk.made
