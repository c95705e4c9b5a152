"""Regions are in the partitions that AWS puts them in, and every ARN is made by one function."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import botocore
import pytest

from flowport.catalogue.partitions import arn_in, partition_of

HOME = Path(__file__).parents[2] / "src" / "flowport"
KNOWN = {
    region: partition["id"]
    for partition in json.loads(
        (Path(botocore.__file__).parent / "data" / "partitions.json").read_text()
    )["partitions"]
    for region in partition["regions"]
    if not region.endswith("-global")
}


@pytest.mark.parametrize(("region", "partition"), KNOWN.items())
def test_a_region_is_in_its_partition(region: str, partition: str) -> None:
    """Every Region that botocore knows is in the partition that it says."""
    assert partition_of(region) == partition


def test_an_arn_begins_with_its_partition() -> None:
    """The Region decides it, also where the ARN names no Region."""
    assert arn_in("cn-north-1", "connect", "1", "instance/i") == (
        "arn:aws-cn:connect:cn-north-1:1:instance/i"
    )
    assert arn_in("us-gov-west-1", "iam", "1", "role/r", of="-") == "arn:aws-us-gov:iam::1:role/r"


def _made(path: Path) -> list[int]:
    """The lines of a file on which an ARN of one partition is put together."""
    found = ast.walk(ast.parse(path.read_text()))
    return [
        node.lineno
        for node in found
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and str(node.values[0].value).startswith("arn:aws:")
    ]


def test_no_arn_is_put_together_elsewhere() -> None:
    """No f-string says a partition; what represents no instance at all is excepted."""
    found = {
        str(path.relative_to(HOME)): lines
        for path in HOME.rglob("*.py")
        if (lines := _made(path)) and path.name != "folder_files.py"
    }

    assert found == {}
