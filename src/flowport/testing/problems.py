"""What is wrong with a test case, collected while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Problems"]


@dataclass(slots=True)
class Problems:
    """What is wrong with a document, and what is contested about it.

    Attributes:
        found: A sentence with its pointer for each problem.
        notes: A sentence for each point that sources disagree about.
    """

    found: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, pointer: str, problem: str) -> None:
        """Something that the service would refuse."""
        self.found.append(f"{pointer or '/'}: {problem}")

    def note(self, text: str) -> None:
        """Something contested."""
        self.notes.append(text)
