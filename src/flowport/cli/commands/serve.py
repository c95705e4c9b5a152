"""``flowport serve``: the local instance over HTTP."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.links import sign_in_address
from flowport.cli.option_groups import grouped
from flowport.cli.printed_lines import say
from flowport.dataclass import dataclass
from flowport.errors import UsageError
from flowport.files import reason
from flowport.places import default_database, is_new_database
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Collection

    from flowport.server.app import ServerOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeChoices:
    """The options of the command."""

    host: str
    port: int
    database: str | None
    auth: str
    throttle: str
    quotas: str
    fields: str
    validate: bool
    lenient: bool
    latency: float
    workers: int
    buckets: str | None
    runs: str
    trusted_proxies: tuple[str, ...]
    public_url: str | None
    connections: int
    idle: float
    account: str | None
    region: str | None


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=4510,
    show_default=True,
    help="The port; 0 for any that is free.",
)
@click.option("--database", help="A SQLite file or a database address; yours by default.")
@click.option(
    "--auth",
    type=click.Choice(["sigv4", "off"]),
    default="sigv4",
    show_default=True,
    help="Whether calls must be signed.",
)
@click.option("--throttle", default="off", show_default=True, help="off, aws, or a JSON file.")
@click.option("--quotas", default="off", show_default=True, help="off, aws, or a JSON file.")
@click.option(
    "--fields",
    type=click.Choice(["all", "classic"]),
    default="all",
    show_default=True,
    help="classic leaves out what newer releases added.",
)
@click.option("--validate/--no-validate", default=True, help="Check what is published.")
@click.option("--lenient", is_flag=True, help="Answer what is not served with empty lists and 404.")
@click.option(
    "--latency",
    type=click.FloatRange(0, 60),
    default=0.0,
    show_default=True,
    help="Seconds that answers wait.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that serve.",
)
@click.option(
    "--buckets",
    type=click.Path(exists=True, file_okay=False),
    help="A folder of buckets, for the audio of prompts.",
)
@click.option("--runs", type=click.Path(), default="", help="Where migrations are kept.")
@click.option(
    "--trusted-proxy",
    "trusted_proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Trust the forwarded headers of this proxy (an IP address or network); repeatable.",
)
@click.option("--public-url", help="The address that people open, if a proxy is in front.")
@click.option(
    "--connections",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="Most open connections of one host.",
)
@click.option(
    "--idle",
    type=click.FloatRange(1, 720),
    default=30,
    show_default=True,
    help="Minutes without a call after which a session ends.",
)
@click.option(
    "--account",
    help="The account of the first instance, and with --auth off of every caller "
    "[default: 000000000000].",
)
@click.option(
    "--region", help="The Region of the first instance and of unsigned calls [default: us-east-1]."
)
@grouped("given", ServeChoices)
def command(*, given: ServeChoices) -> None:
    """Serve a local instance that speaks the Connect API.

    Exit code 0: the server was stopped; 2: it could not start.
    """
    from flowport.server import asgi  # noqa: PLC0415  loaded by the command that serves
    from flowport.server.connections import uvicorn_settings  # noqa: PLC0415  as above
    from flowport.store import first_use, open_store  # noqa: PLC0415  as above

    database = given.database or default_database()
    options = _options(given)
    listener, url = _listen(given.host, given.port)
    new = is_new_database(database)
    stated = {"account": given.account, "region": given.region}
    place = {name: value for name, value in stated.items() if value is not None}
    first_use.check_place(**place)
    store = open_store(database)
    made = first_use.first(store, **place)
    public = given.public_url or url
    first_use.keep_address(store, public)
    regions = first_use.regions(store)
    _say(url, store.url + (" (new)" if new else ""), made, public, regions)
    store.close()
    os.environ[asgi.VARIABLE] = asgi.settings(database, options)
    config = uvicorn_settings(
        "flowport.server.asgi:make", factory=True, fd=None, workers=given.workers
    )
    _run(config, listener)


def _run(config: Any, listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415  as in the command
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415  as in the command

    server = uvicorn.Server(config)
    if config.workers > 1:
        Multiprocess(config, [listener]).run()
    else:
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> tuple[socket.socket, str]:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, reuse_port=False)
    except OSError as error:
        raise UsageError(f"can't listen on {host} port {port}: {error.strerror}") from error
    listener.set_inheritable(True)
    return listener, f"http://{_reachable(host)}:{listener.getsockname()[1]}"


def _reachable(host: str) -> str:
    """What a browser on this machine opens: an address of all interfaces is none of them."""
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{host}]" if ":" in host else host


def _options(given: ServeChoices) -> ServerOptions:
    from flowport.server import quotas, throttle  # noqa: PLC0415  as in the command
    from flowport.server.app import ServerOptions  # noqa: PLC0415  as in the command
    from flowport.server.protocol.model import load  # noqa: PLC0415  as in the command

    return ServerOptions(
        signed=given.auth == "sigv4",
        validate=given.validate,
        lenient=given.lenient,
        classic=given.fields == "classic",
        rates=_table(given.throttle, throttle.AWS, load().operations),
        quotas=_table(given.quotas, quotas.AWS, quotas.kinds()) or {},
        latency=given.latency,
        workers=given.workers,
        account=given.account or "",
        region=given.region or "",
        buckets=str(Path(given.buckets).resolve()) if given.buckets else "",
        runs=given.runs,
        project=str(Path.cwd()),
        trusted_proxies=_proxies(given.trusted_proxies),
        connections=given.connections,
        idle=given.idle * 60,
    )


def _proxies(said: tuple[str, ...]) -> tuple[str, ...]:
    from flowport.server.client_limits import is_address  # noqa: PLC0415  as in the command

    for each in said:
        if not is_address(each):
            raise UsageError(
                f"--trusted-proxy {each!r} is not an IP address or network, such as 127.0.0.1 "
                "or 10.0.0.0/8"
            )
    return said


def _table(place: str, published: Any, known: Collection[str]) -> dict[str, float] | None:
    """Numbers by known names: none, the published ones, or those of a JSON file."""
    from flowport.model.parse import parse  # noqa: PLC0415  only for a file

    if place in {"off", "aws"}:
        return dict(published) if place == "aws" else None
    try:
        found = parse(Path(place).read_bytes(), source=place)
    except OSError as error:
        raise UsageError(f"{place}: {reason(error)}") from error
    numbers = isinstance(found, dict) and all(
        isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
        for value in found.values()
    )
    if not numbers:
        raise UsageError(f"{place} must hold one JSON object of names and numbers from 0")
    for name in found:
        if name not in known:
            meant = suggestion(name, known)
            raise UsageError(f"{place} names {name!r}, which is not known here{meant}")
    table: dict[str, float] = found
    return table


def _say(url: str, database: str, made: Any, public: str, regions: list[str]) -> None:
    click.echo(f"Serving the Connect API at {url}")
    say(f"Database: {database}")
    click.echo()
    click.echo("Point a client at it with:")
    click.echo(f"  export AWS_ENDPOINT_URL_CONNECT={url}")
    for region in regions:
        click.echo(f"  export AWS_DEFAULT_REGION={region}")
    if made is None:
        click.echo("and a key of a user (flowport user key NAME creates one).")
        click.echo("Sign in with a password, or a link (flowport user link NAME creates one).")
        return
    click.echo(f"  export AWS_ACCESS_KEY_ID={made.key.id}")
    click.echo(f"  export AWS_SECRET_ACCESS_KEY={made.key.secret}\n")
    say(f"Instance: {made.instance.id} ({made.instance.alias})")
    click.echo(f"Sign in once, within 15 minutes: {sign_in_address(public, made.link)}")
