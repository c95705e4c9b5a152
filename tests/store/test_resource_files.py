"""The audio of prompts on both engines: kept, replaced, and gone with its prompt or instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, event, func, select

from flowport.store import instances, resource_files, resources, schema

if TYPE_CHECKING:
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource


@pytest.fixture
def prompt(connection: Connection, instance: InstanceRow) -> StoredResource:
    """A prompt of a new instance."""
    return resources.page(connection, instance.id, "prompt", limit=1)[0]


def _kept(connection: Connection) -> int:
    return int(
        connection.execute(select(func.count()).select_from(schema.prompt_audio)).scalar_one()
    )


def test_audio_is_replaced(connection: Connection, prompt: StoredResource) -> None:
    """A prompt has the audio that it was given last, and none once that is taken away."""
    found = []
    for data in (b"first", b"second\x00\xff", None):
        resource_files.keep(connection, prompt, data)
        found.append(resource_files.read(connection, prompt.instance, prompt.kind, prompt.id))

    assert found == [b"first", b"second\x00\xff", None]


def test_audio_goes_with_its_prompt(connection: Connection, prompt: StoredResource) -> None:
    """Nothing of a deleted prompt stays in the table."""
    resource_files.keep(connection, prompt, b"x")
    resources.remove(connection, prompt)

    assert _kept(connection) == 0
    assert not resource_files.exists(connection, prompt.instance, prompt.kind, prompt.id)


def test_bytes_are_not_read_to_know_of_them(connection: Connection, prompt: StoredResource) -> None:
    """Whether a resource has bytes is asked of the key alone."""
    ran: list[str] = []
    key, listener = (prompt.instance, prompt.kind, prompt.id), lambda *it: ran.append(it[2])
    event.listen(connection.engine, "before_cursor_execute", listener)
    before = resource_files.exists(connection, *key)
    resource_files.keep(connection, prompt, b"x")
    after = resource_files.exists(connection, *key)
    event.remove(connection.engine, "before_cursor_execute", listener)

    assert (before, after) == (False, True)
    assert not [each for each in ran if each.startswith("SELECT") and "data" in each]


def test_audio_goes_with_its_instance(connection: Connection, prompt: StoredResource) -> None:
    """Nothing of a deleted instance stays in the table."""
    resource_files.keep(connection, prompt, b"x")
    instances.remove(connection, instances.get(connection, prompt.instance))

    assert _kept(connection) == 0
