"""Finding the operation of a request by its method and its path as it was sent.

The path is split before it is decoded: clients send ARNs percent-encoded as one segment, and
decoding first would split them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RouteTree"]

T = TypeVar("T")


@dataclass(slots=True)
class _PathNode(Generic[T]):
    literal: dict[str, _PathNode[T]] = field(default_factory=dict)
    variable: _PathNode[T] | None = None
    found: tuple[T, tuple[str, ...]] | None = None


class RouteTree(Generic[T]):
    """Path templates of every method, as a tree of segments."""

    def __init__(self, templates: Iterable[tuple[str, str, T]]) -> None:
        self._roots: dict[str, _PathNode[T]] = {}
        for method, template, target in templates:
            self._add(self._roots.setdefault(method, _PathNode()), template, target)

    def _add(self, node: _PathNode[T], template: str, target: T) -> None:
        names: list[str] = []
        for segment in template.strip("/").split("/"):
            if segment.startswith("{"):
                names.append(segment[1:-1])
                node.variable = node = node.variable or _PathNode()
            else:
                node = node.literal.setdefault(segment, _PathNode())
        node.found = (target, tuple(names))

    def match(self, method: str, raw_path: str) -> tuple[T, dict[str, str]] | None:
        """The target of a path that was not decoded, and the decoded values of its variables."""
        root = self._roots.get(method)
        segments = raw_path.strip("/").split("/")
        if segments[0] == "tags" and len(segments) > 2:  # noqa: PLR2004  an ARN sent undecoded
            segments = ["tags", "/".join(segments[1:])]
        return None if root is None else _walk(root, segments)


def _walk(node: _PathNode[T], segments: list[str]) -> tuple[T, dict[str, str]] | None:
    values: list[str] = []
    for segment in segments:
        following = node.literal.get(segment)
        if following is None:
            following = node.variable
            if following is None or not segment:
                return None
            values.append(unquote(segment) if "%" in segment else segment)
        node = following
    if node.found is None:
        return None
    target, names = node.found
    return target, dict(zip(names, values, strict=True))
