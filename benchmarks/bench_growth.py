"""How the local instance grows: one page of results at 2,000, 20,000 and 100,000 flows.

Prints milliseconds of each call on SQLite and PostgreSQL, and how often as long it takes with ten
times as many flows.

Quick by default: ``--flows 2000,20000,100000`` measures all three sizes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "tests/support"))

from sqlalchemy import insert, text  # noqa: E402

from flowport.server.app import App, ServerOptions  # noqa: E402
from flowport.server.designer import page_sessions  # noqa: E402
from flowport.server.designer.app import PREFIX  # noqa: E402
from flowport.server.designer.cookies import SESSION  # noqa: E402
from flowport.server.whole_site import WebSite  # noqa: E402
from flowport.store import access, flows, open_store, references, schema  # noqa: E402
from flowport.store.first_use import another  # noqa: E402
from postgres import new_database, postgres  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Table

    from flowport.store import Store

TURNS, WARM = 90, 10
OK = 200
AIM = 1.3


def fill(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows; PostgreSQL takes them as a copy, which is quicker than a statement each."""
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), rows)
        return
    names = list(rows[0])
    raw: Any = connection.connection.cursor()
    with raw.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            values = [row[name] for name in names]
            copy.write_row([json.dumps(v) if isinstance(v, dict) else v for v in values])
    # Without figures of the new rows, what refers to them would look them up one by one.
    connection.exec_driver_sql(f"ANALYZE {table.name}")


class Filled:
    """A database with so many flows, each of which refers to one of a hundred queues."""

    def __init__(self, place: str, count: int) -> None:
        self.store: Store = open_store(place)
        with self.store.writing() as connection:
            self.instance, key = another(connection, "growth")
            seed = flows.page(connection, self.instance.id, "flow", limit=1)[0]
            self.ids = [str(uuid.uuid4()) for _ in range(count)]
            fill(connection, schema.flows, [self._row(seed, number) for number in range(count)])
            fill(connection, schema.uses, [self._use(number) for number in range(count)])
            connection.execute(
                text("UPDATE tallies SET count = count + :n WHERE type = :t AND kind = 'flow'"),
                {"n": count, "t": seed.type},
            )
            token = access.open_session(connection, self.instance.id, str(key.user), "page", 3600.0)
        with self.store.reading() as connection:
            connection.exec_driver_sql("ANALYZE" if self.store.embedded else "VACUUM ANALYZE")
        self.cookie = f"{SESSION}={page_sessions.joined([token])}"
        self.app = App(self.store, ServerOptions(signed=False))
        self.site: Any = WebSite(self.app)
        self._runner = asyncio.Runner()

    def _row(self, seed: flows.Stored, number: int) -> dict[str, Any]:
        fields = {name: getattr(seed, name) for name in flows.Stored.__slots__}
        own = self.ids[number]
        name = f"Flow {number * 7919 % 1_000_003:07d} of team {number % 97}"
        return {
            **fields,
            "id": own,
            "arn": f"{self.instance.arn}/contact-flow/{own}",
            "name": name,
            "folded": name.lower(),
            "number": 1000 + number,
        }

    def _use(self, number: int) -> dict[str, Any]:
        return {
            "instance": self.instance.id,
            "flow": self.ids[number],
            "draft": True,
            "place": "/Actions/0/Parameters/QueueId",
            "target": f"{self.instance.arn}/queue/{number // 20}",
            "kind": "queue",
        }

    def ask(self, method: str, path: str, body: bytes = b"") -> float:
        """Seconds that a call takes; its answer must be fine, and is not remembered."""
        raw, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": raw,
            "raw_path": raw.encode(),
            "query_string": query.encode(),
            "headers": [(b"cookie", self.cookie.encode()), (b"host", b"127.0.0.1")],
            "client": ("127.0.0.1", 1),
            "scheme": "http",
            "root_path": "",
        }
        status: list[int] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(event: Any) -> None:
            if event["type"] == "http.response.start":
                status.append(event["status"])

        async def run() -> float:
            self.app.answers.see(object())
            begun = time.perf_counter()
            await self.site(scope, receive, send)
            return time.perf_counter() - begun

        took = self._runner.run(run())
        assert status == [OK], (method, path, status)
        return took

    def calls(self) -> dict[str, Callable[[int], float]]:
        """The calls that are measured, each with another thing every time."""
        instance, size = self.instance.id, len(self.ids)
        page = f"{PREFIX}/{instance}"

        def some(turn: int) -> int:
            return turn * 104_729 % size

        def search(turn: int, comparison: str) -> float:
            number = f"{some(turn) * 7919 % 1_000_003:07d}"
            value = number if comparison == "CONTAINS" else f"flow {number}"
            said = {"FieldName": "name", "Value": value, "ComparisonType": comparison}
            body = {"InstanceId": instance, "SearchCriteria": {"StringCondition": said}}
            return self.ask("POST", "/search-contact-flows", json.dumps(body).encode())

        def refs(turn: int) -> float:
            begun = time.perf_counter()
            with self.store.reading() as connection:
                target = f"{self.instance.arn}/queue/{some(turn) // 20}"
                assert references.users_of(connection, instance, target)
            return time.perf_counter() - begun

        def counts(turn: int) -> float:
            ids = ",".join(self.ids[some(turn + step)] for step in range(40))
            return self.ask("GET", f"{page}/counts?kind=flow&ids={ids}")

        return {
            "list": lambda _: self.ask("GET", f"/contact-flows-summary/{instance}?maxResults=100"),
            "search, part of a name": lambda turn: search(turn, "CONTAINS"),
            "search, begin of a name": lambda turn: search(turn, "STARTS_WITH"),
            "page's list": lambda _: self.ask("GET", f"{page}/flows?kind=flow&limit=100"),
            "page's counts": counts,
            "describe": lambda turn: self.ask(
                "GET", f"/contact-flows/{instance}/{self.ids[some(turn)]}"
            ),
            "refs": refs,
        }

    def close(self) -> None:
        """Give back what is held."""
        self._runner.close()
        for each in self.app.closing:
            each()
        self.app.writer.close()
        self.store.close()


def lower(times: list[float]) -> float:
    """The lower quartile: what a call takes while nothing else keeps the machine busy."""
    return statistics.quantiles(times, n=4)[0]


def _measured(name: str, calls: list[dict[str, Callable[[int], float]]]) -> list[list[float]]:
    """The times of a call at each size; the sizes take turns, so that they share the weather."""
    times: list[list[float]] = [[] for _ in calls]
    for turn in range(TURNS):
        for size, each in enumerate(calls):
            took = each[name](turn)
            times[size] += [took] if turn >= WARM else []
    return times


def grow(engine: str, new: Callable[[int], str], sizes: list[int]) -> None:
    """Print how long each call takes at each size, and the ratio for ten times as many flows."""
    filled = [Filled(new(size), size) for size in sizes]
    calls = [each.calls() for each in filled]
    took = {name: [lower(times) for times in _measured(name, calls)] for name in calls[0]}
    for each in filled:
        each.close()
    decades = math.log10(sizes[-1] / sizes[0]) if len(sizes) > 1 else 1.0
    print(f"{engine}: ms at {', '.join(f'{size:,}' for size in sizes)} flows; per tenfold")
    for name, times in took.items():
        ratio = (times[-1] / times[0]) ** (1 / decades)
        shown = "  ".join(f"{each * 1000:7.2f}" for each in times)
        mark = "" if ratio <= AIM else "  over the aim"
        print(f"  {name:24} {shown}   x{ratio:.2f}{mark}")


def main() -> None:
    """Measure what the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--flows", default="2000,20000", help="sizes, with commas between")
    options.add_argument("--engines", default="sqlite,postgresql", help="those to measure")
    given = options.parse_args()
    sizes = [int(each) for each in given.flows.split(",")]
    engines = given.engines.split(",")
    if "sqlite" in engines:
        with tempfile.TemporaryDirectory() as folder:
            grow("SQLite", lambda size: str(Path(folder, f"{size}.db")), sizes)
    if "postgresql" not in engines:
        return
    with postgres() as address:
        grow("PostgreSQL", lambda _: new_database(address), sizes)


if __name__ == "__main__":
    main()
