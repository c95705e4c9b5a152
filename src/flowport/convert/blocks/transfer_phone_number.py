"""Transfer to phone number: the caller id that is shown stands in the block's metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.legacy import Level
from flowport.convert.notes import Kind

if TYPE_CHECKING:
    from flowport.convert.draft import Draft

__all__ = ["finish"]


def finish(draft: Draft) -> None:
    """Give the action the caller id, as text or as the name of a number."""
    metadata = draft.module.get("metadata")
    if not isinstance(metadata, dict):
        return
    for field in ("SourceNumber", "callerId"):
        number = metadata.get(field)
        if isinstance(number, dict):
            number = number.get("id") or number.get("text")
        if isinstance(number, str) and number:
            draft.parameters.setdefault("CallerId", {"Number": number})
            draft.note(
                Kind.ASSUMED,
                f"{field} was taken for the number that is shown",
                "metadata",
                field,
                value=metadata[field],
                level=Level.C,
            )
            return
