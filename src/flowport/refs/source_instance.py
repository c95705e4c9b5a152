"""Where a flow comes from, as far as anything says it: the account and Region of its instance.

An ARN of something outside Connect (a Lambda function, a Lex bot, a user pool) counts as a thing
of the source only where it is in the source instance's own account and Region. In another one it
means the same everywhere, whichever instance calls it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flowport.refs.arn import Arn, parse
from flowport.refs.reference import Form, ReferencePlace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.refs.reference import Reference

__all__ = ["SourceInstance", "origin_of"]

_Location = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SourceInstance:
    """The instance that a flow comes from, or those that its references name.

    Attributes:
        instances: Their ARNs; empty where nothing says it.
        stated: Whether a file or a person says it, rather than the flow's references.
    """

    instances: frozenset[str] = field(default_factory=frozenset)
    stated: bool = False

    @property
    def locations(self) -> frozenset[_Location]:
        """Their partitions, Regions and accounts."""
        arns = (parse(instance) for instance in self.instances)
        return frozenset(_location(arn) for arn in arns if arn)

    @property
    def ids(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(instance.rpartition("/")[2] for instance in self.instances)

    def owns(self, arn: Arn) -> bool | None:
        """Whether something outside Connect can be the source's; None where nothing says it."""
        if not arn.region and not arn.account:
            return False
        if not self.locations:
            return None
        return any(
            arn.partition == partition
            and arn.region in {"", region}
            and arn.account in {"", account}
            for partition, region, account in self.locations
        )


def origin_of(references: Iterable[Reference], source: str | None = None) -> SourceInstance:
    """Where a flow comes from.

    Args:
        references: What ``find`` gave.
        source: The ARN of its instance, where a file or a person says it. Otherwise it is what the
            ARNs of Connect resources say: those that the service runs, and else those that only
            the metadata hold.
    """
    if source is not None:
        known = parse(source)
        return SourceInstance(frozenset({source} if known and known.instance else ()), stated=True)
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for reference in references:
        arn = parse(reference.written) if reference.form is Form.ARN else None
        if arn and arn.instance:
            found[reference.place is not ReferencePlace.METADATA].add(arn.instance)
    return SourceInstance(frozenset(found[True] or found[False]))


def _location(arn: Arn) -> _Location:
    return arn.partition, arn.region, arn.account
