"""The least change of a string that makes it say a new tree: untouched values keep their text."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from flowport.dataclass import dataclass
from flowport.model.spans import Span, scan
from flowport.model.style import Style, style_of


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """Characters ``start`` to ``end`` of a string, and what they become."""

    start: int
    end: int
    text: str


def apply(text: str, patches: list[Patch]) -> str:
    """The text after patches that do not overlap."""
    pieces: list[str] = []
    at = 0
    for patch in sorted(patches):
        pieces += (text[at : patch.start], patch.text)
        at = patch.end
    return "".join(pieces) + text[at:]


def patches(text: str, old: Any, new: Any) -> list[Patch]:
    """The patches that turn ``text``, which says ``old``, into one that says ``new``.

    Trees made by edits share what they did not touch, so equal parts are mostly found by identity.
    """
    return patches_at(text, scan(text), old, new)


def patches_at(text: str, span: Span, old: Any, new: Any) -> list[Patch]:
    """The patches that turn the value at a span of ``text``, which says ``old``, into ``new``."""
    writer = _Patcher(text, style_of(text))
    writer.value(span, old, new)
    return writer.found


@dataclass(slots=True)
class _Patcher:
    text: str
    style: Style
    found: list[Patch] = field(default_factory=list)

    def value(self, span: Span, old: Any, new: Any) -> None:
        if old is new or _same_scalar(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and old and new:
            self._object(span, old, new)
        elif isinstance(old, list) and isinstance(new, list) and old and new:
            self._array(span, old, new)
        else:
            self._replace(span, new)

    def _replace(self, span: Span, new: Any) -> None:
        indent = self._line_indent(span.start) if self._wraps(span) else None
        self.found.append(Patch(span.start, span.end, self.style.dump(new, indent=indent)))

    def _wraps(self, span: Span) -> bool:
        """Whether a container written here breaks its lines, as the file's others do."""
        if span.members:
            return "\n" in self.text[span.start : span.whole(0)[0]]
        return self.style.indent is not None

    def _object(self, span: Span, old: dict[str, Any], new: dict[str, Any]) -> None:
        last = {key: index for index, (key, _, _) in enumerate(span.keys)}
        renamed = _renamed_key(old, new)
        if renamed:
            _, start, end = span.keys[last[renamed[0]]]
            self.found.append(Patch(start, end, self.style.string(renamed[1])))
            return
        kept = [key for key in new if key in old]
        if [key for key in old if key in new] != kept:
            self._replace(span, new)
            return
        for key in kept:
            self.value(span.members[last[key]], old[key], new[key])
        stay = {last[key] for key in kept}
        stay |= {index for index, (key, _, _) in enumerate(span.keys) if key in kept}
        indent = self._line_indent(span.start) if self._wraps(span) else None
        added: dict[int, list[str]] = {}
        after = -1
        for key, value in new.items():
            if key in old:
                after = last[key]
            else:
                text = self.style.member(key, value, indent=indent)
                added.setdefault(after, []).append(text)
        self._members(span, new, stay, added)

    def _array(self, span: Span, old: list[Any], new: list[Any]) -> None:
        indent = self._line_indent(span.start) if self._wraps(span) else None
        inner = indent + self.style.indent if indent is not None and self.style.indent else None
        stay: set[int] = set()
        added: dict[int, list[str]] = {}
        after = -1
        for left, right in _aligned(old, new):
            if left is None:
                text = self.style.dump(new[right or 0], indent=inner)
                added.setdefault(after, []).append(text)
            elif right is not None:
                self.value(span.members[left], old[left], new[right])
                stay.add(left)
                after = left
        self._members(span, new, stay, added)

    def _members(self, span: Span, new: Any, stay: set[int], added: dict[int, list[str]]) -> None:
        """Take members out of and put strings into a container, gap by gap."""
        if not stay:
            self.found = [p for p in self.found if not span.start <= p.start < span.end]
            self._replace(span, new)
            return
        comma = self._separator(span)
        gaps = [-1, *sorted(stay)]
        for before, behind in zip(gaps, [*gaps[1:], len(span.members)], strict=True):
            texts = added.get(before, [])
            gone = behind - before > 1
            if not texts and not gone:
                continue
            if before < 0:
                start, end = span.whole(0)[0], span.whole(behind)[0]
                self.found.append(Patch(start, end, "".join(t + comma for t in texts)))
            else:
                start = span.members[before].end
                end = span.members[behind - 1].end
                self.found.append(Patch(start, end, "".join(comma + t for t in texts)))

    def _separator(self, span: Span) -> str:
        if len(span.members) > 1:
            between = self.text[span.members[0].end : span.whole(1)[0]]
            return "," + between[between.index(",") + 1 :]
        lead = self.text[span.start + 1 : span.whole(0)[0]]
        return "," + lead if "\n" in lead else self.style.comma

    def _line_indent(self, at: int) -> str:
        start = self.text.rfind("\n", 0, at) + 1
        line = self.text[start:at]
        return line[: len(line) - len(line.lstrip(" \t"))]


def _same_scalar(old: Any, new: Any) -> bool:
    if isinstance(old, (dict, list)) and (old or new):
        return False
    return type(old) is type(new) and bool(old == new)


def _renamed_key(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, str] | None:
    """The one key that has another name at the same place with the same value, if that is all."""
    if len(old) != len(new):
        return None
    changed = [
        (was, now)
        for (was, old_value), (now, new_value) in zip(old.items(), new.items(), strict=True)
        if was != now or old_value is not new_value
    ]
    if len(changed) != 1 or changed[0][0] == changed[0][1]:
        return None
    was, now = changed[0]
    return (was, now) if old[was] is new[now] and now not in old else None


def _aligned(old: list[Any], new: list[Any]) -> list[tuple[int | None, int | None]]:
    """Pairs of indices that belong together; None on the side that lacks one."""
    if len(old) == len(new) and all(
        a is b or _name(a) == _name(b) for a, b in zip(old, new, strict=True)
    ):
        return [(index, index) for index in range(len(old))]
    from difflib import SequenceMatcher  # noqa: PLC0415  slow to import, seldom needed

    pairs: list[tuple[int | None, int | None]] = []
    names = SequenceMatcher(None, [_name(a) for a in old], [_name(b) for b in new], autojunk=False)
    for word, i1, i2, j1, j2 in names.get_opcodes():
        if word == "equal" or i2 - i1 == j2 - j1:
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            pairs += [(i, None) for i in range(i1, i2)]
            pairs += [(None, j) for j in range(j1, j2)]
    return pairs


def _name(member: Any) -> Any:
    """What tells a list's member from its neighbours: its id, or what it says."""
    if isinstance(member, dict):
        for key in ("Identifier", "id"):
            if isinstance(member.get(key), str):
                return member[key]
    return id(member) if isinstance(member, (dict, list)) else (type(member), member)
