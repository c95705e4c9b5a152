"""A fixed value where only one read from the contact makes sense.

What it does:
    Expects exactly one JSONPath with something below its root in parameters such as
    ``ComparisonValue`` and ``CallbackNumber``.

Why:
    The service refuses a fixed text there, and a bare root such as ``$.Attributes``.

Example:
    ``"Type": "Compare", "Parameters": {"ComparisonValue": "language"}``

Instead:
    ``"Type": "Compare", "Parameters": {"ComparisonValue": "$.Attributes.language"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import JSONPATH_ROOTS, Dynamic
from flowport.catalogue.jsonpath import single
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, severity_by, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import JSONPath, Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return parameter.dynamic is Dynamic.PATH


@value_rule("C010", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look whether it is one JSONPath with a leaf."""
    declared, said, path = value
    if not isinstance(said, str) or not said:
        return
    found = single(said)
    if found and not _bare_root(found):
        return
    yield site.fault(
        f"{declared.name} wants one JSONPath such as $.Attributes.name, not {said!r}",
        *path,
        problem=site.bad_value(path),
        severity=Severity.WARNING if is_placeholder(said) else severity_by(declared.evidence),
    )


def _bare_root(path: JSONPath) -> bool:
    """Whether it stops at a root that has only parts."""
    root = JSONPATH_ROOTS.get(path.root)
    return not path.keys[1:] and (root is None or not root.leaf)
