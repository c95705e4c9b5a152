"""A flow that is too large, cut into flows that are not, such that every caller hears the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS, limit
from flowport.errors import SplitError
from flowport.layout.boxes import Position
from flowport.layout.flow_graph import entry_beside
from flowport.model.block_names import label_in
from flowport.model.edit import move_entry
from flowport.model.style import Style
from flowport.model.successors import successors
from flowport.remedies import Remedy
from flowport.split.carried_values import values_of
from flowport.split.graph import nodes_of
from flowport.split.inseparable_blocks import Atom, atoms_of, tails_of
from flowport.split.joining_blocks import Carriers, prefix_for
from flowport.split.partition import Cutting, Room, cut
from flowport.split.parts import Material, SplitPlan, plan
from flowport.split.rounds import countable, counted
from flowport.split.write import SplitFlows, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Flow

__all__ = ["Into", "Limits", "Split", "split"]


#: Below so many blocks a part has hardly room for its joints, and every size is tried.
_SMALL = 30
#: So many reasons are reported at once.
_TOLD = 3
#: How far apart added blocks are placed, in canvas units, and how many are in a column.
_APART, _COLUMN = 320, 12
#: How blocks are written to be weighed: without any space, as a content may be.
_COMPACT = Style()


class Into(StrEnum):
    """What the parts are."""

    FLOWS = "flows"
    MODULES = "modules"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a part may hold; what the designer exports is the default."""

    blocks: int = limit("export_blocks")
    bytes: int = limit("export_bytes")


@dataclass(frozen=True, slots=True)
class Split:
    """A split flow.

    Attributes:
        flows: The parts; the first keeps the flow's name, and so takes its place.
        added: The identifiers of the blocks that only join parts.
        prefix: How the contact attributes begin that only carry something between parts.
        carried: The paths whose values are carried, by the attribute that carries each.
        front: Whether the first part holds none of the flow's own blocks.
        joints: How many ways lead from part to part.
    """

    flows: tuple[Flow, ...]
    added: frozenset[str] = frozenset()
    prefix: str = "flowport_"
    carried: tuple[tuple[str, str], ...] = ()
    front: bool = False
    joints: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    """What every attempt at a cut works on."""

    flow: Flow
    name: str
    limits: Limits
    into: Into
    material: Material
    atoms: list[Atom]
    cutting: Cutting
    carriers: Carriers


def split(
    flow: Flow, *, name: str | None = None, limits: Limits | None = None, into: Into = Into.FLOWS
) -> Split:
    """Cut a flow into parts under the limits.

    Args:
        flow: The flow.
        name: What it is called, where the file does not say.
        limits: The most that a part may hold.
        into: Whether the parts are flows joined by transfers, or modules invoked in turn.

    Raises:
        SplitError: The flow can't be cut, with the reason.
    """
    limits = limits or Limits()
    if fits(flow, limits):
        return Split((flow,))
    _want_cuttable(flow, into)
    prefix = prefix_for(flow.content())
    problem = ""
    for counted_loops in _loops_to_count(flow):
        changed = counted(flow, counted_loops, prefix) if counted_loops else flow
        job = _job(changed, flow.name or name or "Flow", limits, into, prefix)
        found = _cut(job)
        if isinstance(found, Split):
            return _with_added(found, flow, changed, counted_loops)
        problem = problem or found
    raise SplitError(problem)


def _loops_to_count(flow: Flow) -> Iterator[frozenset[str]]:
    """First no loop is taken apart; where that does not help, all that can be are."""
    yield frozenset()
    loops = countable(flow)
    if loops:
        yield loops


def _cut(job: _Job) -> Split | str:
    """The first cut that holds, or why there is none."""
    problem = _too_large(job)
    if problem:
        return problem
    for room in _rooms(job):
        found = _attempt(job, room)
        if found:
            return found
    return _crowded(job)


def _with_added(found: Split, flow: Flow, changed: Flow, loops: frozenset[str]) -> Split:
    """The split, with the blocks that count rounds among those added."""
    before = {action.id for action in flow.actions}
    new = {action.id for action in changed.actions} - before
    return replace(found, added=found.added | new | loops)


def _with_places(part: Flow) -> Flow:
    """A part with its added blocks placed, if the others are.

    The first added block goes to the left of the others, the rest in columns on their right.
    """
    spots = [spot for action in part.actions if (spot := part.position_of(action.id))]
    if not spots:
        return part
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    right = max(x for x, _ in spots) + _APART
    known = dict(part.metadata["ActionMetadata"])
    added = [a.id for a in part.actions if not part.position_of(a.id)]
    others = [identifier for identifier in added if identifier != part.start]
    for number, identifier in enumerate(others):
        column, row = divmod(number, _COLUMN)
        place = {"x": right + _APART * column, "y": top + _APART * row}
        known[identifier] = {**part.metadata_of(identifier), "position": place}
    if part.start in added:
        place = {"x": left - _APART, "y": top}
        known[part.start] = {**part.metadata_of(part.start), "position": place}
    placed = part.with_tree({**part.tree, "Metadata": {**part.metadata, "ActionMetadata": known}})
    if part.start not in added:
        return placed
    start = Position(round(left - _APART), round(top))
    return move_entry(placed, *entry_beside(placed, {placed.start: start}))


def fits(flow: Flow, limits: Limits) -> bool:
    """Whether a flow is under the limits."""
    return len(flow.actions) <= limits.blocks and len(flow.to_bytes()) <= limits.bytes


def _want_cuttable(flow: Flow, into: Into) -> None:
    """Refuse what no cut can help."""
    if flow.is_module:
        raise SplitError(
            "a flow module can't be split: a transfer would not return to the flow that invoked "
            "it, and its results would be lost with the module; invoke a smaller one from it"
        )
    wanted = "TransferToFlow" if into is Into.FLOWS else "InvokeFlowModule"
    _want_type(flow, wanted)
    identifiers = [action.id for action in flow.actions]
    if "" in identifiers:
        raise SplitError(
            f"block {identifiers.index('') + 1} of the file has no identifier, so that nothing can "
            "lead to it; give it one first"
        )
    known: set[str] = set()
    for identifier in identifiers:
        if identifier in known:
            raise SplitError(f"two blocks are called {identifier!r}; give each its own name first")
        known.add(identifier)
    if flow.start not in known:
        raise SplitError(f"the flow's start {flow.start!r} is not a block; connect it first")
    if into is Into.MODULES:
        _want_module_blocks(flow)


def _want_type(flow: Flow, wanted: str) -> None:
    """Refuse a flow of a type that may not hold the block that would join its parts."""
    allowed = {str(kind) for kind in ACTIONS[wanted].flow_types}
    if flow.type is not None and flow.type not in allowed:
        message = f"a flow of type {flow.type} can't be split so: it may not hold {wanted}"
        if flow.type in {str(kind) for kind in ACTIONS["InvokeFlowModule"].flow_types}:
            message += f"; {Remedy.PART_MODULES} can, where its blocks may be in a module"
        raise SplitError(message)
    for action in flow.actions if flow.type is None else ():
        declared = ACTIONS.get(action.type)
        kinds = {str(kind) for kind in declared.flow_types} if declared else set()
        if kinds and not kinds & allowed:
            raise SplitError(
                f"{label_in(flow, action.id)} says that this is a flow of type "
                f"{' or '.join(sorted(kinds))}, which may not hold {wanted}"
            )


def _want_module_blocks(flow: Flow) -> None:
    for action in flow.actions:
        declared = ACTIONS.get(action.type)
        if (declared and declared.in_module is not True) or action.type == "EndFlowExecution":
            raise SplitError(f"{label_in(flow, action.id)} may not be in a module")


def _job(flow: Flow, name: str, limits: Limits, into: Into, prefix: str) -> _Job:
    nodes = nodes_of(flow, dict(_weights(flow)))
    after = successors(flow)
    tails = tails_of(nodes, after)
    tails.pop(flow.start, None)
    values = values_of(nodes, after, flow.start)
    atoms = atoms_of(flow, nodes, after, values, frozenset(tails))
    mixed = any(len(states) > 1 for states in values.logging.values())
    logging = {0: 0, 1: 1}.get(len({s for v in values.logging.values() for s in v if s}), 2)
    cutting = Cutting(
        start=flow.start,
        after=after,
        weights={node.id: node.weight for node in nodes.values()},
        tails=tails,
        carried={identifier: len(values.carried(identifier)) for identifier in nodes},
        logging=(logging + 1 if mixed else logging),
    )
    carriers = Carriers.of(prefix, values.paths)
    material = Material(nodes, tails, values, flow.start)
    return _Job(flow, name, limits, into, material, atoms, cutting, carriers)


def _weights(flow: Flow) -> Iterator[tuple[str, int]]:
    """The bytes that a block takes in the file, with the indents that the file's style adds."""
    share = len(flow.to_bytes()) / max(1, len(_COMPACT.document(flow.tree)))
    for action in flow.actions:
        plain = len(_COMPACT.document([action.tree, flow.metadata_of(action.id)]))
        yield action.id, int(plain * max(1.0, share)) + 1


def _too_large(job: _Job) -> str:
    """Why blocks that must stay together are too many or too large, ``""`` where none are."""
    for atom in job.atoms:
        size = sum(job.material.nodes[block].weight for block in atom.blocks)
        if len(atom.blocks) <= job.limits.blocks and size <= job.limits.bytes:
            continue
        if len(atom.blocks) == 1:
            return f"{label_in(job.flow, atom.blocks[0])} alone takes {size:,} bytes"
        more = len(atom.reasons) - _TOLD
        return (
            f"{len(atom.blocks)} blocks ({size:,} bytes) must stay in one flow: "
            + "; ".join(atom.reasons[:_TOLD])
            + (f"; and {more} more reasons" if more > 0 else "")
        )
    return ""


def _rooms(job: _Job) -> Iterator[Room]:
    """Rooms to try: first as if joints were few, then ever smaller."""
    blocks = job.limits.blocks
    share = 0.95 * job.limits.bytes
    few = range(4, -4, -1) if blocks < _SMALL else ()
    for spare in (*few, 0, -blocks // 16, -blocks // 8, -blocks // 4, -blocks // 2):
        yield Room(blocks + spare, int(min(share, share * (blocks + spare) / blocks)))


def _attempt(job: _Job, room: Room) -> Split | None:
    runs = cut(job.cutting, job.atoms, room)
    if not runs:
        return None
    blocks = [[block for atom in run for block in atom.blocks] for run in runs]
    modules = job.into is Into.MODULES
    material = job.material
    made = plan(material, blocks, front=modules)
    written = write(job.flow, job.name, material, made, job.carriers, modules=modules)
    if not all(fits(part, job.limits) for part in written.flows):
        return None
    parts = tuple(map(_with_places, written.flows))
    fit = all(fits(part, job.limits) for part in parts)
    return _describe(job, made, replace(written, flows=parts)) if fit else None


def _describe(job: _Job, made: SplitPlan, written: SplitFlows) -> Split:
    carried = {name for names in made.carried.values() for name in names}
    return Split(
        flows=written.flows,
        added=written.added,
        prefix=job.carriers.prefix,
        carried=tuple((job.carriers.by_path[name], f"$.{name}") for name in sorted(carried)),
        front=made.front,
        joints=sum(len(part.exits) for part in made.parts),
    )


def _crowded(job: _Job) -> str:
    """Why no cut was found though no atom is too large by itself."""
    largest = max(job.atoms, key=lambda atom: len(atom.blocks))
    ways = max(
        job.material.nodes.values(), key=lambda node: len({edge.target for edge in node.edges})
    )
    count = len({edge.target for edge in ways.edges})
    message = (
        f"no cut leaves every part under {job.limits.blocks} blocks and {job.limits.bytes:,} bytes"
        f" with the blocks that join the parts: {label_in(job.flow, ways.id)} alone leads to "
        f"{count} others"
    )
    if len(largest.blocks) > 1:
        why = largest.reasons[0] if largest.reasons else ""
        message += f", and {len(largest.blocks)} blocks must stay together ({why})"
    return message
