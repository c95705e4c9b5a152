"""Documents: flows of both formats, read and written without loss."""

from __future__ import annotations

from flowport.catalogue.families import VERSION
from flowport.model.document import Document, Place
from flowport.model.flow import Action, Branch, Flow
from flowport.model.legacy import LegacyBlock, LegacyFlow
from flowport.model.read import read_bytes, read_text, seems_flow

__all__ = [
    "VERSION",
    "Action",
    "Branch",
    "Document",
    "Flow",
    "LegacyBlock",
    "LegacyFlow",
    "Place",
    "read_bytes",
    "read_text",
    "seems_flow",
]
