"""The grammar of JSONPaths in flows: read, found in text, and written.

``$.A.b``, ``$.A['b c']``, ``$.A.['b c']``, ``$["A"]["b"]`` and ``$.A.list[0]`` are paths. A name
after a dot ends at the first character that is not a letter, a digit, ``_`` or a hyphen between
two of those: punctuation, markup and the end of a sentence are never part of it. Other names
are written in brackets and quotes, where a backslash escapes a quote.

Source: https://docs.aws.amazon.com/connect/latest/adminguide/how-to-reference-attributes.html
"""

from __future__ import annotations

import re
from functools import lru_cache

from flowport.catalogue.declaration import Declaration
from flowport.patterns import pattern

__all__ = ["JSONPath", "is_path", "paths", "pieces", "single", "unfinished", "write"]

# A name that begins with a Latin letter or a digit ends where another script begins: in
# "$.Attributes.nameさん" the last two letters belong to the sentence.
_LATIN = "[A-Za-z0-9_À-ÖØ-öø-ɏ]+"
_NAME = rf"(?:{_LATIN}(?:-+{_LATIN})*|\w+(?:-+\w+)*)"
_QUOTED = r"""'(?:[^'\\]|\\.)+'|"(?:[^"\\]|\\.)+\""""
_STEP = rf"(?:\.{_NAME}|\.?\[\s*(?:{_QUOTED}|-?[0-9]+|\*)\s*\])"
_ROOT = r"""(?:\.[A-Za-z]|\.?\[\s*['"])"""
_PATH = pattern(rf"\$(?={_ROOT}){_STEP}+", re.DOTALL)
_STEPS = pattern(
    rf"""\.({_NAME})|\.?\[\s*(?:'((?:[^'\\]|\\.)+)'|"((?:[^"\\]|\\.)+)"|(-?[0-9]+|\*))\s*\]""",
    re.DOTALL,
)
_PLAIN = pattern(_NAME)
_LOOSE = pattern(r"[\s'\"]")
_ESCAPED = pattern(r"\\(.)", re.DOTALL)
_BARE = pattern(r"\$\.[A-Za-z]\w*(?:\.[^.$\[\]'\"<>]+)+")


_KEPT = 4096
"""How many strings' paths are remembered: many rules ask for those of one string."""


class JSONPath(Declaration, eq=True):
    """One JSONPath.

    Attributes:
        text: The path as it is written.
        keys: Its steps: ``$.External.a`` and ``$['External']['a']`` are both ``External, a``.
    """

    text: str
    keys: tuple[str, ...]

    @property
    def root(self) -> str:
        """The first step: where the value comes from."""
        return self.keys[0]

    @property
    def name(self) -> str:
        """The steps joined by dots: one name for all spellings."""
        return ".".join(self.keys)


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str | JSONPath, ...]:
    """A string as its literal parts and the paths between them, in order."""
    found: list[str | JSONPath] = []
    end = 0
    for match in _PATH.finditer(text) if "$" in text else ():
        if match.start() > end:
            found.append(text[end : match.start()])
        found.append(JSONPath(match.group(), _keys(match.group())))
        end = match.end()
    if end < len(text):
        found.append(text[end:])
    return tuple(found)


@lru_cache(_KEPT)
def paths(text: str) -> tuple[JSONPath, ...]:
    """Every path in a string, in order."""
    if "$" not in text:
        return ()
    return tuple(piece for piece in pieces(text) if isinstance(piece, JSONPath))


@lru_cache(_KEPT)
def is_path(text: str) -> bool:
    """Whether the whole string is one path."""
    return "$" in text and _whole(text) is not None


@lru_cache(_KEPT)
def single(text: str) -> JSONPath | None:
    """The path that a whole value is, where the parameter takes exactly one; None if it isn't.

    Here a name may also have spaces and punctuation without brackets, as
    ``$.Attributes.Customer type`` in old flows: nothing else can be meant.
    """
    if "$" not in text:
        return None
    path = _whole(text)
    if path:
        return path
    return JSONPath(text, tuple(text[2:].split("."))) if _BARE.fullmatch(text) else None


def write(*keys: str) -> str:
    """The path of these steps; a step that can't follow a dot is written in brackets.

    >>> write("Attributes", "tier"), write("Attributes", "first name")
    ('$.Attributes.tier', "$.Attributes.['first name']")
    """
    return "$" + "".join(_written(key) for key in keys)


@lru_cache(_KEPT)
def unfinished(text: str) -> str:
    """What is wrong with a path in a string that breaks off; ``""`` where nothing is."""
    if "[" in text:
        before: str | JSONPath = ""
        for piece in pieces(text):
            if isinstance(before, JSONPath) and str(piece).startswith(("[", ".[")):
                return "a name in brackets needs quotes and a closing bracket"
            before = piece
    doubled = ".." in text
    if not (doubled or text.endswith(".")) or not text.startswith("$.") or _LOOSE.search(text):
        return ""
    return "it has two dots in a row" if doubled else "it ends with a dot"


def _whole(text: str) -> JSONPath | None:
    """The path that a whole string is, in brackets where it has to be."""
    found = pieces(text)
    return found[0] if len(found) == 1 and isinstance(found[0], JSONPath) else None


def _keys(path: str) -> tuple[str, ...]:
    return tuple(
        dotted or number or _ESCAPED.sub(r"\1", one or two)
        for dotted, one, two, number in _STEPS.findall(path)
    )


def _written(key: str) -> str:
    plain = _PLAIN.match(key)  # no full match: a reader takes the first way that fits
    if plain and plain.end() == len(key):
        return f".{key}"
    return ".['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']"
