"""``flowport call``: call a flow offline."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import may_ask
from flowport.cli.calling.caller import HungUp, PersonAtTerminal, Screen
from flowport.cli.calling.case_saving import refuse_unsavable, save_call
from flowport.cli.calling.given import flow_named, key_of, run_command, setting_of
from flowport.cli.option_groups import grouped
from flowport.cli.option_hints import with_options
from flowport.cli.printed_lines import notice
from flowport.dataclass import dataclass
from flowport.errors import UsageError
from flowport.places import looks_like_instance
from flowport.simulate import (
    ENDLESS,
    Answer,
    Assumed,
    Layered,
    Mocked,
    Remembered,
    note_unused_answers,
    note_unused_mocks,
    run,
    started,
)
from flowport.simulate.script import Script
from flowport.testing.native import is_number
from flowport.testing.trail import as_json, as_text, known_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.cli.calling.given import Setting
    from flowport.simulate import Call, Program, World

_TURNS = {"press": "keys", "say": "words", "hang_up": "hang up"}
_LEADING = frozenset({"TransferToFlow", "InvokeFlowModule", "UpdateContactEventHooks"})


class InOrder(click.Command):
    """A command that keeps the order in which the caller's turns were written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the turns, and then read the options as usual."""
        values, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta["turns"] = []
        given = {name: iter(values.get(name) or ()) for name in ("press", "say")}
        for option in order:
            name = option.name or ""
            if name == "hang_up":
                ctx.meta["turns"].append((name, ""))
            elif name in given:
                ctx.meta["turns"].append((name, next(given[name])))
        return super().parse_args(ctx, args)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChoices:
    """The options of a call: what the caller does, and what the call is made with."""

    press: tuple[str, ...]
    say: tuple[str, ...]
    hang_up: bool
    at: str
    number: str
    attribute: tuple[str, ...]
    mocks: Path | None
    channel: str
    flows: tuple[str, ...]
    seed: int
    json_: bool
    save_test: Path | None
    force: bool

    @property
    def medium(self) -> str:
        """The channel, as contacts have it."""
        return self.channel.upper()


@click.command("call", cls=InOrder)
@click.argument("place", type=click.Path(readable=False), metavar="FILE|PLACE")
@click.argument("name", required=False)
@grouped(
    "how",
    CallChoices,
    click.option("--press", multiple=True, help="Keys, in turns: 1,2. Empty: silence."),
    click.option("--say", multiple=True, help="Words, one turn."),
    click.option("--hang-up", "hang_up", is_flag=True, help="Hang up."),
    click.option("--at", default="", help="When the call begins: 2026-12-25T10:00 [default: now]."),
    click.option("--from", "number", default="", help="The caller's number."),
    click.option("--attribute", multiple=True, metavar="KEY=VALUE", help="A contact attribute."),
    click.option("--mocks", type=click.Path(path_type=Path), help="A file of mocks, JSON or YAML."),
    click.option(
        "--channel",
        type=click.Choice(["voice", "chat", "task", "email"]),
        default="voice",
        show_default=True,
        help="The contact's channel.",
    ),
    click.option("--flows", multiple=True, help="More flows: files, folders or an instance."),
    click.option("--seed", type=int, default=0, show_default=True, help="Draws the percentages."),
    click.option("--json", "json_", is_flag=True, help="Print the trace as JSON."),
    click.option(
        "--save-test", type=click.Path(path_type=Path), help="Write a test case: .yaml or .json."
    ),
    click.option("--force", is_flag=True, help="Overwrite the test case if it exists."),
)
@click.pass_context
def command(ctx: click.Context, place: str, name: str | None, *, how: CallChoices) -> None:
    """Call a flow offline: hear it, press keys, and see where the call goes.

    In a terminal, whatever is not known is asked: ? shows the attributes, x or Ctrl-D hangs up,
    Ctrl-C stops. --press, --say and --hang-up answer first, in the order in which they are
    written. Without a terminal a caller with no answer left is silent three times and hangs up,
    and resources without a mock succeed with an empty answer. Flows beside a file are found by
    name and id.

    Exit code 0: the call came to an end; 1: it was stopped in an endless loop; 2: it could not be
    made.
    """
    if how.number and not is_number(how.number):
        raise UsageError(f'--from {how.number}: write the number in E.164 form: "+15550100"')
    if how.save_test:
        refuse_unsavable(how.save_test, force=how.force)
    setting = setting_of(_places(place, name, how.flows), mocks=how.mocks, at=how.at)
    program = flow_named(setting, name, place)
    call, world = _made(ctx, how, setting, program)
    trace = call.trace()
    if how.json_:
        click.echo(json.dumps(as_json(call, trace), indent=2, ensure_ascii=False))
    else:
        went = {event.flow for event in trace.events}
        through = (f for f in setting.flows.values() if (f.name or "") in went)
        click.echo(with_options(as_text(call, trace, through)), nl=False)
    if how.save_test:
        save_call(
            how.save_test,
            trace,
            world.asked,
            flow=key_of(setting, program, place),
            channel=how.medium,
            attributes=_attributes(how.attribute),
            number=how.number,
            at=how.at,
            force=how.force,
        )
        notice(f"Wrote {how.save_test}")
    sys.exit(1 if trace.ending == ENDLESS else 0)


def _made(
    ctx: click.Context, how: CallChoices, setting: Setting, program: Program
) -> tuple[Call, Remembered]:
    """A call that came to its end, and the world that answered it."""
    interactive = may_ask(as_json=how.json_)
    mocked = Mocked(setting.mocks, run_command)
    script = Script(_turns(ctx), ends=not interactive)
    person: list[World] = [_person(setting, program)] if interactive else []
    world = Remembered(Layered((mocked, setting.schedules, script, *person, Assumed(how.seed))))
    call = started(
        program,
        world,
        library=setting.library,
        channel=how.medium,
        given={"CustomerEndpoint.Address": how.number} if how.number else {},
        attributes={**setting.mocks.attributes, **_attributes(how.attribute)},
        begins=setting.begins,
        listener=Screen() if interactive else None,
    )
    try:
        run(call)
    except HungUp:
        call.end("hung up")
    note_unused_mocks(call, mocked)
    note_unused_answers(call, script)
    return call, world


def _person(setting: Setting, program: Program) -> PersonAtTerminal:
    """The person at the terminal, who is asked about resources by their names."""
    own = (f for f in setting.flows.values() if (f.name or "") == program.name)
    return PersonAtTerminal(known_names(setting.library.names, own))


def _places(place: str, name: str | None, flows: Sequence[str]) -> list[str]:
    """Where flows are looked for: the file's folder too, where the flow leads to others."""
    path = Path(place)
    if looks_like_instance(place) or not path.is_file():
        return [place, *flows]
    del name
    leads = any(word in path.read_text(encoding="utf-8", errors="replace") for word in _LEADING)
    return [place, *_beside(path), *flows] if leads else [place, *flows]


def _beside(path: Path) -> list[str]:
    from flowport.errors import FlowportError  # noqa: PLC0415  only for files with neighbours
    from flowport.files import read  # noqa: PLC0415  only for files with neighbours

    found: list[str] = []
    for other in sorted(path.parent.glob("*.json")):
        try:
            if other != path:
                read(other)
                found.append(str(other))
        except FlowportError:
            continue
    return found


def _turns(ctx: click.Context) -> list[Answer]:
    """The caller's turns; ``--press 1,2`` is two."""
    found: list[Answer] = []
    for name, value in ctx.meta["turns"]:
        if name == "press":
            for keys in value.split(","):
                if set(keys.strip()) - set("0123456789*#"):
                    raise UsageError(f'--press {value}: "{keys}" is not keys. Use 0-9, * and #')
                found.append(Answer("keys", keys.strip()) if keys.strip() else Answer("silence"))
        else:
            found.append(Answer(_TURNS[name], value))
    return found


def _attributes(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise UsageError(f"--attribute {pair}: write KEY=VALUE")
        found[key] = value
    return found
