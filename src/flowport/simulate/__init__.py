"""What a caller hears and where the call goes, walked offline, with a caller who never forgets."""

from __future__ import annotations

from flowport.simulate.caller import Caller, vocabulary
from flowport.simulate.effects import EFFECTS, Effect, Way
from flowport.simulate.paths import CONTACT_ROOTS, Path, single, survives, template
from flowport.simulate.program import Block, Library, Program, strings
from flowport.simulate.trace import Event, Trace
from flowport.simulate.walk import walk

__all__ = [
    "CONTACT_ROOTS",
    "EFFECTS",
    "Block",
    "Caller",
    "Effect",
    "Event",
    "Library",
    "Path",
    "Program",
    "Trace",
    "Way",
    "single",
    "strings",
    "survives",
    "template",
    "vocabulary",
    "walk",
]
