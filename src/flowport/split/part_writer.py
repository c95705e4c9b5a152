"""What every part of a split flow is written with: names, marks, carriers and notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.model import Flow
    from flowport.split.joining_blocks import Carriers, Names
    from flowport.split.parts import Material, SplitPlan

__all__ = ["PartWriter"]


@dataclass(slots=True)
class PartWriter:
    """What all parts of one flow share."""

    flow: Flow
    name: str
    material: Material
    plan: SplitPlan
    carriers: Carriers
    modules: bool
    names: Names
    instance: str
    notes: Mapping[str, list[tuple[int, dict[str, Any]]]]
    marks: dict[int, dict[str, int]] = field(default_factory=dict)

    def title(self, number: int) -> str:
        """A part's name; the first takes the flow's own."""
        return self.name if number == 1 else f"{self.name} - part {number}"

    def mark(self, target: str) -> str:
        """What tells a part at which block it is entered."""
        number = self.plan.part_numbers[target]
        if number not in self.marks:
            entries = self.plan.part(number).entries
            self.marks[number] = {entry: place for place, entry in enumerate(entries, start=1)}
        return f"{number}.{self.marks[number][target]}"

    def copies(self, names: Iterable[str]) -> dict[str, str]:
        """The attributes to set so that they hold what some paths say."""
        return {
            self.carriers.by_path[name]: self.material.values.paths[name].text for name in names
        }

    def marked(self, number: int) -> bool:
        """Whether a part must know at which block it is entered."""
        return self.modules or len(self.plan.part(number).entries) > 1
