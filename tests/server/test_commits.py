"""Remembered answers where several servers share a PostgreSQL database."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url

from flowport.errors import StorageError
from flowport.server.app import App, ServerOptions
from flowport.server.commits import Commits
from flowport.server.database_snapshots import DatabaseSnapshots
from flowport.store import open_store, passwords, resources
from flowport.store.seed import new_instance
from postgres import new_database, postgres
from serving import ACCOUNT, REGION, ask, content

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

#: Ends every other connection, and waits up to 10 seconds until it is gone.
_END_OTHERS = (
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[App, App, str]]:
    """Two servers on one database, and its instance."""
    with postgres() as address:
        place = new_database(address)
        stores = open_store(place), open_store(place)
        with stores[0].writing() as connection:
            made, _admin = new_instance(connection, account=ACCOUNT, region=REGION)
        yield (
            App(stores[0], ServerOptions(signed=False)),
            App(stores[1], ServerOptions(signed=False)),
            made.id,
        )
        for store in stores:
            store.close()


def _made(app: App, instance: str, name: str) -> str:
    body = {"Name": name, "Type": "CONTACT_FLOW", "Content": content()}
    status, _headers, said = ask(
        app, "PUT", f"/contact-flows/{instance}", json.dumps(body).encode()
    )
    assert status == 200, said
    found: str = json.loads(said)["ContactFlowId"]
    return found


def _description(app: App, path: str) -> str:
    flow = json.loads(ask(app, "GET", path)[2])["ContactFlow"]
    return str(flow.get("Description"))


def test_no_answer_is_stale(two: tuple[App, App, str]) -> None:
    """What one server answered a write to is in every later answer of the other."""
    here, there, instance = two
    path = f"/contact-flows/{instance}/{_made(here, instance, 'shared')}"
    seen = []
    for number in range(20):
        writer, reader = (here, there) if number % 2 else (there, here)
        body = json.dumps({"Description": str(number)}).encode()
        ask(writer, "POST", f"{path}/metadata", body)
        seen.append([_description(reader, path), _description(writer, path)])

    assert seen == [[str(number)] * 2 for number in range(20)]


def test_answers_are_remembered(two: tuple[App, App, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that was answered is not worked out again while nobody commits."""
    here, _there, instance = two
    path = f"/contact-flows/{instance}/{_made(here, instance, 'remembered')}"
    first = ask(here, "GET", path)[2]
    monkeypatch.setattr(here, "_read", lambda *_given: (b"anew", set()))

    assert ask(here, "GET", path)[2] == first


def test_lost_connections_are_opened_again(two: tuple[App, App, str]) -> None:
    """After the database's server ended every connection, reads and writes go on as before."""
    here, _there, instance = two
    path = f"/contact-flows/{instance}/{_made(here, instance, 'lost')}"
    _description(here, path)
    with here.store.reading() as connection:
        connection.exec_driver_sql(_END_OTHERS)
    status, _headers, _said = ask(here, "POST", f"{path}/metadata", b'{"Description": "after"}')

    assert (status, _description(here, path)) == (200, "after")


def test_who_comes_late_asks_again() -> None:
    """A question that is on its way when a request comes does not count for that request."""
    begun, go_on = threading.Event(), threading.Event()
    asked: list[int] = []

    def version() -> int:
        asked.append(len(asked))
        begun.set()
        go_on.wait(10)
        return asked[-1]

    async def run() -> list[object]:
        commits = Commits(version)
        early = asyncio.create_task(commits.version())
        await asyncio.to_thread(begun.wait, 10)
        late = [asyncio.create_task(commits.version()) for _ in range(3)]
        await asyncio.sleep(0)
        go_on.set()
        found = [await early, *[await each for each in late]]
        commits.close()
        return found

    assert asyncio.run(run()) == [0, 1, 1, 1]


def test_version_is_asked_from_the_event_loop(two: tuple[App, App, str]) -> None:
    """Questions for the version take no thread, and one that fails is asked in a thread."""
    here, there, _instance = two
    threads: list[str] = []

    def version() -> object:
        threads.append(threading.current_thread().name)
        return there.store.version()

    async def run() -> tuple[object, object]:
        snapshots = DatabaseSnapshots(here.store)
        commits = Commits(version, snapshots.ask)
        quick = [await commits.version() for _ in range(3)]
        with there.store.reading() as connection:
            connection.exec_driver_sql(_END_OTHERS)
        slow = await commits.version()
        again = await commits.version()
        commits.close()
        return len(set(quick)), type(slow) is type(again)

    assert asyncio.run(run()) == (1, True)
    assert len(threads) == 1


def test_database_that_is_silent_is_an_error_soon(two: tuple[App, App, str]) -> None:
    """A question without an answer is reported in time, not waited for; the next one is asked."""
    here, there, _instance = two

    async def run() -> tuple[str, bool]:
        snapshots = DatabaseSnapshots(here.store)
        commits = Commits(here.store.version, snapshots.ask)
        await commits.version()
        snapshots.patience = 0.1
        with there.store.writing() as connection:
            connection.exec_driver_sql("LOCK TABLE changes IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(StorageError) as silent:
                await commits.version()
        snapshots.patience = 30.0
        answered = isinstance(await commits.version(), str)
        commits.close()
        return str(silent.value), answered

    message, answered = asyncio.run(run())
    assert "did not answer within 0.1 seconds" in message
    assert answered


def test_connections_notice_that_the_server_is_gone(two: tuple[App, App, str]) -> None:
    """Every connection says how long TCP waits for the server; an address may say otherwise."""
    here, _there, _instance = two
    address = make_url(here.store.address).update_query_dict({"connect_timeout": "3"})
    store = open_store(address.render_as_string(hide_password=False))
    with store.reading() as connection:
        raw: Any = connection.connection.dbapi_connection
        said = raw.info.get_parameters()
    store.close()

    assert (said["connect_timeout"], said["tcp_user_timeout"]) == ("3", "25000")


def test_waiting_that_is_given_up_leaves_no_connection(
    two: tuple[App, App, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that was being opened for who no longer waits is closed."""
    here, _there, _instance = two
    opening, go_on = threading.Event(), threading.Event()
    opened: list[Any] = []
    line = here.store.snapshot_line

    def slowly() -> tuple[Any, str]:
        opening.set()
        go_on.wait(10)
        found = line()
        opened.append(found[0])
        return found

    monkeypatch.setattr(here.store, "snapshot_line", slowly)

    async def run() -> None:
        waiting = asyncio.create_task(DatabaseSnapshots(here.store).ask())
        await asyncio.to_thread(opening.wait, 10)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        go_on.set()

    asyncio.run(run())
    assert [each.closed for each in opened] == [True]


def test_question_that_was_cancelled_holds_up_no_later_one() -> None:
    """Who asked while the server stopped is cancelled, and the next one is answered."""
    answers: list[Callable[[], Awaitable[object]]] = []

    async def ask() -> object:
        return await answers.pop()()

    async def never() -> object:
        return await asyncio.get_running_loop().create_future()

    async def one() -> object:
        return 1

    async def run(commits: Commits) -> None:
        waiting = asyncio.create_task(commits.version())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for task in asyncio.all_tasks() - {asyncio.current_task(), waiting}:
            task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    answers += [one, never]
    commits = Commits(lambda: 0, ask)
    asyncio.run(run(commits))
    assert asyncio.run(commits.version()) == 1
    commits.close()


def test_question_that_can_not_be_prepared_is_asked_in_a_thread(
    two: tuple[App, App, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the server refuses the question, the version is asked in the plain way."""
    here, _there, _instance = two
    line = here.store.snapshot_line
    monkeypatch.setattr(here.store, "snapshot_line", lambda: (line()[0], "SELECT nonsense"))

    async def run() -> object:
        commits = Commits(lambda: "plain", DatabaseSnapshots(here.store).ask)
        found = await commits.version()
        commits.close()
        return found

    assert asyncio.run(run()) == "plain"


def test_connections_older_than_the_question_are_opened_again(two: tuple[App, App, str]) -> None:
    """A connection for the version that was opened after a loss leads to no older reader."""
    here, there, _instance = two

    def asked() -> object:
        with here.store.reading(asked=True) as connection:
            return connection.exec_driver_sql("SELECT 1").scalar_one()

    assert asked() == 1
    with there.store.reading() as connection:
        connection.exec_driver_sql(_END_OTHERS)
    asyncio.run(DatabaseSnapshots(here.store).ask())
    assert asked() == 1


def test_password_is_hashed_outside_the_transaction(
    two: tuple[App, App, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Creating a user holds up no other write while the password is hashed."""
    here, _there, instance = two
    threads: list[str] = []

    def hashed(_password: str) -> str:
        threads.append(threading.current_thread().name)
        return "hash"

    monkeypatch.setattr(passwords, "hash_password", hashed)
    with here.store.reading() as connection:
        profile, routing = (
            resources.page(connection, instance, kind)[0].id
            for kind in ("security-profile", "routing-profile")
        )
    body = {
        "Username": "ann",
        "Password": "Abcdef1!xyz",
        "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
        "SecurityProfileIds": [profile],
        "RoutingProfileId": routing,
    }
    status, _headers, _said = ask(here, "PUT", f"/users/{instance}", json.dumps(body).encode())

    assert (status, len(threads), "writer" in threads) == (200, 1, False)
