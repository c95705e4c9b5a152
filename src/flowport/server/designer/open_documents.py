"""The documents that are being edited: a base and commands in, the state that they lead to out.

A document is a pure function of its base and commands, so what is kept here only saves time: each
state is remembered under a hash of all that led to it, and an edit costs one command.
"""

from __future__ import annotations

import hashlib
import math
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import orjson

from flowport.designer import perform
from flowport.designer.view import Shown, shown, view
from flowport.errors import EditError
from flowport.refs.all_references import in_block
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.check import Finding
    from flowport.designer import Draft
    from flowport.designer.schema.document_schema import ViewJSON
    from flowport.model import Action
    from flowport.refs.reference import Reference

__all__ = ["DocumentState", "OpenDocuments", "Recent"]

T = TypeVar("T")

#: The blocks of all states together that are remembered; about 250 MB, as one takes 5 KB or so.
_MOST_BLOCKS = 50_000


class Recent(Generic[T]):
    """The things that were used last, by a key; safe to share between threads.

    Args:
        most: How many.
        room: What they may weigh together; the last one is kept whatever it weighs.
    """

    def __init__(self, most: int, room: float = math.inf) -> None:
        self._most = most
        self._room = room
        self._held = 0
        self._known: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> T | None:
        """What is known under a key, or None."""
        with self._lock:
            if key not in self._known:
                return None
            self._known.move_to_end(key)
            return self._known[key][0]

    def put(self, key: str, thing: T, weight: int = 1) -> T:
        """Remember a thing; those that were used longest ago may be forgotten."""
        with self._lock:
            if key in self._known:
                self._held -= self._known[key][1]
            self._known[key] = thing, weight
            self._known.move_to_end(key)
            self._held += weight
            while self._is_over() and len(self._known) > 1:
                self._held -= self._known.popitem(last=False)[1][1]
        return thing

    def _is_over(self) -> bool:
        return len(self._known) > self._most or self._held > self._room


class _BlockReferences(NamedTuple):
    """What a block refers to, and what that was found in."""

    action: Action
    metadata: dict[str, Any]
    references: tuple[Reference, ...]


@dataclass(slots=False)
class DocumentState:
    """A state of a document.

    Attributes:
        token: The hash of all that led to it.
        draft: The document.
        known: Faces of blocks in an earlier state.
        found: What blocks referred to in an earlier state, in the order of its actions.
        findings: What checks found in it, by the instance's ARN.
    """

    token: str
    draft: Draft = field(repr=False)
    known: Mapping[str, Shown] = field(default_factory=dict, repr=False)
    found: Sequence[_BlockReferences] = field(default=(), repr=False)
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def shown(self) -> Mapping[str, Shown]:
        """The faces of its blocks."""
        return shown(self.draft.flow, self.known)

    @cached_property
    def view(self) -> ViewJSON:
        """What the canvas shows of it."""
        return view(self.draft, self.shown)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """What it refers to."""
        return tuple(chain.from_iterable(each.references for each in self._by_block))

    @cached_property
    def _by_block(self) -> Sequence[_BlockReferences]:
        """What each block refers to, taken from an earlier state where nothing of it changed."""
        flow, before = self.draft.flow, self.found
        found: list[_BlockReferences] = []
        for action in flow.actions:
            metadata = flow.metadata_of(action.id)
            old = before[action.index] if action.index < len(before) else None
            if old and old.action.tree is action.tree and old.metadata == metadata:
                found.append(old)
            else:
                found.append(_BlockReferences(action, metadata, in_block(flow, action)))
        return found

    def then(self, token: str, draft: Draft) -> DocumentState:
        """The state after it, which takes over the faces and references that are known."""
        shown_here = self.__dict__.get("shown", self.known)
        return DocumentState(token, draft, shown_here, self.__dict__.get("_by_block", self.found))


class OpenDocuments:
    """Remembers states of documents, and contents that the store may have forgotten."""

    def __init__(self, states: int = 400, contents: int = 100) -> None:
        self._states: Recent[DocumentState] = Recent(states, room=_MOST_BLOCKS)
        self.contents: Recent[str] = Recent(contents)
        self.counts: Recent[Any] = Recent(20_000)

    def known(self, token: str) -> DocumentState | None:
        """The state of a token, if it is still remembered."""
        return self._states.get(token)

    def start(self, root: Any, make: Callable[[], Draft]) -> DocumentState:
        """The first state of a document; ``root`` is a JSON value that says all of it."""
        token = _hash("", root)
        return self._states.get(token) or self._keep(token, DocumentState(token, make()))

    def _keep(self, token: str, state: DocumentState) -> DocumentState:
        return self._states.put(token, state, weight=len(state.draft.flow.actions))

    def after(self, state: DocumentState, commands: Sequence[Any]) -> DocumentState:
        """The state after some commands.

        Raises:
            Refusal: One of them can't be performed; the error says which.
        """
        tokens = [state.token]
        for command in commands:
            tokens.append(_hash(tokens[-1], command))
        done = len(commands)
        while done and (found := self._states.get(tokens[done])) is None:
            done -= 1
        if done and found is not None:
            state = found
        for number in range(done, len(commands)):
            try:
                draft = perform(state.draft, commands[number])
            except EditError as error:
                message = str(error)[:1].upper() + str(error)[1:] + "."
                raise Refusal("bad-command", message, command=number) from error
            state = self._keep(tokens[number + 1], state.then(tokens[number + 1], draft))
        return state


def _hash(before: str, thing: Any) -> str:
    try:
        text = orjson.dumps(thing, option=orjson.OPT_SORT_KEYS)
    except (TypeError, orjson.JSONEncodeError):
        text = repr(thing).encode(errors="surrogatepass")
    return hashlib.sha256(before.encode() + b"\n" + text).hexdigest()
