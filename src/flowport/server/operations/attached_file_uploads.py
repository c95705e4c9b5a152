"""Files attached to cases, emails and tasks: uploaded and downloaded by signed URLs.

Source: the API reference of StartAttachedFileUpload and the related operations. There is no S3
here; the URLs are of this server, which keeps the bytes. Nothing scans them: a file is approved as
soon as its upload is completed. Contested, as no source says it: the status before, DRAFTING.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flowport.catalogue.partitions import arn_in
from flowport.errors import NotFoundError
from flowport.server import contacts
from flowport.server.attached_file_bodies import DRAFT, KIND
from flowport.server.operations.attached_files import configuration
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, missing, refused
from flowport.server.signed_urls import LIFE, SignedResource
from flowport.store import resource_files, resources, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_VIEW, _EDIT = "Contacts.View", "Contacts.Edit"
_APPROVED = "APPROVED"
#: The channels of contacts that take files by this API.
_CHANNELS = ("EMAIL", "TASK")
_PLACES = "Attach files to an email or task contact, or to a case."
_CASE = re.compile(
    r"arn:[\w-]+:cases:(?P<region>[\w-]*):(?P<account>\d*):domain/[\w-]+/case/[\w-]+"
)
_KEPT = ("FileName", "FileSizeInBytes", "FileUseCaseType", "AssociatedResourceArn")


def _scope(call: ApiCall) -> str:
    """The scope of attachments that a new file is in, by what it is attached to.

    Raises:
        ServiceError: That takes no files, or is not of this instance, account and Region.
    """
    arn, instance = call.params["AssociatedResourceArn"], call.instance
    case = _CASE.fullmatch(arn)
    if case is not None and (case["region"], case["account"]) == (
        instance.region,
        instance.account,
    ):
        return "CASE"
    name = arn.removeprefix(f"{instance.arn}/{contacts.KIND}/")
    if name == arn:
        raise refused(
            f"AssociatedResourceArn {arn!r} is not the ARN of a case of the account and Region, "
            "or of an email or task contact of the instance."
        )
    contact = contacts.find(call, name, error="InvalidRequestException")
    channel: str = contact.body["Channel"]
    if channel not in _CHANNELS:
        raise refused(f"The contact {name} has the channel {channel}. {_PLACES}")
    return channel


def _check(call: ApiCall) -> None:
    """Go on only if a file may be attached where the call names.

    Raises:
        ServiceError: It may not, or the configuration of the scope forbids its size or type.
    """
    if call.params["FileUseCaseType"] != "ATTACHMENT":
        raise refused("FileUseCaseType must be ATTACHMENT.")
    allowed, name = configuration(call, _scope(call)), call.params["FileName"]
    most = allowed["MaximumSizeLimitInBytes"]
    if call.params["FileSizeInBytes"] > most:
        raise _unfit("INVALID_FILE_SIZE", f"The file {name!r} is larger than {most} bytes.")
    listed = allowed.get("ExtensionConfiguration", {}).get("AllowedExtensions")
    if listed is not None:
        extensions = sorted({each["Extension"].lower() for each in listed})
        if name.rpartition(".")[2].lower() not in extensions or "." not in name:
            said = f"The extension of the file {name!r} is not one of {', '.join(extensions)}."
            raise _unfit("INVALID_FILE_TYPE", said)


def _unfit(reason: str, message: str) -> ServiceError:
    reasons = {"AttachedFileInvalidRequestExceptionReason": reason}
    return ServiceError("InvalidRequestException", message, Reason=reasons)


def _creator(call: ApiCall) -> Mapping[str, str]:
    """Who attaches a file: named by the call, or who calls."""
    given: Mapping[str, str] = call.params.get("CreatedBy", {})
    if "AWSIdentityArn" in given:
        raise refused("AWSIdentityArn is found by the service: give ConnectUserArn.")
    if given:
        return given
    user, instance = call.principal.user, call.instance
    if user:
        return {"ConnectUserArn": f"{instance.arn}/agent/{user}"}
    return {"AWSIdentityArn": arn_in(instance.region, "iam", instance.account, "root", of="-")}


def _written(moment: float) -> str:
    """A moment as members of this API have it, such as ``2024-05-03T02:41:28.172Z``."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def _until(call: ApiCall) -> int:
    return int(time.time()) + int(call.params.get("UrlExpiryInSeconds", LIFE))


def _signed(call: ApiCall, found: StoredResource, way: str) -> dict[str, str]:
    until = _until(call)
    named = SignedResource(found.kind, found.instance, found.id, way)
    url = call.shared.urls.url(call.origin, named, until)
    return {"Url": url, "UrlExpiry": _written(until)}


@operation("StartAttachedFileUpload", writes=True, needs=_EDIT)
def _start(call: ApiCall) -> Mapping[str, Any]:
    _check(call)
    kept = {name: call.params[name] for name in _KEPT}
    made = resources.create(
        call.connection,
        call.instance.id,
        KIND,
        name=call.params["FileName"],
        arn=f"{call.instance.arn}/file/{{id}}",
        body={**kept, "CreatedBy": _creator(call), "FileStatus": DRAFT},
        unique=False,
    )
    tags.add(call.connection, call.instance.id, made.arn, call.params.get("Tags", {}))
    length = str(made.body["FileSizeInBytes"])
    upload = {**_signed(call, made, "PUT"), "HeadersToInclude": {"content-length": length}}
    return {**_shown(call, made), "UploadUrlMetadata": upload}


def _shown(call: ApiCall, found: StoredResource) -> dict[str, Any]:
    """A file as answers show it."""
    return {
        **found.body,
        "FileArn": found.arn,
        "FileId": found.id,
        "CreationTime": _written(found.created),
        "Tags": tags.of(call.connection, found.arn),
    }


def _file(call: ApiCall, name: str) -> StoredResource:
    """The file of an id.

    Raises:
        ServiceError: The instance has none such, or it is attached to something else.
    """
    try:
        found = resources.get(call.connection, call.instance.id, KIND, name)
    except NotFoundError as error:
        raise missing(f"The instance has no attached file {name}.") from error
    arn = call.params["AssociatedResourceArn"]
    if found.body["AssociatedResourceArn"] != arn:
        raise missing(f"The file {name} is not attached to {arn}.")
    return found


@operation("CompleteAttachedFileUpload", writes=True, needs=_EDIT)
def _complete(call: ApiCall) -> None:
    found = _file(call, call.params["FileId"])
    if not resource_files.exists(call.connection, found.instance, KIND, found.id):
        raise refused(f"The file {found.id} has not been uploaded: send it to its upload URL.")
    resources.change(call.connection, found, body={**found.body, "FileStatus": _APPROVED})


@operation("GetAttachedFile", needs=_VIEW, fresh=True)
def _get(call: ApiCall) -> Mapping[str, Any]:
    """A file, with a URL of its bytes once it is approved."""
    found = _file(call, call.params["FileId"])
    shown = _shown(call, found)
    if found.body["FileStatus"] == _APPROVED:
        way = call.params.get("UrlContentDisposition", "ATTACHMENT").lower()
        shown["DownloadUrlMetadata"] = _signed(call, found, f"GET-{way}")
    return shown


@operation("DeleteAttachedFile", writes=True, needs=_EDIT)
def _delete(call: ApiCall) -> None:
    resources.remove(call.connection, _file(call, call.params["FileId"]))


@operation("BatchGetAttachedFileMetadata", needs=_VIEW)
def _batch(call: ApiCall) -> Mapping[str, Any]:
    """The files that are there, and an error for each that is not."""
    files, errors = [], []
    for name in call.params["FileIds"]:
        try:
            files.append(_shown(call, _file(call, name)))
        except ServiceError as error:
            known = {"ErrorCode": "404", "ErrorMessage": error.message, "FileId": name}
            errors.append(known)
    return {"Files": files, "Errors": errors}
