"""What anybody could notice of a call, and where two calls part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.simulate import Call, Event

__all__ = ["parted"]

#: What nobody notices: decisions, and what is only the flow's own.
_SILENT = frozenset(
    {
        "compared",
        "distributed",
        "looped",
        "logging",
        "flow attributes",
        "flow",
        "module",
        "returned",
        "said",
    }
)

_BOOLEANS = frozenset({"True", "False"})

Items = list[tuple[Any, ...]]

#: What each of two calls does where they part, with its block's title.
Parted = tuple[tuple[str, str], tuple[str, str]]


def parted(calls: list[Call], ignore: str) -> list[Parted]:
    """Where two calls part; they are still compared while both do the same kind of thing."""
    one, other = (_items(call, ignore) for call in calls)
    found: list[Parted] = []
    for left, right in zip(one, other, strict=False):
        if left[0] != right[0]:
            found.append(((_describe(left[0]), left[1]), (_describe(right[0]), right[1])))
            if left[0][0] != right[0][0]:
                return found
    if not found and len(one) != len(other) and not all(_is_cut(call) for call in calls):
        longer = one if len(one) > len(other) else other
        item = longer[min(len(one), len(other))]
        told, nothing = (_describe(item[0]), item[1]), ("", "")
        found.append((told, nothing) if longer is one else (nothing, told))
    return found


def _is_cut(call: Call) -> bool:
    """Whether a call was stopped, and so may have done more."""
    return not call.ending


def _items(call: Call, ignore: str) -> Items:
    """What anybody could notice of a call, in order, each with its block's title."""
    names = call.library.names
    found: Items = []
    known: dict[Any, list[tuple[Any, ...]]] = {}
    for event in call.events():
        key = (event.kind, event.block, event.heard, event.detail)
        if key not in known:
            known[key] = list(_noticed(event, names, ignore))
        found += [(item, event.title) for item in known[key]]
    if call.ending:
        place = _plain(call.place, names) if call.ending != "unconnected" else ""
        found.append((("ends", call.ending, place), ""))
        kept = {
            k: v for k, v in call.attributes.items() if v and not (ignore and k.startswith(ignore))
        }
        found.append((("attributes at the end", tuple(sorted(kept.items()))), ""))
    return found


def _noticed(event: Event, names: Any, ignore: str) -> Iterator[tuple[Any, ...]]:
    if event.heard:
        yield ("says", _plain(event.heard.strip("[]"), names))
    if event.kind not in _SILENT and event.block:
        detail = _plain(event.detail, names, exact=event.kind == "attributes")
        if not (ignore and event.kind == "attributes" and ignore in str(detail)):
            yield (event.kind, detail)


def _plain(value: Any, names: Any, *, exact: bool = True) -> Any:
    """A value in which resources are distinguished by name, or by id where they have none.

    Numbers and booleans are the same as the strings that the service reads them as; ``exact``
    tells ``True`` from ``true``, as what is said or compared does.
    """
    if isinstance(value, tuple):
        return tuple(_plain(each, names, exact=exact) for each in value)
    if not isinstance(value, str):
        return "" if value is None else str(value).lower()
    if value in names:
        return names[value]
    if not exact and value in _BOOLEANS:
        return value.lower()
    return value.rpartition("/")[2] if value.startswith("arn:") else value


def _describe(item: tuple[Any, ...]) -> str:
    """An item in words."""
    return f"{item[0]} {_shown(item[1:])}".strip()


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        if len(value) == 2 and isinstance(value[0], str) and not isinstance(value[1], str):  # noqa: PLR2004  a pair
            return f"{value[0]}: {_shown(value[1])}"
        return ", ".join(filter(None, map(_shown, value)))
    return str(value)
