"""What is known of a contact on its way: what is its own, and what is only its flow's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.catalogue import JSONPATH_ROOTS
from flowport.simulate.effects import EFFECTS
from flowport.simulate.paths import CONTACT_ROOTS, Path, template
from flowport.simulate.trace import Frozen, frozen

if TYPE_CHECKING:
    from flowport.simulate.caller import Caller

__all__ = ["Contact", "Local"]

#: The roots that only blocks of the flow fill; without such a block they say nothing.
OWN_ROOTS = (
    frozenset(JSONPATH_ROOTS) | {root for effect in EFFECTS.values() for root in effect.fills}
) - CONTACT_ROOTS

#: The block and visit that filled a root, later ones last.
Source = tuple[str, int]


@dataclass(slots=True)
class Local:
    """What ends with the flow: a transfer to another flow begins with a new one.

    Attributes:
        sources: For each of the flow's own roots, which visits filled it.
        attributes: The flow attributes.
        loops: How often each Loop block has led into its loop.
        settings: What the flow set for itself (logging).
    """

    sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    loops: dict[str, int] = field(default_factory=dict)
    settings: dict[str, Frozen] = field(default_factory=dict)


@dataclass(slots=True)
class Contact:
    """A contact between two blocks.

    Attributes:
        caller: Who answers what the flow can't know.
        attributes: The contact attributes that were set or read.
        settings: What else was set on it: queue, voice, hooks, recording, ...
        local: What is the present flow's.
        visits: How often the contact came to each block.
    """

    caller: Caller
    attributes: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Frozen] = field(default_factory=dict)
    local: Local = field(default_factory=Local)
    visits: dict[str, int] = field(default_factory=dict)

    def read(self, path: Path) -> str:
        """What a path says now; ``""`` where nothing was set."""
        root, rest = path.root, ".".join(path.keys[1:])
        if root == "Attributes":
            return self._attribute(rest)
        if root == "FlowAttributes":
            return self.local.attributes.get(rest, "")
        if root == "Queue":
            return self.caller.value(path.name, str(self.settings.get("queue")), 0)
        if root in OWN_ROOTS:
            return self._own(path)
        return self.caller.value(path.name, "", 0)

    def fill(self, value: Any) -> Any:
        """A JSON value with every path in it, in keys as well, replaced by what it says."""
        if isinstance(value, str):
            return "".join(
                self.read(piece) if isinstance(piece, Path) else piece for piece in template(value)
            )
        if isinstance(value, dict):
            return {self.fill(key): self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return value

    def told(self) -> Frozen:
        """The settings of flow and contact, for an event."""
        return frozen({**self.settings, **self.local.settings})

    def _attribute(self, name: str) -> str:
        if name not in self.attributes:
            self.attributes[name] = self.caller.attribute(name)
        return self.attributes[name]

    def _own(self, path: Path) -> str:
        """The newest value that a block of this flow filled in."""
        for block, visit in reversed(self.local.sources.get(path.root, ())):
            found = self.caller.value(path.name, block, visit)
            if found:
                return found
        return ""
