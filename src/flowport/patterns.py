"""Regular expressions that are compiled when they are first used, so that a command starts soon."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

__all__ = ["pattern"]


class _Pattern:
    """Becomes what ``re.compile`` gives, method by method."""

    def __init__(self, source: Any, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)  # re remembers it
        setattr(self, name, found)  # the next use of it comes here no more
        return found


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, for its methods; an error in the source shows at the first use.

    >>> pattern("a+").sub("b", "caat")
    'cbt'
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))
