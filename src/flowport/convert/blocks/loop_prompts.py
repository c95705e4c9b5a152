"""Loop prompts: strings and audio become one list of messages, in the order they are played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.convert.legacy_values import take

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]

_KEYS = frozenset({"text", "ssml"})


def finish(draft: ActionDraft) -> None:
    """List the messages, and the names of the prompts beside them for the designer."""
    held = draft.held
    entries = sorted(
        [(place, entry, "Text") for place, entry in held.get("Text", ())]
        + [(place, entry, "PromptId") for place, entry in held.get("AudioPrompt", ())],
        key=lambda item: item[0],
    )
    if not entries:
        return
    names: list[Any] = []
    messages: list[dict[str, Any]] = []
    for place, entry, kind in entries:
        value = take(draft, place, entry, ("Messages",), keyed=kind == "Text", blank=True)
        names.append(_shown(draft, kind))
        ssml = kind == "Text" and _is_ssml(draft, place, entry, value)
        messages.append({"SSML" if ssml else kind: value})
    draft.parameters["Messages"] = messages
    if any(names):
        draft.shown["Messages"] = names


def _shown(draft: ActionDraft, kind: str) -> dict[str, Any] | None:
    """What the designer knows about the message just taken; None for nothing."""
    shown = draft.shown.pop("Messages", None)
    return {kind: shown} if shown else None


def _is_ssml(draft: ActionDraft, place: int, entry: dict[str, Any], value: Any) -> bool:
    key = entry.get("key")
    if key is not None and not (isinstance(key, str) and key in _KEYS):
        draft.drop("The prompt is neither text nor SSML", "parameters", place, "key", value=key)
    return key == "ssml" or (isinstance(value, str) and value.startswith("<speak"))
