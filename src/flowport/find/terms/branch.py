"""``branch:`` and ``error:``: branches by name, error type or target, unconnected ones as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.find.subject import Hit, Subject, Term, wanted
from flowport.model.block_names import branch_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Action, Branch

__all__ = ["TERMS"]

_NOWHERE = "nowhere"


def _branches(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    name, arrow, target = value.partition(">")
    named = wanted(name.strip() or "*")
    for branch in action.branches:
        title = branch_name(action, branch)
        if not any(map(named, (title, branch.name, branch.kind))):
            continue
        ends = _ends(subject, branch)
        if not arrow or any(map(wanted(target.strip() or "*"), ends)):
            yield Hit(branch.pointer, f"{title} branch leads to {ends[0]}")


def _ends(subject: Subject, branch: Branch) -> tuple[str, ...]:
    """All that a branch's target may be called, the usual first."""
    block = subject.block(branch.target)
    if block is None:
        return (_NOWHERE, branch.target) if branch.target else (_NOWHERE,)
    return str(block), block.title, block.name, block.type, block.id


def _errors(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    where = {branch.pointer for branch in action.branches if branch.kind == "error"}
    yield from (hit for hit in _branches(subject, action, value) if hit.pointer in where)


TERMS = (
    Term(
        "branch",
        "a branch by name, > and where it leads: a block or nowhere",
        "branch:Default>nowhere",
        _branches,
    ),
    Term(
        "error",
        "the same of error branches, by name or error type",
        'error:">Disconnect"',
        _errors,
    ),
)
