"""Two servers on one PostgreSQL beside one: lost writes, processor time and requests a second.

Each client changes a flow of its own and reads it nine times, at both servers in turn, and looks
for what it wrote in every answer. The clients are one loop over sockets, which costs little beside
the servers. On a machine of two cores the servers, the database and the clients share these: what
counts there is the processor time of a request, not the rate.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import selectors
import socket
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "tests/support"))

import orjson  # noqa: E402
import psycopg  # noqa: E402

from postgres import new_database, postgres  # noqa: E402
from serving import content  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS = 8
WARMED = 100  # writes and reads that each server answers before it is measured
READS = 9  # of each write
OK = b"200"
_HEAD_END = b"\r\n\r\n"


@contextmanager
def server(place: str) -> Iterator[tuple[int, int]]:
    """A server in its own process; gives its port and process id."""
    options = ["--port", "0", "--database", place, "--auth", "off"]
    command = [sys.executable, "-u", "-m", "flowport", "serve", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "at http://" not in (line := process.stdout.readline()):
            assert process.poll() is None
        port = int(line.strip().rpartition(":")[2])
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        yield port, process.pid
        process.terminate()


def _stat(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _cpu(*processes: int) -> float:
    """Seconds of processor time that processes have used, as far as they still run."""
    used = 0
    for each in processes:
        with contextlib.suppress(OSError):
            fields = _stat(each)
            used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


def _database_processes(place: str) -> list[int]:
    """The processes of the PostgreSQL server of a database."""
    with psycopg.connect(place.replace("+psycopg", "")) as connection:
        parent = _stat(connection.info.backend_pid)[1]
        found = []
        for each in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if _stat(int(each.name))[1] == parent:
                    found.append(int(each.name))
        return found


@dataclass(eq=False)
class Client:
    """Changes its flow and reads it, at one server after the other, until it is stopped."""

    number: int
    path: str
    sockets: list[socket.socket]
    done: int = 0
    lost: int = 0
    data: bytes = b""
    said: str = ""
    turns: int = field(default=0)

    def send(self) -> socket.socket:
        """Send the next request; gives where its answer comes."""
        write = self.turns % (READS + 1) == 0
        if write:
            self.said = f"{self.number} {self.turns}"
        client_socket = self.sockets[self.turns % len(self.sockets)]
        body = orjson.dumps({"Description": self.said}) if write else b""
        method, path = ("POST", f"{self.path}/metadata") if write else ("GET", self.path)
        head = f"{method} {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n\r\n"
        client_socket.sendall(head.encode() + body)
        self.turns += 1
        return client_socket

    def receive(self, client_socket: socket.socket) -> bool:
        """Take a part of the answer; gives whether it is whole."""
        self.data += client_socket.recv(262_144)
        head, found, body = self.data.partition(_HEAD_END)
        if not found:
            return False
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return False
        assert head[9:12] == OK, self.data
        if b'"ContactFlow"' in body:
            self.lost += orjson.loads(body)["ContactFlow"]["Description"] != self.said
        self.data = b""
        self.done += 1
        return True


def _run(clients: list[Client], seconds: float) -> float:
    """Let the clients ask until the time is over and all are answered; gives the seconds."""
    begun = time.perf_counter()
    waiting = 0
    with selectors.DefaultSelector() as selector:
        for client in clients:
            for client_socket in client.sockets:
                selector.register(client_socket, selectors.EVENT_READ, client)
            client.send()
            waiting += 1
        while waiting:
            for key, _ in selector.select():
                whole = key.data.receive(key.fileobj)
                if whole and time.perf_counter() < begun + seconds:
                    key.data.send()
                elif whole:
                    waiting -= 1
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Measured:
    """What some servers did: requests a second, and milliseconds of processor of each request."""

    rate: float
    servers: float
    database: float
    clients: float
    lost: int


def crowd(place: str, count: int, clients: int, seconds: float) -> Measured:
    """Measure so many servers with so many clients."""
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(server(place)) for _ in range(count)]
        paths = _flows(running[0][0], clients)
        asking = []
        for number, path in enumerate(paths):
            sockets = [socket.create_connection(("127.0.0.1", port)) for port, _ in running]
            for client_socket in sockets:
                client_socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                stack.enter_context(client_socket)
            asking.append(Client(number, path, sockets))
        _warm(asking[0])
        _run(asking, 0.3)
        own, database = [process for _, process in running], _database_processes(place)
        before = _cpu(*own), _cpu(*database), time.process_time()
        answered = sum(each.done for each in asking)
        took = _run(asking, seconds)
        after = _cpu(*own), _cpu(*database), time.process_time()
        answered = sum(each.done for each in asking) - answered
        used = [(end - begin) / answered * 1000 for begin, end in zip(before, after, strict=True)]
        lost = sum(each.lost for each in asking)
        return Measured(answered / took, used[0], used[1], used[2], lost)


def _flows(port: int, count: int) -> list[str]:
    """The paths of new flows, one of each client."""
    client_socket = http.client.HTTPConnection("127.0.0.1", port)
    instance = _asked(client_socket, "GET", "/instance")["InstanceSummaryList"][0]["Id"]
    paths = []
    for _ in range(count):
        body = {"Name": f"{uuid.uuid4()}", "Type": "CONTACT_FLOW", "Content": content()}
        made = _asked(client_socket, "PUT", f"/contact-flows/{instance}", body)
        paths.append(f"/contact-flows/{instance}/{made['ContactFlowId']}")
    client_socket.close()
    return paths


def _asked(
    client_socket: http.client.HTTPConnection, method: str, path: str, body: Any = None
) -> Any:
    client_socket.request(method, path, None if body is None else json.dumps(body))
    answer = client_socket.getresponse()
    data = answer.read()
    assert str(answer.status).encode() == OK, (method, path, answer.status, data)
    return json.loads(data or b"{}")


def _warm(client: Client) -> None:
    """Let each server load what it loads with its first requests."""
    for _ in range(WARMED * len(client.sockets) * 2):
        client_socket = client.send()
        while not client.receive(client_socket):
            pass


def _middle(values: list[float]) -> float:
    """The lower middle: what is typical while nothing else keeps the machine busy."""
    return sorted(values)[(len(values) - 1) // 2]


def main() -> None:
    """Measure what the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=3, help="how often each is measured")
    options.add_argument("--seconds", type=float, default=3.0, help="how long each time")
    given = options.parse_args()
    shapes = {"one": (1, CLIENTS), "two": (2, CLIENTS), "two, clients for each": (2, 2 * CLIENTS)}
    found: dict[str, list[Measured]] = {name: [] for name in shapes}
    with postgres() as address:
        for _turn in range(given.turns):
            for name, (servers, clients) in shapes.items():
                measured = crowd(new_database(address), servers, clients, given.seconds)
                found[name].append(measured)
                print(
                    f"{name}: {clients} clients, {measured.rate:.0f}/s; ms of processor for a "
                    f"request: servers {measured.servers:.3f}, database {measured.database:.3f}, "
                    f"clients {measured.clients:.3f}; {measured.lost} lost writes",
                    flush=True,
                )
    one = found.pop("one")
    for name, each in found.items():
        ratio = _middle([m.servers for m in each]) / _middle([m.servers for m in one])
        rate = max(m.rate for m in each) / max(m.rate for m in one)
        print(f"{name}, beside one: processor x{ratio:.2f}, rate x{rate:.2f}")


if __name__ == "__main__":
    main()
