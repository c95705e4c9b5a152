"""Members that an object of a JSON text has twice: every reader keeps the last and says nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import orjson

from flowport.dataclass import dataclass
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model.spans import Span


@dataclass(frozen=True, slots=True)
class Repeat:
    """A member that a later one of the same key displaced.

    Attributes:
        pointer: Where both stand.
        value: What the displaced one says.
    """

    pointer: str
    value: Any


_FRAME = b'"{}[]:,'
_NOT_FRAME = bytes(sorted(set(range(256)) - set(_FRAME)))


def may_repeat(data: bytes, tree: Any) -> bool:
    """Whether UTF-8 JSON can have displaced members: a quick answer, at times wrongly yes.

    A tree without them is written with the same quotes, brackets, colons and commas in the same
    order, unless the file escapes one of those (which nobody has to).
    """
    try:
        kept = orjson.dumps(tree)
    except (TypeError, orjson.JSONEncodeError):
        return True
    return data != kept and data.translate(None, _NOT_FRAME) != kept.translate(None, _NOT_FRAME)


def repeats(text: str, span: Span, above: tuple[str | int, ...] = ()) -> Iterator[Repeat]:
    """The displaced members below a place of a string that differ from the last."""
    keys = [key for key, _, _ in span.keys]
    last = dict(zip(keys, span.members, strict=bool(keys)))
    if len(last) < len(keys):
        for key, member in zip(keys, span.members, strict=True):
            value = _parse_span(text, member)
            if member is not last[key] and value != _parse_span(text, last[key]):
                yield Repeat(pointer(*above, key), value)
    for step, member in last.items() if keys else enumerate(span.members):
        if text[member.start] in "{[":
            yield from repeats(text, member, (*above, step))


def _parse_span(text: str, span: Span) -> Any:
    return json.loads(text[span.start : span.end], strict=False)
