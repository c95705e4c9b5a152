"""Versions of an instance's own views, compared by their content.

A view's details hold its versions: by number, what each shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from flowport.errors import ForbiddenError, NotFoundError
from flowport.refs.arn import parse
from flowport.refs.qualifiers import Counterpart
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.ports import Instance
    from flowport.refs.reference import Reference

__all__ = ["VIEW", "ViewVersions"]

VIEW = "view"


class ViewVersions:
    """The versions of the views of both instances; each view is read once."""

    def __init__(self, target: Instance, source: Instance | None) -> None:
        self._target = target
        self._source = source
        self._read: dict[tuple[bool, str], Mapping[str, bytes]] = {}

    def numbers(self, view: Resource) -> tuple[str, ...]:
        """The versions of a view of the target, the newest first."""
        return tuple(sorted(self._versions(view, source=False), key=int, reverse=True))

    def counterpart(self, reference: Reference, view: Resource, number: str) -> Counterpart:
        """The newest version of the target's view that shows what a version of the source shows."""
        arn = parse(reference.plain)
        name = reference.name or view.name
        theirs = Resource(VIEW, name, str(arn or ""), arn.tail if arn else reference.plain)
        wanted = self._versions(theirs, source=True).get(number)
        every, known = self._versions(view, source=False), self.numbers(view)
        same = next((each for each in known if every[each] == wanted), "")
        if same:
            return Counterpart(same)
        why = (
            "its content is not at hand to be compared with the target's versions"
            if wanted is None
            else "none of the target's versions has its content"
        )
        return Counterpart(
            reason=f"version {number} of the view {name!r}: {why}; bind it", known=known
        )

    def _versions(self, view: Resource, *, source: bool) -> Mapping[str, bytes]:
        instance, key = self._source if source else self._target, (source, view.id)
        if instance is None:
            return {}
        if key not in self._read:
            self._read[key] = _contents(instance, view)
        return self._read[key]


def _contents(instance: Instance, view: Resource) -> Mapping[str, bytes]:
    """What each version of a view shows; nothing where the caller may not read it."""
    try:
        held = instance.details(view).get("Versions") or {}
    except (ForbiddenError, NotFoundError):
        return {}
    return {number: _shown(each.get("Content", {})) for number, each in held.items()}


def _shown(content: Mapping[str, Any]) -> bytes:
    """A content that is the same for the same view, whatever its spacing."""
    template = content.get("Template")
    try:
        template = orjson.loads(template) if isinstance(template, str) else template
    except orjson.JSONDecodeError:
        template = content.get("Template")
    shown = {"Template": template, "Actions": sorted(content.get("Actions") or ())}
    return orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)
