"""What a check says of placeholders: those that a container fills are listed, others are errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check import Severity
from flowport.check.check_report import Placed
from flowport.check.finding import Finding
from flowport.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.containers import Embedded
    from flowport.containers.strings import Insertion

__all__ = ["listed", "placed"]

#: The rule about placeholders.
_RULE = "R008"


def placed(
    flow: Embedded, name: str, findings: Iterable[Finding], *, template: bool
) -> Iterator[Placed]:
    """Findings with their places in the file that holds the flow.

    A value that a container fills is not there yet, so nothing is said of it. A template is an
    error at its first placeholder.
    """
    if template:
        yield from _template(flow, name)
    filled = [each.text for each in _insertions(flow) if each.filled_by]
    for finding in findings:
        if not _is_filled(flow, finding.pointer, filled):
            yield _at(flow, name, finding)


def listed(flow: Embedded, name: str) -> Iterator[str]:
    """A sentence for each placeholder that a container fills."""
    origin = flow.origin
    for each in origin.insertions if origin else ():
        if each.filled_by and origin:
            line, column = origin.insertion_place(each)
            yield f"{name}:{line}:{column}: placeholder {each.text}, filled by {each.filled_by}"


def _insertions(flow: Embedded) -> Iterable[Insertion]:
    return flow.origin.insertions if flow.origin else ()


def _is_filled(flow: Embedded, pointer: str, filled: list[str]) -> bool:
    if not filled:
        return False
    try:
        value = flow.document.value(pointer)
    except EditError:
        return False
    return isinstance(value, str) and any(text in value for text in filled)


def _at(flow: Embedded, name: str, finding: Finding) -> Placed:
    place = flow.document.place(finding.pointer)
    return Placed(name, finding, *((place.line, place.column) if place else ()))


def _template(flow: Embedded, name: str) -> Iterator[Placed]:
    origin = flow.origin
    left = [each for each in origin.insertions if not each.filled_by] if origin else []
    if origin and left:
        names = ", ".join(dict.fromkeys(each.text for each in left))
        message = f"a template: {names} not filled. Fill it first, or use --values FILE"
        finding = Finding(code=_RULE, severity=Severity.ERROR, message=message)
        yield Placed(name, finding, *origin.insertion_place(left[0]))
