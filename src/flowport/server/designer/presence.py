"""Who has a flow open, and who saved it last: told to each page while it looks at the flow.

People are known within one process of the server. Saves are read from the database, so those of
the API, the command line and other processes are seen as well. One task looks for them, and only
while a page listens; a page that listens holds no thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from flowport.errors import FlowportError
from flowport.server.designer.refusals import Refusal
from flowport.store import flows

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from flowport.designer.schema.answer_schema import PersonJSON, PresenceJSON
    from flowport.server.app import App

__all__ = ["FlowPlace", "Person", "Presence"]

#: How many pages of one person may listen; one more ends the first. And how many in all.
OF_PERSON, IN_ALL = 8, 400
#: How often saves are looked for, in seconds.
_LOOK = 1.0
#: How long a user who left is still named, in seconds.
_REMEMBERED = 300.0


class FlowPlace(NamedTuple):
    """A flow or module of an instance."""

    instance: str
    kind: str
    flow: str


@dataclass(frozen=True, slots=True)
class Person:
    """A user, by id and name."""

    id: str
    name: str


class _Saved(NamedTuple):
    base: str
    by: str
    at: float
    published: bool


@dataclass(eq=False, slots=True)
class _Listener:
    """A page that hears when something changes, until it is ended."""

    person: Person
    news: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False

    def end(self) -> None:
        self.ended = True
        self.news.set()


@dataclass(slots=True)
class _Room:
    """Who is at a flow, who was, and how it is saved."""

    listeners: list[_Listener] = field(default_factory=list)
    left: dict[Person, float] = field(default_factory=dict)
    saved: _Saved | None = None

    def tell(self) -> None:
        for each in self.listeners:
            each.news.set()


class Presence:
    """The rooms of all flows that any page shows.

    Args:
        app: The server.
        look: How often saves are looked for, in seconds.
    """

    def __init__(self, app: App, look: float = _LOOK) -> None:
        self._app = app
        self._look = look
        self._rooms: dict[FlowPlace, _Room] = {}
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def listeners(self) -> list[_Listener]:
        """Every page that listens."""
        return [each for room in self._rooms.values() for each in room.listeners]

    def admit(self) -> None:
        """Go on only if there is room for one more page.

        Raises:
            Refusal: Too many listen.
        """
        if self._closed or len(self.listeners) >= IN_ALL:
            raise Refusal("too-many", "Too many pages listen to this server.")

    async def news(self, place: FlowPlace, person: Person) -> AsyncGenerator[PresenceJSON | None]:
        """What to tell a page: at once, and whenever it changes; None where it was ended."""
        with self._entered(place, person) as (room, listener):
            if room.saved is None:
                await self._read(place, room)
            while not listener.ended:
                listener.news.clear()
                yield _view_for(room, person)
                await listener.news.wait()
            yield None

    @contextlib.contextmanager
    def _entered(self, place: FlowPlace, person: Person) -> Iterator[tuple[_Room, _Listener]]:
        own = [each for each in self.listeners if each.person == person]
        if len(own) >= OF_PERSON:
            own[0].end()
        room, listener = self._rooms.setdefault(place, _Room()), _Listener(person)
        room.listeners.append(listener)
        room.left.pop(person, None)
        room.tell()
        if self._looking is None:
            self._looking = asyncio.get_running_loop().create_task(self._watch())
        try:
            yield room, listener
        finally:
            room.listeners.remove(listener)
            if all(each.person != person for each in room.listeners):
                room.left[person] = time.monotonic()
            room.tell()

    async def _watch(self) -> None:
        """Look for saves as long as a page listens and the server runs."""
        version: object = None
        while self.listeners:
            await asyncio.sleep(self._look)
            if self._closed:
                return
            self._forget()
            try:
                now = await self._app.commits.version()
                if now != version:
                    for place, room in list(self._rooms.items()):
                        await self._read(place, room)
                version = now
            except FlowportError:  # a database that is busy is asked again
                continue
            except RuntimeError:  # threads take no more work: the server stops
                break
        self._looking = None

    def _forget(self) -> None:
        """Forget who left long ago, and rooms in which nobody is or was."""
        before = time.monotonic() - _REMEMBERED
        for place, room in list(self._rooms.items()):
            room.left = {each: left for each, left in room.left.items() if left > before}
            if not room.listeners and not room.left:
                del self._rooms[place]

    async def _read(self, place: FlowPlace, room: _Room) -> None:
        found = await asyncio.to_thread(self._saved, place)
        if found != room.saved:
            room.saved = found
            room.tell()

    def _saved(self, place: FlowPlace) -> _Saved | None:
        try:
            with self._app.store.reading() as connection:
                row = flows.get(connection, *place)
        except FlowportError:
            return None
        by, at = row.body.get(flows.SAVED_BY), row.body.get(flows.SAVED_AT)
        at = row.modified if at is None else float(at)
        return _Saved(row.saved, str(by or ""), at, row.published == row.saved)

    def close(self) -> None:
        """End every page's stream: the server stops."""
        self._closed = True
        for each in self.listeners:
            each.end()


def _view_for(room: _Room, to: Person) -> PresenceJSON:
    """What one page hears; times are seconds ago, since clocks differ."""
    now = time.monotonic()
    here = {each.person for each in room.listeners} - {to}
    left = {each: at for each, at in room.left.items() if each != to and each not in here}
    people: list[PersonJSON] = [{"name": each.name, "left": None} for each in here]
    people += [{"name": each.name, "left": round(now - at)} for each, at in left.items()]
    saved = room.saved
    return {
        "people": sorted(people, key=lambda each: each["name"]),
        "saved": saved
        and {
            "base": saved.base,
            "by": saved.by.removeprefix("user "),
            "ago": max(0, round(time.time() - saved.at)),
            "published": saved.published,
        },
    }
