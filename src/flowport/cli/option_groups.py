"""Options that several commands share, given to each as one typed value."""

from __future__ import annotations

import functools
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["grouped"]

Command = TypeVar("Command", bound="Callable[..., Any]")


def grouped(
    parameter: str, kind: type[Any], *options: Callable[[Any], Any]
) -> Callable[[Command], Command]:
    """A decorator that gives a command options, and their values as one dataclass.

    Args:
        parameter: The name of the command's parameter that gets the dataclass.
        kind: The dataclass, with a field for each option; a field without an option is a group
            among the options, or has a default.
        options: The decorators of the options, in the order of the help.
    """
    names = {each.name for each in fields(kind)}

    def decorate(callback: Command) -> Command:
        @functools.wraps(callback)
        def command(*args: Any, **given: Any) -> Any:
            own = {name: given.pop(name) for name in names & given.keys()}
            return callback(*args, **given, **{parameter: kind(**own)})

        for option in reversed(options):
            command = option(command)
        return command  # type: ignore[return-value]  # the same command with other parameters

    return decorate
