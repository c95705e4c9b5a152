"""A disk that is full under the server: a sentence, nothing lost, and reads go on."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from sqlalchemy import event

from browsing import document, signed_in
from serving import content

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

SENTENCE = "the disk is full, nothing was written"


def fill(served: Served) -> None:
    """Let the database grow no more, as on a full disk."""

    def limit(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    event.listen(served.store._engine, "begin", limit)  # noqa: SLF001  no other way to it


def test_a_full_disk_is_named_and_loses_nothing(start: Callable[..., Served]) -> None:
    """The API and the page say it with status 500, and all that was answered is there."""
    served = start()
    client, browser = served.client(), signed_in(served)
    opened = browser.new("Mine")
    fill(served)
    made: list[str] = []

    def create_many() -> None:
        """Create flows of random words, which nothing compresses."""
        for number in range(400):
            said = content({"Text": secrets.token_hex(500)})
            about = {"InstanceId": served.instance, "Name": f"F{number}", "Type": "CONTACT_FLOW"}
            made.append(client.create_contact_flow(**about, Content=said)["ContactFlowId"])

    with pytest.raises(ClientError, match=SENTENCE) as refused:
        create_many()
    long = {"kind": "replace", "content": content({"Text": secrets.token_hex(2_900)})}
    saved = browser.call("POST", f"I/flows/{opened['summary']['id']}/save", document(opened, long))
    browser.http.close()

    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500
    assert (saved.status_code, saved.json()["error"]["code"]) == (500, "internal")
    assert SENTENCE in saved.json()["error"]["message"]
    for flow in made:
        found = client.describe_contact_flow(InstanceId=served.instance, ContactFlowId=flow)
        assert json.loads(found["ContactFlow"]["Content"])
