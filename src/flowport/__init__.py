"""Flowport moves Amazon Connect flows; these are its public names.

Each is imported when it is first asked for, so that a command starts with only what it needs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flowport.check import Finding, check
    from flowport.convert import Conversion, Home, Note, convert
    from flowport.errors import FlowportError
    from flowport.files import read, write
    from flowport.library import Conversation, Move, OpenBlock, OpenFlow, Workspace, open  # noqa: A004  its name
    from flowport.model import Action, Branch, Document, Flow, LegacyBlock, LegacyFlow, Place

__version__ = "1.0.0"

_HOMES = {
    "Action": "flowport.model",
    "Branch": "flowport.model",
    "Conversation": "flowport.library",
    "Conversion": "flowport.convert",
    "Document": "flowport.model",
    "Finding": "flowport.check",
    "Flow": "flowport.model",
    "FlowportError": "flowport.errors",
    "Home": "flowport.convert",
    "LegacyBlock": "flowport.model",
    "LegacyFlow": "flowport.model",
    "Move": "flowport.library",
    "Note": "flowport.convert",
    "OpenBlock": "flowport.library",
    "OpenFlow": "flowport.library",
    "Place": "flowport.model",
    "Workspace": "flowport.library",
    "check": "flowport.check",
    "convert": "flowport.convert",
    "open": "flowport.library",
    "read": "flowport.files",
    "write": "flowport.files",
}

__all__ = [
    "Action",
    "Branch",
    "Conversation",
    "Conversion",
    "Document",
    "Finding",
    "Flow",
    "FlowportError",
    "Home",
    "LegacyBlock",
    "LegacyFlow",
    "Move",
    "Note",
    "OpenBlock",
    "OpenFlow",
    "Place",
    "Workspace",
    "__version__",
    "check",
    "convert",
    "open",
    "read",
    "write",
]


class _Package(ModuleType):
    """Keeps ``flowport.convert`` the function, though a folder bears that name as well."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"flowport has no public name {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
