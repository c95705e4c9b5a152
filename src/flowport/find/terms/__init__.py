"""The kinds of terms, one a file, each declaring ``TERM`` or several ``TERMS``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.find.terms import attribute, block, branch, flow, note, resource, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.find.subject import Term

__all__ = ["DEFAULT", "TERMS"]

#: The key of a value that has none.
DEFAULT = "text"

_ALL = (
    *text.TERMS,
    *attribute.TERMS,
    *resource.TERMS,
    *block.TERMS,
    *branch.TERMS,
    *flow.TERMS,
    *note.TERMS,
)

#: Every kind of term by its key.
TERMS: Mapping[str, Term] = MappingProxyType({term.key: term for term in _ALL})
