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
from flowport.check.check_report import Placed, Report, titled
from flowport.check.rule_registry import is_own_code
from flowport.cli.batch_labels import LABELS_RULE, LabelledBatch
from flowport.cli.findings import difference, reported, reports_findings
from flowport.cli.folder_context import meant_for
from flowport.cli.own_rules import examples_wrong, loaded_rules
from flowport.cli.placeholders import listed, placed
from flowport.cli.printed_lines import notice, say
from flowport.cli.reading import reads_files, session
from flowport.cli.reference_options import known_type
from flowport.config import CheckSettings, find, read_check_settings
from flowport.containers import Sort
from flowport.errors import DocumentError, FlowportError, UsageError
from flowport.files import STDIN, write_bytes
from flowport.jobs.isolation import isolated
from flowport.jobs.reading import read_again
from flowport.jobs.writing_back import WriteBack
from flowport.model import Flow

if TYPE_CHECKING:
    from flowport.check import Finding
    from flowport.cli.findings import ReportRequest
    from flowport.containers import Embedded
    from flowport.jobs.reading import ReadFile

_LEVELS = [str(severity) for severity in Severity]


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--type", "type_", help="The flows' type, where the files don't say it.")
@click.option("--select", multiple=True, help="Only these rules: codes, names, families.")
@click.option("--ignore", multiple=True, help="All but these rules.")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="From when to fail [default: error].")
@click.option("--instance", help="The instance that the flows are meant for: a name or an ARN.")
@click.option("--fix", is_flag=True, help="Fix what callers can't notice, in the files.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--config", type=click.Path(path_type=Path), help="Another flowport.toml.")
@click.option("--no-plugins", is_flag=True, help="Do not load rules of your own.")
@click.option("--test-rules", is_flag=True, help="Try your own rules on their examples first.")
@reports_findings
@reads_files
def command(  # noqa: PLR0917  one argument an option, as click gives them
    paths: tuple[str, ...],
    type_: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    instance: str | None,
    fix: bool,
    diff: bool,
    config: Path | None,
    no_plugins: bool,
    test_rules: bool,
    reporting: ReportRequest,
) -> None:
    """Check flows of both formats (files, folders, or - for standard input).

    Rules are described by `flowport explain`. Settings are read from flowport.toml under [check];
    options come before them. Files that are not flows are skipped. Python files that [check]
    names as rules are loaded, and run as you; --no-plugins leaves them out.

    Exit code 0: nothing from --fail-on up was found; 1: something was, or --diff shows a change;
    2: the call was wrong, or a file can't be read.
    """
    settings = read_check_settings(config or find(Path.cwd()))
    settings = replace(
        settings,
        select=_words(select) or settings.select,
        ignore=(*settings.ignore, *_words(ignore)),
        fail_on=fail_on or settings.fail_on,
    )
    with loaded_rules(settings, plugins=not no_plugins) as own:
        settings = settings if own else _without_own(settings)
        chosen(settings.select, settings.ignore)
        wrong = examples_wrong(settings, own) if test_rules else []
        for sentence in wrong:
            say(f"flowport: {sentence}", err=True)
        of_type = known_type(type_) if type_ else None
        run = _CheckRun(settings, of_type, _arn(instance), fix=fix, diff=diff)
        run.all(paths)
        report = Report(tuple(run.files), tuple(run.placed), __version__, run.flows)
        if not diff:
            report = reported(report, settings, reporting)
    for sentence in run.notes:
        notice(sentence)
    worst = Severity(settings.fail_on or "error").rank
    bad = any(placed.finding.severity.rank <= worst for placed in report.placed)
    sys.exit(run.changed if diff else bad or bool(wrong))


def _arn(instance: str | None) -> str | None:
    """The ARN of an instance, which is not asked where flowport.toml or the address has it."""
    if instance is None or instance.startswith("arn:"):
        return instance
    from flowport.config import read_instances  # noqa: PLC0415  only for an instance's name
    from flowport.places import instance_at  # noqa: PLC0415  as above

    known = read_instances(find(Path.cwd())).get(instance)
    return known.arn if known and known.arn else instance_at(instance).about.arn


def _without_own(settings: CheckSettings) -> CheckSettings:
    """The settings without codes of the user's own rules, which are not there."""
    if not settings.rules:
        return settings
    select = tuple(word for word in settings.select if not is_own_code(word))
    if settings.select and not select:
        raise UsageError("select names only rules of your own, and --no-plugins leaves them out")
    ignore = tuple(word for word in settings.ignore if not is_own_code(word))
    return replace(settings, select=select, ignore=ignore)


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    """Options that may be repeated, or hold several words between commas."""
    return tuple(word for text in given for word in text.replace(",", " ").split())


class _CheckRun:
    """One call of the command: its options, and what it found so far."""

    def __init__(
        self,
        settings: CheckSettings,
        type_: str | None,
        instance: str | None,
        *,
        fix: bool,
        diff: bool,
    ) -> None:
        self.settings = settings
        self.type = type_
        self.instance = instance
        self.fix = fix
        self.diff = diff
        self.changed = False
        self.files: list[str] = []
        self.flows = 0
        self.placed: list[Placed] = []
        self.notes: list[str] = []
        self.batch = LabelledBatch(self.settings)

    def all(self, paths: tuple[str, ...]) -> None:
        """Check everything that the paths name; a bad file does not stop the others."""
        for file in session().files(paths, self._is_excluded):
            for _, now in session().each([file], self._now, lambda one: str(one.path)):
                for flow in now.contents.flows:
                    self._one(now, flow)
        self.placed = self.batch.renewed(self.placed, self.files, self._again)

    def _now(self, file: ReadFile) -> ReadFile:
        """A file as it is to be checked: fixed, where that is wanted."""
        return self._fixed(file) if self.fix or self.diff else file

    def _again(self, file: ReadFile, flow: Embedded) -> list[Placed]:
        """What the rule about labels says of a flow, now that all others are known."""
        settings = replace(self.settings, select=(LABELS_RULE,))
        name = _called(file.file_of(flow))
        found = self._findings(file, flow, settings)
        there = placed(flow, name, found, template=False)
        return titled(flow.document, there)

    def _is_excluded(self, path: Path) -> bool:
        return any(fnmatchcase(self._relative(path), p) for p in self.settings.exclude)

    def _relative(self, path: Path) -> str:
        """A file's name from the folder of flowport.toml, with forward slashes."""
        whole = path.resolve()
        root = self.settings.root.resolve()
        return (whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()

    def _fixed(self, file: ReadFile) -> ReadFile:
        """A file after its flows were fixed; the same one where nothing was."""
        back, notes = WriteBack(), []
        for flow in file.contents.flows:
            path = file.file_of(flow)
            if not isinstance(flow.document, Flow) or not path.is_file():
                continue
            changed, applied = apply(flow.document, self._findings(file, flow))
            name = _called(path)
            label = f"{name}: {flow.document.name or flow.resource}" if file.is_container else name
            if applied and back.add(path, label, changed, writable=flow.writable):
                notes += [f"fixed {name}: {f.code} {f.fix.title}" for f in applied if f.fix]
        self.notes += [f"not fixed: {why}" for why in back.refused]
        if not notes:
            return file
        if self.diff:
            self.changed = True
            for path, data in back.files().items():
                click.echo(difference(path.as_posix(), path.read_bytes(), data))
            return file
        self.notes += notes
        for path, data in back.files().items():
            write_bytes(path, data, force=True)
        return read_again(file, session().values)

    def _one(self, file: ReadFile, flow: Embedded) -> None:
        path = file.file_of(flow)
        name = _called(path)
        try:
            with isolated(name):
                findings = self._findings(file, flow)
        except UsageError:
            raise
        except FlowportError as error:
            where = error if name in str(error) else DocumentError(str(error), source=name)
            session().fail(where)
            return
        self.flows += 1
        if name not in self.files:
            self.files.append(name)
        there = placed(flow, name, findings, template=file.sort is Sort.TEMPLATE)
        self.placed += titled(flow.document, there)
        self.notes += listed(flow, name)

    def _findings(
        self, file: ReadFile, flow: Embedded, settings: CheckSettings | None = None
    ) -> tuple[Finding, ...]:
        document, path = flow.document, file.file_of(flow)
        settings, home = settings or self.settings, meant_for(path)
        found = check(
            document,
            type=self.type,
            select=settings.select,
            ignore=settings.ignore,
            instance=self.instance or home,
            labels=self.batch.labels(file, home),
        )
        names = (document.name or "", self._relative(path), path.as_posix())
        return unsuppressed(found, self.settings.suppress, names)


def _called(path: Path) -> str:
    return "standard input" if str(path) == STDIN else path.as_posix()
