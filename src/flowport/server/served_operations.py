"""Which operations of the installed model are served: the table of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.callers import CALLERS, MEASURED
from flowport.server.operations.operation_registry import served
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["page", "unserved"]

_HEAD = """# Operations that the local instance serves

Written by `python -m flowport.server.served_operations` from the code; a test holds it to that.

An operation needs the permission beside it, in one of the caller's security profiles. Publishing
a flow or module, also by creating one as published, needs `.Publish` as well; tags need `.Edit`
or `.View` of what they are on. Every other operation of the model answers 501, or with
`flowport serve --lenient` an empty list or 404.

| Operation | Writes | Permission |
|---|---|---|
"""

_REST = f"""

## Not served

In the order of how many public clients call them, counted on {MEASURED}: the files of an index of
public GitHub repositories with `new <Operation>Command(` (JavaScript; the index stops at 10), and
with `connect.<operation>(` or `connect_client.<operation>(` (Python; 10 each). One to three of the
JavaScript files are the SDK's own. A dash means not counted: another service's operation has that
name, or the operation is too new to be called.

| Operation | JavaScript | Python |
|---|---|---|
"""


def page() -> str:
    """The page, as it is in ``docs/reference/operations.md``."""
    return _HEAD + "\n".join(_rows()) + _REST + "\n".join(_unserved_rows()) + "\n"


def unserved() -> list[str]:
    """The operations of the installed model that are not served, those most called first."""
    missing = sorted(load().operations.keys() - served().keys())
    return sorted(missing, key=lambda name: -sum(each or 0 for each in _callers(name)))


def _callers(name: str) -> tuple[int | None, int | None]:
    return CALLERS.get(name, (None, None))


def _unserved_rows() -> Iterator[str]:
    for name in unserved():
        javascript, python = ("-" if each is None else each for each in _callers(name))
        yield f"| {name} | {javascript} | {python} |"


def _rows() -> Iterator[str]:
    known = load().operations
    for name, each in served().items():
        if name in known:
            yield f"| {name} | {'yes' if each.writes else ''} | {each.needs or ''} |"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201  the page is what the module prints
