"""A voice is read from the contact, and its engine or style is fixed.

What it does:
    On ``Set voice`` with a voice from a JSONPath and a speaking style, needs the engine and the
    style to come from a JSONPath as well.

Why:
    A fixed engine or style may not exist for the voice that a contact brings.

Example:
    ``{"TextToSpeechVoice": "$.Attributes.voice", "TextToSpeechStyle": "Conversational"}``

Instead:
    ``"TextToSpeechStyle": "$.Attributes.style"`` and ``"TextToSpeechEngine"`` likewise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.jsonpath import paths
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_OF_THE_VOICE = ("TextToSpeechEngine", "TextToSpeechStyle")


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "UpdateContactTextToSpeechVoice"


@action_rule("D021", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look at what belongs to the voice, where the voice and a style are given."""
    given = site.parameters
    if not _dynamic(given.get("TextToSpeechVoice")) or given.get("TextToSpeechStyle") is None:
        return
    fixed = [name for name in _OF_THE_VOICE if not _dynamic(given.get(name))]
    if fixed:
        yield site.fault(
            f"the voice is read from the contact, so read {' and '.join(fixed)} from it as well",
            fixed[0] if fixed[0] in given else "TextToSpeechVoice",
        )


def _dynamic(value: object) -> bool:
    return isinstance(value, str) and bool(paths(value))
