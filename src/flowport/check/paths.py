"""JSONPaths as flows write them: ``$.Attributes.language``, ``$['Attributes']['language']``."""

from __future__ import annotations

import re

__all__ = ["is_path", "roots", "steps", "used"]

_STEP = r"(?:\.[^\s.\[\]'\"$,;()]+|\['[^']*'\]|\[\"[^\"]*\"\]|\[\d+\]|\[\*\])"
_PATH = re.compile(rf"\$(?:{_STEP})+")
_ROOT = re.compile(r"\$\.([A-Za-z_]\w*)|\$\[['\"](\w+)['\"]\]")
_STEPS = re.compile(r"\.([^.\[\]]+)|\['([^']*)'\]|\[\"([^\"]*)\"\]|\[(\d+|\*)\]")


def is_path(text: str) -> bool:
    """Whether the whole text is one JSONPath."""
    if not text.startswith("$"):
        return False
    return _PATH.fullmatch(text) is not None or (text.startswith("$.") and " " not in text)


def steps(text: str) -> list[str]:
    """The steps of one JSONPath."""
    return ["".join(found) for found in _STEPS.findall(text)]


def roots(text: str) -> list[str]:
    """The first steps of all JSONPaths in a text, each once."""
    return list(dict.fromkeys(a or b for a, b in _ROOT.findall(text)))


def used(text: str) -> list[list[str]]:
    """The steps of every JSONPath in a text."""
    return [steps(found.group()) for found in _PATH.finditer(text)]
