"""What to add to a message about an unknown name: the known one that is most like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["suggestion"]


def suggestion(said: str, known: Iterable[str]) -> str:
    """``; did you mean 'prod'?``, or nothing where no known name is like it; capitals don't count.

    Args:
        said: What a person wrote.
        known: The names that there are.
    """
    from difflib import get_close_matches  # noqa: PLC0415  only for errors

    folded = {name.casefold(): name for name in known}
    near = get_close_matches(said.casefold(), folded, n=1)
    return f"; did you mean {folded[near[0]]!r}?" if near else ""
