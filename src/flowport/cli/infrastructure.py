"""``flowport export --as``: infrastructure code written into a folder, and what it says of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.cli.printed_lines import notice, say
from flowport.errors import UsageError
from flowport.jobs.infrastructure import CodeLanguage, infrastructure_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.infrastructure import InfrastructureExport
    from flowport.ports import FlowSummary, Instance

__all__ = ["export_code"]


def export_code(
    source: Instance,
    flows: Sequence[FlowSummary],
    language: str,
    output: str | None,
    *,
    drafts: bool,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write infrastructure code, report it, and end with 1 when something was left out.

    Raises:
        UsageError: No folder was given.
        FlowportError: It can't be written.
    """
    from flowport.files import write_all  # noqa: PLC0415  loaded by who needs it

    if output in {None, "-"}:
        raise UsageError("--as writes several files; name their folder with -o FOLDER")
    root = Path(str(output))
    done = infrastructure_code(source, flows, CodeLanguage(language), drafts=drafts)
    files = {root / name: text.encode() for name, text in sorted(done.code.files.items())}
    if not dry_run:
        write_all(files, force=force)
    _report(done, [str(path) for path in files], as_json=as_json)
    sys.exit(1 if done.left_out else 0)


def _report(done: InfrastructureExport, files: Sequence[str], *, as_json: bool) -> None:
    from flowport.cli.tables import say_json, say_table  # noqa: PLC0415  loaded by who needs it

    left = [(each.summary.name, each.summary.type, each.reason) for each in done.left_out]
    if as_json:
        say_json(
            {
                "files": files,
                "flows": [{"name": flow.name, "type": flow.type} for flow in done.flows],
                "left_out": [
                    dict(zip(("name", "type", "reason"), row, strict=True)) for row in left
                ],
                "notes": list(done.code.notes),
            }
        )
        return
    say_table(("file",), [(name,) for name in files])
    for name, kind, reason in left:
        say(f"left out: {name} ({kind}): {reason}", err=True)
    for note in done.code.notes:
        notice(f"note: {note}")
    notice(f"{len(done.flows)} flows and modules written, {len(left)} left out")
