"""Which instance an address means.

An address is a name in ``flowport.toml``, ``local:NAME`` (or ``local:`` for the only one), an ARN,
or the path of a folder. The command line, the server and every other program that opens an
instance resolve addresses here, so that one address means the same everywhere.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.config import InstanceSettings, find, read_instances
from flowport.errors import FlowportError, NotFoundError, UsageError
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.ports import Instance

__all__ = [
    "access_by",
    "configured",
    "database_of",
    "default_database",
    "describe",
    "did_you_mean",
    "instance_at",
    "is_new_database",
    "known_addresses",
    "looks_like_instance",
    "present_database",
    "protected_in",
    "protected_name",
]

_LOCAL = "local:"

#: How live instances are reached, where a call says otherwise than the configuration.
_ACCESS: ContextVar[Mapping[str, str]] = ContextVar("_ACCESS", default=MappingProxyType({}))


@contextmanager
def access_by(**how: str) -> Iterator[None]:
    """Reach live instances by this profile, Region or address, as long as the context lasts.

    Args:
        how: ``profile``, ``region`` and ``endpoint_url``; they come before the configuration.
    """
    token = _ACCESS.set({**_ACCESS.get(), **how})
    try:
        yield
    finally:
        _ACCESS.reset(token)


def instance_at(
    address: str,
    *,
    new_folder: bool = False,
    create_folder: bool = False,
    attempts: int | None = None,
) -> Instance:
    """The instance of an address.

    Args:
        address: What a person wrote.
        new_folder: Whether the path of a folder that does not exist yet is accepted; it must be
            written as a path (``./new`` or ``new/``), so that a misspelled name is not one.
        create_folder: Whether any name of a folder that does not exist yet is accepted.
        attempts: How often the SDK tries a call to a live one; None for its usual number.

    Raises:
        UsageError: It means nothing; the message suggests what is like it.
        InstanceError: It is not there, or can't be reached.
    """
    known = read_instances(find(Path.cwd()))
    if address in known:
        if not (new_folder or create_folder):
            _require_folder(address, known[address])
        return configured(address, known[address], attempts)
    if address.startswith(_LOCAL):
        return _suggesting(address)
    if address.startswith("arn:"):
        return _live(InstanceSettings(arn=address), address, attempts)
    path = Path(address)
    if address and (path.is_dir() or _may_create(address, new_folder, create_folder)):
        return _folder(path)
    raise UsageError(_unknown(address, known, new_folder=new_folder))


def _may_create(address: str, new_folder: bool, create_folder: bool) -> bool:
    if Path(address).exists():
        return False
    return create_folder or (new_folder and _is_path(address))


def _is_path(address: str) -> bool:
    """Whether a word is written as a path, so that it can't be a misspelled name."""
    return any(mark and mark in address for mark in ("/", os.sep, os.altsep))


def _unknown(address: str, known: Mapping[str, InstanceSettings], *, new_folder: bool) -> str:
    """The sentence for an address that means nothing."""
    if Path(address).is_file():
        return f"{address!r} is a file; give an instance or a folder"
    sentence = f"no instance or folder named {address!r}"
    meant = did_you_mean(address)
    if meant:
        sentence += meant
    else:
        names = ", ".join(sorted(known)) or "none yet"
        sentence += (
            f": write a name from flowport.toml (it has {names}), local:NAME, "
            "the ARN of an instance, or the path of a folder."
        )
    if new_folder and address:
        sentence += f" To create a folder, write {Path()}/{address} or {Remedy.CREATE_FOLDER}."
    return sentence


def did_you_mean(address: str, *, files: bool = False) -> str:
    """What to add to a message about an unknown address: ``; did you mean 'prod'?``, or nothing.

    Args:
        address: What a person wrote.
        files: Whether a file could have been meant as well.
    """
    every = (*_beside(files=files), *known_addresses())
    names = {name.casefold(): name for name in every}
    wanted = address.removeprefix("./").rstrip("/").casefold()
    spelled = {name.removeprefix(_LOCAL): name for name in reversed(names)}
    from difflib import get_close_matches  # noqa: PLC0415  only for errors

    near = get_close_matches(wanted, [*names, *spelled], n=1, cutoff=0.6)
    if not near:
        return ""
    meant = names[near[0] if near[0] in names else spelled[near[0]]]
    if meant == address:
        return "; an instance is named there, and belongs where the help says so (--help)"
    return f"; did you mean {meant!r}?"


def known_addresses() -> list[str]:
    """The instances that can be named: those of the usual database and of ``flowport.toml``."""
    return [*_aliases(), *_named()]


def _named() -> Iterator[str]:
    """The names in ``flowport.toml``."""
    yield from read_instances(find(Path.cwd()))


def _aliases() -> Iterator[str]:
    """The instances of the usual database, as addresses; none where it can't be read."""
    from flowport.store import instances, open_store  # noqa: PLC0415  only for a suggestion

    try:
        store = open_store(present_database(default_database()))
    except FlowportError:
        return
    try:
        with store.reading() as connection:
            every = instances.every(connection)
    finally:
        store.close()
    yield from (f"{_LOCAL}{each.alias or each.id}" for each in every)


def _beside(*, files: bool) -> Iterator[str]:
    """The folders here, and the files if they are asked for; hidden ones left out."""
    for path in Path().iterdir():
        if path.name[0] != "." and (files or path.is_dir()):
            yield path.name


def _suggesting(address: str) -> Instance:
    try:
        return _local(address.removeprefix(_LOCAL), None)
    except NotFoundError as error:
        absent = str(error).partition("; did you mean")[0]
        raise NotFoundError(f"{absent}{did_you_mean(address)}") from None


def _require_folder(address: str, settings: InstanceSettings) -> None:
    place = settings.root / settings.folder if settings.folder is not None else None
    if place and not place.is_dir():
        raise UsageError(f"{address}: there is no folder {place}; export or import into it first")


def looks_like_instance(address: str) -> bool:
    """Whether a word means an instance that is not just a path of files."""
    if address.startswith((_LOCAL, "arn:")):
        return True
    path = Path(address)
    return address in read_instances(find(Path.cwd())) or (path / "instance.json").is_file()


def describe(address: str, instance: Instance) -> str:
    """An instance for a question: as it was written, then its account and Region, or its folder."""
    if instance.root is not None:
        return f"{address} (folder {instance.root.resolve()})"
    about = instance.about
    return f"{address} (account {about.account}, Region {about.region})"


def protected_name(address: str, instance: Instance) -> str | None:
    """The name in ``flowport.toml`` under which an instance is protected, or None.

    An instance is protected however it is written: by its name, its ARN, its alias or its path.

    Args:
        address: What a person wrote for it.
        instance: The instance itself.
    """
    known = read_instances(find(Path.cwd()))
    for name, settings in known.items():
        if settings.protected and (name == address or _is_same(settings, instance)):
            return name
    return None


def protected_in(database: str) -> str | None:
    """The name in ``flowport.toml`` of a protected instance of a database, or None."""
    place = Path(database).absolute()
    for name, settings in read_instances(find(Path.cwd())).items():
        held = database_of(settings) or default_database()
        if settings.protected and settings.local is not None and Path(held).absolute() == place:
            return name
    return None


def _is_same(settings: InstanceSettings, instance: Instance) -> bool:
    if settings.folder is not None:
        root = instance.root
        return root is not None and (settings.root / settings.folder).resolve() == root.resolve()
    if settings.local is not None:
        return _is_local(settings, instance)
    about = instance.about
    return about.arn == settings.arn or about.id in {settings.id, settings.arn}


def _is_local(settings: InstanceSettings, instance: Instance) -> bool:
    """Whether a local instance is the one that a table names, without opening a database twice."""
    try:
        return _local(settings.local or "", database_of(settings)).about.arn == instance.about.arn
    except FlowportError:
        return False


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
        return _folder(settings.root / settings.folder)
    if settings.local is not None:
        return _local(settings.local, database_of(settings))
    return _live(settings, name, attempts)


def database_of(settings: InstanceSettings) -> str | None:
    """The database that a table names; None for the usual one."""
    place = settings.database
    return str(settings.root / place) if place and "://" not in place else place


def default_database() -> str:
    """The SQLite file in the user's data folder, or what FLOWPORT_DATABASE says."""
    named = os.environ.get("FLOWPORT_DATABASE")
    if named:
        return named
    from platformdirs import user_data_path  # noqa: PLC0415  slow to import

    return str(user_data_path("flowport") / "flowport.db")


def present_database(place: str) -> str:
    """A database's place, if there is one: reading never creates a file.

    Raises:
        UsageError: There is none, or the file is empty.
    """
    if is_new_database(place):
        raise UsageError(f"there is no database {place}; {Remedy.CREATE_DATABASE}")
    if "://" not in place and Path(place).is_file() and not Path(place).stat().st_size:
        raise UsageError(
            f"the database {place} is an empty file; {Remedy.RESTORE}, or delete the file"
        )
    return place


def is_new_database(place: str) -> bool:
    """Whether opening a place would create a SQLite file."""
    return "://" not in place and not Path(place).exists()


def _folder(path: Path) -> Instance:
    from flowport.folder import FolderInstance  # noqa: PLC0415  only the kind that is asked for

    return FolderInstance(path)


def _local(name: str, database: str | None) -> Instance:
    """An instance of a database, the usual one for None; without a name the only one it has."""
    from flowport.store import open_store  # noqa: PLC0415  only the kind that is asked for
    from flowport.store.instance import stored  # noqa: PLC0415  only the kind that is asked for

    place = present_database(database or default_database())
    return stored(open_store(place), name or None)


def _live(settings: InstanceSettings, name: str, attempts: int | None) -> Instance:
    """An instance behind the Connect API."""
    from flowport.remote import Access, connect  # noqa: PLC0415  only the kind that is asked for

    access = Access(
        instance=settings.arn or settings.id or "",
        profile=settings.profile,
        region=settings.region,
        role=settings.role,
        endpoint_url=settings.endpoint_url,
        label=name,
    )
    access = replace(access, **_ACCESS.get())
    return connect(access, attempts=attempts) if attempts else connect(access)
