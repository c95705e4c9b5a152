"""Calls and test cases of an open document, worked out from the store in any process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.designer.calling.phone import walk_json, walk_of
from flowport.server.designer.calling.recording import recorded
from flowport.server.designer.calling.suite import ran, verdict_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.designer.schema.call_schema import RanJSON, VerdictJSON, WalkedJSON
    from flowport.server.designer.calling.phone import Dialled
    from flowport.server.designer.calling.scene import Opened
    from flowport.store import Store

__all__ = ["ran_in", "recorded_in", "walked_in"]


def walked_in(store: Store, described: Dialled) -> WalkedJSON:
    """A call as far as its answers lead, for the page."""
    with store.reading() as connection:
        return walk_json(walk_of(connection, described))


def recorded_in(
    store: Store, name: str, described: Dialled
) -> tuple[dict[str, Any], VerdictJSON | None]:
    """A call as the members of a test case, and how that ends on the document."""
    with store.reading() as connection:
        walked = walk_of(connection, described)
        members, verdict = recorded(name, described, walked)
        return members, verdict_json(verdict, walked.scene) if verdict else None


def ran_in(store: Store, opened: Opened, ids: Sequence[str]) -> RanJSON:
    """The results of test cases on the open document."""
    with store.reading() as connection:
        return ran(connection, opened, ids)
