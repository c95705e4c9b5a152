"""Ids of flows and modules as clients send them: an id or ARN, and perhaps which content of it."""

from __future__ import annotations

from dataclasses import dataclass

from flowport.server.protocol.errors import missing

__all__ = ["LATEST", "SAVED", "Named", "bare", "named"]

SAVED = "$SAVED"
LATEST = "$LATEST"


@dataclass(frozen=True, slots=True)
class Named:
    """An id without its ARN, and its qualifier: ``$SAVED``, ``$LATEST``, a number or an alias."""

    id: str
    qualifier: str

    @property
    def draft(self) -> bool:
        """Whether the saved content is meant."""
        return self.qualifier == SAVED


def named(text: str, instance_arn: str) -> Named:
    """Read an id or ARN.

    Raises:
        ServiceError: It is an ARN of another instance.
    """
    plain = bare(text, instance_arn)
    head, colon, qualifier = plain.partition(":")
    return Named(head, qualifier if colon else LATEST)


def bare(text: str, instance_arn: str) -> str:
    """The last part of an ARN of the instance, or an id as it is.

    Raises:
        ServiceError: It is an ARN of another instance.
    """
    if not text.startswith("arn:"):
        return text
    if not text.startswith(f"{instance_arn}/"):
        raise missing(f"{text} is not of the instance {instance_arn}")
    return text.rpartition("/")[2]
