"""The audit log: written with what it reports, and chained so that no line is changed unseen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, insert, select, update

from flowport.store import Store, access, audit, flows, open_store, people, resources, schema
from flowport.store.seed import new_instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection


@pytest.fixture
def filled(store: Store) -> Store:
    """A database with an instance, some events and the chain of the tests before."""
    with store.writing() as connection:
        made, _ = new_instance(connection, account="1" * 12, region="us-east-1")
        user = people.add(connection, made, "pat", profiles=["Agent"])
        key = people.new_key(connection, made, user)
        access.remove_key(connection, key.id)
        access.grant(connection, made.id, user.id, access.TARGETS)
    return store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Store]:
    """A new SQLite file with an instance and its events, to be damaged."""
    store = open_store(str(tmp_path / "data.db"))
    with store.writing() as connection:
        new_instance(connection, account="1" * 12, region="us-east-1")
        audit.note(connection, "refused", target="a")
    yield store
    store.close()


def events(store: Store) -> list[dict[str, Any]]:
    """The events of the log."""
    with store.reading() as connection:
        return [line.as_json() for line in audit.lines(connection)]


def test_events_are_chained(filled: Store) -> None:
    """Every event of a database verifies."""
    with filled.reading() as connection:
        assert audit.verify(connection) == len(events(filled))


def test_users_keys_and_grants_are_noted(filled: Store) -> None:
    """What is done with users, keys and permissions is in the log, by whom and in which order."""
    last = events(filled)[-5:]

    assert [each["event"] for each in last] == [
        "instance-created",
        "user-created",
        "key-created",
        "key-deleted",
        "permission-granted",
    ]
    assert {each["by"] for each in last} == {"command line"}


def test_what_is_rolled_back_is_not_noted(filled: Store) -> None:
    """An event is in the transaction of what it reports."""
    before = events(filled)
    with filled.writing() as connection:
        access.add_key(connection, "1" * 12)
        connection.rollback()

    assert events(filled) == before


def test_the_actor_is_who_acts(filled: Store) -> None:
    """Events name the person on whose behalf a database is written."""
    with filled.on_behalf_of("user pat").writing() as connection:
        access.add_key(connection, "1" * 12)

    assert events(filled)[-1]["by"] == "user pat"


def test_a_publish_is_noted(filled: Store) -> None:
    """Publishing a flow is an event with the flow's ARN; saving a draft is none."""
    with filled.writing() as connection:
        made, _ = new_instance(connection, account="1" * 12, region="us-east-1")
        new = flows.FlowToMake(name="Main", content="{}", published=False)
        flow = flows.create(connection, made.id, made.arn, new)
        flows.put_content(connection, flow, '{"a":1}', publish=True)
    last = events(filled)[-2:]

    assert [each["event"] for each in last] == ["instance-created", "publish"]
    assert last[1]["target"] == flow.arn


def _change(connection: Connection, number: int) -> None:
    text = connection.execute(select(schema.audit.c.text).filter_by(number=number)).scalar_one()
    text = text.replace("command line", "someone else")
    connection.execute(update(schema.audit).filter_by(number=number).values(text=text))


def _drop(connection: Connection, number: int) -> None:
    connection.execute(delete(schema.audit).filter_by(number=number))


def _drop_all(connection: Connection, _number: int) -> None:
    connection.execute(delete(schema.audit))


def _drop_head(connection: Connection, _number: int) -> None:
    connection.execute(delete(schema.audit_head))


def _add(connection: Connection, number: int) -> None:
    row = {"number": number + 1, "event": "x", "text": '{"number":1}', "hash": "0" * 64}
    connection.execute(insert(schema.audit), row)


def _refile(connection: Connection, number: int) -> None:
    connection.execute(update(schema.audit).filter_by(number=number).values(instance="other"))


def _rename(connection: Connection, number: int) -> None:
    connection.execute(update(schema.audit).filter_by(number=number).values(event="other"))


def _add_before(connection: Connection, _number: int) -> None:
    row = {"number": -3, "event": "x", "text": '{"number":-3}', "hash": "0" * 64}
    connection.execute(insert(schema.audit), row)


def _nest(connection: Connection, number: int) -> None:
    text = "[" * 100_000
    connection.execute(update(schema.audit).filter_by(number=number).values(text=text))


def _spoil_head(connection: Connection, _number: int) -> None:
    connection.exec_driver_sql("UPDATE audit_head SET number = 'abc'")


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (_refile, "event 2 "),
        (_rename, "event 2 "),
        (_nest, "event 2 "),
        (_add_before, "event -3 "),
        (_spoil_head, "head .* 'abc'"),
    ],
    ids=["another instance", "another event", "nested", "before the first", "damaged head"],
)
def test_tampering_is_named(
    database: Store, tamper: Callable[[Connection, int], None], said: str
) -> None:
    """What is wrong is said with its number, also where SQLite takes what no column should hold."""
    with database.writing() as connection:
        tamper(connection, 2)
        with pytest.raises(audit.Broken, match=said):
            audit.verify(connection)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[1]", '{"hash":"x"}'])
def test_what_is_no_line_of_an_export_is_a_sentence(text: str) -> None:
    """However deep it is."""
    with pytest.raises(audit.Broken, match="not a line of an export"):
        audit.parse_line(text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DROP TABLE audit", "table audit is gone"),
        ("DROP TABLE audit_head", "table audit_head is gone"),
        ("ALTER TABLE audit DROP COLUMN event", "event of audit is gone"),
    ],
)
def test_a_log_that_was_taken_out_is_said_to_be(database: Store, change: str, said: str) -> None:
    """Tables and columns that are gone are no fault of the database."""
    with database.writing() as connection:
        connection.exec_driver_sql(change)
        with pytest.raises(audit.Broken, match=said):
            audit.verify(connection)


@pytest.mark.parametrize(
    ("tamper", "which"),
    [
        (_change, 2),
        (_change, -1),
        (_drop, 2),
        (_drop, -1),
        (_drop_all, 0),
        (_drop_head, 0),
        (_add, -1),
    ],
    ids=["changed", "last changed", "dropped", "cut off", "emptied", "no head", "added"],
)
def test_tampering_is_found(
    filled: Store, tamper: Callable[[Connection, int], None], which: int
) -> None:
    """A line that was changed, dropped, cut off or added breaks the chain."""
    number = which if which >= 0 else len(events(filled))
    with filled.writing() as connection:
        tamper(connection, number)
        with pytest.raises(audit.Broken):
            audit.verify(connection)
        connection.rollback()


def test_an_export_shows_a_chain_that_was_written_anew(filled: Store) -> None:
    """Who writes the whole chain again is found by an export from before."""
    with filled.reading() as connection:
        exported = [audit.parse_line(str(line)) for line in audit.lines(connection)]
    with filled.writing() as connection:
        same = audit.compare(connection, exported)
        connection.execute(delete(schema.audit))
        connection.execute(update(schema.audit_head).values(number=0, hash=""))
        for _ in exported:
            audit.note(connection, "nothing-happened")
        whole = audit.verify(connection)
        with pytest.raises(audit.Broken):
            audit.compare(connection, exported)
        connection.rollback()

    assert (same, whole) == (len(exported), len(exported))


def test_a_line_is_json_on_one_line(filled: Store) -> None:
    """Line breaks, control characters and half characters of names stay inside their string."""
    name = "a\nb\u2028c\x1b[31m\ud800"
    with filled.writing() as connection:
        audit.note(connection, "refused", target=name)
    with filled.reading() as connection:
        text = str(list(audit.lines(connection))[-1])

    assert text.isascii()
    assert "\n" not in text
    assert json.loads(text)["target"] == name


def test_profiles_that_change_are_noted(filled: Store) -> None:
    """A user's new profiles are in the event."""
    with filled.writing() as connection:
        made, admin = new_instance(connection, account="1" * 12, region="us-east-1")
        agent = resources.find(connection, made.id, "security-profile", "Agent")
        assert agent is not None
        resources.change(connection, admin, body={**admin.body, "SecurityProfileIds": [agent.id]})

    assert events(filled)[-1]["details"]["profiles"] == [agent.id]
