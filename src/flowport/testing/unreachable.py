"""Branches that no contact can take, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.simulate.behaviours import matches
from flowport.simulate.call import OWN_ROOTS
from flowport.testing.explore import edges_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Branch
    from flowport.simulate import Block, Program
    from flowport.testing.explore import Edge

__all__ = ["UNREACHED", "blocks_behind", "branches_of", "impossible_edges"]

#: Why a block's branches can't be taken that no contact comes to.
UNREACHED = "no way leads from the start to this block"

_LEAVES = frozenset(
    {
        "TransferContactToQueue",
        "DequeueContactAndTransferToQueue",
        "TransferToFlow",
        "RouteContactToAgent",
        "TransferContactToAgent",
        "EndFlowModuleExecution",
        "EndFlowExecution",
        "DisconnectParticipant",
    }
)
_COMPARES = frozenset({"Compare", "DistributeByPercentage"})


def impossible_edges(program: Program) -> dict[Edge, str]:
    """For each branch that can't be taken, why."""
    never = {
        (block.id, key): reason
        for block in program.blocks.values()
        for key, reason in _never(block)
    }
    reached = _reached(program, [program.start], set(never))
    while more := _of_empty(program, reached, never):
        never |= more
        reached = _reached(program, [program.start], set(never))
    found: dict[Edge, str] = {}
    for edge in edges_of(program):
        _, block, key = edge
        if block not in reached:
            found[edge] = UNREACHED
        elif (block, key) in never:
            found[edge] = never[block, key]
    return found


def _of_empty(
    program: Program, reached: set[str], never: dict[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """The branches of comparisons whose value nothing has filled: it is always empty."""
    found: dict[tuple[str, str], str] = {}
    behind: dict[str, set[str]] = {}
    for block in program.blocks.values():
        if block.id not in reached or block.type != "Compare" or block.compared is None:
            continue
        root = block.compared.root
        if root not in OWN_ROOTS or root in _FROM_OUTSIDE:
            continue
        if root not in behind:
            behind[root] = _behind_fillers(program, root, reached, set(never))
        if block.id in behind[root]:
            continue
        taken = _taken_when_empty(block)
        for branch in (*block.conditions, *block.errors):
            if branch.key != taken and (block.id, branch.key) not in never:
                found[block.id, branch.key] = f"nothing fills $.{root} before this block"
    return found


def _behind_fillers(
    program: Program, root: str, reached: set[str], never: set[tuple[str, str]]
) -> set[str]:
    """The blocks that a contact can come to after a block that fills a root."""
    fillers = [
        block
        for block in program.blocks.values()
        if block.id in reached and (root in block.effect.fills or root in _ALSO.get(block.type, ()))
    ]
    starts = [branch.target for block in fillers for branch in branches_of(block)]
    return _reached(program, starts, never)


def _taken_when_empty(block: Block) -> str:
    """The branch that an empty value takes; ``""`` where its conditions hold paths."""
    for branch in block.conditions:
        operand = branch.operands[0] if branch.operands else ""
        if "$" in operand or matches(branch.operator, "", operand):
            return branch.key
    default = block.error("NoMatchingCondition") or block.error("NoMatchingError")
    return default.key if default else "next"


#: Roots that a flow may bring along.
_FROM_OUTSIDE = frozenset({"Modules", "FlowAttributes"})
#: Roots that a block fills beside those of its effect.
_ALSO = {
    "InvokeLambdaFunction": ("LambdaInvocation",),
    "Loop": ("Loop",),
    "ConnectParticipantWithAgenticCX": ("Lex",),
}


def branches_of(block: Block) -> tuple[Branch, ...]:
    """All branches of a block."""
    return (*([block.onward] if block.onward else []), *block.conditions, *block.errors)


def blocks_behind(program: Program, starts: list[str]) -> set[str]:
    """The blocks that the branches of a flow lead to from some blocks, those included."""
    return _reached(program, starts, set())


def _reached(program: Program, starts: list[str], never: set[tuple[str, str]]) -> set[str]:
    """The blocks that a contact can come to, by branches that can be taken."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        block = program.blocks.get(waiting.pop())
        if block is None or block.id in found:
            continue
        found.add(block.id)
        waiting += [b.target for b in branches_of(block) if (block.id, b.key) not in never]
    return found


def _never(block: Block) -> Iterator[tuple[str, str]]:
    """The branches of a block that its own behaviour rules out."""
    yield from _doubled(block)
    has_default = bool(block.error("NoMatchingCondition") or block.error("NoMatchingError"))
    if block.type in _LEAVES:
        yield "next", "success leaves the flow"
    elif block.type == "MessageParticipantIteratively":
        yield "next", "the messages go on until they are interrupted"
    elif block.type in _COMPARES:
        yield from _of_comparison(block, has_default=has_default)
    elif block.type == "GetParticipantInput":
        yield from _of_input(block)
    elif block.type == "Loop" and _is_whole(block):
        yield "next", "a loop has branches of its own"
    elif block.type == "TransferParticipantToThirdParty" and not _goes_on(block):
        yield "next", "the flow ends with the transfer"
    elif has_default and block.type in _ASKS:
        yield "next", "what fits no condition takes the branch for that"


_ASKS = frozenset(
    {
        "CheckHoursOfOperation",
        "CheckMetricData",
        "CheckOutboundCallStatus",
        "CheckVoiceId",
        "CheckSecurityStatus",
        "CheckSegmentMembershipForCustomerProfile",
        "ConnectParticipantWithLexBot",
        "Wait",
    }
)


def _doubled(block: Block) -> Iterator[tuple[str, str]]:
    """Conditions that an earlier one always wins over."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for branch in block.conditions:
        same = (branch.operator, branch.operands)
        if same in seen:
            yield branch.key, "an earlier condition is the same"
        seen.add(same)


def _of_comparison(block: Block, *, has_default: bool) -> Iterator[tuple[str, str]]:
    if has_default:
        yield "next", "what fits no condition takes the branch for that"
    for branch in block.errors:
        if (
            branch.name != "NoMatchingCondition" and block.error("NoMatchingCondition")
        ) or branch.name not in {"NoMatchingCondition", "NoMatchingError"}:
            yield branch.key, "a comparison does not fail"


def _of_input(block: Block) -> Iterator[tuple[str, str]]:
    stores = str(block.parameters.get("StoreInput"))
    if "$" in stores:
        return
    if stores.lower() == "true":
        for branch in block.conditions:
            yield branch.key, "stored input is not distinguished"
        for name in ("NoMatchingCondition", "InputTimeLimitExceeded"):
            if block.error(name):
                yield f"error:{name}", "stored input goes on, whatever it is"
        if block.error("InvalidPhoneNumber") and not _is_phone(block):
            yield "error:InvalidPhoneNumber", "the input is not a phone number"
    elif block.error("NoMatchingError") and "EnableDTMFBuffer" not in block.parameters:
        yield "next", "a menu has branches of its own"


def _is_phone(block: Block) -> bool:
    validation = block.parameters.get("InputValidation")
    return isinstance(validation, dict) and "PhoneNumberValidation" in validation


def _is_whole(block: Block) -> bool:
    operands = {operand for branch in block.conditions for operand in branch.operands}
    return {"ContinueLooping", "DoneLooping"} <= operands


def _goes_on(block: Block) -> bool:
    stays = str(block.parameters.get("ContinueFlowExecution"))
    return stays.lower() == "true" or "$" in stays
