"""The day in the scope of a signature is the day of the request, whole."""

from __future__ import annotations

import pytest

from flowport.server.auth.signature import Credential, SignedRequest, verify
from flowport.server.protocol.errors import ServiceError

STAMP, NOW = "20240105T000000Z", 1_704_412_800.0


@pytest.mark.parametrize("day", ["", "2", "2024010", "20240105T", "20240104"])
def test_another_day_than_that_of_the_request_is_refused(day: str) -> None:
    """Also where it is only the beginning of the request's day, or nothing at all."""
    claimed = Credential("AKIA", day, "eu-central-1", "connect", ("host", "x-amz-date"), "0")
    sent = SignedRequest("GET", "/", "", {"host": "localhost", "x-amz-date": STAMP}, b"")

    with pytest.raises(ServiceError, match="Date in Credential scope"):
        verify(claimed, "secret", sent, NOW)
