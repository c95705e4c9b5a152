"""When two contents are the same, and what changes in meaning where they are not."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import orjson

from flowport.convert import convert
from flowport.diff import Aspect, compare
from flowport.diff.tell import sign, tell
from flowport.errors import ConversionError, DocumentError
from flowport.model import Flow, read_text
from flowport.refs.outcome import Resolution
from flowport.refs.rewrite import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.diff import Comparison
    from flowport.refs.outcome import Outcome

__all__ = ["changes", "digest", "flow_of", "same", "settled"]


def digest(text: str) -> str:
    """The SHA-256 of a content, whatever its spacing and the order of its keys."""
    try:
        plain = orjson.dumps(orjson.loads(text), option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, TypeError):
        plain = _plain(text)
    return hashlib.sha256(plain).hexdigest()


def _plain(text: str) -> bytes:
    """The same where orjson can't: large integers, halves of characters, what is not JSON."""
    try:
        return json.dumps(json.loads(text), sort_keys=True).encode()
    except ValueError:
        return text.encode("utf-8", "surrogatepass")


def flow_of(text: str, name: str) -> Flow | None:
    """The flow of a content, converted if it is a legacy one; None if it is none."""
    try:
        return convert(read_text(text, name=name)).flow
    except (DocumentError, ConversionError):
        return None


def same(first: str, second: str) -> bool:
    """Whether two contents are the same, or differ in nothing that the comparison can tell."""
    if first == second or digest(first) == digest(second):
        return True
    before, after = flow_of(first, "before"), flow_of(second, "after")
    return bool(before and after) and not _edits(before, after)


def _edits(before: Flow | None, after: Flow | None) -> bool:
    return before is None or after is None or bool(compare(before, after).edits)


def settled(text: str, outcomes: Iterable[Outcome]) -> str:
    """A content whose references point where they were resolved to; the others stay."""
    known = tuple(outcome for outcome in outcomes if outcome.resource)
    flow = read_text(text) if known else None
    return rewrite(flow, Resolution(known)).content() if isinstance(flow, Flow) else text


def changes(before: str, after: str) -> tuple[str, ...]:
    """What a new content changes, in a reviewer's words; empty if nothing."""
    former, new = flow_of(before, "target"), flow_of(after, "source")
    if former is None or new is None:
        return ("~ the target's content can't be read, and is replaced",)
    found = compare(former, new)
    meaning = tuple(f"{sign(edit)} {tell(edit)}" for edit in found.of(Aspect.MEANING))
    return meaning or _lesser(found)


def _lesser(found: Comparison) -> tuple[str, ...]:
    words = {str(edit_aspect) for edit_aspect in Aspect if found.of(edit_aspect)}
    return (f"~ no change in meaning ({', '.join(sorted(words))} only)",) if words else ()
