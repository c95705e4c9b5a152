"""The history of what was published."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from flowport.store import (
    Store,
    audit,
    contents,
    flows,
    instances,
    open_store,
    publications,
    schema,
)
from flowport.store.flows import FlowToMake, Stored

if TYPE_CHECKING:
    from flowport.store.instances import InstanceRow

SAMPLE = Path(__file__).parents[1] / "data" / "release_0_1" / "flowport.db.gz"


@pytest.fixture
def home(store: Store) -> InstanceRow:
    """An instance in it."""
    with store.writing() as connection:
        return instances.create(connection, account="1", region="eu-west-1", alias="home")


def make(store: Store, home: InstanceRow, content: str, **more: object) -> Stored:
    """A published flow."""
    new = FlowToMake(name="Main", content=content, type="CONTACT_FLOW", **more)  # type: ignore[arg-type]
    with store.writing() as connection:
        return flows.create(connection, home.id, home.arn, new)


def publish(store: Store, flow: Stored, *texts: str, note: str = "") -> Stored:
    """Publish one content after the other."""
    for text in texts:
        with store.writing() as connection:
            flow = flows.put_content(connection, flow, text, publish=True, note=note)
    return flow


def kept(store: Store, flow: Stored) -> list[str]:
    """The contents in the history, the newest first."""
    with store.reading() as connection:
        found = publications.newest_first(connection, flow)
        return [contents.read(connection, each.content) for each in found]


def test_each_publish_is_kept_with_who_when_and_why(store: Store, home: InstanceRow) -> None:
    """The history has each content, its note, and the name of who published it."""
    flow = make(store, home, "{1}")
    with audit.acting("Ana"):
        flow = publish(store, flow, "{2}", note="opening hours")
    with store.reading() as connection:
        newest, first = publications.newest_first(connection, flow)

    assert (newest.by, newest.note, newest.number) == ("Ana", "opening hours", 2)
    assert (first.by, first.note, first.number) == ("command line", "", 1)
    assert first.created <= newest.created
    assert kept(store, flow) == ["{2}", "{1}"]


def test_a_draft_is_not_in_the_history(store: Store, home: InstanceRow) -> None:
    """Only what was published is."""
    flow = make(store, home, "{1}", published=False)
    with store.writing() as connection:
        flow = flows.put_content(connection, flow, "{2}", publish=False)

    assert kept(store, flow) == []


def test_equal_content_is_kept_once(store: Store, home: InstanceRow) -> None:
    """Publishing what is published adds nothing; going back adds an entry and no content."""
    flow = publish(store, make(store, home, "{1}"), "{1}", "{2}", "{1}")
    with store.reading() as connection:
        stored = len(connection.execute(select(schema.contents.c.hash)).all())

    assert (kept(store, flow), stored) == (["{1}", "{2}", "{1}"], 2)


def test_the_last_hundred_are_kept(
    store: Store, home: InstanceRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Older ones are shown no more, and go with their contents some publishes later."""
    monkeypatch.setattr(publications, "KEPT", 3)
    monkeypatch.setattr(publications, "_AT_ONCE", 2)
    flow, found = make(store, home, "{0}"), []
    for number in range(1, 6):
        flow = publish(store, flow, f"{{{number}}}")
        with store.reading() as connection:
            stored = len(connection.execute(select(schema.contents.c.hash)).all())
        found.append((kept(store, flow), stored))

    assert found[-2:] == [(["{4}", "{3}", "{2}"], 4), (["{5}", "{4}", "{3}"], 3)]


def test_a_deleted_flow_leaves_no_content(store: Store, home: InstanceRow) -> None:
    """Its history goes with it."""
    flow = publish(store, make(store, home, "{1}"), "{2}")
    with store.writing() as connection:
        flows.remove(connection, flow)
    with store.reading() as connection:
        assert connection.execute(select(schema.contents.c.hash)).all() == []


def test_a_database_of_0_1_begins_with_what_is_published(tmp_path: Path) -> None:
    """Each published flow of an older database has its content in the history."""
    database = tmp_path / "flowport.db"
    database.write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    opened = open_store(str(database))
    with opened.reading() as connection:
        published = connection.execute(
            select(schema.flows.c.id, schema.flows.c.published).where(
                schema.flows.c.published.is_not(None)
            )
        ).all()
        found = connection.execute(
            select(schema.publications.c.flow, schema.publications.c.content)
        ).all()
    opened.close()

    assert published
    assert sorted(map(tuple, found)) == sorted(map(tuple, published))


def test_history_outlives_another_instance(store: Store, home: InstanceRow) -> None:
    """Deleting an instance leaves the texts that only the history of another one has."""
    flow = publish(store, make(store, home, "first"), "second")
    with store.writing() as connection:
        other = instances.create(connection, account="1", region="eu-west-1", alias="other")
        instances.remove(connection, other)

    assert kept(store, flow) == ["second", "first"]
