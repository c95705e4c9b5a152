"""What a flow of a target is at this moment, read at the pace of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.ports import Which

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.jobs.moving.pace import PacedCalls
    from flowport.ports import Content, FlowKey, Instance

__all__ = ["Former", "TargetReader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """All that a flow was before the run, as the journal keeps it."""

    name: str
    description: str
    state: str
    saved: str
    published: str | None
    settings: str | None
    tags: Mapping[str, str]

    @property
    def facts(self) -> dict[str, Any]:
        """It as JSON."""
        return {word: getattr(self, word) for word in self.__slots__}


@dataclass(frozen=True, slots=True)
class TargetReader:
    """Reads flows of a target."""

    target: Instance
    paced: PacedCalls

    def former(self, key: FlowKey) -> Former:
        """All that a flow is now.

        Raises:
            InstanceError: It can't be read.
        """
        saved = self.content(key, Which.SAVED)
        try:
            published = self.read(key, Which.PUBLISHED)
        except NotFoundError:
            published = None
        return Former(
            name=saved.summary.name,
            description=saved.description,
            state=str(saved.summary.state),
            saved=saved.text,
            published=published,
            settings=saved.settings,
            tags=dict(saved.tags),
        )

    def read(self, key: FlowKey, which: Which) -> str:
        """A content, at the pace.

        Raises:
            InstanceError: It can't be read.
        """
        return self.content(key, which).text

    def content(self, key: FlowKey, which: Which) -> Content:
        """A content with what belongs to it, at the pace.

        Raises:
            InstanceError: It can't be read.
        """
        return self.paced.call("read", str(key.kind), lambda: self.target.read(key, which))

    def text_or_none(self, key: FlowKey, which: Which) -> str | None:
        """A content; None where it is not there."""
        try:
            return self.read(key, which)
        except NotFoundError:
            return None
