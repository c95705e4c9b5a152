"""What a check says of a block, in the words of its form instead of the parameters' names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from flowport.catalogue import action_named
from flowport.layout.faces import called
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.model import Action

__all__ = ["worded"]

# In the service's words, where the page shows the place itself.
_PLACE = pattern(r"^.*?Path: Actions\[\d+\]\S*\. ")
_LIST = pattern(r"one of \[([^\]]*)\]")
_QUOTED = pattern(r"the parameter '([^']+)'")
# A name of the flow language, or a path of some: not in quotes, and not an attribute's path.
_NAME = pattern(r"""(?<![\w.$'"{<])[A-Za-z](?:[\w.\[\]*-]*[\w\]])?""")


def worded(message: str, action: Action | None, title: str, path: Iterable[str | int]) -> str:
    """A message about a block, with the labels of its form for the names of its parameters.

    Args:
        message: What a check says.
        action: The block; None where it is about the whole flow.
        title: What the page calls the block.
        path: The steps to the value that it is about, from the block's parameters.
    """
    if action is None:
        return _PLACE.sub("", message)
    return _worded(message, action.type, title, tuple(map(str, path)))


@lru_cache(maxsize=10_000)
def _worded(message: str, type_: str, title: str, here: tuple[str, ...]) -> str:
    words = _PLACE.sub("", message)
    known = {**_labels(type_), type_: title}
    if here:
        known.setdefault(".".join(here), called(here[-1], refers=False))
    words = _QUOTED.sub(r"“\1”", words)
    words = _NAME.sub(lambda name: _label(name[0], known), words)
    return _LIST.sub(r"one of \1", words)


def _label(name: str, known: Mapping[str, str]) -> str:
    before, bracket, after = name.partition("]")
    if bracket and not after and "[" not in before:  # the last name of a list in brackets
        return known.get(before, before) + bracket
    return known.get(name, name)


@cache
def _labels(type_: str) -> dict[str, str]:
    """What a block's form calls each of its parameters: by its whole name, and by its last part."""
    declared = action_named(type_)
    found: dict[str, str] = {}
    for parameter in declared.parameters if declared else ():
        *above, last = parameter.name.replace("[]", "").split(".")
        label = called(last, refers=parameter.refers_to is not None)
        found[parameter.name] = label
        found.setdefault(last, label)
        for each in above:
            found.setdefault(each, called(each, refers=False))
    return found
