"""Plain values that are references after all: attributes that a block reads as one.

``Attributes.fn`` holds a function's ARN, and a block calls ``$.Attributes.fn``: the service runs
what the attribute holds. The same holds for the operands of conditions that compare the attribute.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from flowport.catalogue.jsonpath import paths, single
from flowport.catalogue.references import HIDING_PLACES
from flowport.refs.paths import places, steps
from flowport.refs.reference import Form, ReferencePlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.model import Action, Flow
    from flowport.refs.paths import Keys
    from flowport.refs.reference import Reference

__all__ = ["Attribute", "Readers", "as_read", "attribute_at", "passed", "readers"]

#: An attribute by its namespace and name: ``("Attributes", "fn")``.
Attribute: TypeAlias = tuple[str, str]

#: The kinds that attributes are read as; the name ``*`` represents all of a namespace.
Readers: TypeAlias = "Mapping[Attribute, frozenset[str]]"

#: Where the values of parameters are read later. What goes to a Lambda function may come back.
_NAMESPACES = {
    "Attributes": "Attributes",
    "FlowAttributes": "FlowAttributes",
    "LambdaInvocationAttributes": "External",
}


def attribute_at(action: Action, keys: Keys) -> Attribute | None:
    """The attribute that a parameter's value is, or that a condition's operand is compared with."""
    if keys[0] == "Transitions":
        compared = action.parameters.get("ComparisonValue")
        return _read(compared) if action.type == "Compare" and isinstance(compared, str) else None
    namespace = _NAMESPACES.get(str(keys[1])) if len(keys) > len(("Parameters", "map")) else None
    return (namespace, str(keys[2])) if namespace else None


def _read(path: str) -> Attribute | None:
    """The attribute that a JSONPath reads; the name ``*`` where its name is put together."""
    whole = single(path)
    found = whole or next(iter(paths(path)), None)
    if found is None or found.root not in _NAMESPACES.values() or not path.startswith(found.text):
        return None
    if whole and len(whole.keys) > 1:
        return found.root, ".".join(whole.keys[1:])
    return found.root, "*"


def readers(
    references: Iterable[Reference], moves: Iterable[tuple[Attribute, Attribute]] = ()
) -> Readers:
    """The attributes that references read, and the kinds that they are read as.

    Args:
        references: What ``find`` gave, of all flows that share attributes.
        moves: Attributes that take the value of others (``passed``).
    """
    found: dict[Attribute, set[str]] = {}
    for reference in references:
        runs = reference.form is Form.DYNAMIC and reference.place is ReferencePlace.PARAMETER
        attribute = _read(reference.written) if runs else None
        if attribute:
            found.setdefault(attribute, set()).add(reference.kind)
    pairs = list(moves)
    changed = bool(found)
    while changed:
        changed = False
        for to, source in pairs:
            kinds = found.get(to, set()) - found.get(source, set())
            if kinds:
                found.setdefault(source, set()).update(kinds)
                changed = True
    return {attribute: frozenset(kinds) for attribute, kinds in found.items()}


def passed(flow: Flow) -> tuple[tuple[Attribute, Attribute], ...]:
    """The attributes of a flow that take the value of another: the taker first."""
    return tuple(pair for action in flow.actions for pair in _passed(action))


def _passed(action: Action) -> Iterator[tuple[Attribute, Attribute]]:
    for path in HIDING_PLACES.get(action.type, ()):
        for keys, value in places(action.parameters, steps(path)):
            source = _read(value) if isinstance(value, str) and value.startswith("$") else None
            to = attribute_at(action, ("Parameters", *keys))
            if to and source:
                yield to, source


def as_read(references: Iterable[Reference], known: Readers) -> tuple[Reference, ...]:
    """References, where those in attributes that are read as a reference count as such."""
    return tuple(_as_read(reference, known) for reference in references)


def _as_read(reference: Reference, known: Readers) -> Reference:
    if reference.place is not ReferencePlace.VALUE or not reference.attribute:
        return reference
    if reference.form not in {Form.ARN, Form.ID, Form.DYNAMIC}:
        return reference
    namespace, _ = reference.attribute
    kinds = known.get(reference.attribute, frozenset()) | known.get((namespace, "*"), frozenset())
    if not kinds:
        return reference
    kind = reference.kind or (next(iter(kinds)) if len(kinds) == 1 else "")
    return replace(reference, place=ReferencePlace.READ, kind=kind) if kind else reference
