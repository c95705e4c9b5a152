"""``flowport resolve``: what the references of files would become in an instance."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("resolve")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--in", "instance", required=True, help="The instance to resolve in.")
@click.option("--bindings", type=click.Path(path_type=Path), help="What stands for what.")
@click.option(
    "--save-bindings",
    type=click.Path(path_type=Path),
    help="Write the outcome as a bindings file, to edit and to give to the next run.",
)
@click.option("--rewrite-values", is_flag=True, help="Also ARNs hidden in plain attribute values.")
@click.option("--dry-run", is_flag=True, help="Write no bindings file.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(  # noqa: PLR0917  one argument an option, as click gives them
    paths: tuple[str, ...],
    instance: str,
    bindings: Path | None,
    save_bindings: Path | None,
    rewrite_values: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say what each reference of PATHS becomes in an instance, and by which step.

    Exit code 0: every one has a target; 1: some are unresolved; 2: the call was wrong, a file
    can't be read, or the instance said no.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.incoming import documents, read_bindings  # noqa: PLC0415  as above
    from flowport.files import write_bytes  # noqa: PLC0415  as above
    from flowport.jobs.resolving import bindings_of, resolved  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above
    from flowport.refs import Index, binding_file  # noqa: PLC0415  as above

    found, problems = documents(paths)
    known = read_bindings(bindings)
    index = Index(instance_at(instance).directory)
    every = list(resolved(found, index, known, hidden=rewrite_values))
    if save_bindings and not dry_run:
        made = bindings_of((each.resolution for each in every), known)
        text = binding_file.dump(made, as_json=save_bindings.suffix == ".json")
        write_bytes(save_bindings, text.encode(), force=True)
    if as_json:
        tables.say_json(
            {
                "problems": problems,
                "files": [
                    {
                        "file": each.label,
                        "references": [tables.outcome_tree(o) for o in each.resolution.outcomes],
                    }
                    for each in every
                ],
            }
        )
    else:
        rows = [(e.label, *tables.outcome_row(o)) for e in every for o in e.resolution.outcomes]
        tables.say_table(("file", *tables.OUTCOME_COLUMNS), rows)
        for problem in problems:
            click.echo(f"flowport: {problem}", err=True)
    unresolved = any(each.resolution.unresolved for each in every)
    sys.exit(2 if problems else int(unresolved))
