"""Amazon's native test cases: read, checked with pointers, and written back as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from flowport.errors import CaseError
from flowport.simulate.call import as_text
from flowport.testing.case import Case, EntryPoint
from flowport.testing.observations import read_observations
from flowport.testing.problems import Problems

__all__ = ["VERSION", "is_native", "is_number", "read_native", "write_native"]

VERSION = "2019-10-30"
_WRAPPER = ("Content", "EntryPoint", "InitializationData")
_NUMBER = 16
#: The channels that an entry point can't name.
CHANNELS = ("TASK", "EMAIL")


def is_native(tree: Any) -> bool:
    """Whether a value is a native document, bare or with its name and entry point."""
    return isinstance(tree, dict) and (
        "Observations" in tree or "Content" in tree or "EntryPoint" in tree
    )


def read_native(tree: dict[str, Any], name: str) -> Case:
    """A case from a native document: the bare content, or an object around it.

    Args:
        tree: The document.
        name: The case's name where the document has none.

    Raises:
        CaseError: it would be refused, with a sentence for each problem.
    """
    problems = Problems()
    whole = any(key in tree for key in _WRAPPER)
    content = _object(tree.get("Content"), "/Content", problems) if whole else tree
    prefix = "/Content" if whole else ""
    entry = _entry(tree.get("EntryPoint"), problems) if whole else EntryPoint()
    attributes = _attributes(tree.get("InitializationData"), problems) if whole else {}
    if whole and not isinstance(tree.get("Name") or "", str):
        problems.add("/Name", "must be a string")
    version = content.get("Version")
    if not problems.found and version != VERSION:
        problems.add(f"{prefix}/Version", f'must be "{VERSION}", not {_shown(version)}')
    observations = read_observations(content, prefix, entry.channel, problems)
    if problems.found:
        raise CaseError("Invalid test case content", problems=tuple(problems.found))
    title = tree.get("Name") or "" if whole else ""
    notes = tuple(dict.fromkeys(problems.notes))
    own = _own(content)
    entry = replace(entry, channel=str(own["channel"])) if own.get("channel") in CHANNELS else entry
    at = str(own.get("at") or "")
    return Case(title or name, entry, attributes, observations, notes, tree, own.get("mocks"), at)


def _own(content: dict[str, Any]) -> dict[str, Any]:
    """What Flowport keeps in the metadata, which the service ignores: mocks, moment, channel."""
    metadata = content.get("Metadata")
    own = metadata.get("flowport") if isinstance(metadata, dict) else None
    return own if isinstance(own, dict) else {}


def write_native(case: Case) -> dict[str, Any]:
    """The document that a case was read from, unchanged."""
    found: dict[str, Any] = case.tree
    return found


def _shown(value: Any) -> str:
    return "missing" if value is None else json.dumps(value)


def _object(value: Any, pointer: str, problems: Problems) -> dict[str, Any]:
    """An object, also where it is written as a JSON string."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            problems.add(pointer, f"is not JSON: {error}")
            return {}
        except RecursionError:
            problems.add(pointer, "is nested too deeply")
            return {}
    if not isinstance(value, dict):
        problems.add(pointer, "must be an object, or a JSON string that holds one")
        return {}
    return value


def _entry(value: Any, problems: Problems) -> EntryPoint:
    """Where the contact enters; a flow or a number, not both."""
    if value is None:
        return EntryPoint()
    if not isinstance(value, dict):
        problems.add("/EntryPoint", "must be an object")
        return EntryPoint()
    kind = value.get("Type")
    if kind not in ("VOICE_CALL", "CHAT"):
        problems.add("/EntryPoint/Type", f'must be "VOICE_CALL" or "CHAT", not {_shown(kind)}')
        return EntryPoint()
    chat = kind == "CHAT"
    key = "ChatEntryPointParameters" if chat else "VoiceCallEntryPointParameters"
    given = value.get(key)
    if not isinstance(given, dict):
        problems.add(f"/EntryPoint/{key}", "is missing, or not an object")
        return EntryPoint("CHAT" if chat else "VOICE")
    return _entered(given, f"/EntryPoint/{key}", problems, chat=chat)


def _entered(given: dict[str, Any], pointer: str, problems: Problems, *, chat: bool) -> EntryPoint:
    flow, source, destination = (
        str(given.get(key) or "")
        for key in ("FlowId", "SourcePhoneNumber", "DestinationPhoneNumber")
    )
    for key, number in (("SourcePhoneNumber", source), ("DestinationPhoneNumber", destination)):
        if number and not is_number(number):
            problems.add(f"{pointer}/{key}", f'"{number}" is not a phone number in E.164 format')
    if not flow and (chat or not destination):
        problems.add(pointer, "Must specify either FlowId or phone numbers")
    if flow and destination:
        problems.note(f"{pointer}: FlowId and DestinationPhoneNumber together; FlowId was used")
    if destination and not source:
        problems.add(pointer, "Missing mandatory parameter SourcePhoneNumber")
    return EntryPoint("CHAT" if chat else "VOICE", flow, source, destination)


def is_number(number: str) -> bool:
    """Whether a text is a phone number in E.164 format: ``+`` and at most 15 digits."""
    digits = number.removeprefix("+")
    return (
        number.startswith("+")
        and digits.isascii()
        and digits.isdecimal()
        and digits[0] != "0"
        and len(digits) < _NUMBER
    )


def _attributes(value: Any, problems: Problems) -> dict[str, str]:
    """The contact attributes at the start, from the one shape that reads back."""
    if value in (None, ""):
        return {}
    given = _object(value, "/InitializationData", problems)
    attributes = given.get("Attributes")
    if isinstance(attributes, dict):
        if "SegmentAttributes" not in given:
            problems.note("/InitializationData: without SegmentAttributes it may read back empty")
        for key, each in attributes.items():
            if isinstance(each, (dict, list)):
                problems.add(f"/InitializationData/Attributes/{key}", "must be a string")
        return {str(key): as_text(each) for key, each in attributes.items()}
    if attributes is not None:
        problems.add("/InitializationData/Attributes", "must be an object of names and strings")
    elif given:
        problems.note("/InitializationData: only the members of Attributes are read")
    return {}
