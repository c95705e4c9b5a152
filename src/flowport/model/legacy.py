"""A flow in the legacy export format (``modules``), as a view on its JSON."""

from __future__ import annotations

from typing import Any

from flowport.dataclass import dataclass
from flowport.model.document import Document
from flowport.model.flow import type_named


@dataclass(frozen=True, slots=True)
class LegacyBlock:
    """A block of a legacy flow: ``index`` is its place in ``modules``, ``tree`` its JSON object."""

    index: int
    tree: dict[str, Any]

    @property
    def id(self) -> str:
        """The block's id, which conversion keeps; ``""`` when there is none."""
        return _text(self.tree.get("id"))

    @property
    def type(self) -> str:
        """The legacy type, such as ``PlayPrompt``."""
        return _text(self.tree.get("type"))

    @property
    def target(self) -> str:
        """What a block of several forms acts on (``Queue``, ``Lambda``, ...); mostly ``""``."""
        return _text(self.tree.get("target"))

    @property
    def pointer(self) -> str:
        """Where the block is in the document."""
        return f"/modules/{self.index}"


@dataclass(frozen=True, slots=True, eq=False)
class LegacyFlow(Document):
    """A flow as older designers exported it."""

    @property
    def blocks(self) -> tuple[LegacyBlock, ...]:
        """The blocks in file order."""
        return tuple(LegacyBlock(index, tree) for index, tree in enumerate(self.tree["modules"]))

    @property
    def start(self) -> str:
        """The id of the first block; ``""`` when it is not connected."""
        return _text(self.tree.get("start"))

    @property
    def metadata(self) -> dict[str, Any]:
        """The designer's ``metadata``, empty when absent."""
        metadata = self.tree.get("metadata")
        return metadata if isinstance(metadata, dict) else {}

    @property
    def name(self) -> str | None:
        """The flow's name, from the API's answer or the export's metadata."""
        return _text(self.about.get("Name")) or _text(self.metadata.get("name")) or None

    @property
    def type(self) -> str | None:
        """The flow type by its API name (``CONTACT_FLOW``); None when the file does not say."""
        return (
            type_named(self.about.get("Type"))
            or type_named(self.tree.get("type"))
            or type_named(self.metadata.get("type"))
        )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
