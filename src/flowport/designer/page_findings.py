"""Findings as the page shows them: where they are, in its words, and what fixes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.check import Severity
from flowport.designer.page_words import worded
from flowport.model.pointer import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flowport.check import Finding
    from flowport.designer.schema.document_schema import FindingJSON, FixJSON
    from flowport.layout.faces import Face
    from flowport.model import Action

__all__ = ["advice", "capital", "finding_json", "keeps_back", "keys_of", "path_of"]

_UNFINISHED = "C015"  # a path that breaks off: its field waits for an attribute
_PATH = "Path: Actions["  # in the service's words, where the page shows the place itself
_THIS = "this branch"  # what a finding calls the branch that it is about


def finding_json(
    finding: Finding, actions: dict[int, Any], face_of: Callable[[Action], Face]
) -> FindingJSON:
    """A finding for the page, given the actions by their place and what draws a face."""
    path, branch, words = path_of(finding), None, advice(finding)
    match parts(finding.pointer):
        case ["Actions", index, *rest]:
            action = actions.get(int(index))
            words = worded(words, action, face_of(action).title if action else "", path or ())
            if action and rest[:1] == ["Transitions"]:
                branch = _branch(action, rest[1:])
                if branch:
                    words = words.replace(_THIS, _named(face_of(action), branch), 1)
    fix: FixJSON | None = None
    if finding.fix:
        command: dict[str, object] = {
            "kind": "fix",
            "code": finding.code,
            "pointer": finding.pointer,
        }
        fix = {"title": finding.fix.title, "command": command}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "blocks": keeps_back(finding),
        "message": capital(words),
        "block": finding.block,
        "pointer": finding.pointer,
        "path": path,
        "branch": branch,
        "fix": fix,
    }


def path_of(finding: Finding) -> list[str | int] | None:
    """The steps from a block's parameters to what a finding is about."""
    match parts(finding.pointer):
        case ["Actions", _, "Parameters", first, *rest]:
            return keys_of([first, *rest])
    return None


def keeps_back(finding: Finding) -> bool:
    """Whether it keeps the document from being published."""
    return finding.severity is Severity.ERROR or finding.code == _UNFINISHED


def advice(finding: Finding) -> str:
    """What is said of a finding, without the service's own words where they only name a path."""
    rest = finding.message.removeprefix(finding.problem).lstrip(". ")
    if not rest or rest == finding.message:
        return finding.message
    return rest if _PATH in finding.problem else f"{finding.problem}. {capital(rest)}"


def capital(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]


def _named(shown: Face, branch: str) -> str:
    """A branch under the name that the page shows."""
    titles = {leaving.key: leaving.title for leaving in shown.exits}
    return f"the branch {titles[branch]}" if branch in titles else _THIS


def keys_of(steps: Sequence[str]) -> list[str | int]:
    """The steps of a path as commands take them: an index is a number."""
    return [int(step) if step.isdigit() else step for step in steps]


def _branch(action: Action, steps: Sequence[str]) -> str | None:
    """The key of the branch that steps from an action's transitions lead to, or into."""
    match steps:
        case ["NextAction"]:
            return None if action.next is None else "next"
        case ["Errors" | "Conditions" as name, place, *_]:
            entries, index = action.transitions.get(name) or (), int(place)
            if index >= len(entries):
                return None
            return f"condition:{index}" if name == "Conditions" else _error(entries[index])
    return None


def _error(entry: dict[str, Any]) -> str:
    type_ = entry.get("ErrorType")
    return f"error:{type_ if isinstance(type_, str) else ''}"
