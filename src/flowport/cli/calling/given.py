"""What a call or a test is run with: flows, an instance's schedules, mocks, a moment."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.cli.flows import flows_in
from flowport.cli.reading import session
from flowport.convert import convert
from flowport.errors import FlowportError, MockError, UnexpectedError, UsageError
from flowport.files import read, reason
from flowport.input_files import list_files
from flowport.jobs.isolation import isolated
from flowport.jobs.simulating import clock_at, library_of, resource_names, schedules_of
from flowport.model import Flow, read_text
from flowport.places import instance_at, looks_like_instance
from flowport.ports import FlowKind, State
from flowport.simulate import Library, Mocks, Program, Schedules, read_mocks
from flowport.suggestions import suggestion
from flowport.testing import read_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from flowport.ports import Instance
    from flowport.simulate import Moment

__all__ = [
    "Setting",
    "at_moment",
    "flow_named",
    "key_of",
    "load_mocks",
    "run_command",
    "setting_of",
]

#: How long the command of a mock may run, in seconds.
COMMAND_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Flows and the world that they are called in.

    Attributes:
        library: All flows that a call can come to.
        stems: The flows by the stems of their files.
        twice: Names that more than one flow has, with those flows' stems.
        schedules: The hours of operation that are known.
        mocks: The mocks.
        begins: When calls begin, in seconds since 1970.
        flows: The flows themselves, by the stems of their files.
    """

    library: Library
    stems: dict[str, Program]
    twice: dict[str, tuple[str, ...]] = field(default_factory=dict)
    schedules: Schedules
    mocks: Mocks
    begins: float
    flows: dict[str, Flow] = field(default_factory=dict)


def setting_of(
    addresses: Sequence[str],
    *,
    instance: str | None = None,
    mocks: Path | None = None,
    at: str = "",
) -> Setting:
    """Read flows, mocks and schedules.

    Args:
        addresses: Files, folders and instances with flows.
        instance: The address of an instance that has more flows, schedules and names.
        mocks: A file of mocks.
        at: When calls begin; ``""`` for what the mocks say, else now.

    Raises:
        UsageError: an address means nothing, or ``at`` is not a moment.
        MockError: the mocks are invalid.
    """
    loaded = load_mocks(mocks) if mocks else Mocks()
    flows = [found for place in _apart(addresses) for found in _flows_at(place)]
    later = list(_flows_at(instance)) if instance else []
    places = [*addresses, *([instance] if instance else [])]
    opened = [instance_at(place) for place in places if looks_like_instance(place)]
    names = {key: name for each in opened for key, name in resource_names(each).items()}
    library, stems, twice = library_of(flows, later, names)
    begins, local = clock_at(at or loaded.at, time.time())
    return Setting(
        library=library,
        stems=stems,
        twice=twice,
        schedules=_schedules(opened, local),
        mocks=loaded,
        begins=begins,
        flows=dict(zip(stems, (flow for _, flow in flows), strict=True)),
    )


def _schedules(opened: Sequence[Instance], local: Callable[[str, float], Moment]) -> Schedules:
    found = Schedules({}, local)
    for each in opened:
        more = schedules_of(each, local)
        found = Schedules({**more.known, **found.known}, local, {**more.queues, **found.queues})
    return found


def at_moment(setting: Setting, text: str) -> tuple[float, Schedules]:
    """When a case begins that has a moment of its own, and the hours then."""
    begins, local = clock_at(text, setting.begins)
    return begins, replace(setting.schedules, local=local)


def _apart(addresses: Sequence[str]) -> list[str]:
    """The addresses without files that one before names too, alone or in its folder."""
    kept: dict[Path, str] = {}
    for address in addresses:
        place = Path(address).resolve()
        if not (place.is_file() and any(above in kept for above in (place, *place.parents))):
            kept.setdefault(place, address)
    return list(kept.values())


def _flows_at(address: str) -> Iterator[tuple[str, Flow]]:
    if looks_like_instance(address):
        yield from _stored(instance_at(address))
        return
    if Path(address).is_dir():
        yield from _skipping([address])
        return
    for given in flows_in([address]):
        yield given.path.stem if address != "-" else "flow", given.flow


def _skipping(paths: Iterable[str]) -> Iterator[tuple[str, Flow]]:
    """The flows of files and folders; files that hold none, such as test cases, are skipped."""
    for found in list_files(paths):
        try:
            with isolated(str(found.path)):
                document = read(found.path)
                flow = document if isinstance(document, Flow) else convert(document).flow
        except UnexpectedError as error:
            session().fail(error)
            continue
        except FlowportError:
            continue
        yield found.path.stem, flow


def _stored(instance: Instance) -> Iterator[tuple[str, Flow]]:
    """The active flows and modules of an instance, each under its id."""
    for summary in instance.flows():
        if summary.state is not State.ACTIVE:
            continue
        try:
            with isolated(summary.name):
                content = instance.read(summary.key)
                document = read_text(content.text, name=summary.name)
                flow = document if isinstance(document, Flow) else convert(document).flow
        except UnexpectedError as error:
            session().fail(error)
            continue
        except FlowportError:
            continue
        about = {"Name": summary.name, "Arn": summary.arn, "Id": summary.key.id}
        module = summary.key.kind is FlowKind.MODULE
        about |= {"kind": "module"} if module else {"Type": summary.type}
        yield summary.key.id, replace(flow, about=about)


def load_mocks(path: Path) -> Mocks:
    """The mocks of a file, JSON or YAML.

    Raises:
        MockError: it can't be read, or is invalid.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MockError(f"{path}: {reason(error)}") from error
    return read_mocks(read_tree(text, str(path)), str(path))


def run_command(command: str, detail: dict[str, Any]) -> Any:
    """Run the command of a mock: it reads the block's parameters and prints its answer, as JSON.

    Raises:
        MockError: it can't be run, fails, or prints something else.
    """
    try:
        done = subprocess.run(  # noqa: S603  the person's own mocks file names it
            shlex.split(command),
            input=json.dumps(detail).encode(),
            capture_output=True,
            check=False,
            timeout=COMMAND_SECONDS,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise MockError(f'the command "{command}" of a mock can\'t be run: {error}') from error
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise MockError(f'the command "{command}" of a mock ended with {done.returncode}: {last}')
    try:
        return json.loads(done.stdout or b"{}")
    except ValueError as error:
        raise MockError(f'the command "{command}" of a mock did not print JSON') from error


def flow_named(setting: Setting, name: str | None, place: str) -> Program:
    """The one flow that is called: of a file without a name, its first.

    Ends the command where the file has none, which was said as it was read.

    Raises:
        UsageError: there is none of that name, or more than one.
    """
    is_file = Path(place).is_file()
    if not setting.stems or (is_file and Path(place).stem not in setting.stems):
        if is_file or session().faults:
            sys.exit(1 if session().faults else 2)  # what is wrong with it was said
        raise UsageError(f"{place} has no flow")
    if name is None:
        if is_file:
            return setting.stems[Path(place).stem]
        if len(setting.stems) == 1:
            return next(iter(setting.stems.values()))
        names = ", ".join(sorted(each.name for each in setting.stems.values())[:8])
        raise UsageError(f"{place} has {len(setting.stems)} flows. Add the name of one: {names}")
    if name in setting.twice:
        raise UsageError(f'{place}: {len(setting.twice[name])} flows are named "{name}"')
    found = setting.stems.get(name) or setting.library.find(name)
    if found is None:
        meant = suggestion(name, (each.name for each in setting.stems.values()))
        raise UsageError(f'{place} has no flow named "{name}"{meant}')
    return found


def key_of(setting: Setting, program: Program, place: str) -> str:
    """What a test case calls a flow: its name, or the stem of its file.

    It is the stem where the name fits another flow too, of those at hand or in the file's folder.
    """
    stem = next(stem for stem, each in setting.stems.items() if each is program)
    known = [(setting.library, setting.stems)]
    path = Path(place)
    if path.is_file():
        alike = (path.parent.glob(f"*{suffix}") for suffix in {path.suffix, ".json"})
        beside = dict.fromkeys(str(each) for files in alike for each in sorted(files))
        library, stems, _ = library_of(list(_skipping(beside)))
        known.append((library, stems))
    return program.name if all(_means(program.name, stem, *each) for each in known) else stem


def _means(name: str, stem: str, library: Library, stems: Mapping[str, Program]) -> bool:
    """Whether a name leads to the flow of a stem, and to no other."""
    return name not in library.twice and library.programs.get(name) is stems.get(stem)
