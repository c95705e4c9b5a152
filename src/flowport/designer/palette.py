"""The catalogue as the page reads it: palette, flow types, operators, sizes, limits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from flowport.catalogue import (
    BLOCKS,
    FLOW_TYPES,
    IDENTIFIER_CHARACTERS,
    IDENTIFIER_WORDS,
    OPERATORS,
    REFERENCE_KINDS,
    Category,
    PaletteBlock,
    action_named,
    flow_type,
    limit,
)
from flowport.designer import connecting, new_blocks
from flowport.designer.draft import MODULE, blank
from flowport.designer.view import view
from flowport.errors import UsageError
from flowport.layout.sizes import as_tables

if TYPE_CHECKING:
    from flowport.designer.schema.answer_schema import (
        CatalogueJSON,
        DrawnJSON,
        PaletteBlockJSON,
        SizesJSON,
    )

__all__ = ["catalogue"]

#: The identifier of a block that is not in a document yet.
_NEW = "00000000-0000-4000-8000-000000000000"


@cache
def catalogue(type_: str) -> CatalogueJSON:
    """All that the page needs to know beside documents, for one type of flow or ``MODULE``.

    Raises:
        UsageError: There is no such type.
    """
    if type_ != MODULE and flow_type(type_) is None:
        known = ", ".join([*FLOW_TYPES, MODULE])
        raise UsageError(f"there is no flow type {type_!r}; the types are {known}")
    return {
        "type": type_,
        "flowTypes": [{"type": f.type.value, "title": f.title} for f in FLOW_TYPES.values()],
        "categories": [
            {
                "name": category.value,
                "blocks": [
                    _block(block, type_)
                    for block in BLOCKS.values()
                    if block.category is category and block.offered
                ],
            }
            for category in Category
        ],
        "operators": [
            {"name": o.name, "title": o.title, "sign": o.sign} for o in OPERATORS.values()
        ],
        "referenceKinds": {kind.name: kind.title for kind in REFERENCE_KINDS.values()},
        "sizes": cast("SizesJSON", as_tables()),
        "limits": {
            "nameCharacters": limit("identifier_characters"),
            "nameForbidden": IDENTIFIER_CHARACTERS,
            "nameWords": list(IDENTIFIER_WORDS),
            "exportBlocks": limit("export_blocks"),
            "exportBytes": limit("export_bytes"),
            "actions": limit("actions"),
            "contentCharacters": limit("content_characters"),
        },
    }


def _block(block: PaletteBlock, type_: str) -> PaletteBlockJSON:
    return {
        "title": block.title,
        "formerTitles": list(block.former_titles),
        "category": block.category.value,
        "modes": [{"title": m.title, "actions": list(m.actions)} for m in block.modes],
        "branches": list(block.branches),
        "allowed": _allowed(block, type_),
        "drawn": _drawn(block, type_) if _allowed(block, type_) else None,
    }


def _drawn(block: PaletteBlock, type_: str) -> DrawnJSON:
    """A new block as the canvas shows it, so that the page can draw one before it was added."""
    types, parameters = new_blocks.mode(block.title, 0)
    made = new_blocks.actions(_NEW, types[:1], parameters, type_)
    kind = "module" if type_ == MODULE else "flow"
    draft = blank(kind, type_)
    draft = draft.with_flow(new_blocks.added(draft.flow, made, (0, 0)))
    leaves = connecting.usual(draft.flow.action(_NEW)) or ""
    return {"block": view(draft)["blocks"][0], "leavesBy": leaves}


def _allowed(block: PaletteBlock, type_: str) -> bool:
    """Whether documents offer a block in a flow of the type; in a doubtful case it is offered."""
    if type_ == MODULE:
        declared = action_named(block.modes[0].actions[0])
        return block.modules_only or declared is None or declared.in_module is not False
    found = flow_type(type_)
    if block.modules_only:
        return False
    return found in block.flow_types or (found is not None and not FLOW_TYPES[found].places_known)
