"""What an exported folder says of the flows in it: which instance they are meant for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flowport.errors import InstanceError
from flowport.folder.file_names import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.folder.record import InstanceRecord

__all__ = ["meant_for"]


def meant_for(path: Path) -> str | None:
    """The ARN of the instance that a flow's file belongs to, by the ``instance.json`` above it.

    None where there is none, where it does not list the file, or where it can't be read.
    """
    whole = path.absolute()
    for folder in whole.parents:
        record = _record(folder)
        if record is not None:
            file = whole.relative_to(folder).as_posix()
            return record.arn if file in record.entries else None
    return None


@cache
def _record(folder: Path) -> InstanceRecord | None:
    file = folder / RECORD
    if not file.is_file():
        return None
    from flowport.folder.record import load  # noqa: PLC0415  only in an exported folder

    try:
        return load(file.read_bytes(), str(file))
    except (OSError, InstanceError):
        return None
