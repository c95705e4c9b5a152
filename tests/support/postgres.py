"""A PostgreSQL server of the tests' own: started when first wanted, in a folder that goes away."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["REASON", "new_database", "postgres"]

_FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
_BIN = _FOUND[-1].parent if _FOUND else None


def _account() -> str | None:
    """The account that the server runs under: it refuses to run as root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return None


#: Why there is no PostgreSQL here; empty where there is one.
REASON = (
    "no PostgreSQL server is installed"
    if _BIN is None
    else ("" if _account() else "PostgreSQL can't run as root, and there is no user postgres")
)
if REASON and os.environ.get("FLOWPORT_REQUIRE") == "all":
    raise RuntimeError(f"FLOWPORT_REQUIRE=all, but {REASON}")


def _run(*command: str) -> None:
    account = _account()
    user = None if os.geteuid() != 0 else account
    subprocess.run(command, check=True, user=user, cwd="/", capture_output=True)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a new server, to which a database's name may be added.

    Raises:
        pytest.skip.Exception: There is none to start here.
    """
    if REASON or _BIN is None:
        pytest.skip(REASON)
    folder = Path(tempfile.mkdtemp(prefix="flowport-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _account() or "postgres")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    data = str(folder / "data")
    quick = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    try:
        _run(str(_BIN / "initdb"), "-D", data, "-U", "flowport", "-A", "trust", "-E", "UTF8")
        log = str(folder / "log")
        _run(str(_BIN / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", quick, "start")
        yield f"postgresql+psycopg://flowport@127.0.0.1:{port}"
        _run(str(_BIN / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(address: str) -> str:
    """Make a database on the server; gives its address."""
    import psycopg  # noqa: PLC0415  where PostgreSQL is absent so may be its driver

    name = f"d{uuid.uuid4().hex}"
    plain = address.replace("+psycopg", "")
    with psycopg.connect(f"{plain}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{address}/{name}"
