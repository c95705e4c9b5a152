"""What was given for a call and not used in it: mocks of blocks, and answers of the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.simulate.call import Call
    from flowport.simulate.mocks import Mocked
    from flowport.simulate.script import Script

__all__ = ["note_unused_answers", "note_unused_mocks"]


def note_unused_mocks(call: Call, *mocked: Mocked, own: bool = False) -> None:
    """Note, after a call, each mock of a block that no flow has, or that asked nothing.

    Args:
        call: The call, which has ended.
        mocked: The mocks that answered it.
        own: Whether they are for this call alone: then every mock that answered nothing is noted.
    """
    used = {key for each in mocked for key in each.used}
    unused = [key for each in mocked for key in each.mocks.named() if key not in used]
    if not unused:
        return
    met = {key for event in call.events() for key in (event.block, event.title)}
    for section, name in dict.fromkeys(unused):
        if section != "blocks":
            reason = "the call asked nothing that it answers" if own else ""
        elif name in met:
            reason = "the block asks nothing that it answers"
        elif not _is_known(name, call):
            reason = "no block has that id or title"
        else:
            reason = "the call did not come to the block" if own else ""
        if reason:
            call.note(f'the mock of "{name}" was not used: {reason}')


def _is_known(name: str, call: Call) -> bool:
    programs = {id(each): each for each in (call.program, *call.library.programs.values())}
    return any(
        name in program.blocks or any(block.title == name for block in program.blocks.values())
        for program in programs.values()
    )


def note_unused_answers(call: Call, script: Script) -> None:
    """Note, after a call, what the caller would have pressed or said, had the call gone on."""
    for turn in script.turns:
        words = f'"{turn.value}"' if turn.value else f"the answer {turn.outcome}"
        call.note(f"{words} was not used: the call did not ask for it")
