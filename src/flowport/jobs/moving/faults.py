"""What keeps flows from being published: the errors that a check finds, of many flows at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flowport.check import Severity, check
from flowport.errors import UnexpectedError
from flowport.jobs.isolation import isolated
from flowport.jobs.workers import in_processes
from flowport.model import Flow, read_text
from flowport.model.block_names import block_label, blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["errors", "errors_of_all"]

#: From this number of flows on, starting other processes pays.
_MANY = 200
_CHUNK = 20


def errors(given: tuple[str, str]) -> tuple[str, ...]:
    """The errors of a content and its flow type, one sentence each."""
    text, flow_type = given
    try:
        with isolated("its check"):
            document = read_text(text)
            found = check(document, type=flow_type, at_least=Severity.ERROR)
            known = blocks(document, unique=False) if found and isinstance(document, Flow) else ()
            names = {each.id: str(each) for each in known}
    except UnexpectedError as error:
        return (str(error),)
    return tuple(
        _where(names.get(finding.block, ""), finding.block) + finding.message for finding in found
    )


def _where(name: str, block: str) -> str:
    return f"{block_label(name, block)}: " if block else ""


def errors_of_all(contents: Iterable[tuple[str, str]], number: int) -> Iterator[tuple[str, ...]]:
    """The errors of so many, in their order; with several processors in as many processes.

    They are taken one by one, a few ahead of those whose errors are known.
    """
    workers = os.cpu_count() or 1
    if workers == 1 or number < _MANY:
        yield from map(errors, contents)
        return
    yield from in_processes(errors, contents, workers=workers, chunk=_CHUNK)
