"""The shapes that the legacy format's declarations take."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LegacyBlockType", "LegacyBranch", "LegacyParameter", "Level", "ParameterUse"]


class Level(StrEnum):
    """How well a fact of conversion is borne out by real exports."""

    A = "A"
    """At least three distinct blocks are the same in both formats."""
    B = "B"
    """One or two such blocks, or some in loosely related flows."""
    C = "C"
    """No such block: inferred from the shape of both formats."""


class ParameterUse(StrEnum):
    """What becomes of a legacy parameter."""

    VALUE = "value"
    """Its value goes to one place in the action."""
    MAP = "map"
    """Its value goes to one place, under the parameter's own key."""
    OMIT = "omit"
    """The flow language has no place for it; some of its values mean nothing there."""
    CODE = "code"
    """Only code can say it, or it goes with another parameter."""


@dataclass(frozen=True, slots=True)
class LegacyParameter:
    """One parameter of a legacy block.

    Attributes:
        name: Its name in the legacy format.
        to: Its dotted path in the action's parameters; empty where there is none.
        use: What becomes of it.
        values: Legacy words (lower case) and the values they become.
        implied: Legacy words (lower case) that say nothing the action does not say anyway.
        ssml: The path instead of ``to`` when the text is SSML.
        level: How well the mapping of this parameter is borne out.
    """

    name: str
    to: str = ""
    use: ParameterUse = ParameterUse.VALUE
    values: Mapping[str, Any] = field(default_factory=dict)
    implied: frozenset[str] = frozenset()
    ssml: str = ""
    level: Level = Level.A


@dataclass(frozen=True, slots=True)
class LegacyBranch:
    """One branch of a legacy block.

    Attributes:
        name: Its name in the legacy format.
        error: The error type that it becomes; empty for none.
        operator: The operator of the condition that it becomes; empty for none.
        operand: The operand of that condition.
        evaluate: Whether the branch itself carries operator and operand.
    """

    name: str
    error: str = ""
    operator: str = ""
    operand: str = ""
    evaluate: bool = False

    @property
    def lands(self) -> bool:
        """Whether it becomes an error or a condition, be it the default branch or not."""
        return bool(self.error or self.operator or self.evaluate)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyBlockType:
    """One block of the legacy format, known by its type and its target.

    Attributes:
        type: The legacy type.
        target: The legacy target; None where the block has none.
        action: The action type that it becomes.
        title: Its name in the designer.
        level: How well the conversion of the block is borne out.
        parameters: Its parameters.
        branches: Its branches.
        default: The branches that may become ``NextAction``, the first that is there; none for
            a block that ends the flow.
        stays: Whether it has no ``NextAction`` at all where none of these is there.
        always: Parameters that every such action has.
        metadata: The keys seen in its metadata, besides ``position``.
        variants: The forms that the block's own parameters make it take.
        alias_of: The form that this one is an old name of; empty for none.
        like: The form whose code this block shares; empty for none.
    """

    type: str
    target: str | None = None
    action: str
    title: str
    level: Level = Level.A
    parameters: tuple[LegacyParameter, ...] = ()
    branches: tuple[LegacyBranch, ...] = ()
    default: tuple[str, ...] = ("Success",)
    stays: bool = False
    always: Mapping[str, Any] = field(default_factory=dict)
    metadata: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    alias_of: str = ""
    like: str = ""

    @property
    def form(self) -> str:
        """The block's key: its type, and its target after a slash."""
        return f"{self.type}/{self.target}" if self.target else self.type
