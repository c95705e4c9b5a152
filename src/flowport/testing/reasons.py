"""Why a test case failed, in words: what was expected, what was heard, and what came between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.testing.limits import SECONDS
from flowport.testing.matching import LIMIT, includes, similar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.simulate import Call, Trace
    from flowport.testing.case import Case, Observation
    from flowport.testing.observer import Observer

__all__ = ["expected_in", "missing_in", "unmatched"]

_EARLY = "too early: this observation was not active yet"
_LATER = "it is part of the message that another observation took"
_SIMILARITY = {"Type": "Similarity"}


def missing_in(case: Case, observer: Observer) -> Sequence[Observation]:
    """The required observations whose event did not happen often enough, active ones first."""
    missing = [
        o for o in case.observations if o.required and observer.counts.get(o.id, 0) < o.times
    ]
    return sorted(missing, key=lambda each: each.id not in observer.active)


def unmatched(missing: Sequence[Observation], observer: Observer, call: Call, trace: Trace) -> str:
    """Expected beside heard, the block, and how the contact ended."""
    observation = missing[0]
    if observation.id not in observer.since:
        return _never_active(missing, observer)
    expected = expected_in(observation) or observation.event
    count = observer.counts.get(observation.id, 0)
    often = f"happened {count} of {observation.times} times" if count else "never happened"
    sentence = f'observation "{observation.id}" {often}: expected "{expected}"'
    if observation.event == "MessageReceived" and not count:
        sentence += _nearest(str(call.fill(expected)), observer, observation)
    last = trace.events[-1] if trace.events else None
    where = f' at "{last.title}"' if last else ""
    more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
    late = trace.ending == "timeout" or call.clock > SECONDS
    ending = "the test's five minutes were over" if late else f"the contact ended ({trace.ending})"
    return f"{sentence}; {ending}{where}{more}"


def expected_in(observation: Observation) -> str:
    """The message or action that an observation expects; ``""`` where its event has none."""
    properties = observation.properties
    media = properties.get("Media")
    uri = media.get("Uri") if isinstance(media, dict) else None
    known = (properties.get(key) for key in ("Text", "SSML", "PromptId", "ActionType"))
    return str(next((each for each in (*known, uri) if each), ""))


def _never_active(missing: Sequence[Observation], observer: Observer) -> str:
    """Why an observation never waited: only those before it are missing, or it is in a cycle."""
    listed = ", ".join(f'"{each.id}"' for each in missing)
    why = "" if observer.case.starting else ": each observation follows another one"
    return f"no active observation leads to {listed}, so the test never expects them{why}"


def _nearest(expected: str, observer: Observer, observation: Observation) -> str:
    if not observer.heard:
        return "; nothing was heard"
    by_similarity = observation.properties.get("MatchingCriteria") == _SIMILARITY
    early = observer.heard[: observer.since[observation.id]]
    for pieces, why in ((observer.heard[len(early) :], _LATER), (early, _EARLY)):
        for title, text in pieces:
            fits = similar(text, expected).fits if by_similarity else includes(text, expected)
            if fits:
                return f'; "{text}" was heard in "{title}", but {why}'
    newest = reversed(observer.heard)
    title, text = max(newest, key=lambda piece: similar(piece[1], expected).score)
    sentence = f'; the nearest that was heard is "{text}" in "{title}"'
    if not by_similarity:
        return sentence
    return f"{sentence} (similarity {similar(text, expected).score}, {LIMIT} fits)"
