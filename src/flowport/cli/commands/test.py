"""``flowport test``: run test cases offline."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import GivenAnswers, yes_option, yes_to_option
from flowport.cli.calling.case_saving import case_bytes, case_file
from flowport.cli.calling.cases import FoundCases, Unread, find_cases
from flowport.cli.calling.given import (
    Setting,
    at_moment,
    flow_named,
    key_of,
    run_command,
    setting_of,
)
from flowport.cli.option_hints import with_options
from flowport.cli.printed_lines import notice, notice_written, say
from flowport.cli.reading import session
from flowport.errors import CaseError, MockError, UnexpectedError, UsageError
from flowport.files import refuse_existing, write_all, write_bytes
from flowport.jobs.isolation import is_fault, isolated
from flowport.testing import Stage, run_case
from flowport.testing.both_verdicts import both_as_json, both_as_outcomes, both_as_text
from flowport.testing.coverage import Coverage
from flowport.testing.generate import generate
from flowport.testing.suite_report import CaseOutcome, as_json, as_junit, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.simulate import Program
    from flowport.testing import Case
    from flowport.testing.both_verdicts import BothOutcome
    from flowport.testing.generate import Suite

#: How many skipped files are named.
_NAMED = 5


class Tests(click.Group):
    """The commands about tests; without the name of one, the words are test cases to run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what is not a command as the arguments of ``run``."""
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group("test", cls=Tests)
def command() -> None:
    """Run test cases offline, and write them.

    flowport test CASES is short for flowport test run CASES.
    """


@command.command("run", short_help="Run test cases.")
@click.argument("cases", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--flows", multiple=True, help="Flows: files, folders or an instance.")
@click.option("--instance", help="An instance for flows, names and hours that are not in --flows.")
@click.option("--mocks", type=click.Path(path_type=Path), help="A file of mocks, JSON or YAML.")
@click.option("--at", default="", help="When contacts begin: 2026-12-25T10:00 [default: now].")
@click.option("--seed", type=int, default=0, show_default=True, help="Draws the percentages.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option(
    "--coverage",
    type=click.Path(path_type=Path),
    help="Write which branches were taken: .json, .svg (one flow), else a table; - prints it.",
)
@click.option("--force", is_flag=True, help="Overwrite the coverage if it exists.")
@click.option(
    "--on",
    metavar="PLACE",
    help="Run them also on this instance, through its API, and show where the verdicts differ.",
)
@yes_option
@yes_to_option
def run(  # noqa: PLR0917  one argument an option, as click gives them
    cases: tuple[str, ...],
    flows: tuple[str, ...],
    instance: str | None,
    mocks: Path | None,
    at: str,
    seed: int,
    form: str,
    coverage: Path | None,
    force: bool,
    on: str | None,
    yes: bool,
    yes_to: str | None,
) -> None:
    """Run test cases (files or folders): native documents or the short form, JSON or YAML.

    A case's flow is found in --flows by the last part of its ARN as the stem of a file, then by
    name, then in --instance. A case that can't be read does not stop the others.

    With --on the cases are also created, run and deleted on an instance, five at a time, and both
    verdicts are shown. A case whose call could reach an agent or a phone number is refused, unless
    it ends the test before or substitutes the queue. Without --flows the flows are the instance's.

    Exit code 0: all passed, with --on in both alike; 1: some failed, or verdicts differ; 2: some
    could not be read or run.
    """
    if coverage:
        refuse_existing(coverage, force=force)
    began = time.perf_counter()
    found = find_cases(cases)
    _say_skipped(found.skipped)
    own = on is not None and not (flows or instance)
    addresses = [] if own else _flows(cases, flows, instance)
    setting = setting_of(addresses, instance=instance, mocks=mocks, at=at)
    read = time.perf_counter()
    stage = _stage(setting, seed)
    if on is None:
        outcomes = _run(found, stage)
        click.echo(_render(outcomes, form), nl=False)
        code = _exit_code(outcomes)
    else:
        answers = GivenAnswers(yes=yes, yes_to=yes_to)
        outcomes, report, code = _run_both(found, setting, stage, (on, form), answers, own=own)
        click.echo(report, nl=False)
    _say_unused(stage, outcomes)
    if coverage:
        _cover(coverage, setting, outcomes, force=force)
    if form == "text":
        ended = time.perf_counter()
        notice(f"Read in {read - began:.2f} s, run in {ended - read:.2f} s")
    sys.exit(code)


def _run_both(
    found: FoundCases,
    setting: Setting,
    stage: Stage,
    how: tuple[str, str],
    answers: GivenAnswers,
    *,
    own: bool,
) -> tuple[list[CaseOutcome], str, int]:
    """Run the cases here and on an instance: the outcomes, the report, and the exit code."""
    from flowport.cli.calling.live import run_both, target_at  # noqa: PLC0415  slow to load

    on, form = how
    target = target_at(on, stage, setting.schedules.local)
    outcomes = _run(found, target.stage if own else stage)
    stems = {stem: program.name for stem, program in setting.stems.items()}
    both = run_both(found.cases, outcomes, target, answers, stems)
    return outcomes, _both_told(both, form, target.address), _both_code(both)


def _say_skipped(files: Sequence[str]) -> None:
    """Name the files of folders that are neither test cases nor flows."""
    if files:
        more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
        names = ", ".join(files[:_NAMED])
        notice(f"skipped, neither test cases nor flows: {names}{more}")


def _say_unused(stage: Stage, outcomes: Sequence[CaseOutcome]) -> None:
    """Name the mocks of --mocks that answered no case, unless none was run."""
    if any(outcome.verdict for outcome in outcomes):
        for section, name in stage.mocks.named():
            if (section, name) not in stage.used:
                notice(f'--mocks: the mock of "{name}" in {section} was not used in any test')


def _both_told(outcomes: Sequence[BothOutcome], form: str, place: str) -> str:
    if form == "json":
        return json.dumps(both_as_json(outcomes, place), indent=2, ensure_ascii=False) + "\n"
    if form == "junit":
        return as_junit(both_as_outcomes(outcomes, place))
    return both_as_text(outcomes, place)


def _both_code(outcomes: Sequence[BothOutcome]) -> int:
    if any(not each.status or each.offline.verdict is None for each in outcomes):
        return 2
    return 0 if all(each.passed for each in outcomes) else 1


def _cover(path: Path, setting: Setting, outcomes: Sequence[CaseOutcome], *, force: bool) -> None:
    """Write the coverage of the flows that were called, or of all where none was."""
    found = Coverage()
    for outcome in outcomes:
        if outcome.verdict:
            found.add(outcome.verdict.trace)
    called = {flow for flow, _, _ in found.reached}
    stems = {key: p for key, p in setting.stems.items() if p.name in called or not called}
    programs = list(stems.values())
    if path == Path("-"):
        click.echo(found.as_text(programs), nl=False)
        return
    if path.suffix == ".json":
        data = json.dumps(found.as_json(programs), indent=2, ensure_ascii=False) + "\n"
    elif path.suffix == ".svg":
        data = _picture(found, stems, setting)
    else:
        data = found.as_text(programs)
    write_bytes(path, data.encode(), force=force)
    notice(f"Wrote {path}")


def _picture(found: Coverage, stems: dict[str, Program], setting: Setting) -> str:
    from flowport.render.reached import coverage_marks  # noqa: PLC0415  only for pictures
    from flowport.render.svg import branch_keys, svg  # noqa: PLC0415  only for pictures

    if len(stems) != 1:
        raise UsageError(f"a picture shows one flow, and {len(stems)} were called. Use .json")
    stem, program = next(iter(stems.items()))
    flow = setting.flows[stem]
    entry = found.as_json([program])["flows"][0]
    marks, links = coverage_marks(entry, branch_keys(flow))
    return svg(flow, marks=marks, links=links, title=f"Coverage of {program.name}")


def _render(outcomes: Sequence[CaseOutcome], form: str) -> str:
    if form == "json":
        return json.dumps(as_json(outcomes), indent=2, ensure_ascii=False) + "\n"
    return as_junit(outcomes) if form == "junit" else with_options(as_text(outcomes))


def _exit_code(outcomes: Sequence[CaseOutcome]) -> int:
    if any(outcome.verdict is None and not is_fault(outcome.problem) for outcome in outcomes):
        return 2
    return 0 if all(outcome.passed for outcome in outcomes) and not session().faults else 1


def _flows(cases: Sequence[str], flows: Sequence[str], instance: str | None) -> list[str]:
    """Where flows are: as given, else in the folders of the cases."""
    if flows or instance:
        return list(flows)
    folders = dict.fromkeys(str(p if p.is_dir() else p.parent) for p in map(Path, cases))
    return list(folders)


def _stage(setting: Setting, seed: int) -> Stage:
    return Stage(
        library=setting.library,
        stems=setting.stems,
        twice=setting.twice,
        schedules=setting.schedules,
        mocks=setting.mocks,
        begins=setting.begins,
        seed=seed,
        command=run_command,
        moments=lambda text: at_moment(setting, text),
    )


def _run(found: FoundCases, stage: Stage) -> list[CaseOutcome]:
    return [
        CaseOutcome(each.name, each.file, None, each.problem)
        if isinstance(each, Unread)
        else _outcome(*each, stage)
        for each in found.cases
    ]


def _outcome(file: str, case: Case, stage: Stage) -> CaseOutcome:
    try:
        with isolated(f"{file}: {case.name}"):
            return CaseOutcome(case.name, file, run_case(case, stage))
    except (CaseError, MockError, UsageError, UnexpectedError) as error:
        return CaseOutcome(case.name, file, None, str(error))


@command.command("generate", short_help="Write test cases for the branches of a flow.")
@click.argument("place", type=click.Path(readable=False), metavar="FILE|PLACE")
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder of the cases.")
@click.option("--flows", multiple=True, help="More flows: files, folders or an instance.")
@click.option("--native", is_flag=True, help="Write native documents instead of the short form.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def generate_cases(  # noqa: PLR0917  one argument an option, as click gives them
    place: str,
    name: str | None,
    output: Path | None,
    flows: tuple[str, ...],
    native: bool,
    force: bool,
) -> None:
    """Write test cases that take every branch of a flow that can be taken.

    Each case holds the mocks that it needs. Branches that no contact can take are listed with the
    proof. Without -o nothing is written.

    Exit code 0: every branch is taken, or can't be; 1: some are not; 2: it could not be done.
    """
    setting = setting_of([place, *flows])
    program = flow_named(setting, name, place)
    called = key_of(setting, program, place)
    suite = generate(program, setting.library, flow=called, native=native)
    if output:
        trees = [tree for tree, _ in suite.cases]
        made = {
            output / case_file(number, tree, native=native): case_bytes(tree, native=native)
            for number, tree in enumerate(trees, 1)
        }
        write_all(made, force=force)
        notice_written([*made], output)
    _say(suite, program)
    sys.exit(1 if suite.missed else 0)


def _say(suite: Suite, program: Program) -> None:
    """How many branches the cases take, and what is known of the others."""
    found = Coverage({edge for _, edges in suite.cases for edge in edges}).of(program)
    taken = sum(found.branches.values())
    possible = len(found.branches) - len(suite.impossible)
    click.echo(f"{len(suite.cases)} test cases take {taken} of {possible} branches")
    for title, edges in (("can't be taken", suite.impossible), ("not taken", suite.missed)):
        for edge, reason in sorted(edges.items()):
            say(f"{title}: {found.labels[edge]}: {reason}")
