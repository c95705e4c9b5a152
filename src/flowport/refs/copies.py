"""What the metadata repeats of a block's references: which place belongs to which of them.

A copy whose id is another than the parameter's is stale: it is still rewritten with the parameter,
for the service runs the parameter, but its name is not believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import METADATA_COPIES, Held
from flowport.dataclass import dataclass
from flowport.model.digits import whole_number
from flowport.model.pointer import pointer
from flowport.patterns import pattern
from flowport.refs.arn import kind_of, parse
from flowport.refs.paths import Keys, leaves, places, steps
from flowport.refs.reference import Copy, Form, Reference, ReferencePlace, form_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["plain_name", "with_copies"]

_ALIAS = "lex_v2_bot_alias"
_HOLDS = {"lexV2BotName": "bot", "lexV2BotAliasName": "alias"}
_AGENT = pattern(r"(\S+) \(.*\)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A copy as it stands: ``believed`` is whether its name can be of the reference."""

    copy: Copy
    text: str
    believed: bool


def with_copies(
    block: str, metadata: Mapping[str, Any], references: list[Reference]
) -> list[Reference]:
    """A block's references with their copies and names, and one more for each leftover copy."""
    if not metadata:
        return [_named(reference, []) for reference in references]
    static = [reference for reference in references if reference.form is not Form.DYNAMIC]
    owned: dict[str, list[_Found]] = {reference.pointer: [] for reference in static}
    left: list[Reference] = []
    base = ("Metadata", "ActionMetadata", block)
    for reference in static:
        owned[reference.pointer] += _own(reference, metadata, base)
    for kinds, repeats, keys, text, holds in _shared(metadata):
        able = [r for r in static if r.kind in kinds and (not repeats or r.pattern in repeats)]
        near = _beside(metadata, keys, holds, text)
        owner, believed = _owner(able, near, [str(key) for key in keys if isinstance(key, int)])
        copy = Copy(pointer(*base, *keys), holds)
        if owner:
            owned[owner.pointer].append(_Found(copy, text, believed))
        elif holds == "id" and form_of(text) in {Form.ARN, Form.ID}:
            left.append(_leftover(block, copy, text, kinds[0]))
    known = {f.copy.pointer for found in owned.values() for f in found}
    known |= {reference.pointer for reference in left}
    for copy, text in _undeclared(metadata, base, known):
        same = next((reference for reference in static if reference.written == text), None)
        if same:
            owned[same.pointer].append(_Found(copy, text, believed=False))
        else:
            left.append(_leftover(block, copy, text, ""))
    return [_named(r, owned.get(r.pointer, [])) for r in references] + left


def plain_name(kind: str, shown: str) -> str:
    """A resource's name, given how the designer shows it: ``ann (Ann Lee)`` is the agent ann."""
    found = _AGENT.fullmatch(shown) if kind == "user" else None
    return found[1] if found else shown


def _own(reference: Reference, metadata: Mapping[str, Any], base: Keys) -> Iterator[_Found]:
    """What ``parameters`` keeps of one parameter."""
    keys = ("parameters", *reference.keys)
    here = next((value for _, value in places_at(metadata, keys)), None)
    if not isinstance(here, dict):
        return
    names = {"displayName": "alias" if reference.kind == _ALIAS else "name", "lexV2BotName": "bot"}
    for key, holds in names.items():
        if isinstance(here.get(key), str):
            copy = Copy(pointer(*base, *keys, key), holds)
            yield _Found(copy, here[key], believed=True)


def places_at(tree: Any, keys: Keys) -> Iterator[tuple[Keys, Any]]:
    """The value at plain keys and indices, if it is there."""
    here = tree
    for key in keys:
        place = whole_number(str(key))
        if isinstance(here, Mapping) and key in here:
            here = here[key]
        elif isinstance(here, list) and place is not None and place < len(here):
            here = here[place]
        else:
            return
    yield keys, here


#: Each copy at the block itself by its first key: steps, kinds, repeated parameters, what it holds.
_SHARED = tuple(
    (
        steps(known.path),
        known.kinds,
        known.repeats,
        _HOLDS.get(known.path) or ("id" if known.held is Held.ID else "name"),
    )
    for known in METADATA_COPIES
    if known.kinds
)
_FIRST = frozenset(pattern[0] for pattern, *_ in _SHARED)


def _shared(
    metadata: Mapping[str, Any],
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Keys, str, str]]:
    """The copies that are at the block itself: kinds, repeated parameters, place, text."""
    if _FIRST.isdisjoint(metadata):
        return
    for keys_at, kinds, repeats, holds in _SHARED:
        if keys_at[0] in metadata:
            for keys, value in places(metadata, keys_at):
                if isinstance(value, str):
                    yield kinds, repeats, keys, value, holds


def _undeclared(
    metadata: Mapping[str, Any], base: Keys, known: set[str]
) -> Iterator[tuple[Copy, str]]:
    """ARNs of things that flows refer to, at places that the catalogue has not as copies."""
    for keys, value in leaves(metadata):
        if value.startswith("arn:") and kind_of(value):
            copy = Copy(pointer(*base, *keys), "id")
            if copy.pointer not in known:
                yield copy, value


def _beside(metadata: Mapping[str, Any], keys: Keys, holds: str, text: str) -> str:
    """The id that is beside a name, or the copied id itself."""
    if holds == "id":
        return text
    found = next((value for _, value in places_at(metadata, (*keys[:-1], "id"))), "")
    return found if len(keys) > 1 and isinstance(found, str) else ""


def _owner(able: list[Reference], near: str, indices: list[str]) -> tuple[Reference | None, bool]:
    """The reference that a copy repeats, and whether its name may be believed.

    The one of the same value, at the same index of a list if several are; else the only one.
    """
    aligned = [r for r in able if [key for key in r.keys if key.isdigit()] == indices]
    for reference in (*aligned, *able):
        if near and _same(reference.written, near):
            return reference, True
    able = aligned if indices else able
    if len(able) != 1:
        return None, False
    return able[0], not near.strip() or able[0].form is Form.EMPTY


def _same(one: str, other: str) -> bool:
    first, second = parse(one), parse(other)
    return one == other or (first.tail if first else one) == (second.tail if second else other)


def _leftover(block: str, copy: Copy, text: str, kind: str) -> Reference:
    arn = parse(text)
    named = arn.kind if arn else None
    return Reference(
        kind=named.name if named else kind,
        block=block,
        action="",
        pointer=copy.pointer,
        written=text,
        form=form_of(text),
        place=ReferencePlace.METADATA,
    )


def _named(reference: Reference, found: list[_Found]) -> Reference:
    """The reference with its copies and the first believable name."""
    known: dict[str, str] = {}
    for one in found:
        if one.believed and one.text.strip() and form_of(one.text) is Form.NAME:
            known.setdefault(one.copy.holds, one.text)
    arn = parse(reference.written)
    inside = arn.name if arn else None
    if reference.kind == _ALIAS:
        shown = "/".join(known[part] for part in ("bot", "alias") if part in known)
        name = shown or inside
    else:
        name = inside or plain_name(reference.kind, known.get("name", "")) or None
    copies = tuple(one.copy for one in found)
    if not copies and name in {None, reference.name}:
        return reference
    return replace(reference, name=name or reference.name, copies=copies)
