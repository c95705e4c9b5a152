"""``flowport check``: what the service would refuse, said before the service does."""

from __future__ import annotations

import sys
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport import __version__
from flowport.check import Severity, apply, check, chosen, unsuppressed
from flowport.check.formats import names, render
from flowport.check.report import Placed, Report
from flowport.config import CheckSettings, find, read_check_settings
from flowport.errors import FlowportError, NotAFlowError, NotJSONError, UsageError
from flowport.files import STDIN, read, walk, write
from flowport.model import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check import Finding
    from flowport.model import LegacyFlow

_LEVELS = [str(severity) for severity in Severity]


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--type", "type_", help="The flows' type, where the files don't say it.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(names()),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option("--select", multiple=True, help="Only these rules: codes, names, families.")
@click.option("--ignore", multiple=True, help="All but these rules.")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="From when to fail [default: error].")
@click.option("--instance", help="The ARN of the instance that the flows are meant for.")
@click.option("--fix", is_flag=True, help="Mend what can be mended unheard, in the files.")
@click.option("--config", type=click.Path(path_type=Path), help="Another flowport.toml.")
def command(  # noqa: PLR0917  one argument an option, as click gives them
    paths: tuple[str, ...],
    type_: str | None,
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    instance: str | None,
    fix: bool,
    config: Path | None,
) -> None:
    """Check flows of both formats (files, folders, or - for standard input).

    Rules are described by `flowport explain`. Settings stand in flowport.toml under [check];
    options come before them. Files in a folder that are no flows are left alone.

    Exit code 0: nothing from --fail-on up was found; 1: something was; 2: the call was wrong, or
    a file can't be read.
    """
    settings = read_check_settings(config or find(Path.cwd()))
    settings = replace(
        settings,
        select=_words(select) or settings.select,
        ignore=(*settings.ignore, *_words(ignore)),
        fail_on=fail_on or settings.fail_on,
    )
    chosen(settings.select, settings.ignore)
    run = _Run(settings, type_, instance, fix=fix)
    run.all(paths)
    if not run.files and not run.failed:
        message = f"there is no flow in {', '.join(paths)}"
        raise UsageError(message)
    report = Report(tuple(run.files), tuple(run.placed), __version__)
    click.echo(render(format_, report))
    for sentence in run.notes:
        click.echo(sentence, err=True)
    if run.failed:
        sys.exit(2)
    worst = Severity(settings.fail_on or "error").rank
    sys.exit(any(placed.finding.severity.rank <= worst for placed in run.placed))


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    """Options that may be repeated, or hold several words between commas."""
    return tuple(word for text in given for word in text.replace(",", " ").split())


class _Run:
    """One call of the command: what it was told, and what it found so far."""

    def __init__(
        self, settings: CheckSettings, type_: str | None, instance: str | None, *, fix: bool
    ) -> None:
        self.settings = settings
        self.type = type_
        self.instance = instance
        self.fix = fix
        self.files: list[str] = []
        self.placed: list[Placed] = []
        self.notes: list[str] = []
        self.failed = False

    def all(self, paths: tuple[str, ...]) -> None:
        """Check everything that the paths name; a bad file does not stop the others."""
        named = {Path(text) for text in paths}
        for path in self._files(paths):
            try:
                document = read(STDIN if str(path) == STDIN else path)
                self._one(document, path)
            except (NotAFlowError, NotJSONError) as error:
                if path in named:
                    self._fail(error)
            except UsageError:
                raise
            except FlowportError as error:
                if path in named or "UTF" not in str(error):
                    self._fail(error)

    def _files(self, paths: tuple[str, ...]) -> Iterator[Path]:
        for text in paths:
            if text == STDIN:
                yield Path(STDIN)
                continue
            for found in walk((text,)):
                if not any(fnmatchcase(self._relative(found.path), p) for p in self._excluded):
                    yield found.path

    @property
    def _excluded(self) -> tuple[str, ...]:
        return self.settings.exclude

    def _relative(self, path: Path) -> str:
        """A file's name from the folder of flowport.toml, with forward slashes."""
        whole = path.resolve()
        root = self.settings.root.resolve()
        return (whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()

    def _fail(self, error: FlowportError) -> None:
        self.failed = True
        self.notes.append(f"flowport: {error}")

    def _one(self, document: Flow | LegacyFlow, path: Path) -> None:
        name = "standard input" if str(path) == STDIN else path.as_posix()
        findings = self._findings(document, path)
        if self.fix and isinstance(document, Flow) and str(path) != STDIN:
            mended, applied = apply(document, findings)
            if applied:
                write(mended, path, force=True)
                self.notes += [f"fixed {name}: {f.code} {f.fix.title}" for f in applied if f.fix]
                again = read(path)
                document, findings = again, self._findings(again, path)
        self.files.append(name)
        self.placed += [_placed(document, name, finding) for finding in findings]

    def _findings(self, document: Flow | LegacyFlow, path: Path) -> tuple[Finding, ...]:
        found = check(
            document,
            type=self.type,
            select=self.settings.select,
            ignore=self.settings.ignore,
            instance=self.instance,
        )
        names = (document.name or "", self._relative(path), path.as_posix())
        return unsuppressed(found, self.settings.suppress, names)


def _placed(document: Flow | LegacyFlow, name: str, finding: Finding) -> Placed:
    place = document.place(finding.pointer)
    return Placed(name, finding, *((place.line, place.column) if place else ()))
