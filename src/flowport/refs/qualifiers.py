"""Versions and aliases behind ARNs and ids: references of their own.

An alias is resolved by its name and a version by its content, never by its number alone: the
numbers and the ids of aliases are made by each instance. ``$LATEST`` and ``$SAVED`` mean the same
everywhere. Who can read the two instances answers the rest (``Qualifiers``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.refs.arn import parse
from flowport.refs.bindings import VersionRule
from flowport.refs.outcome import Outcome, ResolvedBy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.refs.bindings import Bindings
    from flowport.refs.reference import Reference
    from flowport.refs.resource import Index, Resource

__all__ = ["Counterpart", "Qualifiers", "Unknown", "function_of", "qualified"]

_EVERYWHERE = {"$LATEST", "$SAVED", "Latest"}


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The counterpart of a version or alias in the target.

    Attributes:
        qualifier: It, without a colon; empty where there is none.
        reason: Why there is none.
        known: The versions and aliases that the target has, for a person.
    """

    qualifier: str = ""
    reason: str = ""
    known: tuple[str, ...] = ()


class Qualifiers(Protocol):
    """Who knows the versions and aliases of the source and the target."""

    def has(self, resource: Resource, qualifier: str) -> bool | None:
        """Whether a resource of the target has a version or alias; None if unknown."""
        ...

    def named(self, resource: Resource, alias: str) -> Counterpart:
        """The alias of a name of a resource of the target, or its version of a number."""
        ...

    def counterpart(self, reference: Reference, resource: Resource, qualifier: str) -> Counterpart:
        """What a version or alias of the source is in the target."""
        ...


class Unknown:
    """Nobody to ask: only what means the same everywhere is resolved."""

    def has(self, resource: Resource, qualifier: str) -> bool | None:
        """Unknown."""
        del self, resource, qualifier
        return None

    def named(self, resource: Resource, alias: str) -> Counterpart:
        """Unknown, so that it can't be confirmed."""
        del self
        return Counterpart(
            reason=f"nobody can say whether {resource.name!r} has {alias!r} in the target"
        )

    def counterpart(self, reference: Reference, resource: Resource, qualifier: str) -> Counterpart:
        """Unknown: a number or id of one instance says nothing in another."""
        del self, resource
        return Counterpart(
            reason=f"{what(reference, qualifier)} can't be compared with the target's here; bind "
            "it, or write a rule for qualifiers in the bindings"
        )


def what(reference: Reference, qualifier: str) -> str:
    """A version or alias in a sentence: ``version 3 of the flow module 'Pay'``."""
    word = "version" if qualifier.isdigit() else "alias"
    title = REFERENCE_KINDS[reference.kind].title
    return f"{word} {qualifier} of the {title} {reference.name or reference.plain!r}"


def qualified(
    outcome: Outcome, index: Index, bindings: Bindings, qualifiers: Qualifiers
) -> Outcome:
    """An outcome with the version or alias that the target has, or unresolved."""
    reference, resource = outcome.reference, outcome.resource
    given = reference.qualifier.removeprefix(":")
    if resource is None or outcome.qualifier or resource.kind == "lambda_function" or not given:
        return outcome
    if given in _EVERYWHERE or _managed(resource):
        return replace(outcome, qualifier=f":{given}")
    rule = bindings.rule(reference.kind, resource.name, given)
    if rule:
        return _ruled(outcome, resource, rule.rule, rule.target or given, qualifiers)
    arn = parse(resource.arn)
    if outcome.step is ResolvedBy.SAME_ARN and arn and arn.instance == index.instance:
        if qualifiers.has(resource, given) is False:
            reason = f"{what(reference, given)} does not exist"
            return _open(
                outcome, Counterpart(reason, known=qualifiers.named(resource, given).known)
            )
        return replace(outcome, qualifier=f":{given}")
    return _answered(outcome, qualifiers.counterpart(reference, resource, given))


def _managed(resource: Resource) -> bool:
    arn = parse(resource.arn)
    return arn is not None and arn.account == "aws"


def _ruled(
    outcome: Outcome, resource: Resource, rule: VersionRule, wanted: str, qualifiers: Qualifiers
) -> Outcome:
    """The outcome by a rule of the bindings."""
    if rule is VersionRule.STRIP:
        return replace(outcome, warning=f"{outcome.reference.qualifier} is left out, by a rule")
    if wanted in _EVERYWHERE or qualifiers.has(resource, wanted):
        return replace(outcome, qualifier=f":{wanted}")
    return _answered(outcome, qualifiers.named(resource, wanted))


def _answered(outcome: Outcome, answer: Counterpart) -> Outcome:
    if answer.qualifier:
        return replace(outcome, qualifier=f":{answer.qualifier}")
    return _open(outcome, answer)


def _open(outcome: Outcome, answer: Counterpart) -> Outcome:
    found = outcome.resource
    name = (found.name or found.arn) if found else ""
    return Outcome(
        reference=outcome.reference,
        step=ResolvedBy.UNRESOLVED,
        reason=answer.reason,
        qualifiers=tuple(f"{name}:{each}" for each in answer.known),
    )


def function_of(reference: Reference, index: Index, bindings: Bindings) -> Outcome | None:
    """What a Lambda function's version or alias is in the target; None where it has neither.

    An alias is found where the target lists the function with it. A version's number means nothing
    in another account: only a binding or a rule resolves it.
    """
    arn = parse(reference.written)
    if arn is None or not arn.function_qualifier:
        return None
    given, plain = arn.function_qualifier.removeprefix(":"), arn.plain_function
    same = index.by_arn(reference.kind, str(plain))
    base = same or _only(index.by_name(reference.kind, plain.tail))
    step = ResolvedBy.SAME_ARN if same else ResolvedBy.SAME_NAME
    rule = bindings.rule(reference.kind, plain.tail, given)
    if rule and base:
        wanted = {VersionRule.KEEP: given, VersionRule.STRIP: "", VersionRule.SET: rule.target}[
            rule.rule
        ]
        return Outcome(
            reference=reference, step=step, resource=base, qualifier=f":{wanted}" if wanted else ""
        )
    exact = index.by_name(reference.kind, f"{plain.tail}:{given}")
    if exact and not given.isdigit():
        return Outcome(reference=reference, step=ResolvedBy.SAME_NAME, resource=exact[0])
    if base and (same or given == "$LATEST"):
        return Outcome(reference=reference, step=step, resource=base, qualifier=f":{given}")
    return _no_function(reference, index, plain.tail, given, base)


def _no_function(
    reference: Reference, index: Index, name: str, given: str, base: Resource | None
) -> Outcome:
    if base is None:
        reason = f"the target has no Lambda function named {name!r}"
        near = index.near(reference.kind, name)
        return Outcome(
            reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason, candidates=near
        )
    if given.isdigit():
        reason = f"version {given} of the Lambda function {name!r} is another one in the target"
    else:
        reason = f"the target does not list the alias {given!r} of the Lambda function {name!r}"
    listed = sorted(_aliases(index.every(reference.kind), name))
    return Outcome(
        reference=reference,
        step=ResolvedBy.UNRESOLVED,
        reason=f"{reason}; bind it, or write a rule for qualifiers in the bindings",
        qualifiers=(base.arn, *listed),
    )


def _aliases(resources: Iterable[Resource], name: str) -> list[str]:
    return [each.arn for each in resources if each.arn.partition(f":function:{name}:")[1]]


def _only(found: tuple[Resource, ...]) -> Resource | None:
    return found[0] if len(found) == 1 else None
