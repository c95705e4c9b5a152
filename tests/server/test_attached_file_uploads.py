"""Attached files: uploaded, completed, downloaded, and what is refused on the way."""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from serving import ACCOUNT, REGION, content

if TYPE_CHECKING:
    from serving import Served

_DATA = b"%PDF-1.4 \x00\xff" * 9


@dataclass(frozen=True)
class _Desk:
    """An instance with a task."""

    client: Any
    instance: str
    task: str
    chat: str

    def start(self, **more: Any) -> dict[str, Any]:
        given = {
            "FileName": "receipt.pdf",
            "FileSizeInBytes": len(_DATA),
            "FileUseCaseType": "ATTACHMENT",
            "AssociatedResourceArn": self.task,
        }
        return dict(
            self.client.start_attached_file_upload(InstanceId=self.instance, **{**given, **more})
        )

    def call(self, name: str, file: dict[str, Any], **more: Any) -> dict[str, Any]:
        given = {"FileId": file["FileId"], "AssociatedResourceArn": self.task, **more}
        return dict(getattr(self.client, name)(InstanceId=self.instance, **given))

    def kept(self, **more: Any) -> dict[str, Any]:
        """A file that was uploaded and completed."""
        started = self.start(**more)
        assert _send(started["UploadUrlMetadata"]["Url"], _DATA)[0] == 200
        self.call("complete_attached_file_upload", started)
        return started


@pytest.fixture(scope="module")
def desk(served: Served, connect: Any) -> _Desk:
    """A task and a chat of one flow."""
    where = {"InstanceId": served.instance}
    flow = connect.create_contact_flow(
        **where, Name=uuid.uuid4().hex, Type="CONTACT_FLOW", Content=content()
    )["ContactFlowId"]
    task = connect.start_task_contact(**where, ContactFlowId=flow, Name="task")["ContactId"]
    chat = connect.start_chat_contact(
        **where, ContactFlowId=flow, ParticipantDetails={"DisplayName": "Ann"}
    )["ContactId"]
    arn = f"{served.arn}/contact"
    return _Desk(connect, served.instance, f"{arn}/{task}", f"{arn}/{chat}")


def _send(url: str, data: bytes | None = None, method: str = "PUT") -> tuple[int, bytes, Any]:
    request = urllib.request.Request(url, data, method=method)  # noqa: S310  our own server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def _get(url: str) -> tuple[int, bytes, Any]:
    return _send(url, method="GET")


def _refused(call: Any, *given: Any, **params: Any) -> dict[str, Any]:
    with pytest.raises(ClientError) as caught:
        call(*given, **params)
    return dict(caught.value.response)


def test_upload_is_read_back(desk: _Desk) -> None:
    """What was sent to the upload URL comes from the download URL."""
    found = desk.call("get_attached_file", desk.kept())

    assert _get(found["DownloadUrlMetadata"]["Url"])[:2] == (200, _DATA)
    assert (found["FileStatus"], found["FileName"]) == ("APPROVED", "receipt.pdf")


def test_start_gives_url_expiry_and_headers(desk: _Desk) -> None:
    """A URL is good for as long as the call says, and the file is a draft."""
    before = int(time.time())
    found = desk.start(UrlExpiryInSeconds=60)
    upload = found["UploadUrlMetadata"]
    ends = time.strptime(upload["UrlExpiry"], "%Y-%m-%dT%H:%M:%S.000Z")

    assert found["FileStatus"] == "DRAFTING"
    assert upload["HeadersToInclude"] == {"content-length": str(len(_DATA))}
    assert 60 <= time.mktime(ends) - time.timezone - before <= 120


def test_file_without_upload_is_not_completed(desk: _Desk) -> None:
    """Nothing is approved that was not sent, and there is nothing to download."""
    started = desk.start()
    error = _refused(desk.call, "complete_attached_file_upload", started)

    assert error["Error"]["Code"] == "InvalidRequestException"
    assert "DownloadUrlMetadata" not in desk.call("get_attached_file", started)


@pytest.mark.parametrize("data", [_DATA[:-1], _DATA + b"x", b""], ids=["cut", "more", "none"])
def test_upload_of_another_length_is_refused(desk: _Desk, data: bytes) -> None:
    """The bytes are as many as the start said."""
    started = desk.start()

    assert _send(started["UploadUrlMetadata"]["Url"], data)[0] == 403


def test_upload_of_another_length_is_refused_before_it_is_sent(desk: _Desk) -> None:
    """A length that is announced is refused without waiting for the bytes."""
    url = urllib.parse.urlsplit(desk.start()["UploadUrlMetadata"]["Url"])
    connection = http.client.HTTPConnection(url.netloc, timeout=30)
    connection.putrequest("PUT", f"{url.path}?{url.query}")
    connection.putheader("content-length", "5000000000")
    connection.endheaders()

    assert connection.getresponse().status == 403
    connection.close()


def test_upload_of_no_stated_length_is_measured(desk: _Desk) -> None:
    """Parts that come without a length are taken where they add up."""
    url = urllib.parse.urlsplit(desk.start()["UploadUrlMetadata"]["Url"])
    connection = http.client.HTTPConnection(url.netloc, timeout=30)
    connection.request("PUT", f"{url.path}?{url.query}", iter([_DATA[:9], _DATA[9:]]))
    answer = connection.getresponse()

    assert answer.status == 200
    assert answer.headers["etag"] == f'"{hashlib.md5(_DATA, usedforsecurity=False).hexdigest()}"'
    connection.close()


def test_completed_file_is_not_replaced(desk: _Desk) -> None:
    """The upload URL of a completed file takes nothing more."""
    kept = desk.kept()
    again = _send(kept["UploadUrlMetadata"]["Url"], b"y" * len(_DATA))[0]
    found = desk.call("get_attached_file", kept)

    assert again == 403
    assert _get(found["DownloadUrlMetadata"]["Url"])[1] == _DATA


def test_url_is_good_for_its_own_use(desk: _Desk) -> None:
    """Nothing is read by an upload URL, written by a download URL, or taken by a forged one."""
    kept = desk.kept()
    upload = kept["UploadUrlMetadata"]["Url"]
    download = desk.call("get_attached_file", kept)["DownloadUrlMetadata"]["Url"]
    forged = upload.replace(kept["FileId"], desk.start()["FileId"])

    assert [_get(upload)[0], _send(download, _DATA)[0], _send(forged, _DATA)[0]] == [403] * 3
    assert _send(download, b"", "POST")[0] == 405


def test_deleted_file_is_gone(desk: _Desk) -> None:
    """The bytes go with the file, and its URLs are refused."""
    kept = desk.kept()
    url = desk.call("get_attached_file", kept)["DownloadUrlMetadata"]["Url"]
    desk.call("delete_attached_file", kept)
    error = _refused(desk.call, "get_attached_file", kept)

    assert _get(url)[0] == 403
    assert error["Error"]["Code"] == "ResourceNotFoundException"


@pytest.mark.parametrize(
    "name", ["get_attached_file", "delete_attached_file", "complete_attached_file_upload"]
)
def test_file_of_another_resource_is_not_found(desk: _Desk, name: str) -> None:
    """A file is named together with what it is attached to."""
    error = _refused(desk.call, name, desk.kept(), AssociatedResourceArn=desk.chat)

    assert error["Error"]["Code"] == "ResourceNotFoundException"


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.xml", "no extension", "x.pdf", "x.png"])
def test_browser_runs_nothing(desk: _Desk, name: str) -> None:
    """A file with scripts is downloaded, also where it was to be shown, and has a sandbox."""
    kept = desk.kept(FileName=name)
    found = desk.call("get_attached_file", kept, UrlContentDisposition="INLINE")
    _status, _data, headers = _get(found["DownloadUrlMetadata"]["Url"])
    shown = headers["content-disposition"].startswith("inline")

    assert shown == (name == "x.png")
    assert headers["content-type"] == ("image/png" if shown else "application/octet-stream")
    assert headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("size", "name", "reason"),
    [(100, "x.pdf", "INVALID_FILE_SIZE"), (9, "x.exe", "INVALID_FILE_TYPE"),
     (9, "pdf", "INVALID_FILE_TYPE")],
)  # fmt: skip
def test_configuration_is_followed(desk: _Desk, size: int, name: str, reason: str) -> None:
    """What the configuration of a scope forbids is refused with the reason that the model has."""
    case = f"arn:aws:cases:{REGION}:{ACCOUNT}:domain/d/case/c"
    desk.client.update_attached_files_configuration(
        InstanceId=desk.instance,
        AttachmentScope="CASE",
        MaximumSizeLimitInBytes=99,
        ExtensionConfiguration={"AllowedExtensions": [{"Extension": "PDF"}]},
    )
    error = _refused(desk.start, FileSizeInBytes=size, FileName=name, AssociatedResourceArn=case)

    assert error["Error"]["Code"] == "InvalidRequestException"
    assert error["Reason"] == {"AttachedFileInvalidRequestExceptionReason": reason}


@pytest.mark.parametrize(
    "more",
    [
        {"AssociatedResourceArn": f"arn:aws:cases:{REGION}:000000000001:domain/d/case/c"},
        {"AssociatedResourceArn": "arn:aws:s3:::bucket"},
        {"AssociatedResourceArn": "x"},
        {"FileUseCaseType": "EMAIL_MESSAGE"},
        {"CreatedBy": {"AWSIdentityArn": "arn:aws:iam::123456789012:root"}},
    ],
    ids=str,
)
def test_what_takes_no_files_is_refused(desk: _Desk, more: dict[str, Any]) -> None:
    """A case of another account, another service and another use are no place for a file."""
    assert _refused(desk.start, **more)["Error"]["Code"] == "InvalidRequestException"


def test_chat_takes_no_file(desk: _Desk) -> None:
    """Files of chats are the participants' own."""
    error = _refused(desk.start, AssociatedResourceArn=desk.chat)

    assert error["Error"]["Code"] == "InvalidRequestException"


def test_batch_gives_files_and_errors(desk: _Desk) -> None:
    """Each file that is there is described, and each other one has an error."""
    kept = desk.kept(Tags={"team": "blue"})
    found = desk.client.batch_get_attached_file_metadata(
        InstanceId=desk.instance,
        AssociatedResourceArn=desk.task,
        FileIds=[kept["FileArn"], "missing"],
    )

    assert [each["FileId"] for each in found["Files"]] == [kept["FileId"]]
    assert found["Files"][0]["Tags"] == {"team": "blue"}
    assert [each["FileId"] for each in found["Errors"]] == ["missing"]


def test_retried_start_makes_one_file(desk: _Desk) -> None:
    """The same token is answered with the same file."""
    token = uuid.uuid4().hex

    assert desk.start(ClientToken=token)["FileId"] == desk.start(ClientToken=token)["FileId"]
