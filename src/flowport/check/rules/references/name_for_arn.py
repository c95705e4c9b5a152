"""A name where an ARN belongs.

What it does:
    Looks for the bare name of a Lambda function or Lex bot alias where its ARN belongs.

Why:
    The name is what a template or script left to be replaced. An import looks the name up in the
    target; without a resource of that name the flow is only saved.

Example:
    ``"LambdaFunctionARN": "look-up-customer"``

Instead:
    ``"LambdaFunctionARN": "arn:aws:lambda:eu-west-2:111122223333:function:look-up-customer"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS, MatchedBy
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    kind = REFERENCE_KINDS.get(parameter.refers_to or "")
    return kind is not None and kind.by_name and kind.matched_by is MatchedBy.ARN_NAME


@value_rule("R010", Severity.WARNING, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Report what is neither an ARN, nor a JSONPath, nor a placeholder."""
    declared, said, path = value
    if not isinstance(said, str) or not said.strip() or "arn:" in said or "$." in said:
        return
    if said.startswith("$[") or is_placeholder(said):
        return
    title = REFERENCE_KINDS[declared.refers_to or ""].title
    yield site.fault(f"{declared.name} is a name, {said!r}; write the ARN of the {title}", *path)
