"""``flowport draw``: flows as pictures, as a map, or as a report."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from flowport.cli.flows import apart
from flowport.cli.printed_lines import notice
from flowport.cli.reading import reads_files, session
from flowport.cli.stored import flows_at, is_stored
from flowport.errors import UsageError
from flowport.files import STDIN, reason, write_all
from flowport.model.parse import parse
from flowport.render.mermaid import mermaid
from flowport.render.raster import raster
from flowport.render.reached import coverage_marks, coverage_of_flow
from flowport.render.svg import branch_keys, svg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.cli.flows import Given
    from flowport.render.theme import Theme

#: The formats with the ending of their files.
ENDINGS = {"svg": ".svg", "png": ".png", "pdf": ".pdf", "mermaid": ".mmd", "html": ".html"}


@click.command("draw")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder or file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(ENDINGS)),
    default="svg",
    show_default=True,
    help="html is one report of all flows.",
)
@click.option("--map", "as_map", is_flag=True, help="One map of all flows and what they use.")
@click.option("--arrange", "arranged", is_flag=True, help="Place all blocks again.")
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark"]),
    default="auto",
    show_default=True,
    help="auto follows the reader's window; PNG and PDF are light.",
)
@click.option(
    "--coverage",
    type=click.Path(path_type=Path),
    help="Mark what tests reach: the JSON of flowport test --coverage.",
)
@click.option("--title", help="The title of a report or map.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@reads_files
def command(  # noqa: PLR0917  one argument an option, as click gives them
    paths: tuple[str, ...],
    output: Path | None,
    form: str,
    as_map: bool,
    arranged: bool,
    theme: str,
    coverage: Path | None,
    title: str | None,
    force: bool,
) -> None:
    """Draw flows (files, folders, instances, or - for standard input).

    Blocks are drawn where they are stored, or are given a place if they have none. One SVG or
    Mermaid without -o is written to standard output.

    Exit code 0: the flows are drawn; 2: one is damaged, or nothing could be written.
    """
    if as_map and form in {"mermaid", "html"}:
        message = f"a map is drawn as svg, png or pdf, not as {form}"
        raise UsageError(message)
    if theme == "auto" and form in {"png", "pdf"}:
        theme = "light"
    if coverage and (as_map or form not in {"svg", "png", "pdf"}):
        message = "coverage is drawn on flows as svg, png or pdf, not on a map, mermaid or html"
        raise UsageError(message)
    look = cast("Theme", theme)
    covered = _Covered(coverage, _read_json(coverage)) if coverage else None
    given = apart(flows_at(paths))
    if not given:
        return
    if as_map:
        made = {Path(f"map{ENDINGS[form]}"): _map(given, form, look, title)}
    elif form == "html":
        made = {Path("report.html"): _report(given, title)}
    else:
        drawn = session().each(
            given.items(),
            lambda item: _drawn(item[1], form, look, arranged=arranged, covered=covered),
            lambda item: item[1].label,
        )
        made = {path.with_suffix(ENDINGS[form]): data for (path, _), data in drawn}
        if not made:
            return
    _write(made, output, force=force, alone=as_map or form == "html" or _alone(paths))


def _read_json(path: Path) -> Any:
    """The JSON value of a file.

    Raises:
        UsageError: It can't be read.
        DocumentError: It is not JSON.
    """
    try:
        return parse(path.read_bytes(), source=str(path))
    except OSError as error:
        raise UsageError(f"{path}: {reason(error)}") from error


def _alone(paths: Sequence[str]) -> bool:
    """Whether the call names one file, so that ``-o`` may name one as well."""
    if len(paths) != 1 or is_stored(paths[0]):
        return False
    return paths[0] == STDIN or not Path(paths[0]).is_dir()


@dataclass(frozen=True, slots=True)
class _Covered:
    """A coverage file and what it holds."""

    path: Path
    tree: Any

    def marks_of(self, given: Given) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
        """The marks of a flow's blocks and links."""
        names = tuple(name for name in (given.flow.name, given.path.stem) if name)
        entry = coverage_of_flow(self.tree, names, str(self.path))
        return coverage_marks(entry, branch_keys(given.flow))


def _drawn(
    given: Given, form: str, theme: Theme, *, arranged: bool, covered: _Covered | None
) -> bytes:
    """One flow in a format."""
    if form == "mermaid":
        return mermaid(given.flow).encode()
    name = given.flow.name or given.path.stem
    marks, links = covered.marks_of(given) if covered else (None, None)
    picture = svg(given.flow, theme=theme, arranged=arranged, marks=marks, links=links, title=name)
    return _form(picture, form)


def _map(given: Mapping[Path, Given], form: str, theme: Theme, title: str | None) -> bytes:
    """All flows as one map."""
    from flowport.render.map import chart, picture  # noqa: PLC0415  only for maps

    shown = session().together(
        given.items(),
        lambda some: chart({str(path): one.flow for path, one in some}),
        lambda item: item[1].label,
    )
    return _form(picture(shown, theme=theme, title=title or "Map of flows"), form)


def _report(given: Mapping[Path, Given], title: str | None) -> bytes:
    """All flows as one report, with what the checks find."""
    from flowport.check import check  # noqa: PLC0415  only for reports
    from flowport.render.html import Chapter, report  # noqa: PLC0415  only for reports

    def written(some: Sequence[tuple[Path, Given]]) -> bytes:
        chapters = [Chapter(str(path), one.flow, check(one.flow)) for path, one in some]
        return report(chapters, title=title or "Flows").encode()

    return session().together(given.items(), written, lambda item: item[1].label)


def _form(picture: str, form: str) -> bytes:
    """A picture as SVG, PNG or PDF."""
    if form == "png":
        return raster(picture, "png")
    return raster(picture, "pdf") if form == "pdf" else picture.encode()


def _write(made: dict[Path, bytes], output: Path | None, *, force: bool, alone: bool) -> None:
    """Write what was made: to a folder, to the one file named, or to standard output."""
    if output is None:
        if not alone or len(made) > 1:
            message = "say where the pictures go: -o FOLDER"
            raise UsageError(message)
        sys.stdout.buffer.write(next(iter(made.values())))
        return
    one_file = alone and output.suffix and not output.is_dir()
    placed = {output if one_file else output / name: data for name, data in made.items()}
    write_all(placed, force=force)
    for path in placed:
        notice(str(path))
