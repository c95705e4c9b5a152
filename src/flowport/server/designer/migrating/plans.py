"""Plans that are being made, and those that were: a folder each, so that any process can tell."""

from __future__ import annotations

import logging
import shutil
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson

from flowport.errors import FlowportError
from flowport.files import write_bytes
from flowport.jobs.moving import planning
from flowport.jobs.moving.holding import hold, is_held
from flowport.jobs.moving.pace import Pace, PacedCalls, SystemClock
from flowport.jobs.moving.paced_reading import Reading
from flowport.jobs.moving.plan_json import dump, load
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.ports import Instance
    from flowport.server.designer.migrating.pool import Pool

__all__ = ["PlanFolder", "PlanRequest", "Planned"]

_log = logging.getLogger(__name__)
_STATE, _PLAN, _LOCK = "state.json", "plan.json", "lock"
_OFTEN = 0.25  # seconds between two writings of how far it is
_TRIES, _NAP = 20, 0.03  # for a plan whose thread is just letting go
_LIFE = 86_400.0  # seconds that a plan is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """How far a plan is.

    Attributes:
        id: The plan's id.
        instance: The id of the source, in which it was asked for.
        user: The id of who asked.
        target: The target's id.
        state: ``planning``, ``ready`` or ``failed``.
        what: What is being done.
        done: How many flows that was done with.
        of: Of how many.
        message: Why it failed.
        run: The run that carries it out.
    """

    id: str
    instance: str
    user: str
    target: str
    state: str = "planning"
    what: str = ""
    done: int = 0
    of: int = 0
    message: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What a plan is to be made of: the two instances, opened by whoever plans, and how."""

    source: Instance
    target: Callable[[], Instance]
    options: planning.PlanOptions
    rates: Mapping[str, float] | None = None


@dataclass(slots=True)
class PlanFolder:
    """The folder of plans."""

    root: Path
    pool: Pool

    def begin(self, about: Planned, wanted: PlanRequest) -> str:
        """Begin to make one; its id.

        Raises:
            Refusal: Too many plans of the person are waiting, or it can't be kept.
        """
        self.pool.check(about.user)
        self._tidy()
        about = replace(about, id=uuid.uuid4().hex)
        folder = self.root / about.id
        try:
            folder.mkdir(parents=True, mode=0o700)
            lock = (folder / _LOCK).open("ab")
        except OSError as error:
            message = f"No plan can be kept in {self.root}: {error.strerror}."
            raise Refusal("internal", message) from None
        with ExitStack() as stack:
            stack.enter_context(lock)
            hold(lock)
            self._keep(about)
            stack.pop_all()
        self.pool.run(lambda: self._make(about, wanted), about.user, lock)
        return about.id

    def _make(self, about: Planned, wanted: PlanRequest) -> None:
        try:
            plan = self._plan(about, wanted)
            write_bytes(self.root / about.id / _PLAN, dump(plan), force=True)
            self._keep(replace(about, state="ready"))
        except FlowportError as error:
            self._keep(replace(about, state="failed", message=_sentence(str(error))))
        except Exception:  # noqa: BLE001  the page gets a sentence, the log the traceback
            _log.exception("planning failed")
            message = "Something went wrong in the server; its log says what."
            self._keep(replace(about, state="failed", message=message))

    def _plan(self, about: Planned, wanted: PlanRequest) -> Plan:
        told = 0.0

        def tell(what: str, done: int, every: int) -> None:
            nonlocal told
            if time.monotonic() - told > _OFTEN:
                told = time.monotonic()
                self._keep(replace(about, what=what, done=done, of=every))

        source, target = self._paced(wanted.source, None), self._paced(wanted.target(), wanted)
        return planning.plan(source, target, wanted.options, tell)

    def _paced(self, instance: Instance, wanted: PlanRequest | None) -> Any:
        clock, rates = SystemClock(), wanted.rates if wanted else None
        pace = Pace(clock, rates, off=rates is None)
        return Reading(instance, PacedCalls(pace, clock, self.pool.closing.is_set))

    def find(self, plan: str, instance: str, user: str) -> Planned:
        """How far a plan is that someone asked for.

        Raises:
            Refusal: There is none, or it is someone else's.
        """
        about = self._read(plan)
        if about is None or (about.instance, about.user) != (instance, user):
            raise Refusal("not-found", "There is no such plan; plans are kept for a day.")
        if about.state == "planning" and not is_held(self.root / plan / _LOCK):
            about = self._read(plan) or about
            if about.state == "planning":
                message = "The server stopped while it planned; create a new plan."
                return replace(about, state="failed", message=message)
        return about

    def plan(self, about: Planned) -> Plan:
        """The plan itself.

        Raises:
            PlanError: It is damaged.
            Refusal: It is not ready.
        """
        if about.state != "ready":
            raise Refusal("wrong-state", "The plan is not ready.")
        path = self.root / about.id / _PLAN
        return load(path.read_bytes(), "the plan")

    def taken(self, about: Planned, begin: Callable[[], str]) -> str:
        """The run that carries a plan out: begun now, or when it was asked for before."""
        with (self.root / about.id / _LOCK).open("ab") as lock:
            for _ in range(_TRIES):
                if hold(lock):
                    break
                time.sleep(_NAP)
            else:
                raise Refusal("busy", "The plan is being carried out already.")
            now = self._read(about.id) or about
            if now.run:
                return now.run
            run = begin()
            self._keep(replace(now, run=run))
            return run

    def _keep(self, about: Planned) -> None:
        write_bytes(self.root / about.id / _STATE, orjson.dumps(about), force=True)

    def _read(self, plan: str) -> Planned | None:
        if not plan.isalnum():
            return None
        try:
            return Planned(**orjson.loads((self.root / plan / _STATE).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def _tidy(self) -> None:
        """Forget plans that nobody carries out any more."""
        before = time.time() - _LIFE
        for path in self.root.glob(f"*/{_STATE}"):
            if path.stat().st_mtime < before:
                shutil.rmtree(path.parent, ignore_errors=True)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
