"""References that belong elsewhere than the rest: what three rules ask, each of another part.

A reference to another instance also names that instance's account and Region: that is one fact,
and one rule reports it. A place that many references name is one fact as well.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flowport.check.action_view import is_placeholder
from flowport.dataclass import dataclass
from flowport.refs.arn import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.check.action_view import Path, Site
    from flowport.check.facts import Facts
    from flowport.refs.arn import Arn

__all__ = ["Stranger", "of_other_instances", "strangers"]

_AMAZON = "aws"


@dataclass(frozen=True, slots=True)
class Stranger:
    """References that share a part which most others don't have.

    Attributes:
        site: The action of the first of them.
        path: The path of its value.
        part: The part.
        usual: What it should be.
        more: How many other references have the same part.
    """

    site: Site
    path: Path
    part: str
    usual: str
    more: int

    @property
    def others(self) -> str:
        """The end of a sentence that says how many others there are; empty for none."""
        if not self.more:
            return ""
        return f" (and {self.more} more reference{'s' if self.more > 1 else ''} like it)"


def of_other_instances(facts: Facts) -> Iterator[Stranger]:
    """References to another instance than the flow is meant for, or than that of most."""
    if not facts.arns:
        return
    found = _parts(facts, lambda arn: arn.instance)
    usual = facts.instance or _usual(found)
    yield from _once([one for one in found if _elsewhere(facts, one[2], usual)], usual)


def strangers(facts: Facts, part: Callable[[Arn], str | None]) -> Iterator[Stranger]:
    """References whose part differs from that of the known instance, or from that of most.

    What ``of_other_instances`` reports is left out.

    Args:
        facts: The flow.
        part: The part to compare; an empty one is left out, and so is what Amazon owns.
    """
    found = _parts(facts, part) if facts.arns else []
    if not found:
        return
    meant = parse(facts.instance) if facts.instance else None
    usual = (part(meant) if meant else None) or _usual(found)
    home = facts.instance or _usual(_parts(facts, lambda arn: arn.instance))
    strange = [one for one in found if one[3] != usual and not _elsewhere(facts, one[2], home)]
    yield from _once(strange, usual)


_Found = tuple["Site", "Path", "Arn", str]


def _parts(facts: Facts, part: Callable[[Arn], str | None]) -> list[_Found]:
    """Every ARN that is not Amazon's own and has the part, with it; none if all have the same."""
    found = [
        (site, text.path, arn, value)
        for site, text, arn in facts.arns
        if arn.account != _AMAZON and (value := part(arn))
    ]
    values = {value for *_, value in found}
    if len(values) < 2 and not facts.instance:  # noqa: PLR2004  one has nothing to differ from
        return found[:1]
    strange = {value for value in values if is_placeholder(value)}
    return [one for one in found if one[3] not in strange]


def _usual(found: list[_Found]) -> str:
    """The part that most have, the first of equals; empty for none."""
    return Counter(value for *_, value in found).most_common(1)[0][0] if found else ""


def _elsewhere(facts: Facts, arn: Arn, home: str) -> bool:
    """Whether an ARN is of another instance; without a known one the instance's id decides."""
    if arn.instance is None or arn.account == _AMAZON or not home:
        return False
    if facts.instance:
        return arn.instance != home and not is_placeholder(arn.instance)
    return arn.instance_id != home.rpartition("/")[2] and not is_placeholder(arn.instance)


def _once(strange: list[_Found], usual: str) -> Iterator[Stranger]:
    """The first reference of each part, with the number of the others."""
    counts = Counter(value for *_, value in strange)
    for site, path, _, value in strange:
        if value in counts:
            yield Stranger(site, path, value, usual, counts.pop(value) - 1)
