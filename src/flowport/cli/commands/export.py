"""``flowport export``: flows out of an instance, as files that any other can import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.option_groups import grouped
from flowport.cli.printed_lines import notice, say
from flowport.dataclass import dataclass
from flowport.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.exporting import Exported
    from flowport.ports import Instance


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoices:
    """The options of an export: which content, and where it goes."""

    output: str | None
    published: bool
    version: int | None
    convert: bool
    archived: bool
    language: str | None
    drafts: bool
    allow_oversize: bool
    force: bool
    dry_run: bool
    as_json: bool

    def require_sense(self) -> None:
        """Refuse options that make no sense together.

        Raises:
            UsageError: Which, and what to do.
        """
        if self.published and self.version:
            raise UsageError("say either --published or --version, not both")
        if self.drafts and not self.language:
            raise UsageError("--drafts goes with --as cloudformation or --as terraform")
        if self.language and (self.published or self.version or self.convert):
            raise UsageError("--as always writes published content; leave out the other options")


@click.command("export")
@click.argument("instance")
@click.argument("names", nargs=-1)
@grouped(
    "how",
    ExportChoices,
    click.option(
        "-o",
        "--output",
        help="The file or folder to write, - for standard output [default: the flow's name].",
    ),
    click.option("--published", is_flag=True, help="What callers hear, not what was last saved."),
    click.option("--version", type=click.IntRange(1), help="A version, by its number."),
    click.option("--convert", is_flag=True, help="Convert flows that are still in the old format."),
    click.option("--archived", is_flag=True, help="Archived flows too, where no name is given."),
    click.option(
        "--as",
        "language",
        type=click.Choice(["cloudformation", "terraform"]),
        help="Write infrastructure code into the folder of -o.",
    ),
    click.option("--drafts", is_flag=True, help="With --as: also flows that are only saved."),
    click.option("--allow-oversize", is_flag=True, help="Also what the console would not take."),
    click.option("--force", is_flag=True, help="Overwrite a file that exists."),
    click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing."),
    click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON."),
)
def command(instance: str, names: tuple[str, ...], *, how: ExportChoices) -> None:
    """Export flows and modules of INSTANCE: all, or those of NAMES (with * and ? as patterns).

    INSTANCE is a name from flowport.toml, local:NAME, an ARN, or the path of a folder. One flow
    becomes a file, several a folder with one file each and an instance.json that lists
    the resources that they use.

    Exit code 0: all were exported; 1: some were refused; 2: the call was wrong, or the instance
    said no.
    """
    from flowport.jobs import exporting, selection  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it
    from flowport.ports import Which  # noqa: PLC0415  as above

    how.require_sense()
    source = instance_at(instance)
    flows = selection.chosen(source.flows(), names, archived=how.archived)
    if not flows:
        raise UsageError(f"{instance} has no flow to export")
    if how.language:
        from flowport.cli.infrastructure import export_code  # noqa: PLC0415  as above

        export_code(
            source,
            flows,
            how.language,
            how.output,
            drafts=how.drafts,
            force=how.force,
            dry_run=how.dry_run,
            as_json=how.as_json,
        )
    which = how.version or (Which.PUBLISHED if how.published else Which.SAVED)
    options = exporting.ExportOptions(which=which, convert=how.convert, oversize=how.allow_oversize)
    done = list(exporting.export(source, flows, options))
    if len(flows) == 1 and not _is_folder(how.output):
        places = _single(done[0], how.output, force=how.force, dry_run=how.dry_run)
    else:
        heard = which is Which.PUBLISHED
        places = _folder(source, done, how.output, heard=heard, dry_run=how.dry_run)
    _say(done, places, as_json=how.as_json, quiet=how.output == "-")
    sys.exit(any(each.problem for each in done))


def _is_folder(output: str | None) -> bool:
    return output is not None and (output.endswith(("/", "\\")) or Path(output).is_dir())


def _single(each: Exported, output: str | None, *, force: bool, dry_run: bool) -> list[str]:
    """Write one flow's file, and give its place."""
    from flowport.files import write_bytes  # noqa: PLC0415  loaded by who needs it
    from flowport.folder import file_name  # noqa: PLC0415  as above

    if each.problem:
        return [""]
    if output == "-":
        sys.stdout.buffer.write(each.text.encode())
        sys.stdout.buffer.flush()
        return ["-"]
    place = Path(output or file_name(each.summary.name, extension=""))
    if not dry_run:
        write_bytes(place, each.text.encode(), force=force, durable=True)
    return [str(place)]


def _folder(
    source: Instance, done: Sequence[Exported], output: str | None, *, heard: bool, dry_run: bool
) -> list[str]:
    """Write a folder, and give the place of each flow; ``heard``: all is what callers hear."""
    from flowport.folder import FolderInstance  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.exporting import is_draft, resources_of  # noqa: PLC0415  as above
    from flowport.jobs.moving.dependent_resources import belongings  # noqa: PLC0415  as above

    if output is None or output == "-":
        raise UsageError(f"there are {len(done)} flows to export; use -o FOLDER to say where")
    root = Path(output)
    folder = FolderInstance(root)
    held = folder.about.arn if (root / "instance.json").is_file() else None
    if held not in {None, source.about.arn}:
        raise UsageError(f"{root} holds flows of another instance ({held}); choose another folder")
    if dry_run:
        return [str(root) if not each.problem else "" for each in done]
    drafts = {
        each.content.summary.key
        for each in done
        if each.content and not (heard or each.problem) and is_draft(source, each.content)
    }
    flows = [each.summary.key.id for each in done if not each.problem]
    listed, details = belongings(source, resources_of(done), flows)
    folder.keep_resources(source.about, listed, details)
    return [
        str(root / folder.keep(each.content, each.text, draft=each.summary.key in drafts))
        if each.content and not each.problem
        else ""
        for each in done
    ]


def _say(done: Sequence[Exported], places: Sequence[str], *, as_json: bool, quiet: bool) -> None:
    from flowport.cli.tables import outcome_tree, say_json, say_table  # noqa: PLC0415  as above

    if as_json and not quiet:
        say_json(
            [
                {
                    "name": each.summary.name,
                    "kind": str(each.summary.key.kind),
                    "id": each.summary.key.id,
                    "type": each.summary.type,
                    "file": place or None,
                    "problem": each.problem or None,
                    "references": [outcome_tree(o) for o in each.resolution.outcomes],
                }
                for each, place in zip(done, places, strict=True)
            ]
        )
        return
    for each in done:
        if each.problem:
            say(f"refused: {each.problem}", err=True)
        for outcome in each.resolution.outcomes:
            where = f"{each.summary.name}: {outcome.reference.label}"
            what = outcome.reason if outcome.blocks_publishing else outcome.unverified
            if outcome.unverified:
                what = "" if outcome.reference.name else f"{what}; the file has no name of it"
            if what:
                notice(f"note: {where}: {what}")
    if not quiet:
        rows = [(e.summary.name, e.summary.type, p) for e, p in zip(done, places, strict=True) if p]
        say_table(("flow", "type", "file"), rows)
