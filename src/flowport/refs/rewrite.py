"""A flow whose references point where a resolution says; every other byte stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import REFERENCE_KINDS, MatchedBy
from flowport.model.pointer import index_in, parts, pointer
from flowport.refs.arn import parse
from flowport.refs.copies import plain_name
from flowport.refs.reference import Form, Reference, ReferencePlace, form_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.model import Flow
    from flowport.refs.outcome import Outcome, Resolution
    from flowport.refs.resource import Resource

__all__ = ["becomes", "rewrite", "with_name"]

#: Kinds that the service was only ever seen to take as bare ids.
_AGENT_QUEUE = "queue/agent/"
_BARE = {"contact_flow_module", "case_template", "encryption_key"}


def rewrite(flow: Flow, resolution: Resolution, *, names: bool = False) -> Flow:
    """The flow with each resolved reference, and its copies in the metadata, rewritten.

    The way it was written stays (ARN or bare id, ``queue/agent/`` or ``agent/``); a version or
    alias is the outcome's. What is unresolved, or stays by its outcome, is not touched.

    Args:
        flow: The flow that the references were found in.
        resolution: What they become.
        names: Whether names are written that the metadata lacks, as an export does.
    """
    for outcome in resolution.outcomes:
        if outcome.resource is not None:
            flow = _rewritten(flow, outcome, outcome.resource)
            flow = with_name(flow, outcome.reference, outcome.resource) if names else flow
    return flow


def becomes(outcome: Outcome) -> str:
    """The value that is written for an outcome: what is written now, where it stays."""
    reference, resource = outcome.reference, outcome.resource
    if resource is None:
        return reference.written
    return _value(resource, reference.written, outcome.qualifier, reference.version)


def _rewritten(flow: Flow, outcome: Outcome, resource: Resource) -> Flow:
    reference, qualifier = outcome.reference, outcome.qualifier
    flow = _set(flow, reference.pointer, becomes(outcome))
    if resource.kind == "lex_bot":
        flow = _with_region(flow, reference, resource)
    if reference.version and qualifier:
        where = reference.pointer.rpartition("/")[0] + "/Version"
        flow = _set(flow, where, qualifier.removeprefix(":"))
    for copy in reference.copies:
        here = flow.value(copy.pointer)
        if copy.holds == "id":
            text = (
                _value(resource, here, qualifier, "") if _behind(here) else _value(resource, here)
            )
        else:
            text = _shown(resource, copy.holds, here)
        flow = _set(flow, copy.pointer, text)
    return flow


def _behind(written: str) -> bool:
    """Whether a version or alias is behind an ARN or id."""
    arn = parse(written)
    return bool(arn.qualifier or arn.function_qualifier) if arn else ":" in written


def _set(flow: Flow, where: str, text: str) -> Flow:
    return flow if flow.value(where) == text else flow.with_value(where, text)


def _value(resource: Resource, written: str, qualifier: str = "", apart: str = "") -> str:
    """What is written for a resource in place of ``written``.

    Args:
        resource: The resource.
        written: What is there now.
        qualifier: The version or alias, with its colon.
        apart: A version that is in a parameter of its own.
    """
    kind, form = REFERENCE_KINDS.get(resource.kind), form_of(written)
    by_arn_name = kind is not None and kind.matched_by is MatchedBy.ARN_NAME
    if kind and kind.matched_by is MatchedBy.VALUE:
        return resource.name
    if form is Form.NAME and not by_arn_name and written in {resource.id, resource.name}:
        return written
    behind = "" if apart and not _behind(written) else qualifier
    if form is Form.ID:
        return (resource.id or resource.arn) + behind
    if form is Form.NAME and written.partition(":")[0] == resource.id and not by_arn_name:
        return written
    if form is Form.EMPTY and resource.kind in _BARE:
        return resource.id or resource.arn
    return _arn(resource, written, behind) or resource.id or resource.name


def _arn(resource: Resource, written: str, qualifier: str) -> str:
    """The resource's ARN, in the form of the written one (an agent's may be a queue's)."""
    old, new = parse(written), parse(resource.arn)
    if new is None:
        return resource.arn
    if old and old.below.startswith(_AGENT_QUEUE) and new.below.startswith("agent/"):
        return f"{new.instance}/{_AGENT_QUEUE}{new.tail}"
    return f"{new.plain}{qualifier}" if qualifier else resource.arn


def _shown(resource: Resource, holds: str, here: str) -> str:
    """The new value of a copy of the name; a name that means the same in another form stays."""
    bot, _, alias = resource.name.rpartition("/")
    name = {"bot": bot, "alias": alias if bot else ""}.get(holds, resource.name)
    return here if not name or plain_name(resource.kind, here) == name else name


def _with_region(flow: Flow, reference: Reference, resource: Resource) -> Flow:
    """A Lex V1 bot is called by its name and Region."""
    arn = parse(resource.arn)
    where = reference.pointer.removesuffix("/Name") + "/Region"
    parent = flow.value(reference.pointer.rpartition("/")[0])
    return _set(flow, where, arn.region) if arn and "Region" in parent else flow


def with_name(flow: Flow, reference: Reference, resource: Resource) -> Flow:
    """The flow with the resource's name in the metadata, where the designer keeps it."""
    for copy in reference.copies:
        here = flow.value(copy.pointer)
        if copy.holds == "name" and here == reference.name:
            flow = _set(flow, copy.pointer, _shown(resource, copy.holds, here))
    named = any(copy.holds != "id" and flow.value(copy.pointer) for copy in reference.copies)
    kind = REFERENCE_KINDS.get(resource.kind)
    by_value = kind is not None and kind.matched_by is MatchedBy.VALUE
    if not resource.name or named or by_value or reference.place is not ReferencePlace.PARAMETER:
        return flow
    entry: dict[str, Any] = {"displayName": resource.name}
    bot, _, alias = resource.name.rpartition("/")
    if resource.kind == "lex_v2_bot_alias" and bot:
        entry = {"displayName": alias, "lexV2BotName": bot}
    at, keys = parts(reference.pointer)[:3], parts(reference.pointer)[3:]
    known = flow.metadata.get("ActionMetadata")
    actions: Mapping[str, Any] = known if isinstance(known, dict) else {}
    block = actions.get(reference.block)
    block = block if isinstance(block, dict) else {}
    grown = _grown(block.get("parameters"), keys, entry, flow.value(pointer(*at)))
    block = {**block, "parameters": grown}
    actions = {**actions, reference.block: block}
    metadata = {**flow.metadata, "ActionMetadata": actions}
    return flow.with_tree({**flow.tree, "Metadata": metadata})


def _grown(tree: Any, keys: list[str], entry: dict[str, Any], beside: Any) -> Any:
    """A tree with an entry merged in at a place, made as far as it is not there.

    Args:
        tree: What there is.
        keys: The place.
        entry: What to merge in.
        beside: The parameters that the tree is about: it has a list where they have one.
    """
    if not keys:
        return {**(tree if isinstance(tree, dict) else {}), **entry}
    key, rest = keys[0], keys[1:]
    if isinstance(beside, list):
        index = index_in(key)
        items = list(tree) if isinstance(tree, list) else []
        items += [{} for _ in range(index + 1 - len(items))]
        items[index] = _grown(items[index], rest, entry, beside[index])
        return items
    here = tree if isinstance(tree, dict) else {}
    inner = beside.get(key) if isinstance(beside, dict) else None
    return {**here, key: _grown(here.get(key), rest, entry, inner)}
