"""The calls that differ between two flows, as JSON."""

from __future__ import annotations

from typing import TypedDict


class CallDifferenceJSON(TypedDict):
    """A place where the calls of two flows part.

    Attributes:
        before: What the first flow does; "" for nothing more.
        after: What the second flow does.
        blocks: The titles of the two blocks.
        turns: The shortest call as sentences; none for every call.
        case: That call as a test case in the short form, which passes on the first flow.
    """

    before: str
    after: str
    blocks: tuple[str, str]
    turns: list[str]
    channel: str
    case: dict[str, object]


class ComparisonJSON(TypedDict):
    """Whether calls differ, and where.

    Attributes:
        same: Whether no call differs; null where a flow is gone, or can't be read.
        missed: How many branches no call takes.
        alike: The channels in which both flows do the same as in another one, with that one.
    """

    same: bool | None
    calls: int
    branches: int
    missed: int
    channels: list[str]
    alike: dict[str, str]
    differences: list[CallDifferenceJSON]


class AffectedFlowJSON(ComparisonJSON):
    """The calls of one flow that a plan changes; ``flow`` is what the plan calls it."""

    flow: str
    name: str
