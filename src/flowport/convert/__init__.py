"""Legacy exports made into flows of the flow language, with notes on how sure that is."""

from __future__ import annotations

from flowport.convert.conversion import Conversion, convert
from flowport.convert.notes import Kind, Note
from flowport.convert.tree import Home, convert_tree

__all__ = ["Conversion", "Home", "Kind", "Note", "convert", "convert_tree"]
