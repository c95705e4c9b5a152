"""32 clients at once on one or two servers over one database: nothing fails and nothing is lost."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from postgres import new_database, postgres
from serving import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CLIENTS = 32
_TURNS = 3


@contextlib.contextmanager
def _server(place: str) -> Iterator[int]:
    """A server in a process of its own over a database; gives its port."""
    options = ["--port", "0", "--database", place, "--auth", "off"]
    command = [sys.executable, "-u", "-m", "flowport", "serve", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "at http://" not in (line := process.stdout.readline()):
            assert process.poll() is None
        try:
            yield int(line.strip().rpartition(":")[2])
        finally:
            process.terminate()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of either engine."""
    if request.param == "sqlite":
        yield str(tmp_path / "flowport.db")
        return
    with postgres() as address:
        yield new_database(address)


class _Client:
    """A client that speaks to the servers in turn, over a new connection each time.

    A server ends connections that were idle for some seconds, which on a busy machine happens.
    """

    def __init__(self, ports: list[int], number: int) -> None:
        self._ports = ports
        self._turn = number
        self.statuses: list[int] = []

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Call the server whose turn it is."""
        self._turn += 1
        port = self._ports[self._turn % len(self._ports)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        with contextlib.closing(connection):
            connection.request(method, path, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            self.statuses.append(answer.status)
            return json.loads(answer.read() or b"{}")


def _text(mark: str) -> str:
    return content({"Text": mark})


class _Crowd:
    """What 32 clients do at once, and what they saw."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.first = _Client(ports, 0)
        self.instance = self.first.ask("GET", "/instance")["InstanceSummaryList"][0]["Id"]
        self.shared = self._made(self.first, "shared")
        self.stale: list[str] = []
        self.versions: list[int] = []
        self.statuses: list[int] = []
        self.won: list[str] = []

    def _made(self, client: _Client, name: str) -> str:
        body = {"Name": name, "Type": "CONTACT_FLOW", "Content": _text(name)}
        found: str = client.ask("PUT", f"/contact-flows/{self.instance}", body).get(
            "ContactFlowId", ""
        )
        return found

    def run(self) -> None:
        """Let all clients go, and wait for them."""
        threads = [threading.Thread(target=self._one, args=(n,)) for n in range(_CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, number: int) -> None:
        client = _Client(self.ports, number)
        path = f"/contact-flows/{self.instance}/{self._made(client, f'own {number}')}"
        for turn in range(_TURNS):
            text = _text(f"{number}.{turn}")
            client.ask("POST", f"{path}/content", {"Content": text})
            if client.ask("GET", path)["ContactFlow"]["Content"] != text:
                self.stale.append(f"{number}.{turn}")
        made = client.ask("PUT", f"/contact-flows/{self.instance}/{self.shared}/version", {})
        self.versions.append(made.get("Version", 0))
        self.won += filter(None, [self._made(client, "wanted by all")])
        self.statuses += client.statuses

    def kept(self) -> dict[str, str]:
        """The contents of the clients' own flows, by name."""
        found: dict[str, str] = {}
        rows = self.first.ask("GET", f"/contact-flows-summary/{self.instance}?maxResults=500")
        for row in rows["ContactFlowSummaryList"]:
            if row["Name"].startswith("own "):
                flow = self.first.ask("GET", f"/contact-flows/{self.instance}/{row['Id']}")
                found[row["Name"]] = flow["ContactFlow"]["Content"]
        return found


@pytest.mark.parametrize("servers", [1, 2])
def test_crowd_loses_nothing(place: str, servers: int) -> None:
    """No error of a server, no lost or doubled write, and no answer older than what is written."""
    with contextlib.ExitStack() as stack:
        ports = [stack.enter_context(_server(place)) for _ in range(servers)]
        crowd = _Crowd(ports)
        crowd.run()

        assert {status for status in crowd.statuses if status >= 500} == set()
        assert crowd.kept() == {f"own {n}": _text(f"{n}.{_TURNS - 1}") for n in range(_CLIENTS)}
        assert sorted(crowd.versions) == list(range(1, _CLIENTS + 1))
        assert (len(crowd.won), crowd.stale) == (1, [])
