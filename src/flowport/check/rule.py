"""How a rule is declared: a check, what it needs to see, and a page that is its module's text.

A rule is a module whose ``check`` yields faults; the engine makes findings of them,
so that a rule says only what is wrong. Four kinds of rule differ in how often they are asked:
once a flow, once an action, once a declared parameter, once for each string.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from flowport.catalogue import Evidence
from flowport.check.fault import Fault
from flowport.check.finding import Severity
from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flowport.catalogue import ActionType, Parameter
    from flowport.check.action_view import Site, Text, Value
    from flowport.check.facts import Facts

About = Literal["tree", "parameters", "texts", "errors", "conditions", "unknown", "missing", "flat"]
"""A part of an action, as ``Site`` names it; ``tree`` is all of it, and never empty."""

__all__ = [
    "About",
    "ActionRule",
    "Fault",
    "FlowRule",
    "Rule",
    "TextRule",
    "ValueRule",
    "action_rule",
    "flow_rule",
    "severity_by",
    "text_rule",
    "value_rule",
]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What all rules have.

    Attributes:
        code: A letter for the family and three digits; it never changes its meaning.
        severity: The worst that it says.
        fixes: Whether some of its findings carry a fix.
    """

    code: str
    severity: Severity
    fixes: bool


@dataclass(frozen=True, slots=True, eq=False)
class FlowRule(Rule):
    """A rule that is asked once a flow."""

    check: Callable[[Facts], Iterable[Fault]]


@dataclass(frozen=True, slots=True, eq=False)
class ActionRule(Rule):
    """A rule that is asked once an action, for the types that it wants.

    Attributes:
        wants: Whether it has to do with a type; it is asked with None for unknown types.
        about: The part of an action that it looks at: it is not asked where that is empty.
    """

    check: Callable[[Site], Iterable[Fault]]
    wants: Callable[[ActionType | None], bool]
    about: About


@dataclass(frozen=True, slots=True, eq=False)
class ValueRule(Rule):
    """A rule that is asked once a value whose parameter the catalogue declares, and it wants.

    Attributes:
        wants: Whether it has to do with a parameter.
        texts: Whether it checks strings there; most values are strings.
    """

    check: Callable[[Site, Value], Iterable[Fault]]
    wants: Callable[[Parameter], bool]
    texts: Callable[[Parameter], bool]


@dataclass(frozen=True, slots=True, eq=False)
class TextRule(Rule):
    """A rule that is asked once for each string in the parameters that holds its mark.

    Attributes:
        mark: What the text must hold; empty for the empty text itself.
        conditions: Whether it is also asked what conditions compare with (an ``Operand``).
    """

    check: Callable[[Site, Text], Iterable[Fault]]
    mark: str
    conditions: bool


def _always(_: object) -> bool:
    return True


def flow_rule(
    code: str, severity: Severity, *, fixes: bool = False
) -> Callable[[Callable[[Facts], Iterable[Fault]]], FlowRule]:
    """Declare a rule about the flow as a whole."""
    return lambda check: FlowRule(code, severity, fixes, check)


def action_rule(
    code: str,
    severity: Severity,
    *,
    fixes: bool = False,
    wants: Callable[[ActionType | None], bool] = _always,
    about: About = "tree",
) -> Callable[[Callable[[Site], Iterable[Fault]]], ActionRule]:
    """Declare a rule about single actions, or about a part of them."""
    return lambda check: ActionRule(code, severity, fixes, check, wants, about)


def value_rule(
    code: str,
    severity: Severity,
    *,
    wants: Callable[[Parameter], bool],
    texts: Callable[[Parameter], bool] = _always,
    fixes: bool = False,
) -> Callable[[Callable[[Site, Value], Iterable[Fault]]], ValueRule]:
    """Declare a rule about values of declared parameters."""
    return lambda check: ValueRule(code, severity, fixes, check, wants, texts)


def text_rule(
    code: str, severity: Severity, *, mark: str, conditions: bool = False, fixes: bool = False
) -> Callable[[Callable[[Site, Text], Iterable[Fault]]], TextRule]:
    """Declare a rule about strings, wherever they are in the parameters."""
    return lambda check: TextRule(code, severity, fixes, check, mark, conditions)


_CERTAIN = (Evidence.VERIFIED, Evidence.DOCUMENTED)


def severity_by(evidence: Evidence) -> Severity:
    """An error where the fact was seen or is documented, a warning where it was concluded."""
    return Severity.ERROR if evidence in _CERTAIN else Severity.WARNING
