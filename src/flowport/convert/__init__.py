"""Legacy exports made into flows of the flow language, with notes on how sure that is."""

from __future__ import annotations

from flowport.convert.conversion import Conversion, convert
from flowport.convert.conversion_notes import Exactness, Note
from flowport.convert.tree import Home, convert_tree

__all__ = ["Conversion", "Exactness", "Home", "Note", "convert", "convert_tree"]
