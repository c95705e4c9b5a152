"""One flow that is open: read it, edit it block by block, check it, draw it, write it."""

from __future__ import annotations

import html
import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.catalogue import ACTIONS, BLOCKS, action_named
from flowport.check import check
from flowport.designer import opened, perform
from flowport.diff import compare
from flowport.errors import EditError, UsageError
from flowport.files import make_folder, write
from flowport.find import parse, search
from flowport.layout.faces import faces
from flowport.refs.all_references import find
from flowport.render import flow_text
from flowport.render.svg import svg
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.check import Finding
    from flowport.convert import Note
    from flowport.diff import Comparison
    from flowport.find import FoundItem
    from flowport.library.conversation import Conversation
    from flowport.model import Flow
    from flowport.ports import Instance
    from flowport.refs.reference import Reference
    from flowport.render.theme import Theme
    from flowport.testing import Verdict

__all__ = ["OpenBlock", "OpenFlow"]


@dataclass(frozen=True, slots=True)
class OpenBlock:
    """A block as it is now; editing the flow does not change it.

    Attributes:
        id: Its identifier.
        title: Its title in the designer, such as ``Play prompt``.
        name: The name that a person gave it, or ``""``.
        type: The type of its action, such as ``MessageParticipant``.
        parameters: Its parameters.
        branches: The id of the next block by branch key (``next``, ``error:NoMatchingError``,
            ``condition:0``); ``""`` for a branch that is not connected.
    """

    id: str
    title: str
    name: str
    type: str
    parameters: dict[str, Any]
    branches: dict[str, str]

    def __repr__(self) -> str:
        """Short: the title, the name and the id."""
        name = f" {self.name!r}" if self.name else ""
        return f"<block {self.title}{name} {self.id}>"


class OpenFlow:
    """A flow that is open.

    Edits change the flow in memory only; ``save`` writes it.

    Attributes:
        document: The flow as it is now. It is immutable: each edit replaces it.
        path: The file that it was read from; None where it was not a file of its own.
        notes: What converting a legacy export could not say exactly.
        instance: The instance or folder of an export that it was opened from; None for files.
        neighbors: The flows that were opened together; its calls go on in them.
    """

    def __init__(
        self, document: Flow, *, path: Path | None = None, notes: Sequence[Note] = ()
    ) -> None:
        self.document = document
        self.path = path
        self.notes = tuple(notes)
        self.instance: Instance | None = None
        self.neighbors: tuple[OpenFlow, ...] = ()

    def __repr__(self) -> str:
        """Short: the name, the type and the number of blocks."""
        return f"<flow {self.name!r} {self.type or 'of unknown type'}, {len(self)} blocks>"

    def __len__(self) -> int:
        """The number of blocks."""
        return len(self.document.actions)

    def _repr_html_(self) -> str:
        """The picture, for notebooks."""
        return f"<figure>{self.draw()}<figcaption>{html.escape(self.name)}</figcaption></figure>"

    @property
    def name(self) -> str:
        """The name; the file's stem where the flow says none."""
        return self.document.name or (self.path.stem if self.path else "")

    @property
    def type(self) -> str | None:
        """The type as the API spells it, ``MODULE`` for a module; None if unknown."""
        return "MODULE" if self.document.is_module else self.document.type

    @property
    def blocks(self) -> tuple[OpenBlock, ...]:
        """All blocks, in file order."""
        shown = {face.id: face for face in faces(self.document)}
        return tuple(
            OpenBlock(
                action.id,
                shown[action.id].title,
                shown[action.id].name,
                action.type,
                dict(action.parameters),
                {branch.key: branch.target for branch in action.branches},
            )
            for action in self.document.actions
        )

    @property
    def start(self) -> str:
        """The id of the first block; ``""`` where the entry is not connected."""
        return self.document.start

    def block(self, wanted: str) -> OpenBlock:
        """The block of an id, a name, or a title that only one block has.

        Raises:
            EditError: There is no such block, or more than one has the title.
        """
        found = [block for block in self.blocks if wanted in {block.id, block.name}]
        found = found or [block for block in self.blocks if block.title == wanted]
        if len(found) == 1:
            return found[0]
        if not found:
            raise EditError(f"{self.name}: no block {wanted!r}")
        raise EditError(f"{self.name}: {len(found)} blocks are {wanted!r}. Use the id of one")

    def add(
        self, block: str, *, after: str | None = None, branch: str = "next", **parameters: Any
    ) -> OpenBlock:
        """Add a block of the palette, or an action.

        Args:
            block: A title of the palette (``Play prompt``) or an action's type.
            after: The block whose branch leads to it; ``""`` for the entry; None for no block.
                What the branch led to follows the new block.
            branch: The branch of that block.
            parameters: Parameters to set, by name.

        Raises:
            EditError: There is no such block, branch or parameter.
        """
        if action_named(block) is None and block not in BLOCKS:
            raise EditError(f"no block or action {block!r}{suggestion(block, [*BLOCKS, *ACTIONS])}")
        identifier = str(uuid.uuid4())
        what = {"type": block} if action_named(block) else {"block": block}
        given: dict[str, Any] = {"kind": "add", "id": identifier, **what, **self._room(after)}
        if after is not None:
            origin = self.block(after).id if after else ""
            given |= {"from": {"block": origin, "branch": branch}, "splice": True}
        before = self.document
        self._perform(given)
        try:
            for name, value in parameters.items():
                self.set(identifier, name, value)
        except EditError:
            self.document = before
            raise
        return self.block(identifier)

    def connect(self, block: str, target: str, branch: str = "next") -> None:
        """Connect a branch of a block (``""`` for the entry) to another block (``""`` to none).

        Raises:
            EditError: There is no such block or branch.
        """
        self._perform(
            {
                "kind": "connect",
                "block": self.block(block).id if block else "",
                "branch": branch,
                "target": self.block(target).id if target else "",
            }
        )

    def set(self, block: str, parameter: str, value: Any) -> None:
        """Set a parameter; ``A.B`` is a member of an object.

        Raises:
            EditError: There is no such block, or the value is not JSON.
        """
        try:
            json.dumps(value)
        except (TypeError, ValueError) as error:
            raise EditError(f"{parameter}: the value is not JSON: {error}") from error
        path = parameter.split(".")
        known = self.block(block).id
        self._perform({"kind": "setParameter", "block": known, "path": path, "value": value})

    def remove(self, block: str, *, reconnect: bool = True) -> None:
        """Remove a block; what led to it leads to what followed it, unless ``reconnect=False``.

        Raises:
            EditError: There is no such block.
        """
        known = self.block(block).id
        self._perform({"kind": "remove", "ids": [known], "reconnect": reconnect})

    def rename(self, block: str, name: str) -> None:
        """Give a block a name.

        Raises:
            EditError: There is no such block, or the name is taken or not allowed.
        """
        self._perform({"kind": "rename", "block": self.block(block).id, "name": name})

    def check(self, **options: Any) -> tuple[Finding, ...]:
        """What is wrong with it; the options are those of ``flowport.check``."""
        return check(self.document, **options)

    def find(self, query: str) -> tuple[FoundItem, ...]:
        """What a query of ``flowport find`` finds in it.

        Raises:
            UsageError: The query is wrong.
        """
        return tuple(search(self.document, parse(query)))

    def refs(self) -> tuple[Reference, ...]:
        """Every resource that it refers to."""
        return tuple(find(self.document))

    def diff(self, other: OpenFlow) -> Comparison:
        """What changed from this flow to another."""
        return compare(self.document, other.document)

    def call(
        self,
        *answers: str,
        attributes: Mapping[str, str] | None = None,
        mocks: Mapping[str, Any] | None = None,
        at: str = "",
        channel: str = "voice",
        seed: int = 0,
    ) -> Conversation:
        """Call the flow offline: hear it, press keys, and see where the call goes.

        A caller with no answer left is silent three times and hangs up. Resources without a mock
        succeed with an empty answer.

        Args:
            answers: What the caller does at each question: keys (``"1"``), words, or ``""`` for
                silence.
            attributes: The contact attributes at the start.
            mocks: What resources answer, in the form of a file of mocks.
            at: When the call begins, such as ``2026-12-25T10:00``; ``""`` for now.
            channel: ``voice``, ``chat``, ``task`` or ``email``.
            seed: Draws percentages.

        Raises:
            MockError: The mocks are invalid.
            UsageError: ``at`` is not a moment.
        """
        from flowport.library.calling import call_flow  # noqa: PLC0415  slow to import

        return call_flow(
            self,
            answers,
            self._others(),
            self.instance,
            attributes=attributes or {},
            mocks=mocks or {},
            at=at,
            channel=channel,
            seed=seed,
        )

    def test(self, *cases: str | Path | Mapping[str, Any], seed: int = 0) -> tuple[Verdict, ...]:
        """Run test cases of this flow as it is now, edits included.

        Args:
            cases: Paths of files or folders with test cases, or cases as Python values.
            seed: Draws percentages.

        Raises:
            CaseError: A case can't be read, or names another flow that is not opened with this one.
            UsageError: There is no case.
        """
        from flowport.library.calling import run_cases  # noqa: PLC0415  slow to import

        return run_cases([self, *self._others()], cases, seed=seed)

    def _others(self) -> list[OpenFlow]:
        """The flows that were opened with this one."""
        return [flow for flow in self.neighbors if flow is not self]

    def draw(self, *, theme: Theme = "auto", arranged: bool = False) -> str:
        """The picture, a whole SVG document."""
        return svg(self.document, theme=theme, arranged=arranged, title=self.name)

    def outline(self) -> str:
        """The outline that ``flowport show`` prints."""
        return flow_text.text(self.document)

    def save(self, path: str | Path | None = None, *, force: bool = False) -> Path:
        """Write it to a file: to its own, or to another one.

        Args:
            path: The file; None for the one that it was read from, which is overwritten.
            force: Whether another file that exists is overwritten.

        Raises:
            UsageError: It has no file of its own, or the other one exists.
        """
        own = path is None or (self.path is not None and Path(path) == self.path)
        target = self.path if path is None else Path(path)
        if target is None:
            raise UsageError(f"{self.name} has no file of its own. Give save a path")
        make_folder(target.parent)
        write(self.document, target, force=force or own)
        return target

    def _room(self, after: str | None) -> dict[str, float]:
        """A place for a new block: right of the one that it follows, else below all."""
        spots = [self.document.position_of(action.id) for action in self.document.actions]
        known = [spot for spot in spots if spot is not None]
        beside = self.document.position_of(self.block(after).id) if after else None
        if beside is not None:
            return {"x": beside[0] + 280, "y": beside[1]}
        return {"x": 200, "y": max((y for _, y in known), default=0) + 280}

    def _perform(self, command: dict[str, Any]) -> None:
        kind = "module" if self.document.is_module else "flow"
        about = {"type": self.type} if self.type else {}
        self.document = perform(opened(self.document, kind=kind, **about), command).flow
