"""What a caller hears and where the call goes, walked offline, with a caller who never forgets."""

from __future__ import annotations

from flowport.simulate.behaviours import BEHAVIOURS, CHANNELS
from flowport.simulate.call import Call, Listener
from flowport.simulate.caller import Caller, vocabulary
from flowport.simulate.effects import EFFECTS, Effect, Way
from flowport.simulate.program import Block, Library, Program, strings
from flowport.simulate.trace import Event, Trace
from flowport.simulate.walk import BLOCKS, ENDLESS, run, started, step, walk
from flowport.simulate.world import OPEN, Answer, Kind, Layered, Question, World

__all__ = [
    "BEHAVIOURS",
    "BLOCKS",
    "CHANNELS",
    "EFFECTS",
    "ENDLESS",
    "OPEN",
    "Answer",
    "Block",
    "Call",
    "Caller",
    "Effect",
    "Event",
    "Kind",
    "Layered",
    "Library",
    "Listener",
    "Program",
    "Question",
    "Trace",
    "Way",
    "World",
    "run",
    "started",
    "step",
    "strings",
    "vocabulary",
    "walk",
]
