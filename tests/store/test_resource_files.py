"""The audio of prompts on both engines: kept, replaced, and gone with its prompt or instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, func, select

from flowport.store import instances, resource_files, resources, schema
from flowport.store.seed import new_instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.store import Store
    from flowport.store.resources import StoredResource


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """A connection that writes."""
    with store.writing() as opened:
        yield opened


@pytest.fixture
def prompt(connection: Connection) -> StoredResource:
    """A prompt of a new instance."""
    made, _admin = new_instance(connection, account="123456789012", region="eu-central-1")
    return resources.page(connection, made.id, "prompt", limit=1)[0]


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


def test_audio_goes_with_its_instance(connection: Connection, prompt: StoredResource) -> None:
    """Nothing of a deleted instance stays in the table."""
    resource_files.keep(connection, prompt, b"x")
    instances.remove(connection, instances.get(connection, prompt.instance))

    assert _kept(connection) == 0
