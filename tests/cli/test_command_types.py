"""Commands with typed parameters: mypy sees every option, with the type that click gives it."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path
from types import GenericAlias
from typing import TYPE_CHECKING, Any, get_type_hints

import click

from commands import COMMANDS, every_command
from flowport.cli.commands.serve import ServeChoices
from flowport.cli.findings import ReportRequest
from flowport.cli.reference_options import ReferenceChoices
from flowport.cli.run_options import KeptChoices, PlanChoices, RunChoices

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = (KeptChoices, PlanChoices, ReferenceChoices, ReportRequest, RunChoices, ServeChoices)
NAMES = {"Path": Path} | {kind.__name__: kind for kind in GROUPS}


def _function(command: click.Command) -> Any:
    """What a command calls, below the decorators that collect options."""
    assert command.callback is not None
    return inspect.unwrap(command.callback)


def _stated(of: Any) -> Iterator[tuple[str, Any]]:
    """The parameters of a function or fields of a dataclass, with those of groups in them."""
    for name, kind in get_type_hints(of, localns=NAMES).items():
        if dataclasses.is_dataclass(kind):
            yield from _stated(kind)
        elif name != "return":
            yield name, kind


def _given(parameter: click.Parameter) -> Any:
    """The type of what click gives for a parameter."""
    one: Any = str
    match parameter.type:
        case click.types.BoolParamType():
            return bool
        case click.types.IntParamType():
            one = int
        case click.types.FloatParamType():
            one = float
        case click.Path(type=kind) if kind is Path:
            one = Path
    if parameter.multiple or parameter.nargs == -1:
        return tuple[one, ...]
    if parameter.nargs > 1:
        one = GenericAlias(tuple, (one,) * parameter.nargs)
    asked = getattr(parameter, "prompt", None) is not None
    always = parameter.required or asked or parameter.to_info_dict().get("default") is not None
    return one if always else one | None


@every_command
def test_a_commands_parameters_have_the_types_of_its_options(name: str) -> None:
    """Each option is a parameter, or a field of a group, and has the type that click gives."""
    command = COMMANDS[name]
    stated = dict(_stated(_function(command)))
    given = {
        str(each.name): _given(each)
        for each in command.params
        if each.expose_value and not str(each.name).startswith("reading_")
    }

    assert {key: stated.get(key) for key in given} == given


@every_command
def test_a_command_takes_no_parameters_without_a_name(name: str) -> None:
    """No command has ``*given`` or ``**given``, in which mypy would see no option."""
    stated = inspect.signature(_function(COMMANDS[name])).parameters

    assert [p for p in stated.values() if p.kind in {p.VAR_POSITIONAL, p.VAR_KEYWORD}] == []
