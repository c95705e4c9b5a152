"""What a caller hears and where the call goes, walked offline, with a caller who never forgets."""

from __future__ import annotations

from flowport.simulate.assumed import Assumed
from flowport.simulate.behaviours import BEHAVIOURS, CHANNELS
from flowport.simulate.behaviours.speech import BUFFERED
from flowport.simulate.call import Call, Listener, World
from flowport.simulate.caller import Caller, vocabulary
from flowport.simulate.effects import EFFECTS, Effect, Way
from flowport.simulate.hours import Moment, Schedule, Schedules, schedule_of, schedules_by_key
from flowport.simulate.mocks import MOCK_SECTIONS, Mocked, Mocks, read_mocks
from flowport.simulate.program import Block, Library, Program, strings
from flowport.simulate.questions import OPEN, Answer, Question, QuestionKind
from flowport.simulate.trace import Event, Trace, describe_ending
from flowport.simulate.unused import note_unused_answers, note_unused_mocks
from flowport.simulate.walk import BLOCKS, ENDLESS, run, started, step, walk
from flowport.simulate.world import Layered, Remembered

__all__ = [
    "BEHAVIOURS",
    "BLOCKS",
    "BUFFERED",
    "CHANNELS",
    "EFFECTS",
    "ENDLESS",
    "MOCK_SECTIONS",
    "OPEN",
    "Answer",
    "Assumed",
    "Block",
    "Call",
    "Caller",
    "Effect",
    "Event",
    "Layered",
    "Library",
    "Listener",
    "Mocked",
    "Mocks",
    "Moment",
    "Program",
    "Question",
    "QuestionKind",
    "Remembered",
    "Schedule",
    "Schedules",
    "Trace",
    "Way",
    "World",
    "describe_ending",
    "note_unused_answers",
    "note_unused_mocks",
    "read_mocks",
    "run",
    "schedule_of",
    "schedules_by_key",
    "started",
    "step",
    "strings",
    "vocabulary",
    "walk",
]
