"""Whether a message that was heard is the one that a test expects.

Speech is recognised, so case, punctuation, markup, spaces and the spelling of digits don't count.
How the service measures similarity is not published: the figure here is of shared words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["LIMIT", "Match", "includes", "normalized", "similar"]

#: From this figure on, messages are similar.
LIMIT = 0.6
#: A figure this close to the limit is noted.
NEAR = 0.1
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELT = {word: str(digit) for digit, word in enumerate(_DIGITS)}


@dataclass(frozen=True, slots=True)
class Match:
    """How a message compares.

    Attributes:
        fits: Whether it counts as the expected one.
        score: The figure of similarity, from 0 to 1.
    """

    fits: bool
    score: float

    @property
    def is_near(self) -> bool:
        """Whether the figure is so close to the limit that the service may decide otherwise."""
        return abs(self.score - LIMIT) <= NEAR


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a message as they are compared."""
    found = _WORD.findall(_TAG.sub(" ", text).replace("'", "").replace("\u2019", "").casefold())
    return tuple(_SPELT.get(word, word) for word in found)


@lru_cache(maxsize=8192)
def normalized(text: str) -> str:
    """A message as it is compared: without case, punctuation, markup and spaces."""
    return "".join(words(text))


def includes(heard: str, expected: str) -> bool:
    """Whether a message contains the expected text."""
    wanted = normalized(expected)
    return bool(wanted) and wanted in normalized(heard)


def similar(heard: str, expected: str) -> Match:
    """How much two messages share, by the words in both."""
    one, other = Counter(words(heard)), Counter(words(expected))
    shared = sum((one & other).values())
    total, wanted = one.total() + other.total(), other.total()
    if not total or not wanted:
        return Match(fits=False, score=0.0)
    score = max(2 * shared / total, 0.8 * shared / wanted)
    return Match(fits=score >= LIMIT, score=round(score, 2))
