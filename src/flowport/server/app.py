"""The server: an ASGI application, and the life of a request as one list."""

from __future__ import annotations

import asyncio
import logging
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from flowport.server.arns_to_ids import normalise
from flowport.server.auth.guessing import Guessing
from flowport.server.auth.principals import Principals, unsigned
from flowport.server.auth.refused import NOTED, RefusalLog
from flowport.server.client_limits import CONNECTIONS
from flowport.server.client_tokens import TOKEN, once
from flowport.server.commits import Commits
from flowport.server.content_examiner import ContentExaminer
from flowport.server.database_snapshots import DatabaseSnapshots
from flowport.server.exchange import Receive, Scope, Send, received, reply
from flowport.server.operation_call import ApiCall, Shared
from flowport.server.operations.operation_registry import Heavy, Prepare, Served, nothing, served
from flowport.server.preparing import Preparing
from flowport.server.processes import Processes
from flowport.server.protocol import errors
from flowport.server.protocol.errors import ServiceError
from flowport.server.protocol.model import Api, load
from flowport.server.protocol.page_tokens import Pages
from flowport.server.quotas import Quotas
from flowport.server.remembered_reads import AnswerCache, question
from flowport.server.replica_arns import localise, translate
from flowport.server.request import Request
from flowport.server.signed_urls import SignedUrls
from flowport.server.texts import Texts
from flowport.server.throttle import Throttle
from flowport.server.writer import Writer
from flowport.store import Store, access, audit, kept_settings
from flowport.store.changes import reads_noted
from flowport.store.first_use import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.store.instances import InstanceRow

__all__ = ["App", "ServerOptions"]


_log = logging.getLogger(__name__)
_READERS = 4  # threads that wait for a database's server


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """How a server behaves.

    Attributes:
        signed: Whether every call must be signed.
        validate: Whether published content must pass the checks.
        lenient: Whether what is not served answers empty lists and 404 instead of 501.
        classic: Whether members that newer models added are left out.
        rates: Requests a second by operation, or None for no throttling.
        quotas: How many of each kind an instance may have.
        latency: Seconds that every answer waits.
        account: Without signatures, the account of callers whose access key id is not one; all
            accounts if empty.
        region: The Region of instances that are created without a signature.
        buckets: The folder in place of S3; none if empty.
        workers: How many processes share the rates.
        runs: The folder where migrations are kept; the user's own if empty.
        project: The folder whose ``flowport.toml`` names targets of migrations; the working one
            if empty.
        trusted_proxies: Addresses and networks whose forwarded headers are believed.
        connections: How many connections one host may hold.
        idle: After how many seconds without a call a session ends.
    """

    signed: bool = True
    validate: bool = True
    lenient: bool = False
    classic: bool = False
    rates: Mapping[str, float] | None = None
    quotas: Mapping[str, float] = field(default_factory=dict)
    latency: float = 0.0
    account: str = ""
    region: str = ""
    buckets: str = ""
    workers: int = 1
    runs: str = ""
    project: str = ""
    trusted_proxies: Sequence[str] = ()
    connections: int = CONNECTIONS
    idle: float = access.IDLE


class App:
    """The Connect API over a store, as an ASGI application."""

    def __init__(self, store: Store, options: ServerOptions | None = None) -> None:
        self.options = options or ServerOptions()
        self.store = store
        self.api: Api = load(classic=self.options.classic)
        self.served = served()
        self.principals = Principals(store)
        self._throttle = (
            None
            if self.options.rates is None
            else Throttle(self.options.rates, workers=self.options.workers)
        )
        self.writer = Writer(store)
        self.refusals = RefusalLog(self.writer)
        self.processes = Processes()
        self.preparing = Preparing(store, self.processes)
        self._searches = ThreadPoolExecutor(1, thread_name_prefix="search")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self.answers = AnswerCache()
        snapshots = DatabaseSnapshots(store, self.answers.announce)
        self.commits = Commits(store.version, None if store.embedded else snapshots.ask)
        #: What is to end before the store is closed.
        self.closing: list[Callable[[], None]] = [
            self.processes.close,
            self.preparing.close,
            self._searches.shutdown,
            self._readers.shutdown,
            self.commits.close,
        ]
        with store.writing() as connection:
            secret = kept_settings.secret(connection, "page-tokens")
            urls = kept_settings.secret(connection, "signed-urls")
            known_browsers = kept_settings.secret(connection, "known-browsers")
        self.guessing = Guessing(known_browsers)
        examiner = ContentExaminer(self.options.workers)
        self.closing.insert(0, examiner.close)
        self.shared = Shared(
            store=store,
            examiner=examiner,
            pages=Pages(secret),
            texts=Texts(),
            urls=SignedUrls(urls),
            quotas=Quotas(self.options.quotas),
            buckets=self.options.buckets,
            validate=self.options.validate,
            account=self.options.account or ACCOUNT,
            region=self.options.region or REGION,
            forget=self.principals.forget,
        )
        #: What happens to a request, in this order, until an answer or an error stands.
        self.life: tuple[Callable[[Request], Awaitable[None] | None], ...] = (
            self._route,
            self._authenticate,
            self._pace,
            self._dispatch,
            self._authorise,
            self._parse,
            self._perform,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one ASGI event."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        request_id = str(uuid.uuid4())
        request = None
        try:
            request = Request(await received(scope, receive), request_id)
            await self._live(request)
        except ServiceError as error:
            if request is not None and error.name in NOTED:
                await self.refusals.note_call(request.refused(error))
            operation = getattr(request, "operation", None)
            await self._refuse(
                send, request_id, error if operation is None else operation.worded(error)
            )
        except Exception:  # noqa: BLE001  the caller gets a 500, the log the traceback
            _log.exception("request %s failed", request_id)
            await self._refuse(
                send, request_id, ServiceError("InternalServiceException", "Internal error")
            )
        else:
            await reply(send, 200, request_id, request.answer)

    async def _live(self, request: Request) -> None:
        if self.options.latency:
            await asyncio.sleep(self.options.latency)
        for step in self.life:
            waiting = step(request)
            if waiting is not None:
                await waiting

    def _route(self, request: Request) -> None:
        found = self.api.routes.match(request.sent.method, request.sent.raw_path)
        if found is None:
            raise ServiceError("UnknownOperationException", None)
        request.operation, request.path = found

    def _authenticate(self, request: Request) -> None:
        if self.options.signed:
            request.principal = self.principals.of(request.sent)
        else:
            request.principal = unsigned(request.sent.headers, self.options.account or None)

    def _pace(self, request: Request) -> None:
        if self._throttle is not None:
            caller = request.principal
            self._throttle.take(caller.account, caller.region, request.operation.name)

    def _dispatch(self, request: Request) -> None:
        name = request.operation.name
        if name in self.served:
            request.served = self.served[name]
        elif self.options.lenient:
            request.served = Served(name, nothing, writes=False, needs=None)
        else:
            raise ServiceError("NotImplementedException", f"{name} is not served here.")

    def _authorise(self, request: Request) -> None:
        if not request.principal.may(request.served.needs):
            raise errors.denied(
                f"The user's security profiles lack the permission {request.served.needs}."
            )

    def _parse(self, request: Request) -> None:
        sent = request.sent
        request.params = request.operation.read(
            request.path, sent.raw_query, sent.headers, sent.body
        )

    async def _perform(self, request: Request) -> None:
        try:
            if request.served.writes:
                ahead = None
                if request.served.heavy is not None:
                    request.prepared = await self._worked(request, request.served.heavy)
                elif request.served.prepare is not None:
                    ahead = partial(self._prepare, request, request.served.prepare)
                request.answer = await self.writer.do(partial(self._run, request), ahead)
            else:
                request.answer = await self._read_answer(request)
        except ServiceError:
            raise
        except Exception as error:
            known = errors.of(error)
            if known is None:
                raise
            raise known from error

    def _prepare(self, request: Request, prepare: Prepare) -> None:
        request.prepared = prepare(request.params, self.shared)

    async def _worked(self, request: Request, heavy: Heavy) -> Any:
        """What an operation has worked out in a process, so that no other write waits."""
        return await self.preparing.do(
            request.caller, lambda connection: heavy(self._call(request, connection))
        )

    async def _read_answer(self, request: Request) -> bytes:
        """A remembered answer if nothing that it depends on changed since; else a new one.

        Queries of a file are short and run here. Slow operations, such as searches, and queries
        that wait for a database's server run in threads.
        """
        version = self.store.version() if self.store.embedded else await self.commits.version()
        self.answers.see(version)
        asked = question(request.principal, request.operation.name, request.params)
        if not request.served.fresh and (remembered := self.answers.get(asked)) is not None:
            return remembered
        known = self.answers.instances
        slow = request.served.slow
        if slow or not self.store.embedded:
            threads = self._searches if slow else self._readers
            loop = asyncio.get_running_loop()
            answer, read = await loop.run_in_executor(threads, self._read, request, known)
        else:
            answer, read = self._read(request, known)
        if not request.served.fresh:
            self.answers.put(asked, answer, version, read)
        return answer

    def _read(self, request: Request, known: dict[str, InstanceRow]) -> tuple[bytes, set[str]]:
        """An answer, and what it was read from."""
        with self.store.reading(asked=True) as connection, reads_noted() as read:
            return self._run(request, connection, known), read

    def _run(
        self,
        request: Request,
        connection: Connection,
        known: dict[str, InstanceRow] | None = None,
    ) -> bytes:
        if request.served.writes:
            with audit.acting(request.principal.title, request.sent.host):
                return self._carried_out(request, connection, known)
        return self._carried_out(request, connection, known)

    def _carried_out(
        self, request: Request, connection: Connection, known: dict[str, InstanceRow] | None
    ) -> bytes:
        call = self._call(request, connection, known)
        if request.served.writes and TOKEN in request.params:
            return once(call, lambda it: self._answer(request, it))
        return self._answer(request, call)

    def _call(
        self,
        request: Request,
        connection: Connection,
        known: dict[str, InstanceRow] | None = None,
    ) -> ApiCall:
        call = ApiCall(
            request.operation,
            request.params,
            request.principal,
            connection,
            self.shared,
            {} if known is None else known,
            request.prepared,
            f"{request.sent.scheme}://{request.sent.headers.get('host', 'localhost')}",
        )
        call.params = localise(call)
        call.params = normalise(call)
        return call

    def _answer(self, request: Request, call: ApiCall) -> bytes:
        return translate(call, request.operation.write(dict(request.served.run(call) or {})))

    async def _refuse(self, send: Send, request_id: str, error: ServiceError) -> None:
        shape = self.api.error(error.name)
        body = error.body(shape.message)
        await reply(send, shape.status, request_id, body, error.name)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            event = await receive()
            if event["type"] == "lifespan.shutdown":
                for close in self.closing:
                    close()
                self.writer.close()
                self.store.close()
            await send({"type": f"{event['type']}.complete"})
            if event["type"] == "lifespan.shutdown":
                return
