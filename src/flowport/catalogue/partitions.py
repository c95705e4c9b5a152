"""The partition of AWS that a Region is in, as ARNs begin with it.

Source: the partitions of botocore's endpoints (``partitions.json``, botocore 1.44.5), whose Regions
are distinguished by how their names begin. A test compares the two.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["arn_in", "partition_of"]

#: How the names of a partition's Regions begin, where it is not ``aws``.
_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "cn-": "aws-cn",
        "us-gov-": "aws-us-gov",
        "us-iso-": "aws-iso",
        "us-isob-": "aws-iso-b",
        "us-isof-": "aws-iso-f",
        "eu-isoe-": "aws-iso-e",
        "eusc-": "aws-eusc",
    }
)


def partition_of(region: str) -> str:
    """The partition of a Region: ``aws``, ``aws-cn``, ``aws-us-gov`` or another."""
    return next((name for start, name in _PREFIXES.items() if region.startswith(start)), "aws")


def arn_in(region: str, service: str, account: str, rest: str, *, of: str = "") -> str:
    """The ARN of something in a Region.

    Args:
        region: The Region, which decides the partition.
        service: The service part.
        account: The account part.
        rest: What comes after it.
        of: The Region part, where it is another than ``region``: ``-`` for none.
    """
    place = "" if of == "-" else of or region
    return f"arn:{partition_of(region)}:{service}:{place}:{account}:{rest}"
