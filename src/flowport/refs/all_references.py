"""Every reference of a flow, in the order of its blocks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from flowport.catalogue import action_named
from flowport.catalogue.references import HIDING_PLACES, REFERENCE_KINDS, MatchedBy
from flowport.model.block_names import block_name
from flowport.model.pointer import pointer
from flowport.refs.arn import ARN_INSIDE, kind_of
from flowport.refs.copies import with_copies
from flowport.refs.paths import Keys, actions_with, declared, guessed, leaves, places, steps
from flowport.refs.plain_references import attribute_at
from flowport.refs.reference import Form, Reference, ReferencePlace, form_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.model import Action, Flow

__all__ = ["declared_in", "find", "in_block"]

#: Texts of an action's parameters, each with the keys on its way.
_Texts: TypeAlias = "Sequence[tuple[Keys, str]]"

#: Kinds of which one may be used where the other is declared: an agent's own queue is a queue.
_INTERCHANGEABLE = {"queue", "user"}


def find(flow: Flow) -> tuple[Reference, ...]:
    """All references of a flow: in parameters, left over in the metadata, hidden in values.

    A flow that was converted from the legacy format may hold names without ARNs; these are found
    as references whose value is empty and whose name is known.
    """
    return tuple(chain.from_iterable(in_block(flow, action) for action in flow.actions))


def in_block(flow: Flow, action: Action) -> tuple[Reference, ...]:
    """The same of one block: they depend on its action, its place and its metadata alone."""
    texts = list(leaves(action.parameters))
    declared_here = list(_declared(action))
    taken = {reference.pointer for reference in declared_here}
    declared_here += _guessed(action, texts, taken)
    taken |= {reference.pointer for reference in declared_here}
    own = with_copies(action.id, flow.metadata_of(action.id), declared_here)
    own += _hidden(action, texts, taken)
    title = block_name(flow, action) if own else ""
    return tuple(replace(each, title=title) for each in own)


def declared_in(flow: Flow) -> Iterator[Reference]:
    """The references of a flow that are parameters, without names or what the metadata repeats."""
    for action in actions_with(flow, _heads):
        found = list(_declared(action))
        yield from found
        known = action_named(action.type) is not None
        texts = _own_texts(action) if known else list(leaves(action.parameters))
        yield from _guessed(action, texts, {reference.pointer for reference in found})


@cache
def _heads(action: str) -> frozenset[str] | None:
    """The parameters of a type in which a reference can be; None where that can be any."""
    patterns = [pattern[0] for pattern, _ in declared(action)]
    if action_named(action) is None or "*" in patterns:
        return None
    return frozenset((*patterns, *guessed()))


def _own_texts(action: Action) -> _Texts:
    """The strings that are parameters themselves: others of a known type mean what it declares."""
    return [((key,), value) for key, value in action.parameters.items() if isinstance(value, str)]


def _declared(action: Action) -> Iterator[Reference]:
    seen: set[Keys] = set()
    parameters = action.parameters
    for pattern, parameter in declared(action.type):
        if pattern[0] not in parameters and pattern[0] != "*":
            continue
        for keys, value in places(parameters, pattern):
            if isinstance(value, str) and keys not in seen:
                seen.add(keys)
                types = tuple(str(flow_type) for flow_type in parameter.target_flow_types)
                found = _reference(action, keys, value, parameter.refers_to or "", types)
                yield _placed(found, action, keys)


def _placed(found: Reference, action: Action, keys: Keys) -> Reference:
    """A reference with what is beside it: a view's version, or the Region of a Lex V1 bot."""
    if keys[-1] == "Id":
        return replace(found, version=_beside(action, keys, "Version"))
    if found.kind == "lex_bot":
        region = _beside(action, keys, "Region")
        return found if form_of(region) is Form.DYNAMIC else replace(found, region=region)
    return found


def _beside(action: Action, keys: Keys, name: str) -> str:
    """The text of a parameter beside another."""
    every = places(action.parameters, (*map(str, keys[:-1]), name))
    beside = next((value for _, value in every), "")
    return beside if isinstance(beside, str) else ""


def _guessed(action: Action, texts: _Texts, taken: set[str]) -> Iterator[Reference]:
    """Parameters that the catalogue lacks, under a name that means one kind everywhere."""
    known = action_named(action.type) is not None
    kinds = guessed()
    for keys, value in texts:
        kind = kinds.get(str(keys[-1]))
        if kind is None or (known and len(keys) > 1):
            continue
        if not any("Attributes" in str(key) for key in keys):
            reference = _reference(action, keys, value, kind)
            if reference.pointer not in taken:
                yield reference


def _reference(
    action: Action, keys: Keys, value: str, kind: str, types: tuple[str, ...] = ()
) -> Reference:
    inside = kind_of(value)
    if inside in _INTERCHANGEABLE and kind in _INTERCHANGEABLE:
        kind = inside
    form = form_of(value)
    by_value = REFERENCE_KINDS[kind].matched_by is MatchedBy.VALUE
    return Reference(
        kind=kind,
        block=action.id,
        action=action.type,
        pointer=action.pointer + pointer("Parameters", *keys),
        written=value,
        form=form,
        name=value if form is Form.NAME or (by_value and form is Form.ID) else None,
        target_types=types,
    )


def _hidden(action: Action, texts: _Texts, taken: set[str]) -> Iterator[Reference]:
    """References in values that are free text: reported, and rewritten only on request.

    An attribute's value, or what a condition compares with (``$.Queue.ARN`` equals this queue's).
    """
    free = {
        keys
        for path in HIDING_PLACES.get(action.type, ())
        for keys, _ in places(action.parameters, steps(path))
    }
    for keys, value in _free(action, texts):
        attribute = attribute_at(action, keys)
        if "arn:" not in value and keys[1:] not in free and not attribute:
            continue
        where = action.pointer + pointer(*keys)
        form = form_of(value)
        inside = ARN_INSIDE.search(value) if form is Form.EMBEDDED else None
        kind = kind_of(inside[0] if inside else value) or ""
        if where in taken or not (kind or (form is Form.ID and (attribute or keys[1:] in free))):
            continue
        yield Reference(
            kind=kind,
            block=action.id,
            action=action.type,
            pointer=where,
            written=value,
            form=form,
            place=ReferencePlace.VALUE,
            attribute=attribute,
        )


def _free(action: Action, texts: _Texts) -> Iterator[tuple[Keys, str]]:
    """Every text of a block's parameters and of its conditions, with its keys below the block."""
    for keys, value in texts:
        yield ("Parameters", *keys), value
    conditions = action.transitions.get("Conditions")
    if conditions:
        yield from leaves(conditions, ("Transitions", "Conditions"))
