"""The store: the same tests on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select

from flowport.errors import ConflictError, NotFoundError, UsageError
from flowport.store import (
    Store,
    access,
    associations,
    contents,
    flows,
    instances,
    open_store,
    references,
    resources,
    schema,
    tags,
    versions,
)
from flowport.store.associations import Association
from flowport.store.flows import FlowToMake, Stored
from flowport.store.references import StoredReference
from flowport.store.seed import new_instance
from flowport.store.table_upgrade import configuration, known_revisions

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.store.instances import InstanceRow


@pytest.fixture
def home(store: Store) -> InstanceRow:
    """An instance in it."""
    with store.writing() as connection:
        return instances.create(connection, account="1", region="eu-west-1", alias="home")


def make(store: Store, home: InstanceRow, name: str, content: str = "{}", **more: object) -> Stored:
    """A flow of a name."""
    with store.writing() as connection:
        new = FlowToMake(name=name, content=content, type="CONTACT_FLOW", **more)  # type: ignore[arg-type]
        return flows.create(connection, home.id, home.arn, new)


def hashes(store: Store) -> int:
    """How many contents there are."""
    with store.reading() as connection:
        return len(connection.execute(select(schema.contents.c.hash)).all())


def test_tables_are_those_of_the_scripts(store: Store) -> None:
    """The migration scripts make exactly the tables that the code declares, but for trigrams."""
    with store.writing() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, *_: (
                    not (name or "").startswith(("flow_names", "resource_names"))
                )
            },
        )
        assert compare_metadata(context, schema.metadata) == []


def test_flow_comes_back(store: Store, home: InstanceRow) -> None:
    """What was created is what is read, text and all."""
    made = make(store, home, "a", 'ü \U0001f600 "x"', description="d")

    with store.reading() as connection:
        found = flows.get(connection, home.id, "flow", made.id)
        text = flows.text(connection, found, draft=False)

    assert (found, text) == (made, 'ü \U0001f600 "x"')


def test_name_is_taken_once(store: Store, home: InstanceRow) -> None:
    """A second flow of a name is refused, one in other letters is not."""
    make(store, home, "a")
    make(store, home, "A")

    with pytest.raises(ConflictError):
        make(store, home, "a")


def test_module_may_bear_a_flows_name(store: Store, home: InstanceRow) -> None:
    """Names are unique within a kind."""
    make(store, home, "a")

    assert make(store, home, "a", kind="module").kind == "module"


def test_content_is_kept_once(store: Store, home: InstanceRow) -> None:
    """Two flows with one text share it; it goes when the last of them goes."""
    first, second = make(store, home, "a", "{1}"), make(store, home, "b", "{1}")
    both = hashes(store)
    with store.writing() as connection:
        flows.remove(connection, first)
    one = hashes(store)
    with store.writing() as connection:
        flows.remove(connection, second)

    assert (both, one, hashes(store)) == (1, 1, 0)


def test_old_content_goes_when_it_is_replaced(store: Store, home: InstanceRow) -> None:
    """A draft goes when it is replaced; what was published stays in the history."""
    flow = make(store, home, "a", "{1}")
    with store.writing() as connection:
        flow = flows.put_content(connection, flow, "{2}", publish=False)
    with_draft = hashes(store)
    with store.writing() as connection:
        flows.put_content(connection, flow, "{3}", publish=True)

    assert (with_draft, hashes(store)) == (2, 2)


@pytest.mark.parametrize("text", ["{}", "x" * 100_000, "\u00ff\U0001f600" * 500], ids=len)
def test_content_comes_back_however_it_is_stored(
    store: Store, home: InstanceRow, text: str
) -> None:
    """Short and long contents are read as they were written, and long ones take less space."""
    make(store, home, "a", text)

    with store.reading() as connection:
        digest, data = connection.execute(select(schema.contents)).one()
        assert contents.read(connection, digest) == text
    assert len(data) <= min(len(text.encode()), 1000)


def test_content_of_an_older_version_is_read(store: Store, home: InstanceRow) -> None:
    """What was stored as it is, before contents were compressed, is read; and goes back to that."""
    text = '{"Actions": []}' * 100
    flow = make(store, home, "a", text)
    with store.writing() as connection:
        config: Any = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0008")
        stored = connection.execute(select(schema.contents.c.data)).scalar_one()
        read = contents.read(connection, flow.saved)
        command.upgrade(config, "head")

    assert (bytes(stored), read) == (text.encode(), text)


def test_version_keeps_its_content(store: Store, home: InstanceRow) -> None:
    """A version's text stays while the flow goes on."""
    flow = make(store, home, "a", "{1}")
    with store.writing() as connection:
        version = versions.create(connection, flow, "first")
        flow = flows.get(connection, home.id, "flow", flow.id)
        flows.put_content(connection, flow, "{2}", publish=True)

    with store.reading() as connection:
        assert contents.read(connection, version.content) == "{1}"


def test_stale_change_is_refused(store: Store, home: InstanceRow) -> None:
    """A change of a flow that another changed in the meantime is refused."""
    flow = make(store, home, "a")
    with store.writing() as connection:
        flows.change(connection, flow, description="one")

    with pytest.raises(ConflictError), store.writing() as connection:
        flows.change(connection, flow, description="two")


def test_failed_transaction_leaves_nothing(store: Store, home: InstanceRow) -> None:
    """What raises half-way is undone whole."""

    def half() -> None:
        with store.writing() as connection:
            new = FlowToMake(name="a", content="{}", type="CONTACT_FLOW")
            flows.create(connection, home.id, home.arn, new)
            flows.get(connection, home.id, "flow", "none")

    with pytest.raises(NotFoundError):
        half()

    with store.reading() as connection:
        assert flows.page(connection, home.id, "flow") == []
    assert hashes(store) == 0


def test_pages_give_all_in_order(store: Store, home: InstanceRow) -> None:
    """Pages behind the last name and id give every flow once."""
    for index in range(7):
        make(store, home, f"flow {index}")
    found: list[str] = []
    after: tuple[str, str] | None = None
    with store.reading() as connection:
        while rows := flows.briefs(connection, home.id, "flow", after=after, limit=3):
            found += [row.name for row in rows]
            after = (rows[-1].name, rows[-1].id)

    assert found == [f"flow {index}" for index in range(7)]


def test_references_say_who_uses_what(store: Store, home: InstanceRow) -> None:
    """The flows of a queue are found, in draft and published, and forgotten with the flow."""
    use = StoredReference("/Actions/0/Parameters/QueueId", "arn:queue", "queue")
    flow = make(store, home, "a", uses=[use])

    with store.reading() as connection:
        users = references.users_of(connection, home.id, "arn:queue")
    with store.writing() as connection:
        flows.remove(connection, flow)
        left = references.users_of(connection, home.id, "arn:queue")

    assert [(user.name, user.draft, user.place) for user in users] == [
        ("a", False, use.place),
        ("a", True, use.place),
    ]
    assert left == []


def test_resource_comes_back(store: Store, home: InstanceRow) -> None:
    """A resource's body keeps its order, and its ARN holds its id."""
    body = {"z": 1, "a": {"y": [1, None, "x"], "b": True}}
    with store.writing() as connection:
        made = resources.create(connection, home.id, "queue", name="q", arn="arn:x/{id}", body=body)

    with store.reading() as connection:
        found = resources.get(connection, home.id, "queue", made.id)

    assert found == made
    assert list(found.body) == ["z", "a"]
    assert found.arn == f"arn:x/{made.id}"


def test_removed_resource_takes_its_own_along(store: Store, home: InstanceRow) -> None:
    """What belongs to a resource, and its tags, go with it."""
    with store.writing() as connection:
        hours = resources.create(connection, home.id, "hours", name="h", arn="arn:h", body={})
        resources.create(
            connection, home.id, "override", name="o", arn="arn:o", body={}, parent=hours.id
        )
        tags.add(connection, home.id, "arn:h", {"a": "b"})
        resources.remove(connection, hours)

        assert resources.page(connection, home.id, "override", parent=None) == []
        assert tags.of(connection, "arn:h") == {}


def test_instance_takes_all_along(store: Store, home: InstanceRow) -> None:
    """A deleted instance leaves no row and no content behind."""
    make(store, home, "a")
    with store.writing() as connection:
        access.add_key(connection, "1", home.id, "u")
        associations.put(connection, home.id, Association("r", "SMS_PHONE_NUMBER", "f"))
        instances.remove(connection, home)
        left = {
            table.name: connection.execute(select(table)).all()
            for table in schema.metadata.sorted_tables
        }

    assert {name for name, rows in left.items() if rows} <= {
        "audit",
        "audit_head",
        "changes",
        "settings",
    }


def test_alias_is_unique(store: Store, home: InstanceRow) -> None:
    """Two instances can't bear one alias."""
    assert home.alias == "home"

    with pytest.raises(ConflictError), store.writing() as connection:
        instances.create(connection, account="2", region="x", alias="home")


def test_session_is_known_by_its_hash_alone(store: Store, home: InstanceRow) -> None:
    """A token is found while it lives and can be used up; the database does not hold it."""
    with store.writing() as connection:
        token = access.open_session(connection, home.id, "u", "link", 60)
        found = access.session(connection, token, "link")
        held = connection.execute(select(schema.sessions.c.token)).scalar_one()
        gone = access.close_session(connection, token), access.close_session(connection, token)

    assert found is not None
    assert token not in held
    assert gone == (True, False)


def test_expired_session_is_none(store: Store, home: InstanceRow) -> None:
    """A session past its time opens nothing."""
    with store.writing() as connection:
        token = access.open_session(connection, home.id, "u", "page", -1)

        assert access.session(connection, token, "page") is None


def test_writers_take_turns(store: Store, home: InstanceRow) -> None:
    """Eight threads that write at once all succeed."""
    threads = [
        threading.Thread(target=make, args=(store, home, f"flow {index}")) for index in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as connection:
        assert len(flows.page(connection, home.id, "flow")) == 8


@pytest.mark.parametrize(
    "place", ["no-such-engine://x", "postgresql+psycopg://u:word@127.0.0.1:1/x", "/proc/no/where"]
)
def test_bad_place_is_one_sentence(place: str) -> None:
    """A database that can't be opened is refused in a sentence that shows no password."""
    with pytest.raises(UsageError) as caught:
        open_store(place)

    said = str(caught.value)
    assert said.startswith("can't open the database")
    assert "word" not in said
    assert "\n" not in said


def test_file_of_another_kind_is_refused_and_kept(tmp_path: Path) -> None:
    """A file that is no database is said to be none, and stays as it was."""
    place = tmp_path / "picture.png"
    place.write_bytes(bytes(range(256)) * 20)

    with pytest.raises(UsageError, match="file is not a database"):
        open_store(str(place))

    assert place.read_bytes() == bytes(range(256)) * 20


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """A SQLite file with tables of someone else gets none of ours."""
    place = tmp_path / "songs.db"
    with contextlib.closing(sqlite3.connect(place)) as other:
        other.execute("create table songs (name text)")

    with pytest.raises(UsageError, match="of another program"):
        open_store(str(place))


def test_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """A database with changes that this version does not know is left alone."""
    place = tmp_path / "flowport.db"
    open_store(str(place)).close()
    with contextlib.closing(sqlite3.connect(place)) as later:
        later.execute("update alembic_version set version_num = '9999'")
        later.commit()

    with pytest.raises(UsageError, match="of a newer Flowport"):
        open_store(str(place))


def test_other_engines_are_refused() -> None:
    """A database that is neither SQLite nor PostgreSQL is answered with what can be one."""
    with pytest.raises(UsageError, match="only SQLite files and postgresql"):
        open_store("mysql+pymysql://nobody@127.0.0.1/x")


def test_file_is_the_owners_alone(tmp_path: Path) -> None:
    """The file, which holds keys, is readable by its owner alone."""
    place = tmp_path / "flowport.db"
    open_store(str(place)).close()

    assert place.stat().st_mode & 0o777 == 0o600


def test_database_of_the_first_release_is_brought_up_to_date(tmp_path: Path) -> None:
    """Managers get the permissions of test cases, and what was kept as an ARN is an id."""
    place = tmp_path / "flowport.db"
    store = open_store(str(place))
    with store.writing() as connection:
        instance, _admin = new_instance(connection, account="123456789012", region="us-east-1")
        profile = resources.find(connection, instance.id, "security-profile", "CallCenterManager")
        assert profile is not None
        resources.change(connection, profile, body={"Permissions": ["Queues.View"]})
        queue = resources.page(connection, instance.id, "queue")[0]
        arn = f"{instance.arn}/operating-hours/h"
        body = {**queue.body, "HoursOfOperationId": arn, "QuickConnectIds": [arn]}
        resources.change(connection, queue, body=body)
    config = configuration()
    store.close()
    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    engine.dispose()
    store = open_store(str(place))
    with store.reading() as connection:
        profile = resources.find(connection, instance.id, "security-profile", "CallCenterManager")
        queue = resources.page(connection, instance.id, "queue")[0]
    store.close()

    assert profile is not None
    assert {"Queues.View", "TestCases.View", "TestCases.Edit"} <= set(profile.body["Permissions"])
    assert (queue.body["HoursOfOperationId"], queue.body["QuickConnectIds"]) == ("h", ["h"])


def test_every_thread_reads(store: Store) -> None:
    """Twenty threads that hold a reader each, as a busy server's do, all get one."""
    everybody = threading.Barrier(20, timeout=20)
    found: list[int] = []

    def read() -> None:
        with store.reading() as connection:
            everybody.wait()
            found.append(len(instances.every(connection)))

    threads = [threading.Thread(target=read) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [0] * 20


def _kept_by(store: Store) -> sqlite3.Connection:
    with store.reading() as connection:
        kept = connection.connection.dbapi_connection
        assert isinstance(kept, sqlite3.Connection)
        return kept


def test_a_store_that_nobody_has_is_closed(tmp_path: Path) -> None:
    """Who opens an instance in Python and drops it leaves no open database behind."""
    kept = _kept_by(open_store(str(tmp_path / "flowport.db")))
    gc.collect()

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        kept.execute("SELECT 1")


def test_a_store_on_behalf_of_a_person_stays_open(tmp_path: Path) -> None:
    """It shares the connections of the store that it was made from, and so keeps that one."""
    person = open_store(str(tmp_path / "flowport.db")).on_behalf_of("ada")
    gc.collect()

    assert _kept_by(person).execute("SELECT 1").fetchone() == (1,)


def test_revisions_are_those_of_the_scripts() -> None:
    """The revisions in the names of the scripts are those that Alembic reads in them."""
    script = ScriptDirectory.from_config(configuration())
    assert known_revisions() == sorted(each.revision for each in script.walk_revisions())
    assert known_revisions()[-1] == script.get_current_head()
