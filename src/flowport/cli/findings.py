"""How ``flowport check`` reports: formats, counts, files, and what is known already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.check import Severity
from flowport.check.baseline import baseline_of, read_baseline
from flowport.check.formats import names, render
from flowport.check.statistics import statistics
from flowport.cli.option_groups import grouped
from flowport.cli.printed_lines import escaped_lines, notice, notice_written, say
from flowport.dataclass import dataclass
from flowport.errors import UsageError
from flowport.files import reason, write_bytes
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from flowport.check.check_report import Report
    from flowport.config import CheckSettings

__all__ = ["ReportRequest", "difference", "reported", "reports_findings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """How to report.

    Attributes:
        format: The format's name.
        statistics: Whether to count by rule instead of listing the findings.
        quiet: Whether to show nothing but findings that make the command fail.
        output_file: Where the report goes; None for standard output.
        baseline: The file of known findings; None for the settings' own.
        write_baseline: Whether to write that file instead of comparing with it.
        force: Whether a file that exists may be overwritten; a baseline is renewed without it.
    """

    format: str
    statistics: bool
    quiet: bool
    output_file: Path | None
    baseline: Path | None
    write_baseline: bool
    force: bool


reports_findings = grouped(
    "reporting",
    ReportRequest,
    click.option(
        "--format",
        "format",
        type=click.Choice(names()),
        default="text",
        show_default=True,
        help="How to write the findings.",
    ),
    click.option("--statistics", is_flag=True, help="Count by rule instead of listing findings."),
    click.option("-q", "--quiet", is_flag=True, help="Show only what makes the command fail."),
    click.option(
        "--output-file", type=click.Path(path_type=Path), help="Write the report to a file."
    ),
    click.option(
        "--baseline", type=click.Path(path_type=Path), help="Leave out the findings of this file."
    ),
    click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline."),
    click.option("--force", is_flag=True, help="Overwrite a file that exists."),
)


def reported(report: Report, settings: CheckSettings, wanted: ReportRequest) -> Report:
    """Write a report as it is wanted, and give what is left of it beside the baseline.

    Raises:
        UsageError: a file can't be read or written.
        CheckError: the baseline is damaged.
    """
    baseline = wanted.baseline or (settings.root / settings.baseline if settings.baseline else None)
    if wanted.write_baseline:
        if baseline is None:
            raise UsageError("--write-baseline needs --baseline FILE, or baseline in flowport.toml")
        if baseline.exists() and not wanted.force:
            read_baseline(_text(baseline), str(baseline))  # only a baseline is renewed
        write_bytes(baseline, baseline_of(report).dump().encode(), force=True)
        count = len(report.placed)
        notice(f"Wrote {count} finding{'s' if count != 1 else ''} to {baseline}")
    if baseline is not None:
        known = read_baseline(_text(baseline), str(baseline))
        report, old, gone = known.new(report)
        if old and not (wanted.quiet or wanted.write_baseline):
            notice(f"{old} known finding{'s' if old != 1 else ''} left out")
        if gone:
            say(
                f"{gone} finding{'s' if gone != 1 else ''} of {baseline} no longer occur; "
                "use --write-baseline to update it",
                err=True,
            )
    _write(report, settings, wanted)
    return report


def _write(report: Report, settings: CheckSettings, wanted: ReportRequest) -> None:
    shown = report.from_level(Severity(settings.fail_on or "error")) if wanted.quiet else report
    if wanted.quiet and not shown.placed and wanted.format in {"text", "lines"}:
        text = ""
    elif wanted.statistics:
        text = statistics(shown)
    else:
        text = render(wanted.format, shown)
    if wanted.output_file is None:
        if text:
            click.echo(text)
        return
    write_bytes(wanted.output_file, f"{text}\n".encode(), force=wanted.force)
    if not wanted.quiet:
        click.echo(report.summary())
        notice_written([wanted.output_file])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"{path}: {reason(error)}; use --write-baseline"
        raise UsageError(message) from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not a baseline: it is not UTF-8") from None


def difference(name: str, before: bytes, after: bytes) -> str:
    """What a fix would change in a file, as a unified diff."""
    from difflib import unified_diff  # noqa: PLC0415  slow to import, seldom needed

    old, new, shown = escaped_lines(before), escaped_lines(after), escaped(name)
    return "\n".join(unified_diff(old, new, shown, shown, lineterm=""))
