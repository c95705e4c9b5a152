"""From what a person writes for an instance to the instance itself.

A name in ``flowport.toml``, ``local:NAME`` (or ``local:`` for the only one), an ARN, or the path
of a folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flowport.config import InstanceSettings, find, read_instances
from flowport.errors import UsageError
from flowport.server.reaching import configured, folder, live, local

if TYPE_CHECKING:
    from flowport.ports import Instance

__all__ = ["instance_at", "looks_like_instance"]

_LOCAL = "local:"


def instance_at(address: str, *, new_folder: bool = False, attempts: int | None = None) -> Instance:
    """The instance of an address.

    Args:
        address: What a person wrote.
        new_folder: Whether a folder that is not there yet will do.
        attempts: How often the SDK tries a call to a live one; None for its usual number.

    Raises:
        UsageError: It means nothing.
        InstanceError: It is not there, or can't be reached.
    """
    known = read_instances(find(Path.cwd()))
    if address in known:
        if not new_folder:
            _want_folder(address, known[address])
        return configured(address, known[address], attempts)
    if address.startswith(_LOCAL):
        return local(address.removeprefix(_LOCAL), None)
    if address.startswith("arn:"):
        return live(InstanceSettings(arn=address), address, attempts)
    path = Path(address)
    if path.is_dir() or (new_folder and not path.exists()):
        return folder(path)
    names = ", ".join(sorted(known)) or "none yet"
    raise UsageError(
        f"{address!r} is no instance: write a name from flowport.toml (it has {names}), "
        "local:NAME, the ARN of an instance, or the path of a folder"
    )


def _want_folder(address: str, settings: InstanceSettings) -> None:
    place = settings.root / settings.folder if settings.folder is not None else None
    if place and not place.is_dir():
        raise UsageError(f"{address}: there is no folder {place}; export or import into it first")


def looks_like_instance(address: str) -> bool:
    """Whether a word means an instance that is no mere path of files."""
    if address.startswith((_LOCAL, "arn:")):
        return True
    path = Path(address)
    return address in read_instances(find(Path.cwd())) or (path / "instance.json").is_file()
