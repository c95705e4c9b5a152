"""The members of a mock, checked: their names, and what each may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import MockError
from flowport.simulate.seconds import is_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["check_members"]


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
    "then": _WORD,
    "metrics": _OBJECT,
}


def check_members(place: str, mock: Mapping[str, Any], *, queue: bool) -> None:
    """Check the members of a mock.

    Args:
        place: Where it is, for messages.
        mock: The mock.
        queue: Whether it is a queue's, which has more members.

    Raises:
        MockError: a member is unknown, or of a wrong type.
    """
    known = {**_MEMBERS, **(_QUEUE_MEMBERS if queue else {})}
    for key, value in mock.items():
        if key not in known:
            listed = ", ".join(sorted(known))
            raise MockError(f'{place}: unknown member "{key}". Use one of {listed}')
        fits, words = known[key]
        if not fits(value):
            raise MockError(f"{place}: {key} must be {words}")
