"""What the files of an import hold: each flow as a document that can be checked and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from flowport.containers import Sort
from flowport.designer import Draft
from flowport.designer.clipboard import read
from flowport.designer.draft import MODULE
from flowport.errors import FlowportError, UnexpectedError
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.typing import suggested_type
from flowport.jobs.reading import read_data
from flowport.model import LegacyFlow
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.containers import Embedded
    from flowport.designer.schema.import_schema import FlowlessJSON, HeldJSON, ListedJSON
    from flowport.server.designer.ask import Ask, UploadedFile

__all__ = ["FAULT", "DroppedFlow", "Names", "read_dropped"]

#: Flows of an instance by kind and name: the id and type of each.
Names: TypeAlias = "Mapping[str, Mapping[str, HeldJSON]]"

#: What the page says of a fault in Flowport: the report is for those who keep the server.
FAULT = "Flowport failed on this file by a fault of its own; the server keeps a report of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedFlow:
    """One flow of a file, or why a file holds none.

    Attributes:
        file: The file, and the resource within it where it holds several.
        draft: The flow; None for a file without one.
        content: Its text.
        legacy: Whether it was converted.
        message: Why there is no flow.
    """

    file: str
    draft: Draft | None = None
    content: str = ""
    legacy: bool = False
    message: str = ""

    def listed(self, names: Names) -> ListedJSON | FlowlessJSON:
        """The members that the page lists: what can be said without checking anything.

        Args:
            names: The flows that the instance has.
        """
        draft = self.draft
        if draft is None:
            return {"file": self.file, "ok": False, "message": self.message}
        actions = tuple(action.type for action in draft.flow.actions)
        return {
            "file": self.file,
            "ok": True,
            "message": "",
            "legacy": self.legacy,
            "content": self.content,
            "name": draft.name,
            "type": draft.type,
            "kind": draft.kind,
            "description": draft.description,
            "notes": [note.as_json() for note in draft.notes],
            "blockCount": len(actions),
            "bytes": len(self.content.encode(errors="surrogatepass")),
            "suggestedType": "" if draft.type else suggested_type(actions, draft.name),
            "exists": names[draft.kind].get(draft.name),
        }


def read_dropped(ask: Ask) -> list[DroppedFlow]:
    """The flows of a call's files, in the files' order; one entry for a file without any.

    Raises:
        Refusal: No file was sent, there are too many, or an archive is damaged.
    """
    files = unpacked(ask.files)
    if not files:
        raise Refusal("bad-request", "Send at least one file, under the name 'file'.")
    return [each for file in files for each in _flows_of(ask, file)]


def _flows_of(ask: Ask, file: UploadedFile) -> list[DroppedFlow]:
    contents = read_data(file.data, file.name, named=True)
    found = [_flow(ask, file, flow, contents.sort) for flow in contents.flows]
    reasons = [FAULT if isinstance(p, UnexpectedError) else f"{p}." for p in contents.problems]
    reasons += [f"{file.name}: {why}." for why in contents.elsewhere]
    if not found and not reasons:
        reasons = [f"{file.name}: {contents.reason}."]
    return [*found, *(DroppedFlow(file=file.name, message=why) for why in reasons)]


def _flow(ask: Ask, file: UploadedFile, inside: Embedded, sort: Sort) -> DroppedFlow:
    found, label = inside.document, file.name
    if sort is Sort.CONTAINER and inside.resource:
        label = f"{file.name} » {inside.resource}"
    try:
        with isolated(label):
            piece = read(found.content(), called=label)
    except UnexpectedError:
        return DroppedFlow(file=file.name, message=FAULT)
    except FlowportError as error:
        return DroppedFlow(file=file.name, message=f"{error}.")
    flow = piece.flow
    type_ = found.type or flow.type
    module = flow.is_module or found.about.get("kind") == "module"
    module = module or (type_ is None and ask.kind == "module")
    draft = Draft(
        flow=flow,
        kind="module" if module else "flow",
        type=MODULE if module else type_ or "",
        name=found.name or flow.name or inside.resource or _stem(file.name),
        description=flow.description or str(found.about.get("Description") or ""),
        notes=piece.notes,
    )
    legacy = isinstance(found, LegacyFlow)
    return DroppedFlow(file=label, draft=draft, content=found.content(), legacy=legacy)


def _stem(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
