"""Ids of flows and modules as clients send them: an id or ARN, and perhaps which content of it."""

from __future__ import annotations

from dataclasses import dataclass

from flowport.model.digits import whole_number
from flowport.server.protocol.errors import invalid, missing

__all__ = ["BESIDE", "LATEST", "SAVED", "Named", "bare", "named", "part", "written_number"]

#: The largest number that both databases compare with.
_LARGEST = 2**31 - 1

#: What is beside the instances of its account and Region: its ARN may name no instance.
BESIDE = ("phone-number", "traffic-distribution-group")

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


def part(text: str, instance_arn: str, segments: tuple[str, ...]) -> str:
    """The id in an ARN of one of some kinds, or an id as it is.

    Args:
        text: What the client sent.
        instance_arn: The instance that it is read in.
        segments: The parts before the id in ARNs of the kinds.

    Raises:
        ServiceError: It is empty, or an ARN of another instance or of another kind.
    """
    if not text:
        raise invalid(f"The id of a {' or '.join(segments)} is empty.")
    if not text.startswith("arn:"):
        return text
    outside = instance_arn.rpartition(":")[0]
    for segment in segments:
        beside = (f"{outside}:{segment}/",) if segment in BESIDE else ()
        for prefix in (f"{instance_arn}/{segment}/", *beside):
            rest = text.removeprefix(prefix)
            if rest and rest != text and "/" not in rest:
                return rest
    raise missing(f"{text} is not a {' or '.join(segments)} of the instance {instance_arn}")


def written_number(text: str) -> int | None:
    """A number in a request; one that no database holds is the largest, None is something else."""
    return whole_number(text, _LARGEST)
