"""JSONPaths as flows use them: alone as a value, or inside a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flowport.catalogue import JSONPATH_ROOTS

__all__ = ["CONTACT_ROOTS", "Path", "Template", "single", "survives", "template"]

#: Roots that no block is known to fill, and that are not the contact's for certain.
_DOUBTFUL = frozenset({"ExternalTool", "Task"})

#: The roots of paths that belong to the contact, and so read the same in the next flow.
#: Every other root is taken to be the flow's own (external, Lex, stored input, metrics, ...).
CONTACT_ROOTS = (
    frozenset(
        root.name
        for root in JSONPATH_ROOTS.values()
        if root.in_called_module and root.filled_by in {(), ("UpdateContactAttributes",)}
    )
    - _DOUBTFUL
)

_REFERENCE = re.compile(r"""\$(?:\.\w+(?:-\w+)*|\[(?:'[^']*'|"[^"]*"|-?\d+|\*)\])+""")
_STEP = re.compile(r"""\.(\w+(?:-\w+)*)|\[(?:'([^']*)'|"([^"]*)"|(-?\d+|\*))\]""")


@dataclass(frozen=True, slots=True)
class Path:
    """One JSONPath.

    Attributes:
        text: As it is written.
        keys: Its steps: ``$.External.a`` and ``$['External']['a']`` are both ``External, a``.
    """

    text: str
    keys: tuple[str, ...]

    @property
    def root(self) -> str:
        """The first step, which says where the value comes from."""
        return self.keys[0]

    @property
    def name(self) -> str:
        """The steps joined by dots: one name for all spellings."""
        return ".".join(self.keys)


Template = tuple[str | Path, ...]


def survives(path: Path) -> bool:
    """Whether the path reads the same after the contact came to another flow."""
    return path.root in CONTACT_ROOTS


@lru_cache(maxsize=4096)
def template(text: str) -> Template:
    """A text as its literal pieces and the paths between them, in order."""
    pieces: list[str | Path] = []
    end = 0
    for found in _REFERENCE.finditer(text):
        path = _path(found.group())
        if path is None:
            continue
        if found.start() > end:
            pieces.append(text[end : found.start()])
        pieces.append(path)
        end = found.end()
    if end < len(text):
        pieces.append(text[end:])
    return tuple(pieces)


@lru_cache(maxsize=4096)
def single(text: str) -> Path | None:
    """The one path that a value is, also with spaces in its keys; None where it is none."""
    pieces = template(text)
    if len(pieces) == 1 and isinstance(pieces[0], Path):
        return pieces[0]
    keys = tuple(text[2:].split(".")) if text.startswith("$.") else ()
    return Path(text, keys) if keys and all(keys) and "$" not in text[1:] else None


def _path(text: str) -> Path | None:
    keys = tuple(
        next(part for part in step.groups() if part is not None) for step in _STEP.finditer(text)
    )
    return Path(text, keys) if keys[0][:1].isalpha() else None
