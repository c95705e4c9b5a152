"""The blocks of the legacy export format, and what each of them is in the flow language.

A declaration says all that a table can say: the action, the parameters and where they go, the
branches and what they become. What it can't say is in ``flowport.convert.blocks``.

Source: the same blocks read in exports of both formats (see ``Level``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flowport.catalogue.legacy import analyze, check, integrate, interact, logic, set_, terminate
from flowport.catalogue.legacy.shapes import (
    LegacyBlockType,
    LegacyBranch,
    LegacyParameter,
    Level,
    ParameterUse,
)
from flowport.catalogue.operators import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LEGACY_BLOCKS",
    "LEGACY_OPERATORS",
    "NAMESPACES",
    "SYSTEM_NAMES",
    "LegacyBlockType",
    "LegacyBranch",
    "LegacyParameter",
    "Level",
    "ParameterUse",
    "legacy_block",
]

#: Where the attribute of a namespace lives in the flow language.
NAMESPACES: Final[Mapping[str, str]] = {
    "User Defined": "$.Attributes",
    "External": "$.External",
    "Lex.Slots": "$.Lex.Slots",
    "Lex.SessionAttributes": "$.Lex.SessionAttributes",
    "System": "$",
}

#: System attributes whose legacy name is a title and no path.
SYSTEM_NAMES: Final[Mapping[str, str]] = {
    "Customer Number": "$.CustomerEndpoint.Address",
    "Dialed Number": "$.SystemEndpoint.Address",
    "Stored customer input": "$.StoredCustomerInput",
}

#: The operators of legacy branches, and what they become. The designer keeps the legacy word
#: beside the operator in a flow's metadata, and both are the documentation's.
LEGACY_OPERATORS: Final[Mapping[str, str]] = {
    operator.value: operator.name for operator in OPERATORS.values() if operator.value
}

_SECTIONS = (interact, set_, check, analyze, logic, integrate, terminate)

#: Every legacy block by its form (``PlayPrompt``, ``Transfer/Queue``).
LEGACY_BLOCKS: Final[Mapping[str, LegacyBlockType]] = {
    block.form: block for section in _SECTIONS for block in section.LEGACY
}

_BY_TYPE_AND_TARGET = {(block.type, block.target): block for block in LEGACY_BLOCKS.values()}


def legacy_block(type_: object, target: object = None) -> LegacyBlockType | None:
    """The declaration of a legacy block; None for one that is unknown.

    Args:
        type_: The block's ``type``, whatever the file holds there.
        target: The block's ``target``; an empty one counts as none.
    """
    if not isinstance(type_, str):
        return None
    if not target:
        return _BY_TYPE_AND_TARGET.get((type_, None))
    return _BY_TYPE_AND_TARGET.get((type_, target)) if isinstance(target, str) else None
