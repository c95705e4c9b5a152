"""Whose credentials, which Region, which endpoint: from a configuration to a client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import InvalidRegionError

from flowport.errors import UsageError
from flowport.refs.arn import parse
from flowport.remote.errors import told
from flowport.remote.instance import RemoteInstance

__all__ = ["Access", "connect"]

_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How to reach an instance.

    Attributes:
        instance: Its id or ARN.
        profile: A profile of the AWS configuration.
        region: Its Region; from the ARN or the profile where it is not given.
        role: The ARN of a role to assume.
        endpoint_url: Another server that speaks the Connect API.
        label: What messages call it.
    """

    instance: str
    profile: str | None = None
    region: str | None = None
    role: str | None = None
    endpoint_url: str | None = None
    label: str | None = None


def connect(access: Access, *, attempts: int = _ATTEMPTS) -> RemoteInstance:
    """An instance over the API; nothing is called yet, but for a role to assume.

    Args:
        access: How to reach it.
        attempts: How often the SDK tries a call in all.

    Raises:
        UsageError: The profile or Region is missing, or an ARN, Region or address is none.
        ForbiddenError: The role can't be assumed.
    """
    label = access.label or access.instance
    arn = parse(access.instance)
    if access.instance.startswith("arn:") and (arn is None or arn.instance is None):
        raise UsageError(f"{label}: {access.instance!r} is not an ARN of a Connect instance")
    region = access.region or (arn.region if arn else None)
    session = _session(access, region, label)
    if not session.region_name and not region:
        raise UsageError(f"{label}: say the Region of the instance, or give its ARN")
    config = Config(retries={"total_max_attempts": attempts, "mode": "standard"})
    try:
        client = session.client("connect", endpoint_url=access.endpoint_url, config=config)
        bots = None if access.endpoint_url else session.client("lexv2-models", config=config)
    except (InvalidRegionError, ValueError) as error:
        raise UsageError(f"{label}: can't make a client: {error}") from error
    return RemoteInstance(client, access.instance, label=label, bots=bots)


def _session(access: Access, region: str | None, label: str) -> Any:
    with told(label, "use the credentials"):
        session = boto3.Session(profile_name=access.profile, region_name=region)
        if access.role is None:
            return session
        name = "flowport"
        held = session.client("sts").assume_role(RoleArn=access.role, RoleSessionName=name)
        key = held["Credentials"]
        return boto3.Session(
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
            aws_session_token=key["SessionToken"],
            region_name=region or session.region_name,
        )
