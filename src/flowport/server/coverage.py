"""Which operations of the installed model are served: the table of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.operations.registry import served
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["page", "unserved"]

_HEAD = """# Operations that the local instance serves

Written by `python -m flowport.server.coverage` from the code; a test holds it to that.

An operation needs the permission beside it, in one of the caller's security profiles. Publishing
a flow or module, also by creating one as published, needs `.Publish` as well; tags need `.Edit`
or `.View` of what they are on. Every other operation of the model answers 501, or with
`flowport serve --lenient` an empty list or 404.

| Operation | Writes | Permission |
|---|---|---|
"""


def page() -> str:
    """The page, as it is in ``docs/reference/operations.md``."""
    rest = "\n".join(f"- {name}" for name in unserved())
    return _HEAD + "\n".join(_rows()) + f"\n\n## Not served\n\n{rest}\n"


def unserved() -> list[str]:
    """The operations of the installed model that are not served."""
    return sorted(load().operations.keys() - served().keys())


def _rows() -> Iterator[str]:
    known = load().operations
    for name, each in served().items():
        if name in known:
            yield f"| {name} | {'yes' if each.writes else ''} | {each.needs or ''} |"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201  the page is what the module prints
