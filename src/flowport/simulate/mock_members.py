"""The members of a mock, checked: their names, and what each may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import JSONPATH_ROOTS
from flowport.catalogue.jsonpath import single
from flowport.errors import MockError
from flowport.patterns import pattern
from flowport.simulate.seconds import is_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["AFTERWARDS", "check_members", "check_names"]


def _is_word(value: Any) -> bool:
    return value is None or isinstance(value, (str, bool, int))


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_command(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_intents(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(v, (str, dict)) for v in value.values())


#: What a member may be, with the words for it.
_Rule = tuple["Callable[[Any], bool]", str]
_WORD: _Rule = (_is_word, "a word")
_NUMBER: _Rule = (is_seconds, "a number from 0 up")
_OBJECT: _Rule = (_is_object, "an object")
_MEMBERS: Mapping[str, _Rule] = {
    "result": (lambda _value: True, "anything"),
    "error": (lambda value: isinstance(value, str), "the name of an error"),
    "outcome": _WORD,
    "delay": (is_seconds, "a number of seconds from 0 up"),
    "command": (_is_command, "a command"),
    "intent": _WORD,
    "slots": _OBJECT,
    "session": _OBJECT,
    "utterances": (_are_intents, "an object of what is said and the intents for it"),
}
#: What ends the time with an agent, or begins a hold.
AFTERWARDS = ("agent hangs up", "hang up", "hold")
_QUEUE_MEMBERS: Mapping[str, _Rule] = {
    "agents": _NUMBER,
    "available": _NUMBER,
    "staffed": _NUMBER,
    "online": _NUMBER,
    "in_queue": _NUMBER,
    "oldest": _NUMBER,
    "full": (lambda value: isinstance(value, bool), "true or false"),
    "answers_after": _NUMBER,
    "hangs_up_after": _NUMBER,
    "then": (lambda value: value in AFTERWARDS, f"one of {', '.join(AFTERWARDS)}"),
    "metrics": _OBJECT,
}


def check_names(place: str, section: Mapping[str, Any]) -> None:
    """Check the names of ``values``, which are paths, and of ``entry_points``, which are numbers.

    Args:
        place: The file and the section, for messages.
        section: The section.

    Raises:
        MockError: a name is something else.
    """
    for name, value in section.items():
        if isinstance(value, (dict, list)):
            raise MockError(f"{place}.{name}: must be a string")
        if place.endswith("entry_points"):
            if not pattern(r"\+[1-9][0-9]{0,14}").fullmatch(name):
                raise MockError(f'{place}: "{name}" is not a phone number, such as +15550100')
        elif place.endswith("values"):
            path = single(f"$.{name.removeprefix('$.')}")
            if path is None or (path.root not in JSONPATH_ROOTS and len(path.keys) == 1):
                raise MockError(f'{place}: "{name}" is not a path, such as $.Queue.Name')


def check_members(place: str, mock: Mapping[str, Any], *, queue: bool) -> None:
    """Check the members of a mock.

    Args:
        place: Where it is, for messages.
        mock: The mock.
        queue: Whether it is a queue's, which has more members.

    Raises:
        MockError: a member is unknown, or of a wrong type.
    """
    if "command" in mock and "result" in mock:
        raise MockError(f"{place}: has a command and a result. Write one of them")
    known = {**_MEMBERS, **(_QUEUE_MEMBERS if queue else {})}
    for key, value in mock.items():
        if key not in known:
            listed = ", ".join(sorted(known))
            raise MockError(f'{place}: unknown member "{key}". Use one of {listed}')
        fits, words = known[key]
        if not fits(value):
            raise MockError(f"{place}: {key} must be {words}")
