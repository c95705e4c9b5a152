"""Requests a second that ``flowport serve`` answers, beside an earlier revision and moto's server.

Moto is measured where it has the operation, if it is installed:
``pip install -r benchmarks/requirements.txt``. The earlier revision is measured where git has it.

The load comes from this process: each connection is a thread with a socket that sends requests
which were signed beforehand and reads whole answers. Contents that are written differ from request
to request. Reads of what nobody changes are answered from memory; those that take turns with a
change are read again.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from revisions import sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OK = 200
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
REGION = "us-east-1"
BEFORE = "4f18872"
_HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, its process, and what signs for it."""

    url: str
    process: subprocess.Popen[str]
    credentials: Credentials

    @property
    def client(self) -> Any:
        """A boto3 client of it."""
        return boto3.client(
            "connect",
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=self.credentials.access_key,
            aws_secret_access_key=self.credentials.secret_key,
            config=Config(retries={"max_attempts": 0}),
        )

    def request(self, method: str, path: str, body: bytes = b"") -> bytes:
        """The bytes of a signed request."""
        headers = {"Content-Type": "application/json"}
        made = AWSRequest(method, self.url + path, headers, body)
        SigV4Auth(self.credentials, "connect", REGION).add_auth(made)
        prepared = made.prepare()
        lines = [f"{method} {path} HTTP/1.1", f"host: {self.url.removeprefix('http://')}"]
        lines += [
            f"{name}: {value}"
            for name, value in prepared.headers.items()
            if name.lower() not in {"host", "content-length"}
        ]
        lines.append(f"content-length: {len(body)}")
        return "\r\n".join(lines).encode() + _HEAD_END + body

    def cpu(self) -> float:
        """Seconds of processor time that it and the processes that it started have used."""
        used = 0
        for place in Path("/proc").glob("[0-9]*"):
            try:
                fields = Path(place, "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            if self.process.pid in (int(place.name), int(fields[1])):
                used += int(fields[11]) + int(fields[12])
        return used / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """MB of memory that it holds."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def flowport(folder: Path, source: Path | None = None) -> Iterator[Server]:
    """Our server, with signatures and checks on, over a SQLite file; or that of other sources."""
    place = ["--port", "0", "--database", str(folder / "bench.db"), "--region", REGION]
    command = [sys.executable, "-u", "-m", "flowport", "serve", *place]
    environment = os.environ | ({} if source is None else {"PYTHONPATH": str(source)})
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder
    ) as process:
        assert process.stdout is not None
        said: dict[str, str] = {}
        for line in process.stdout:
            name, _, value = line.strip().removeprefix("export ").partition("=")
            said[name] = value
            if line.startswith("Sign in"):
                break
        secret = said["AWS_SECRET_ACCESS_KEY"]
        credentials = Credentials(said["AWS_ACCESS_KEY_ID"], secret)
        server = Server(said["AWS_ENDPOINT_URL_CONNECT"], process, credentials)
        _wait(server.url)
        yield server
        process.terminate()


@contextmanager
def moto() -> Iterator[Server]:
    """Moto's server; it verifies no signature and keeps all in memory."""
    with socket.create_server(("127.0.0.1", 0)) as connection:
        port = connection.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, **quiet) as process:  # type: ignore[call-overload]
        server = Server(f"http://127.0.0.1:{port}", process, Credentials("key", "word"))
        _wait(server.url)
        yield server
        process.terminate()


def _wait(url: str) -> None:
    host, port = url.removeprefix("http://").split(":")
    for _ in range(300):
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"no server at {url}")


def content(size: int, mark: str) -> str:
    """A flow of so many characters and 40 blocks that can be published."""
    count = 40
    text = ("Please hold the line. " * (size // 22))[: size // count - 330]
    actions: list[dict[str, Any]] = [
        {
            "Identifier": f"say-{index}",
            "Type": "MessageParticipant",
            "Parameters": {"Text": f"{mark} {text}"},
            "Transitions": {
                "NextAction": f"say-{index + 1}" if index < count - 1 else "end",
                "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
                "Conditions": [],
            },
        }
        for index in range(count)
    ]
    end = {"Identifier": "end", "Type": "DisconnectParticipant"}
    actions.append({**end, "Parameters": {}, "Transitions": {}})
    flow = {"Version": "2019-10-30", "StartAction": "say-0", "Metadata": {}, "Actions": actions}
    return json.dumps(flow)


class Connection:
    """A connection that is opened again when the server closes it, as moto's does."""

    def __init__(self, url: str) -> None:
        host, port = url.removeprefix("http://").split(":")
        self._address = (host, int(port))
        self._door: socket.socket | None = None

    def ask(self, request: bytes) -> int:
        """Send a request and read its whole answer; gives the status."""
        if self._door is None:
            self._door = socket.create_connection(self._address)
            self._door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._door.sendall(request)
        data = b""
        while _HEAD_END not in data:
            data += self._read(262_144)
        head, _, body = data.partition(_HEAD_END)
        length, closes = 0, False
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            closes = closes or line == b"connection: close"
        left = length - len(body)
        while left > 0:
            left -= len(self._read(min(left, 262_144)))
        if closes:
            self.close()
        return int(head[9:12])

    def _read(self, most: int) -> bytes:
        assert self._door is not None
        data = self._door.recv(most)
        if not data:
            raise ConnectionError("the server hung up")
        return data

    def close(self) -> None:
        """Hang up."""
        if self._door is not None:
            self._door.close()
        self._door = None


def load(
    server: Server, name: str, requests: Callable[[int], list[bytes]], connections: int
) -> float:
    """Print what a number of connections get in some seconds; gives requests a second."""
    times: list[float] = []
    until = [0.0]
    start = threading.Barrier(connections + 1)

    def run(own: list[bytes]) -> None:
        mine: list[float] = []
        connection = Connection(server.url)
        assert connection.ask(own[0]) == OK
        start.wait()
        turn = 0
        while (begun := time.perf_counter()) < until[0]:
            assert connection.ask(own[turn % len(own)]) == OK
            mine.append(time.perf_counter() - begun)
            turn += 1
        connection.close()
        times.extend(mine)

    threads = [
        threading.Thread(target=run, args=(requests(number),)) for number in range(connections)
    ]
    for thread in threads:
        thread.start()
    used = server.cpu()
    until[0] = time.perf_counter() + SECONDS
    start.wait()
    for thread in threads:
        thread.join()
    used = server.cpu() - used
    rate = len(times) / SECONDS
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
    print(
        f"{name:42} {connections} conn {rate:7.0f}/s   p50 {p50 * 1000:6.2f} ms   "
        f"p99 {p99 * 1000:6.2f} ms   CPU {used / len(times) * 1000:5.2f} ms"
    )
    return rate


def measure_ours(folder: Path) -> None:
    """The three operations of the claim, and moto's one beside it."""
    with flowport(folder) as server:
        print(f"idle: {server.memory():.0f} MB")
        client = server.client
        instance = client.list_instances()["InstanceSummaryList"][0]["Id"]
        flow = _filled(client, instance)
        describe = server.request("GET", f"/contact-flows/{instance}/{flow}")
        listed = server.request("GET", f"/contact-flows-summary/{instance}?maxResults=100")
        shown = server.request("GET", f"/instance/{instance}")
        for connections in (1, 8):
            load(server, "DescribeContactFlow, 100 KB", lambda _n: [describe], connections)
            load(server, "ListContactFlows, pages of 100", lambda _n: [listed], connections)
            load(
                server,
                "UpdateContactFlowContent, 100 KB",
                lambda number: _updates(server, client, instance, number),
                connections,
            )
        change = _change(server, instance, flow)
        load(server, "a change and a describe in turn", lambda _n: [change, describe], 8)
        load(server, "a change and a list in turn", lambda _n: [change, listed], 8)
        ours = load(server, "DescribeInstance", lambda _n: [shown], 8)
        print(f"after the load: {server.memory():.0f} MB")
    measure_before(folder)
    measure_moto(ours)


def measure_before(folder: Path) -> None:
    """Updates of today beside those of an earlier revision, in turn."""
    with sources(BEFORE) as before:
        if before is None:
            print(f"git does not have {BEFORE}; its updates are not measured")
            return
        rates: dict[Path | None, list[float]] = {None: [], before: []}
        for turn in range(2):
            for which, found in rates.items():
                place = folder / f"{turn} {'today' if which is None else BEFORE}"
                place.mkdir()
                with flowport(place, which) as server:
                    found.append(_update_rate(server, "today" if which is None else BEFORE))
    ratio = max(rates[None]) / max(rates[before])
    print(f"UpdateContactFlowContent, 100 KB: {ratio:.2f} times the rate of {BEFORE}")


def _update_rate(server: Server, name: str) -> float:
    """The rate of a server that is warm: that has loaded and started what it needs for writes."""
    client = server.client
    instance = client.list_instances()["InstanceSummaryList"][0]["Id"]

    def updates(number: int) -> list[bytes]:
        return _updates(server, client, instance, number)

    load(server, f"{name}: the same, to warm up", updates, 8)
    return load(server, f"{name}: UpdateContactFlowContent, 100 KB", updates, 8)


def measure_moto(ours: float) -> None:
    """Moto's rate beside ours."""
    if find_spec("moto") is None:
        print("moto is not installed: pip install -r benchmarks/requirements.txt")
        return
    with moto() as server:
        made = server.client.create_instance(
            IdentityManagementType="CONNECT_MANAGED",
            InstanceAlias="bench",
            InboundCallsEnabled=True,
            OutboundCallsEnabled=True,
        )
        shown = server.request("GET", f"/instance/{made['Id']}")
        theirs = load(server, "moto: DescribeInstance", lambda _n: [shown], 8)
    print(f"DescribeInstance: {ours / theirs:.1f} times moto's rate")


def _filled(client: Any, instance: str) -> str:
    """An instance with 120 flows; gives the id of one with 100 KB."""
    new = {"InstanceId": instance, "Type": "CONTACT_FLOW"}
    for index in range(119):
        client.create_contact_flow(**new, Name=f"flow {index}", Content=content(20_000, "x"))
    made = client.create_contact_flow(**new, Name="large", Content=content(100_000, "x"))
    found: str = made["ContactFlowId"]
    return found


def _change(server: Server, instance: str, flow: str) -> bytes:
    """A small write, behind which the server has to read everything again."""
    body = json.dumps({"Description": "as it was"}).encode()
    return server.request("POST", f"/contact-flows/{instance}/{flow}/metadata", body)


def _updates(server: Server, client: Any, instance: str, number: int) -> list[bytes]:
    """Requests that each publish another content in a flow of the connection's own."""
    name = f"own {number} {uuid.uuid4().hex}"
    made = client.create_contact_flow(
        InstanceId=instance, Type="CONTACT_FLOW", Name=name, Content=content(20_000, "x")
    )
    path = f"/contact-flows/{instance}/{made['ContactFlowId']}/content"
    return [
        server.request(
            "POST", path, json.dumps({"Content": content(100_000, f"{number}.{turn}")}).encode()
        )
        for turn in range(150)
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure_ours(Path(place))
