"""How findings are written out: pure functions from a report to text, one format a file."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from flowport.errors import CheckError

if TYPE_CHECKING:
    from flowport.check.check_report import Report

__all__ = ["names", "render"]


def names() -> list[str]:
    """The formats: one a module of this folder."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__))


def render(name: str, report: Report) -> str:
    """The report in a format, without a line end at its end.

    Raises:
        CheckError: there is no such format.
    """
    if name not in names():
        message = f"there is no format {name!r}; there are {', '.join(names())}"
        raise CheckError(message)
    text: str = import_module(f"{__name__}.{name}").render(report.writable())
    return text
