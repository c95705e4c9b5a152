"""Options that every command has, added where it is loaded: -q, -v, access to AWS, --json.

They are added in one place, so that no command can be without them. A command that declares one of
them itself keeps its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flowport.cli.completing import complete

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LOCAL", "leaves", "with_shared_options"]

#: Commands that reach no live instance: what they work on is on this computer.
LOCAL = frozenset(
    {"audit", "completion", "database", "doctor", "explain", "instance", "runs", "serve", "user"}
)


def with_shared_options(name: str, command: click.Command) -> click.Command:
    """A command of that name, where it and its subcommands have every shared option."""
    for leaf in leaves(command):
        here = {word for option in leaf.params for word in option.opts}
        for option in _shared(name, leaf):
            if not here.intersection(option.opts):
                leaf.params.append(option)
        complete(leaf)
    return command


def leaves(command: click.Command) -> Iterator[click.Command]:
    """A command, or all below a group."""
    if not isinstance(command, click.Group):
        yield command
        return
    for each in command.commands.values():
        yield from leaves(each)


def _shared(name: str, leaf: click.Command) -> Iterator[click.Option]:
    yield _option("-q", "--quiet", is_flag=True, help="Print results and errors only.", then=_quiet)
    verbose = "Show each call to a live instance."
    yield _option("-v", "--verbose", is_flag=True, help=verbose, then=_verbose)
    if name not in LOCAL:
        yield _option("--profile", help="The profile of the AWS configuration to use.", then=_aws)
        yield _option("--region", help="The Region of the instance.", then=_aws)
        yield _option("--endpoint-url", help="Another address of the Connect API.", then=_aws)
    for parameter in leaf.params:
        if parameter.name in {"format", "form", "format_"} and _takes_json(parameter):
            yield _option("--json", is_flag=True, help="Same as --format json.", then=_as_json)


def _takes_json(parameter: click.Parameter) -> bool:
    return isinstance(parameter.type, click.Choice) and "json" in parameter.type.choices


def _option(*words: str, then: Any, **more: Any) -> click.Option:
    return click.Option(words, expose_value=False, callback=then, **more)


def _quiet(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        from flowport.cli.lines import QUIET  # noqa: PLC0415  only where it is asked for

        context.meta[QUIET] = True


def _verbose(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        from flowport.cli.call_log import shown_calls  # noqa: PLC0415  only where it is asked for

        context.with_resource(shown_calls())


def _aws(context: click.Context, option: click.Parameter, value: str | None) -> None:
    if value is not None and option.name is not None:
        from flowport.places import access_by  # noqa: PLC0415  only where it is asked for

        context.with_resource(access_by(**{option.name: value}))


def _as_json(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        for parameter in context.command.params:
            if _takes_json(parameter) and parameter.name is not None:
                context.params[parameter.name] = "json"
