"""A list or map has too few or too many entries.

What it does:
    Counts the entries against the catalogue: at most six tags in ``TagContact``, at least one key
    in ``UntagContact``. A map or list that must be there and is empty is a warning: no published
    flow was seen with one, but for lists of choices.

Why:
    The service refuses more. Where that is only documented of the designer, it still can't be
    published there.

Example:
    Seven tags in one ``TagContact``.

Instead:
    Two blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ValueKind
from flowport.check.finding import Severity
from flowport.check.rule import Fault, severity_by, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return (
        parameter.min_items is not None
        or parameter.max_items is not None
        or _must_be_there(parameter)
    )


@value_rule("C017", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Count."""
    declared, said, path = value
    if not isinstance(said, (list, dict)):
        return
    least, most = declared.min_items, declared.max_items
    if not said and least is None and _must_be_there(declared):
        yield site.fault(
            f"{declared.name} is empty; add what the block is there for, or remove the block",
            *path,
            severity=Severity.WARNING,
        )
        return
    few = least is not None and len(said) < least
    if not few and (most is None or len(said) <= most):
        return
    tags = site.type == "TagContact" and not few
    yield site.fault(
        f"{declared.name} has {len(said)} entries, and should have "
        f"{f'at least {least}' if few else f'at most {most}'}",
        *path,
        problem=f"More than {most} tags in Parameters.Tags" if tags else site.bad_value(path),
        severity=severity_by(declared.evidence),
    )


def _must_be_there(parameter: Parameter) -> bool:
    """Whether it needs an entry; of a list of choices (who is recorded), none may be meant."""
    free = parameter.kind in {ValueKind.LIST, ValueKind.MAP} and not parameter.allowed
    return parameter.required and free
