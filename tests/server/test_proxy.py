"""Behind a real nginx that ends TLS, set up as the documentation says."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import httpx
import pytest
from botocore.config import Config

from flowport.store import access
from serving import REGION, Served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCUMENT = Path(__file__).parents[2] / "docs" / "tasks" / "tls-proxy.md"


def _needed(program: str) -> str:
    """The path of a program; the test is skipped without it, unless everything is required."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin")
    if found is None:
        if os.environ.get("FLOWPORT_REQUIRE") == "all":
            pytest.fail(f"{program} is required")
        pytest.skip(f"needs {program}")
    return found


@dataclass(frozen=True)
class Proxied:
    """A server behind a proxy: the proxy's address, and the certificate to trust."""

    url: str
    certificate: str
    served: Served

    @property
    def trust(self) -> ssl.SSLContext:
        """What trusts the proxy's certificate."""
        return ssl.create_default_context(cafile=self.certificate)


def _certificate(folder: Path) -> None:
    subprocess.run(
        [
            *(_needed("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", "flowport.key", "-out", "flowport.pem"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def _settings(folder: Path, port: int, server: str) -> str:
    """The documented server block, with our ports and files."""
    block = re.search(r"```nginx\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert block is not None
    text = block[1].replace("listen 443", f"listen 127.0.0.1:{port}")
    text = text.replace("http://127.0.0.1:4510", server).replace("/etc/ssl", str(folder))
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{each}_temp_path {folder}/{each};" for each in places)
    head = f"pid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nevents {{}}\n"
    return f"{head}http {{\naccess_log off;\n{temporary}\n{text}\n}}\n"


@pytest.fixture(scope="module")
def proxied(
    start: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxied]:
    """A server behind nginx."""
    nginx, folder = _needed("nginx"), tmp_path_factory.mktemp("nginx")
    served = start(trusted_proxies=["127.0.0.1"])
    _certificate(folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(_settings(folder, port, served.url))
    running = subprocess.Popen(
        [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    try:
        _listening(running, port)
        yield Proxied(f"https://localhost:{port}", str(folder / "flowport.pem"), served)
    finally:
        running.terminate()
        running.wait(20)


def _listening(running: subprocess.Popen[bytes], port: int) -> None:
    while running.poll() is None:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    pytest.fail("nginx ended")


def test_signing_in_over_tls_gives_a_strict_cookie(proxied: Proxied) -> None:
    """The cookie is of this host alone and over TLS alone, and browsers stay with TLS."""
    with proxied.served.store.writing() as connection:
        token = access.open_session(
            connection, proxied.served.instance, proxied.served.admin, "link", 60
        )
    with httpx.Client(base_url=proxied.url, verify=proxied.trust) as http:
        answer = http.post(f"/_flowport/link/{token}")
        session = http.get("/designer/api/session")

    assert answer.headers["set-cookie"].startswith("__Host-flowport_session=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert session.status_code == 200


def test_signatures_hold_behind_the_proxy(proxied: Proxied) -> None:
    """A signed call is as good through the proxy, with an ARN in its path too."""
    served = proxied.served
    client = boto3.client(
        "connect",
        endpoint_url=proxied.url,
        region_name=REGION,
        aws_access_key_id=served.key.id,
        aws_secret_access_key=served.key.secret,
        verify=proxied.certificate,
        config=Config(retries={"max_attempts": 0}),
    )
    flows = client.list_contact_flows(InstanceId=served.arn)["ContactFlowSummaryList"]

    assert client.list_tags_for_resource(resourceArn=flows[0]["Arn"])["tags"] == {}


def test_a_client_can_not_choose_its_address(proxied: Proxied) -> None:
    """What a client says of its own address does not get past the proxy."""
    with proxied.served.store.writing() as connection:
        token = access.open_session(
            connection, proxied.served.instance, proxied.served.admin, "link", 60
        )
    headers = {"x-forwarded-for": "203.0.113.9"}
    with httpx.Client(base_url=proxied.url, verify=proxied.trust, headers=headers) as http:
        http.post(f"/_flowport/link/{token}")
        sessions = http.get("/designer/api/sessions").json()["sessions"]

    assert {each["host"] for each in sessions} == {"127.0.0.1"}
