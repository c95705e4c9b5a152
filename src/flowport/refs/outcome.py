"""What became of references: from what to what, by which rule, and what a person should know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.refs.arn import ARN_INSIDE, parse
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.reference import Form, Reference, ReferencePlace

if TYPE_CHECKING:
    from flowport.refs.resource import Resource

__all__ = ["Outcome", "ReferenceEnd", "Resolution", "ResolvedBy"]


class ResolvedBy(StrEnum):
    """Which rule answered."""

    BOUND = "binding"
    """A line of the bindings file says so."""
    SAME_ARN = "same ARN"
    """The target has just this ARN (or bare id)."""
    SAME_NAME = "same name"
    """The target has one resource of that kind and name."""
    ELSEWHERE = "outside the source"
    """An ARN of another account or Region than the source instance's means the same everywhere:
    left as it is."""
    ALLOWED = "allowed"
    """A person allowed the value by name: left as it is."""
    UNCHECKED = "unchecked"
    """It means the same in the target, or the target can't list the kind: left as it is."""
    DYNAMIC = "dynamic"
    """Known only while a call runs: left as it is."""
    REPORTED = "reported"
    """Hidden in a plain value, and nobody asked to rewrite those: left as it is."""
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class ReferenceEnd:
    """One end of a reference: what is written, its name, and where it is.

    Attributes:
        value: What is written: an ARN, an id or a name.
        name: The resource's name; empty if unknown.
        account: The account; empty if unknown.
        region: The Region; empty if unknown.
    """

    value: str
    name: str = ""
    account: str = ""
    region: str = ""

    def __str__(self) -> str:
        if self.value.startswith("awaited:"):
            return f'"{self.name}" (created by this run)'
        where = " ".join(part for part in (self.account, self.region) if part)
        shown = f'"{self.name}" {self.value}' if self.name != self.value else f'"{self.value}"'
        shown = shown if self.name else self.value or "nothing"
        return f"{shown} ({where})" if where else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one reference.

    Attributes:
        reference: The reference.
        step: Which rule answered.
        resource: What it is in the target, where a resource was found.
        qualifier: The version or alias that is written behind its ARN or id, with its colon.
        candidates: For an unresolved one: resources whose name is near, or those of a kind that
            has no names.
        qualifiers: For a version or alias that is unresolved: those that exist, as a binding takes
            them.
        reason: For an unresolved one: why, as a sentence without its full stop.
        warning: For a resolved one: why a person should look at it; empty where all is certain.
    """

    reference: Reference
    step: ResolvedBy
    resource: Resource | None = None
    qualifier: str = ""
    candidates: tuple[Resource, ...] = ()
    qualifiers: tuple[str, ...] = ()
    reason: str = ""
    warning: str = ""

    @property
    def hints(self) -> tuple[str, ...]:
        """The candidates as words that a binding takes: names, or ARNs where those say too little.

        What has neither (an encryption key) is shown by its id.
        """
        names = Counter(each.name for each in self.candidates)
        return self.qualifiers or tuple(
            each.name if each.name and names[each.name] == 1 else each.arn or each.id
            for each in self.candidates
        )

    @property
    def unverified(self) -> str:
        """For what stays because nobody can look it up here: that, as a sentence; else empty."""
        reference = self.reference
        static = reference.form in {Form.ARN, Form.ID} or bool(reference.region)
        static = static and reference.place is not ReferencePlace.VALUE
        if self.resource or not static or reference.place is ReferencePlace.METADATA:
            return ""
        title = REFERENCE_KINDS[reference.kind].title if reference.kind else "resource"
        if self.step is ResolvedBy.ELSEWHERE:
            return (
                f"the {title} {reference.written} is in another account or Region than the source "
                "instance, and stays as it is; bind it to change it"
            )
        if self.step is not ResolvedBy.UNCHECKED:
            return ""
        return f"the {title} {reference.written} can't be looked up here, and stays as it is"

    @property
    def note(self) -> str:
        """What a person should know of it though it is resolved; empty where all is certain."""
        return self.warning or self.unverified

    @property
    def source(self) -> ReferenceEnd:
        """What it is now."""
        reference = self.reference
        return _side(reference.written, reference.name or "")

    @property
    def target(self) -> ReferenceEnd | None:
        """What it becomes; None where it stays as it is."""
        if self.resource is None:
            return None
        arn = self.resource.arn
        value = (arn or self.resource.id or self.resource.name) + self.qualifier
        return _side(value, self.resource.name)

    @property
    def blocks_publishing(self) -> bool:
        """Whether the flow can't be published for it: what the service runs has no target."""
        runs = self.reference.place in {ReferencePlace.PARAMETER, ReferencePlace.READ}
        return self.step is ResolvedBy.UNRESOLVED and runs


def _side(value: str, name: str) -> ReferenceEnd:
    inside = ARN_INSIDE.search(value)
    arn = parse(inside[0]) if inside else None
    return ReferenceEnd(value, name, arn.account, arn.region) if arn else ReferenceEnd(value, name)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcomes of a flow's references, in their order."""

    outcomes: tuple[Outcome, ...] = ()

    @property
    def unresolved(self) -> tuple[Outcome, ...]:
        """Those that leave a warning on their block and keep the flow from being published."""
        return tuple(outcome for outcome in self.outcomes if outcome.blocks_publishing)

    def bindings(self) -> Bindings:
        """The file that the next run takes: every static reference once, in order."""
        lines: dict[tuple[str, str], Binding] = {}
        for outcome in self.outcomes:
            left = outcome.step in {
                ResolvedBy.DYNAMIC,
                ResolvedBy.REPORTED,
                ResolvedBy.UNCHECKED,
                ResolvedBy.ALLOWED,
            }
            if not left and not outcome.reference.dynamic:
                lines.setdefault(outcome.reference.key, _line(outcome))
        return Bindings(lines.values())


def _line(outcome: Outcome) -> Binding:
    reference, found = outcome.reference, outcome.target
    return Binding(
        kind=reference.kind,
        source=reference.written,
        name=reference.name or "",
        target=found.value if found else "",
        how=outcome.reason or str(outcome.step),
        candidates=outcome.hints,
    )
