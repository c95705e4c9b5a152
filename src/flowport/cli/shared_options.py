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

__all__ = ["CHANGING", "LOCAL", "leaves", "with_shared_options"]

#: Commands that reach no live instance: what they work on is on this computer.
LOCAL = frozenset(
    {"audit", "completion", "database", "doctor", "explain", "instance", "runs", "serve", "user"}
)


#: Commands that change an instance, a database or a user without an option that says so.
CHANGING = frozenset(
    {
        *("apply", "resume", "undo", "database backup", "database restore"),
        *("instance create", "instance delete"),
        *(
            f"user {word}"
            for word in (
                *("add", "grant", "key", "link", "password"),
                *("remove", "revoke", "sign-out", "update"),
            )
        ),
    }
)

#: Options that name what is written.
_WRITING = {"--coverage", "--fix", "--in-place", "--output", "--output-file", "--save-test"} | {
    "--write"
}


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
    if _writes(name, leaf):
        dry = "Say what would be done, and write nothing."
        yield _option("--dry-run", is_flag=True, help=dry, then=_dry_run)
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


def _writes(name: str, leaf: click.Command) -> bool:
    words = {word for option in leaf.params for word in option.opts}
    return bool(words & _WRITING) or name in CHANGING or f"{name} {leaf.name}" in CHANGING


def _dry_run(context: click.Context, _option: click.Parameter, value: bool) -> None:
    """Write no file; where an instance would be written to, the command ends."""
    if value:
        from flowport.cli.printed_lines import DRY_RUN, QUIET, say  # noqa: PLC0415  only where asked for
        from flowport.files import rehearsed  # noqa: PLC0415  only where it is asked for

        context.meta.update({DRY_RUN: True, QUIET: True})
        paths = context.with_resource(rehearsed())

        def tell() -> None:
            for path in paths:
                say(f"would write {path}", err=True)
            say("Nothing was written.", err=True)

        context.call_on_close(tell)


def _quiet(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        from flowport.cli.printed_lines import QUIET  # noqa: PLC0415  only where it is asked for

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
