"""From what a person configured to the instance itself: a folder, a local one, a live one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.config import InstanceSettings
    from flowport.ports import Instance

__all__ = ["configured", "database_of", "folder", "live", "local"]


def configured(name: str, settings: InstanceSettings, attempts: int | None = None) -> Instance:
    """The instance of a table in ``flowport.toml``.

    Args:
        name: The table's name.
        settings: What it says.
        attempts: How often the SDK tries a call to a live one; None for its usual number.

    Raises:
        FlowportError: It is not there, or can't be reached.
    """
    if settings.folder is not None:
        return folder(settings.root / settings.folder)
    if settings.local is not None:
        return local(settings.local, database_of(settings))
    return live(settings, name, attempts)


def database_of(settings: InstanceSettings) -> str | None:
    """The database that a table names; None for the usual one."""
    place = settings.database
    return str(settings.root / place) if place and "://" not in place else place


def folder(path: Path) -> Instance:
    """A folder of files."""
    from flowport.folder import FolderInstance  # noqa: PLC0415  only the kind that is asked for

    return FolderInstance(path)


def local(name: str, database: str | None) -> Instance:
    """An instance of a database, the usual one for None; without a name the only one it has."""
    from flowport.server.opening import default_database, present_database  # noqa: PLC0415  as above
    from flowport.store import open_store  # noqa: PLC0415  as above
    from flowport.store.instance import stored  # noqa: PLC0415  as above

    place = present_database(database or default_database())
    return stored(open_store(place), name or None)


def live(settings: InstanceSettings, name: str, attempts: int | None) -> Instance:
    """An instance behind the Connect API."""
    from flowport.remote import Access, connect  # noqa: PLC0415  as above

    access = Access(
        instance=settings.arn or settings.id or "",
        profile=settings.profile,
        region=settings.region,
        role=settings.role,
        endpoint_url=settings.endpoint_url,
        label=name,
    )
    return connect(access, attempts=attempts) if attempts else connect(access)
