"""Which blocks and branches test cases reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.model.printable import escaped
from flowport.testing.explore import edges_of
from flowport.testing.unreachable import impossible_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.simulate import Event, Program, Trace
    from flowport.testing.explore import Edge

__all__ = ["Coverage", "FlowCoverage", "edges_in"]


def edges_in(events: Iterable[Event]) -> set[Edge]:
    """The branches that a call took; a block that it ended in has the key ``""``."""
    taken: set[Edge] = set()
    for event in events:
        taken.add((event.flow, event.block, event.branch))
        if event.returned:
            taken.add(event.returned)
    return taken


@dataclass(frozen=True, slots=True)
class FlowCoverage:
    """The coverage of one flow.

    Attributes:
        name: The flow's name.
        blocks: All blocks, each with whether it was reached.
        branches: All branches, each with whether it was taken.
        impossible: The branches that can't be taken, with the reason.
        labels: What a reader calls each branch.
    """

    name: str
    blocks: Mapping[str, bool]
    branches: Mapping[Edge, bool]
    impossible: Mapping[Edge, str]
    labels: Mapping[Edge, str]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Blocks reached, all blocks, branches taken, and all branches that can be taken."""
        possible = [edge for edge in self.branches if edge not in self.impossible]
        taken = sum(self.branches[edge] for edge in possible)
        return sum(self.blocks.values()), len(self.blocks), taken, len(possible)

    @property
    def missing(self) -> list[Edge]:
        """The branches that could be taken and were not."""
        return sorted(
            edge
            for edge, taken in self.branches.items()
            if not taken and edge not in self.impossible
        )


@dataclass(slots=True)
class Coverage:
    """What was reached so far: add each trace, and read the result."""

    reached: set[Edge] = field(default_factory=set)

    def add(self, trace: Trace) -> None:
        """Count a call."""
        self.reached |= edges_in(trace.events)

    def of(self, program: Program) -> FlowCoverage:
        """The coverage of a flow."""
        blocks = {block for flow, block, _ in self.reached if flow == program.name}
        edges = sorted(edges_of(program))
        return FlowCoverage(
            program.name,
            {block: block in blocks for block in program.blocks},
            {edge: edge in self.reached for edge in edges},
            impossible_edges(program),
            dict(_labels(program)),
        )

    def as_json(self, programs: Iterable[Program]) -> dict[str, Any]:
        """The coverage of flows as a JSON object."""
        return {"flows": [_flow_json(self.of(program)) for program in programs]}

    def as_text(self, programs: Iterable[Program]) -> str:
        """The coverage of flows as a table."""
        rows = [("Flow", "Blocks", "Branches", "Missing")]
        for program in programs:
            found = self.of(program)
            blocks, all_blocks, taken, possible = found.counts
            missing = ", ".join(found.labels[edge] for edge in found.missing[:3])
            more = len(found.missing) - 3
            rows.append(
                (
                    escaped(found.name),
                    f"{blocks}/{all_blocks}",
                    f"{taken}/{possible}",
                    escaped(missing) + (f", and {more} more" if more > 0 else ""),
                )
            )
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        return "".join(f"{_row(row, widths)}\n" for row in rows)


def _row(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
    return "  ".join([*cells, row[-1]]).rstrip()


def _labels(program: Program) -> Iterator[tuple[Edge, str]]:
    for block in program.blocks.values():
        onward = [(block.onward, "next")] if block.onward else []
        named = [(branch, branch.name) for branch in (*block.conditions, *block.errors)]
        for branch, name in [*onward, *named]:
            yield (program.name, block.id, branch.key), f"{block.title} -> {name}"


def _flow_json(found: FlowCoverage) -> dict[str, Any]:
    blocks, all_blocks, taken, possible = found.counts
    return {
        "name": found.name,
        "blocks": {"reached": blocks, "total": all_blocks},
        "branches": {"taken": taken, "total": possible},
        "reached": [block for block, reached in found.blocks.items() if reached],
        "missing": [
            {"block": edge[1], "branch": edge[2], "label": found.labels[edge]}
            for edge in found.missing
        ],
        "impossible": [
            {"block": edge[1], "branch": edge[2], "label": found.labels[edge], "reason": reason}
            for edge, reason in sorted(found.impossible.items())
        ],
    }
