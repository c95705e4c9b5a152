"""A folder in place of S3: each folder in it is a bucket, and each file in that an object."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from flowport.server.protocol.errors import invalid
from flowport.server.wav import LARGEST

__all__ = ["object_of", "read_object"]

_URI = re.compile(r"s3://(?P<bucket>[^\s/]+)/(?P<key>.+)")
_URL = re.compile(r"https://(?P<bucket>\S+?)\.s3\.\S+\.amazonaws\.com/(?P<key>[^\s?#]+)\S*")


def object_of(uri: str) -> tuple[str, str] | None:
    """The bucket and key of an S3 URI or of an object's URL; None if it is neither."""
    if found := _URI.fullmatch(uri):
        return found["bucket"], found["key"]
    if found := _URL.fullmatch(uri):
        return found["bucket"], unquote(found["key"])
    return None


def read_object(folder: str, bucket: str, key: str) -> bytes:
    """The bytes of an object.

    Raises:
        ServiceError: There is none, or it is outside of its bucket.
    """
    root = Path(folder).resolve()
    inside = root / bucket
    try:
        path = (inside / key).resolve(strict=True)
        outside = inside.parent != root or not path.is_relative_to(inside)
        if outside or bucket in {".", ".."} or not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            return file.read(LARGEST)
    except (OSError, ValueError) as error:
        raise invalid(f"S3Uri: there is no object {key!r} in the bucket {bucket!r}.") from error
