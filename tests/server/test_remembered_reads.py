"""Remembered answers are those of today, whatever was changed and by whom."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, select

from flowport.server import database_snapshots
from flowport.server.app import App, ServerOptions
from flowport.server.auth.principals import ANYBODY
from flowport.server.database_snapshots import DatabaseSnapshots
from flowport.server.remembered_reads import AnswerCache, question
from flowport.store import open_store, schema
from flowport.store.changes import CHANGED, EVERYTHING, OTHERS, of_row, reads_noted
from flowport.store.seed import new_instance
from postgres import new_database, postgres
from serving import ACCOUNT, REGION, ask, content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.store import Store

_SCOPES = ["flows", "flows a", "tags", "instances", OTHERS]
_step = st.one_of(
    st.tuples(st.just("commit"), st.sets(st.sampled_from(_SCOPES[:-1]))),
    st.tuples(st.just("commit"), st.just({EVERYTHING})),
    st.tuples(st.just("lost"), st.sets(st.sampled_from(_SCOPES[:-1]))),
    st.tuples(st.just("begin"), st.sets(st.sampled_from(_SCOPES))),
    st.tuples(st.just("finish"), st.just(frozenset[str]())),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_step, max_size=25))
def test_no_remembered_answer_is_older_than_its_scopes(steps: list[tuple[str, set[str]]]) -> None:
    """Reads that begin and end between commits leave no answer that a commit made untrue."""
    cache, version = AnswerCache(), 0
    changed_at = dict.fromkeys([*_SCOPES, EVERYTHING], 0)
    begun: list[tuple[int, frozenset[str]]] = []
    cache.see(version)
    for what, scopes in steps:
        if what in {"commit", "lost"}:
            version += 1
            changed_at |= dict.fromkeys([*scopes, OTHERS], version)
            if what == "commit":
                cache.announce(version, frozenset(scopes))
            else:
                cache.see(version)
        elif what == "begin":
            begun.append((version, frozenset(scopes)))
        elif begun:
            at, read = begun.pop(0)
            cache.put(question(ANYBODY, "Describe", {"of": sorted(read)}), b"%d" % at, at, read)
        for mask in range(2 ** len(_SCOPES)):
            read = frozenset(s for bit, s in enumerate(_SCOPES) if mask >> bit & 1)
            found = cache.get(question(ANYBODY, "Describe", {"of": sorted(read)}))
            last = max(changed_at[each] for each in {*read, "instances", EVERYTHING})
            assert found is None or int(found) >= last, (read, found, last)


def test_dropped_answers_give_their_room_back() -> None:
    """Answers that were dropped take no room of those that come after them."""
    cache = AnswerCache(room=100)
    cache.see(0)
    for number in range(1, 50):
        cache.put(question(ANYBODY, "Describe", {}), b"x" * 30, number - 1, {"flows a"})
        cache.announce(number, frozenset({"flows a"}))
    asked = [question(ANYBODY, name, {}) for name in ("one", "two")]
    for each in asked:
        cache.put(each, b"x" * 30, 49, {"flows a"})

    assert [cache.get(each) for each in asked] == [b"x" * 30] * 2


@pytest.fixture(scope="module")
def stores() -> Iterator[list[Store]]:
    """Three openings of one database."""
    with postgres() as address:
        place = new_database(address)
        opened = [open_store(place) for _ in range(3)]
        yield opened
        for store in opened:
            store.close()


class _Crowd:
    """Two servers that remember, and one that forgets before every question."""

    def __init__(self, stores: list[Store]) -> None:
        with stores[0].writing() as connection:
            self.row, _admin = new_instance(connection, account=ACCOUNT, region=REGION)
        self.apps = [App(store, ServerOptions(signed=False)) for store in stores]
        self.id = self.row.id
        self.flows = [self._made(f"flow {number}") for number in range(2)]
        found = self.said(self.apps[2], "GET", f"/queues-summary/{self.id}")
        self.queue = found["QueueSummaryList"][0]["Id"]

    def _made(self, name: str) -> str:
        body = {"Name": name, "Type": "CONTACT_FLOW", "Content": content()}
        found: str = self.said(self.apps[0], "PUT", f"/contact-flows/{self.id}", body)[
            "ContactFlowId"
        ]
        return found

    def said(self, app: App, method: str, path: str, body: Any = None) -> Any:
        """What a server answers."""
        sent = b"" if body is None else json.dumps(body).encode()
        return json.loads(ask(app, method, path, sent)[2] or b"{}")

    def arn(self, flow: str) -> str:
        """The ARN of a flow."""
        return f"{self.row.arn}/contact-flow/{flow}"

    def reads(self) -> list[tuple[str, str, Any]]:
        """Questions whose answers depend on much or on little."""
        search = {"InstanceId": self.id, "SearchCriteria": {}}
        summaries = (
            "contact-flows",
            "contact-flow-modules",
            "queues",
            "prompts",
            "hours-of-operations",
        )
        return [
            ("GET", f"/instance/{self.id}", None),
            *(("GET", f"/contact-flows/{self.id}/{flow}", None) for flow in self.flows),
            *(("GET", f"/contact-flows/{self.id}/{flow}:1", None) for flow in self.flows),
            *(("GET", f"/contact-flows/{self.id}/{flow}/versions", None) for flow in self.flows),
            *(("GET", f"/tags/{self.arn(flow)}", None) for flow in self.flows),
            *(("GET", f"/{name}-summary/{self.id}", None) for name in summaries),
            ("GET", f"/queues/{self.id}/{self.queue}", None),
            ("POST", "/search-contact-flows", search),
            ("POST", "/search-queues", search),
        ]

    def write(self, app: App, what: str, which: int, value: str) -> None:
        """Change something on a server; that it may be refused does not matter."""
        flow = self.flows[which]
        path = f"/contact-flows/{self.id}/{flow}"
        sent = {
            "content": ("POST", f"{path}/content", {"Content": content({"Text": value})}),
            "name": ("POST", f"{path}/name", {"Name": value}),
            "description": ("POST", f"{path}/metadata", {"Description": value}),
            "tag": ("POST", f"/tags/{self.arn(flow)}", {"tags": {"key": value}}),
            "untag": ("DELETE", f"/tags/{self.arn(flow)}?tagKeys=key", None),
            "version": ("PUT", f"{path}/version", {"Description": value}),
            "queue": ("POST", f"/queues/{self.id}/{self.queue}/name", {"Name": value}),
            "create": (
                "PUT",
                f"/contact-flows/{self.id}",
                {"Name": value, "Type": "CONTACT_FLOW", "Content": content()},
            ),
            "attribute": ("POST", f"/instance/{self.id}/attribute/CONTACT_LENS", {"Value": "true"}),
        }
        if what == "replace":
            self.said(app, "DELETE", path)
            self.flows[which] = self._made(f"anew {value}")
        else:
            self.said(app, *sent[what])


_WRITES = [
    "attribute",
    "content",
    "create",
    "description",
    "name",
    "queue",
    "replace",
    "tag",
    "untag",
    "version",
]


@pytest.fixture(scope="module")
def crowd(stores: list[Store]) -> _Crowd:
    """The servers of one instance."""
    return _Crowd(stores)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(_WRITES),
            st.integers(0, 2),
            st.integers(0, 1),
            st.text("abc", min_size=1, max_size=3),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_two_servers_answer_as_one_that_forgets(
    crowd: _Crowd, steps: list[tuple[str, int, int, str, bool]]
) -> None:
    """After each write on any server, every server answers every read from what is committed.

    So they do where what was noted of the write was dropped since.
    """
    for what, server, which, value, dropped in steps:
        crowd.write(crowd.apps[server], what, which, value)
        if dropped:
            crowd.apps[server].store.drop_old_changes(0)
        for read in crowd.reads():
            crowd.apps[2].answers.see(object())
            now = crowd.said(crowd.apps[2], *read)
            assert [crowd.said(app, *read) for app in crowd.apps[:2]] == [now, now], (what, read)


def test_other_flows_answers_stay(crowd: _Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of one flow on another server leaves the remembered answer of the next flow."""
    here, there = crowd.apps[:2]
    one, other = (f"/contact-flows/{crowd.id}/{flow}" for flow in crowd.flows)
    first = crowd.said(here, "GET", one)
    crowd.said(there, "POST", f"{other}/metadata", {"Description": "changed"})
    monkeypatch.setattr(here, "_read", lambda *_given: (b"{}", set()))

    assert crowd.said(here, "GET", one) == first
    assert crowd.said(here, "GET", other) == {}


def test_restored_tables_are_read_again(crowd: _Crowd, stores: list[Store]) -> None:
    """Rows that were loaded before their table had triggers are answered once it has them."""
    path = f"/contact-flows/{crowd.id}/{crowd.flows[0]}"
    crowd.said(crowd.apps[0], "GET", path)
    with stores[1].writing() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE flows SET description = 'restored'")
        connection.exec_driver_sql("DROP TRIGGER changes_of_table ON flows")
        connection.exec_driver_sql(
            "CREATE TRIGGER changes_of_table AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            "ON flows FOR EACH STATEMENT EXECUTE FUNCTION note_change_of_table()"
        )

    found = crowd.said(crowd.apps[0], "GET", path)
    assert found["ContactFlow"]["Description"] == "restored"


def test_every_table_is_noted(stores: list[Store]) -> None:
    """Whoever reads from a table hears of its changes, or forgets with every commit."""
    with stores[0].reading() as connection:
        noted = set(
            connection.exec_driver_sql(
                "SELECT DISTINCT event_object_table FROM information_schema.triggers "
                "WHERE trigger_name = 'changes_of_table'"
            ).scalars()
        )
        for table in schema.metadata.sorted_tables:
            with reads_noted() as read:
                connection.execute(table.select().limit(1))
            expected = {table.name} if table.name in noted else {OTHERS}
            assert read == (set() if table is schema.contents else expected), table.name


def test_emptied_table_changes_everything(stores: list[Store]) -> None:
    """A table that another program empties is a change of all that was read."""
    with stores[0].writing() as connection:
        before = connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one()
        connection.exec_driver_sql("TRUNCATE aliases")
    with stores[0].reading() as connection:
        line: Any = connection.connection.dbapi_connection
        changed = line.pgconn.exec_params(CHANGED.encode(), [before.encode()]).get_value(0, 1)

    assert EVERYTHING in json.loads(changed)


def _scopes(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(connection.exec_driver_sql("SELECT scope FROM changes").scalars())


def test_old_changes_are_dropped(crowd: _Crowd, stores: list[Store]) -> None:
    """What was noted of changes that are over is dropped once there is much of it, not before."""
    crowd.write(crowd.apps[0], "description", 0, "old")
    before = _scopes(stores[0])

    assert not stores[0].drop_old_changes()
    assert f"flows {crowd.flows[0]}" in before & _scopes(stores[0])
    assert stores[0].drop_old_changes(1)
    assert _scopes(stores[0]) == {EVERYTHING}


def test_changes_of_writers_stay(crowd: _Crowd, stores: list[Store]) -> None:
    """What another program is changing is waited for by nobody who drops old changes."""
    crowd.write(crowd.apps[0], "description", 0, "old")
    foreign = psycopg.connect(stores[0].address.replace("+psycopg", ""))
    with foreign:
        foreign.execute("UPDATE flows SET description = 'new' WHERE id = %s", [crowd.flows[0]])
        stores[0].drop_old_changes(0)
    foreign.close()
    path = f"/contact-flows/{crowd.id}/{crowd.flows[0]}"

    assert f"flows {crowd.flows[0]}" in _scopes(stores[0])
    assert crowd.said(crowd.apps[1], "GET", path)["ContactFlow"]["Description"] == "new"


def test_old_changes_are_dropped_from_time_to_time(
    stores: list[Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server looks for old changes when it begins and after so many changes, not each time."""
    looked: list[bool] = []
    monkeypatch.setattr(stores[0], "drop_old_changes", lambda: looked.append(True))
    monkeypatch.setattr(database_snapshots, "_OFTEN", 4)

    async def run() -> list[int]:
        snapshots, counts = DatabaseSnapshots(stores[0]), []
        for _turn in range(5):
            await snapshots.ask()
            if snapshots._dropping is not None:  # noqa: SLF001  nobody else is told
                await snapshots._dropping  # noqa: SLF001
            counts.append(len(looked))
            with stores[1].writing() as connection:
                connection.exec_driver_sql("UPDATE instances SET alias = alias")
        return counts

    assert asyncio.run(run()) == [1, 1, 1, 1, 2]


def test_narrowed_statement_depends_on_its_row(stores: list[Store]) -> None:
    """A statement that says which row it reads depends on that row, not on the whole table."""
    tags = schema.tags

    one = select(tags.c.key).where(tags.c.arn == bindparam("arn"))
    with stores[0].reading() as connection, reads_noted() as read:
        connection.execute(one.execution_options(**of_row("tags", "arn")), {"arn": "x"})

    assert read == {"tags x"}
