"""``flowport refs``: which flows use what."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.printed_lines import say
from flowport.cli.reading import reads_files, session
from flowport.errors import FlowportError
from flowport.jobs.isolation import is_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Flow, LegacyFlow
    from flowport.refs.resource import Index


@click.command("refs")
@click.argument("places", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--to", "wanted", help="Only references to this name, id or ARN.")
@click.option("--dry-run", is_flag=True, help="Accepted like everywhere; refs only reads.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@reads_files
def command(places: tuple[str, ...], wanted: str | None, dry_run: bool, as_json: bool) -> None:
    """List what the flows of PLACES (files, folders, or one instance) refer to.

    With --to it answers which flows use one thing: flowport refs prod --to my-lambda.

    Exit code 0: the references are listed; 1: nothing has the name that --to gives; 2: the call
    was wrong.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.using import exists, uses  # noqa: PLC0415  as above

    del dry_run
    found, index, problems = _found(places)
    each = session().each(
        found,
        lambda one: (list(uses([one], index, wanted)), list(placeholders_of([one]))),
        lambda one: one[0],
    )
    done = list(each)
    found = [one for one, _ in done]
    listed = [use for _, (used, _) in done for use in used]
    left = [row for _, (_, rows) in done for row in rows] if wanted is None else []
    if as_json:
        uses_listed = [{"flow": u.label, **tables.outcome_tree(u.outcome)} for u in listed]
        tables.say_json([*uses_listed, *left])
    else:
        rows = [(use.label, *_row(use)) for use in listed]
        rows += [tuple(row.values()) for row in left]
        tables.say_table(("flow", "block", "parameter", "kind", "refers to", "found"), rows)
    for problem in problems:
        say(f"flowport: {problem}", err=True)
    session().faults += [FlowportError(each) for each in problems if is_fault(each)]
    if wanted is not None and not listed:
        if exists(index, wanted):
            say(f"no flow here uses {wanted!r}", err=True)
        else:
            say(_unknown(wanted, found, index), err=True)
            sys.exit(1)


def placeholders_of(
    found: list[tuple[str, Flow | LegacyFlow]],
) -> Iterator[dict[str, str]]:
    """The placeholders that are left in flows, each with who fills it."""
    from flowport.containers.origin import ContainerOrigin  # noqa: PLC0415  as above
    from flowport.model import Flow  # noqa: PLC0415  as above
    from flowport.refs.unfilled import unfilled  # noqa: PLC0415  as above

    for label, document in found:
        origin = document.origin
        known = origin.insertions if isinstance(origin, ContainerOrigin) else ()
        fillers = {each.text: each.filled_by for each in known if each.filled_by}
        for each in unfilled(document) if isinstance(document, Flow) else ():
            text = each.placeholder.text
            by = fillers.get(text)
            yield {
                "flow": label,
                "block": each.block,
                "parameter": each.path,
                "kind": "placeholder",
                "refers to": text,
                "found": f"filled by {by}" if by else "not filled",
            }


def _unknown(wanted: str, found: list[tuple[str, Flow | LegacyFlow]], index: Index) -> str:
    """The sentence for a name that nothing has."""
    from flowport.jobs.using import names_like, uses  # noqa: PLC0415  as above

    near = names_like(uses(found, index), index, wanted)
    meant = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"flowport: nothing here has the name, id or ARN {wanted!r}{meant}"


def _row(use: Any) -> tuple[str, ...]:
    reference, outcome = use.outcome.reference, use.outcome
    state = "dynamic" if reference.dynamic else str(outcome.step)
    path = reference.path or "metadata"
    return reference.block, path, reference.kind or "unknown", use.target, state


def _found(
    places: tuple[str, ...],
) -> tuple[list[tuple[str, Flow | LegacyFlow]], Index, list[str]]:
    """Documents with labels, the directory that knows them, and what could not be read."""
    from flowport.cli.incoming import documents  # noqa: PLC0415  as above
    from flowport.places import instance_at, looks_like_instance  # noqa: PLC0415  as above
    from flowport.refs.resource import Index  # noqa: PLC0415  as above

    if len(places) == 1 and looks_like_instance(places[0]):
        return _of_instance(instance_at(places[0]), places[0])
    found, problems = documents(places)
    return found, Index(_Nobody()), problems


def _of_instance(
    instance: Any, place: str
) -> tuple[list[tuple[str, Flow | LegacyFlow]], Index, list[str]]:
    from flowport.jobs.documents import opened  # noqa: PLC0415  as above
    from flowport.jobs.isolation import isolated  # noqa: PLC0415  as above
    from flowport.refs.resource import Index  # noqa: PLC0415  as above

    found: list[tuple[str, Flow | LegacyFlow]] = []
    problems: list[str] = []
    for summary in instance.flows():
        try:
            with isolated(summary.name):
                found.append((summary.name, opened(instance.read(summary.key))))
        except FlowportError as error:
            problems.append(f"{place}: {summary.name}: {error}")
    return found, Index(instance.directory), problems


class _Nobody:
    """The directory of files that belong to no instance: it knows nothing."""

    instance = ""

    def resources(self, kind: str) -> None:
        """Unknown, whatever the kind."""
        del kind
