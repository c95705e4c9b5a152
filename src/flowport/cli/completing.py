"""What a shell completes: instances, rules, runs and flows, by the name of the parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import FlowportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click
    from click.shell_completion import CompletionItem

__all__ = ["complete"]

#: What the value of a parameter may be, by the parameter's name.
_INSTANCE = {
    *("instance", "source", "target", "on", "in_", "address"),
    *("place", "places", "path", "paths", "file"),
}
_RULE = ("code", "select", "ignore")


def complete(command: click.Command) -> None:
    """Let the shell complete what the parameters of a command name."""
    for parameter in command.params:
        names = _source(command, parameter)
        if names is not None:
            own = parameter.shell_complete
            vars(parameter)["shell_complete"] = _completer(names, own, parameter)


def _source(
    command: click.Command, parameter: click.Parameter
) -> Callable[[click.Context], Iterable[str]] | None:
    name = parameter.name or ""
    if name in _INSTANCE:
        return lambda _context: _instances()
    if name in _RULE:
        return lambda _context: _rules()
    if name == "run":
        return lambda _context: _runs()
    if name in {"names", "name"} and any(p.name in {"instance", "place"} for p in command.params):
        return _flows
    return None


def _completer(
    names: Callable[[click.Context], Iterable[str]],
    own: Callable[[click.Context, str], list[CompletionItem]],
    parameter: click.Parameter,
) -> Callable[[click.Context, str], list[CompletionItem]]:
    def completed(context: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # noqa: PLC0415  only for completion

        found: list[CompletionItem] = own(context, incomplete)
        try:
            every = list(names(context))
        except (FlowportError, OSError):  # a shell that completes shows no errors
            every = []
        given: Any = context.params.get(parameter.name or "")
        there = set(given) if isinstance(given, tuple) else set()
        new = [each for each in every if each.startswith(incomplete) and each not in there]
        return [*map(CompletionItem, dict.fromkeys(new)), *found]

    return completed


def _instances() -> Iterable[str]:
    from flowport.places import known_addresses  # noqa: PLC0415  only for completion

    return known_addresses()


def _rules() -> Iterable[str]:
    from flowport.check import every  # noqa: PLC0415  only for completion

    return [word for entry in every() for word in (entry.code, entry.name)]


def _runs() -> Iterable[str]:
    from flowport.jobs.moving.runs import Runs  # noqa: PLC0415  only for completion

    return [run.id for run in Runs().every()]


def _flows(context: click.Context) -> Iterable[str]:
    from flowport.places import instance_at  # noqa: PLC0415  only for completion

    address = context.params.get("instance") or context.params.get("place")
    if not address or str(address).startswith("arn:"):  # a key is not worth calls over the network
        return ()
    return [flow.name for flow in instance_at(str(address)).flows()]
