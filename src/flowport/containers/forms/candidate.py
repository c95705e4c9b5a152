"""A flow that a container holds or names, before its content is read."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Candidate", "about_flow", "looks_like_flow", "tags_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A flow that a container holds or names.

    Attributes:
        resource: What the container calls it.
        about: What is said around its content, in the API's words.
        pointer: Where its content is in the container.
        value: Its content: a string, an object, or a call of a function.
        filled_by: Who fills placeholders; empty where nobody does.
        file: The file that holds the content, relative to the container's folder.
        template: Whether placeholders of that file are filled.
        elsewhere: Why the content can't be read; empty where it can.
        writable: Whether the content may be rewritten.
    """

    resource: str
    about: Mapping[str, Any] = field(default_factory=dict)
    pointer: str = ""
    value: Any = None
    filled_by: str = ""
    file: str | None = None
    template: bool = False
    elsewhere: str = ""
    writable: bool = True


def looks_like_flow(value: Any) -> bool:
    """Whether an object has the members of a flow of either format, sound or not."""
    if not isinstance(value, dict):
        return False
    if "StartAction" in value and "Actions" in value:
        return True
    if isinstance(value.get("modules"), list):
        return "start" in value or not value["modules"] or isinstance(value["modules"][0], dict)
    actions = value.get("Actions")
    return isinstance(actions, list) and (
        "Version" in value
        or any(isinstance(each, dict) and "Identifier" in each for each in actions)
        or not actions
    )


def about_flow(
    *,
    name: Any,
    type: Any = None,  # noqa: A002  the API's word
    description: Any = None,
    tags: Any = None,
    module: bool,
    **more: Any,
) -> dict[str, Any]:
    """What is known of a flow, in the words of describe-contact-flow."""
    about: dict[str, Any] = {"kind": "module" if module else "flow"}
    members = {"Name": name, "Type": None if module else type, "Description": description, **more}
    about |= {key: value for key, value in members.items() if isinstance(value, str) and value}
    found = tags_of(tags)
    return {**about, "Tags": found} if found else about


def tags_of(value: Any) -> dict[str, str]:
    """Tags, given as an object or as a list of ``Key`` and ``Value``."""
    if isinstance(value, dict):
        return {str(key): each for key, each in value.items() if isinstance(each, str)}
    members = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return {
        str(each["Key"]): each["Value"]
        for each in members
        if isinstance(each.get("Key"), str) and isinstance(each.get("Value"), str)
    }
