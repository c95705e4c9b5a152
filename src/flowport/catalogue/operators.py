"""The operators that a condition of the flow language may use."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.declaration import Declaration
from flowport.catalogue.shapes import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMPARE_OPERATORS", "OPERATORS", "REFUSED_OPERATORS", "Operator"]


class Operator(Declaration, kw_only=True):
    """A condition's operator; each takes one operand.

    Attributes:
        name: Its name in ``Condition.Operator``.
        title: Its name in the designer.
        sign: Its short form in the designer, as on a branch.
        value: The name that the designer's metadata and the legacy format use; None where
            neither has it.
        numeric: Whether both sides must be numbers; if one is none, the condition is false.
        evidence: What it is based on.
    """

    name: str
    title: str
    sign: str
    value: str | None = None
    numeric: bool = False
    evidence: Evidence = Evidence.DOCUMENTED


_OPERATORS = (
    Operator(name="Equals", title="Equals", sign="=", value="Equals"),
    Operator(name="TextStartsWith", title="Starts with", sign="starts with", value="StartsWith"),
    Operator(name="TextEndsWith", title="Ends with", sign="ends with", value="EndsWith"),
    Operator(name="TextContains", title="Contains", sign="contains", value="Contains"),
    Operator(
        name="NumberGreaterThan",
        title="Is greater than",
        sign=">",
        value="GreaterThan",
        numeric=True,
    ),
    Operator(
        name="NumberGreaterOrEqualTo",
        title="Is greater or equal",
        sign=">=",
        value="GreaterThanOrEqualTo",
        numeric=True,
    ),
    Operator(name="NumberLessThan", title="Is less than", sign="<", value="LessThan", numeric=True),
    Operator(
        name="NumberLessOrEqualTo",
        title="Is less or equal",
        sign="<=",
        value="LessThanOrEqualTo",
        numeric=True,
    ),
    Operator(name="KeyExists", title="Key exists", sign="exists", evidence=Evidence.VERIFIED),
)

#: Every operator by its name.
OPERATORS: Mapping[str, Operator] = MappingProxyType({o.name: o for o in _OPERATORS})

#: The names of all operators, as ``Compare`` takes them.
COMPARE_OPERATORS: tuple[str, ...] = tuple(OPERATORS)

#: Names that people try and the service refuses.
REFUSED_OPERATORS: tuple[str, ...] = (
    "And",
    "Or",
    "Not",
    "All",
    "Any",
    "Contains",
    "Exists",
    "NumberEquals",
)
