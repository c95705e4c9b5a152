"""``flowport diff``: what changed between flows, in a reviewer's words."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from flowport.cli.pairs import ComparedSide, entries, flows_of
from flowport.cli.printed_lines import escaped_lines, notice, say
from flowport.cli.reading import reads_files, session
from flowport.cli.stored import which
from flowport.diff.compare import compare
from flowport.diff.diff_report import FlowDifference
from flowport.diff.formats import text as text_format
from flowport.diff.merged import merged
from flowport.diff.outline import outline
from flowport.errors import FlowportError, UsageError
from flowport.files import write_all, write_bytes
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flowport.model import Flow

_COLOURS = {"+": "green", "-": "red", "~": "yellow"}
_GIT_ARGUMENTS = {1, 7, 9}
"""How many arguments git gives: of an unmerged path, of a change, of a change with a new name."""


@click.command("diff")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False), metavar="A B")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "svg"]),
    default="text",
    show_default=True,
    help="Output format. Markdown is for a pull request, SVG a picture with the changes marked, "
    "of several flows one each in the folder of -o.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file or folder."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@click.option("--flow", "flows", multiple=True, help="Only flows of this name; may be repeated.")
@click.option("--before", default="saved", help="Of A's flows: saved, published or a version.")
@click.option("--after", default="saved", help="Of B's flows: saved, published or a version.")
@click.option("--git", "git", is_flag=True, help="Take git's arguments, as its diff command.")
@click.option("--textconv", is_flag=True, help="Print one flow as lines that git can compare.")
@click.option(
    "--calls",
    is_flag=True,
    help="Compare what calls do, as text or JSON; -o FOLDER gets each differing call as a test.",
)
@click.option(
    "--channel",
    "channels",
    multiple=True,
    type=click.Choice(["voice", "chat", "task", "email"]),
    help="With --calls: only contacts of this channel; may be repeated [default: all].",
)
@reads_files
def command(  # noqa: PLR0917  one argument an option, as click gives them
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    force: bool,
    flows: tuple[str, ...],
    before: str,
    after: str,
    git: bool,
    textconv: bool,
    calls: bool,
    channels: tuple[str, ...],
) -> None:
    """Show what changed from A to B: two flows, or two folders or instances of them.

    Blocks are recognised under other identifiers, in any order, and in the legacy format. What
    only moved or was only renamed is listed separately. In folders, flows with the same path, or
    else the same name, are compared.

    Exit code 0: both mean the same; 1: they do not; 2: the call was wrong.
    """
    if git:
        _for_git(paths)
        return
    if textconv:
        _textconv(*_exactly(paths, 1))
        return
    old, new = _exactly(paths, 2)
    sides = (ComparedSide(old, flows, which(before)), ComparedSide(new, flows, which(after)))
    found = entries(*sides)
    if calls:
        sys.exit(_compare_calls(found, form, output, channels=channels, force=force))
    if form == "svg" and (len(found) > 1 or _is_folder(output, sides)):
        _draw_all(found, output, force=force)
        sys.exit(not all(entry.same_meaning for entry in found))
    report = _picture(found[0]) if form == "svg" else _render(found, form)
    if output:
        write_bytes(output, report.encode(), force=force)
        notice(str(output))
    elif form == "text":
        _print(report)
    else:
        click.echo(report, nl=False)
    sys.exit(not all(entry.same_meaning for entry in found))


def _compare_calls(
    found: list[FlowDifference],
    form: str,
    output: Path | None,
    *,
    channels: Sequence[str],
    force: bool,
) -> int:
    """Print which calls differ; the exit code.

    Raises:
        UsageError: calls have no such format.
    """
    from flowport.cli.calling import comparing  # noqa: PLC0415  only for calls

    if form not in {"text", "json"}:
        raise UsageError(f"--calls takes the format text or json, not {form}")
    chosen = tuple(channel.upper() for channel in channels) or comparing.ALL_CHANNELS
    compared = comparing.call_entries(found, chosen)
    made = comparing.save_proofs(compared, output, force=force)
    report = comparing.calls_as_json if form == "json" else comparing.calls_as_text
    click.echo(report(compared), nl=False)
    for path in made:
        notice(str(path))
    return 0 if all(entry.same for entry in compared) else 1


def _textconv(path: str) -> None:
    """Print flows as lines for git; other and damaged files as they are, with escapes."""
    try:
        report = "\n".join(map(outline, flows_of(path).values()))
    except FlowportError:
        content = Path(path).read_bytes()
        report = "\n".join(escaped_lines(content)) + "\n" * content.endswith(b"\n")
    click.echo(report, nl=False)


def _render(found: list[FlowDifference], form: str) -> str:
    """The report; an entry with which something goes wrong is left out, and said to be."""
    render: Callable[[Sequence[FlowDifference]], str] = import_module(
        f"flowport.diff.formats.{form}"
    ).render
    return session().together(found, render, lambda one: one.heading)


def _draw_all(found: list[FlowDifference], output: Path | None, *, force: bool) -> None:
    """Write a picture of each flow that changed, is new or is gone into a folder.

    Raises:
        UsageError: it is not said which folder.
    """
    if output is None:
        message = "say where the pictures of several flows go: -o FOLDER"
        raise UsageError(message)
    made: dict[Path, bytes] = {}
    changed = [entry for entry in found if not entry.identical]
    for entry, picture in session().each(changed, _picture, lambda one: one.heading):
        name = Path(entry.after or entry.before or "")
        path = output / name.with_suffix(".svg")
        made[output / f"{name}.svg" if path in made else path] = picture.encode()
    write_all(made, force=force)
    for path in made:
        notice(str(path))


def _is_folder(output: Path | None, sides: Sequence[ComparedSide]) -> bool:
    """Whether ``-o`` names a folder of pictures, also where there is one flow to compare."""
    if output is None or output.is_dir():
        return output is not None
    return all(side.several for side in sides) and output.suffix != ".svg"


def _picture(entry: FlowDifference) -> str:
    """The new flow with the removed blocks in it, and all changes framed."""
    from flowport.render.svg import svg  # noqa: PLC0415  only for pictures

    name = Path(entry.after or entry.before or "").stem or None
    if entry.comparison is not None:
        flow, marked = merged(entry.comparison)
    else:
        flow, mark = cast("Flow", entry.only), "removed" if entry.after is None else "added"
        marked = {action.id: mark for action in flow.actions}
    return svg(flow, marks=marked, title=flow.name or name)


def _exactly(paths: Sequence[str], count: int) -> Sequence[str]:
    if len(paths) != count:
        words = {1: "one file", 2: "two files, folders or instances"}[count]
        message = f"give {words}, not {len(paths)}"
        raise UsageError(message)
    return paths


def _print(report: str) -> None:
    """Print, in colour where a person reads it; git's pager counts as one."""
    paged = True if os.environ.get("GIT_PAGER_IN_USE") else None
    for line in report.splitlines():
        colour = _COLOURS.get(line.lstrip()[:1])
        click.echo(click.style(line, fg=colour) if colour else line, color=paged)


def _for_git(arguments: tuple[str, ...]) -> None:
    """Answer git, which needs exit code 0 whatever the answer is.

    Raises:
        UsageError: these are not the arguments that git gives.
    """
    if len(arguments) not in _GIT_ARGUMENTS:
        message = (
            "--git takes the arguments that git gives to a diff command (7: the path, and file, "
            f"hash and mode of both sides), not {len(arguments)}"
        )
        raise UsageError(message)
    path = arguments[0]
    if len(arguments) == 1:
        say(f"{path}: not merged yet")
        return
    old, new = arguments[1], arguments[4]
    name = arguments[7] if len(arguments) > 7 else path  # noqa: PLR2004  git's eighth: the new name
    what = f"flow {path}" if name == path else f"flow {path} → {name}"
    click.secho(escaped(what), bold=True)
    try:
        report = text_format.render(_entries(old, new, name))
    except FlowportError:
        report = _as_text(old, new, name)
    _print(report)


def _entries(old: str, new: str, name: str) -> list[FlowDifference]:
    """What to compare; git names the null device for a side that does not exist.

    Raises:
        DocumentError: a side is damaged, or no flow.
        ConversionError: a side is a legacy flow too damaged to convert.
    """
    if os.devnull in {old, new}:
        flows_of(new if old == os.devnull else old)
        return [FlowDifference(None, name) if old == os.devnull else FlowDifference(name, None)]
    before, after = flows_of(old), flows_of(new)
    if len(before) == len(after) == 1:
        return [FlowDifference(name, name, compare(*before.values(), *after.values()))]
    found: list[FlowDifference] = []
    for key in dict.fromkeys([*before, *after]):
        label = f"{name} » {key}"
        if key in before and key in after:
            found.append(FlowDifference(label, label, compare(before[key], after[key])))
        elif key in before:
            found.append(FlowDifference(label, None, only=before[key]))
        else:
            found.append(FlowDifference(None, label, only=after[key]))
    return found


def _as_text(old: str, new: str, name: str) -> str:
    """What git itself would show, for a file that is not a flow."""
    from difflib import unified_diff  # noqa: PLC0415  slow to import, seldom needed

    before, after = (escaped_lines(Path(side).read_bytes()) for side in (old, new))
    shown = escaped(name)
    return "\n".join(unified_diff(before, after, f"a/{shown}", f"b/{shown}", lineterm=""))
