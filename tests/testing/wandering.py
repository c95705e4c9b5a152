"""Random callers who look for branches that are reported as unreachable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.simulate import Caller, Library, Program, run, started
from flowport.testing.channels import ALL_CHANNELS, distinct_channels
from flowport.testing.coverage import edges_in
from flowport.testing.generate import generate
from flowport.testing.vocabulary import words_of

if TYPE_CHECKING:
    from flowport.model import Flow
    from flowport.testing.explore import Edge

__all__ = ["wrongly_unreachable"]

#: A random call is stopped after this many blocks.
BLOCKS = 300


def wrongly_unreachable(flow: Flow, calls: int) -> tuple[int, set[Edge]]:
    """How many branches are reported as unreachable, and those that a random call takes.

    The calls are spread over the channels in which the flow behaves in different ways.
    """
    program, library = Program.of(flow), Library.of([flow])
    reported = set(generate(program, library, flow="flow").impossible)
    if not reported:
        return 0, set()
    words, taken = words_of([program]), set()
    channels = list(dict.fromkeys(distinct_channels(ALL_CHANNELS, [program]).values()))
    for seed in range(calls):
        channel = channels[seed % len(channels)]
        call = started(program, Caller(seed, words), channel=channel, follows=False)
        call.brief = True
        taken |= edges_in(run(call, BLOCKS).events)
    return len(reported), reported & taken
