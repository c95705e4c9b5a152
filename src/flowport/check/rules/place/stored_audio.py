"""Audio from S3 is in a whisper flow.

What it does:
    Looks for ``Play prompt`` with ``Media`` in the three types of whisper flow.

Why:
    Whisper flows are documented to play prompts of the library and text, not audio from S3.

Example:
    ``"Media": {"Uri": "s3://bucket/hello.wav", ...}`` in an agent whisper flow.

Instead:
    Upload the audio as a prompt of the instance, and name it by ``PromptId``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FlowType
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_WHISPERS = frozenset(
    {FlowType.AGENT_WHISPER, FlowType.CUSTOMER_WHISPER, FlowType.OUTBOUND_WHISPER}
)


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "MessageParticipant"


@action_rule("P008", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look for audio that is not a prompt of the instance."""
    if site.facts.type in _WHISPERS and site.parameters.get("Media") is not None:
        yield site.fault("a whisper plays no audio from S3; make it a prompt", "Media")
