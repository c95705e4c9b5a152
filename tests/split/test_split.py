"""What a split keeps together, what it carries, how it names its parts, and what it refuses."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import SplitError
from flowport.model.edit import set_metadata
from flowport.refs.all_references import find
from flowport.simulate import Caller, Library, Program, walk
from flowport.split import Into, Limits, Split, split
from simulate.blocks import block, flow
from split.generated import generate
from split.same import difference

if TYPE_CHECKING:
    from flowport.model import Flow

END = block("end", "DisconnectParticipant")
FAILS = {"NoMatchingError": "end"}


def said(number: int, to: str, text: str = "x") -> dict[str, Any]:
    """A prompt that goes on."""
    return block(f"say {number}", "MessageParticipant", {"Text": text}, to=to, fails=FAILS)


def chain(count: int, *, last: str = "end", text: str = "x") -> list[dict[str, Any]]:
    """So many prompts in a row."""
    return [said(n, f"say {n + 1}" if n < count else last, text) for n in range(1, count + 1)]


def parts_of(done: Split) -> dict[str, int]:
    """In which part each of the flow's own blocks stands, endings apart."""
    return {
        action.id: number
        for number, part in enumerate(done.flows, start=1)
        for action in part.actions
        if action.id != "end"
    }


def around(*, before: list[dict[str, Any]], after: dict[str, Any], **more: Any) -> Flow:
    """Blocks, fifteen prompts, and a block that reads what the first ones set."""
    return flow(*before, *chain(15, last=after["Identifier"]), after, END, **more)


def test_a_small_flow_is_left_alone() -> None:
    """A flow under the limits is its own only part."""
    small = flow(*chain(5), END)

    assert split(small).flows == (small,)


def test_the_first_part_keeps_the_name() -> None:
    """What points to the flow points to its first part; the others are numbered."""
    done = split(flow(*chain(20), END, name="Main"), limits=Limits(blocks=10))

    assert [part.name for part in done.flows] == ["Main", "Main - part 2", "Main - part 3"]


def test_parts_refer_to_each_other_by_name() -> None:
    """A transfer keeps its target's name where the import looks for it."""
    first = split(flow(*chain(20), END, name="Main"), limits=Limits(blocks=10)).flows[0]
    transfer = next(action for action in first.actions if action.type == "TransferToFlow")

    kept = first.metadata_of(transfer.id)["parameters"]["ContactFlowId"]["displayName"]

    assert kept == "Main - part 2"


def test_references_between_parts_are_found_with_their_names() -> None:
    """The import resolves what a part transfers to by the name that is beside the ARN."""
    done = split(flow(*chain(20), END, name="Main"), limits=Limits(blocks=10))

    names = {found.name for part in done.flows for found in find(part)}

    assert names == {"Main - part 2", "Main - part 3"}


def test_added_blocks_get_a_place_of_their_own() -> None:
    """In a flow that is placed, no two blocks of a part are on one spot."""
    part = split(generate(1, 150)).flows[1]

    spots = [part.position_of(action.id) for action in part.actions]

    assert (None in spots, len(set(spots))) == (False, len(spots))


def test_every_part_is_entered_from_its_left() -> None:
    """The entry of a part that begins with an added block is beside that block."""
    part = split(generate(1, 150)).flows[1]

    entry, first = part.entry_position, part.position_of(part.start)

    assert entry is not None
    assert first is not None
    assert (entry[0] < first[0], entry[1] == first[1]) == (True, True)


def test_every_block_is_in_a_part() -> None:
    """Nothing is lost, and nothing but endings stands twice."""
    whole = flow(*chain(20), END)
    done = split(whole, limits=Limits(blocks=10))

    own = [a.id for part in done.flows for a in part.actions if a.id not in done.added]

    assert sorted(set(own)) == sorted(a.id for a in whole.actions)


@pytest.mark.parametrize("into", list(Into))
def test_blocks_that_nothing_leads_to_are_kept(into: Into) -> None:
    """Loose prompts, and a loose ending with what follows it, are in a part as well."""
    loose = [said(n, "end") for n in range(50, 62)]
    whole = flow(*chain(20), *loose, block("lost", "DisconnectParticipant"), END)
    done = split(whole, limits=Limits(blocks=10), into=into)

    own = {a.id for part in done.flows for a in part.actions if a.id not in done.added}

    assert own == {a.id for a in whole.actions}


def test_external_values_are_carried() -> None:
    """What a function answered is brought along in an attribute."""
    whole = around(
        before=[block("ask", "InvokeLambdaFunction", to="say 1", fails=FAILS)],
        after=block("read", "MessageParticipant", {"Text": "Hi $.External.n."}, to="end"),
    )

    done = split(whole, limits=Limits(blocks=10))

    assert done.carried == (("flowport_External_n", "$.External.n"),)


def test_what_the_designer_keeps_follows_the_attribute() -> None:
    """A block that reads an attribute instead of a path is shown so in the designer too."""
    reading = "reply to $.External.n"
    whole = around(
        before=[block("ask", "InvokeLambdaFunction", to="say 1", fails=FAILS)],
        after=block("read", "UpdateContactAttributes", {"Attributes": {reading: "1"}}, to="end"),
    )
    whole = set_metadata(whole, "read", {"dynamicParams": [reading], "useDynamic": True})

    done = split(whole, limits=Limits(blocks=10))

    kept = next(
        part.metadata_of("read")
        for part in done.flows
        if part.metadata_of("read").get("useDynamic")
    )
    assert kept["dynamicParams"] == ["reply to $.Attributes.flowport_External_n"]


def test_typed_digits_are_not_carried() -> None:
    """Blocks between typing and reading stay together, for digits must not be kept."""
    whole = flow(
        *chain(12, last="ask"),
        block("ask", "GetParticipantInput", {"StoreInput": "True"}, to="between", fails=FAILS),
        block("between", "MessageParticipant", {"Text": "x"}, to="read", fails=FAILS),
        block("read", "MessageParticipant", {"Text": "$.StoredCustomerInput"}, to="after"),
        block("after", "MessageParticipant", {"Text": "x"}, to="end", fails=FAILS),
        END,
    )

    home = parts_of(split(whole, limits=Limits(blocks=10)))

    assert home["ask"] == home["between"] == home["read"]


def test_typed_digits_read_far_away_refuse_the_cut() -> None:
    """The reason is reported."""
    whole = around(
        before=[block("ask", "GetParticipantInput", {"StoreInput": "True"}, to="say 1")],
        after=block("read", "MessageParticipant", {"Text": "$.StoredCustomerInput"}, to="end"),
    )

    with pytest.raises(SplitError, match="what a customer typed must not be kept"):
        split(whole, limits=Limits(blocks=10))


def looping(rounds: str) -> Flow:
    """A loop around fifteen prompts."""
    when = {"ContinueLooping": "say 1", "DoneLooping": "end"}
    return flow(
        block("loop", "Loop", {"LoopCount": rounds}, to="end", when=when),
        *chain(15, last="loop"),
        END,
    )


def test_a_loop_of_few_rounds_is_counted_in_an_attribute() -> None:
    """A loop that is too large for a part goes round as often as before."""
    whole = looping("3")

    assert difference(whole, split(whole, limits=Limits(blocks=10)), 20) == ""


def test_a_loop_of_many_rounds_stays_whole() -> None:
    """Its counter does not survive a transfer, and counting it would take too many blocks."""
    with pytest.raises(SplitError, match="the rounds that 'loop' counted are lost"):
        split(looping("50"), limits=Limits(blocks=10))


def test_logging_is_set_again_in_every_part() -> None:
    """A setting of the flow is not lost with the flow."""
    logging = {"FlowLoggingBehavior": "Enabled"}
    whole = flow(block("log", "UpdateFlowLoggingBehavior", logging, to="say 1"), *chain(15), END)

    done = split(whole, limits=Limits(blocks=10))

    assert all(
        any(action.type == "UpdateFlowLoggingBehavior" for action in part.actions)
        for part in done.flows
    )


def test_logging_that_differs_by_the_way_is_carried() -> None:
    """Two ways into one part, with logging and without, are distinguished."""
    logging = {"FlowLoggingBehavior": "Enabled"}
    whole = flow(
        block("ask", "CheckHoursOfOperation", to="say 1", when={"True": "log", "False": "say 1"}),
        block("log", "UpdateFlowLoggingBehavior", logging, to="say 1"),
        *chain(15),
        END,
    )

    assert difference(whole, split(whole, limits=Limits(blocks=10)), 20) == ""


def test_a_way_back_to_the_start_gets_a_front() -> None:
    """The first part then only leads on, so that nobody but the parts enters a part."""
    whole = flow(*chain(15, last="ask"), block("ask", "GetParticipantInput", to="end",
                 when={"1": "say 1", "2": "end"}), END)  # fmt: skip

    done = split(whole, limits=Limits(blocks=10))

    assert done.front


def test_a_transfer_that_fails_ends_in_the_flows_own_apology() -> None:
    """A joint's error leads where most errors of the part lead."""
    sorry = block("sorry", "MessageParticipant", {"Text": "Sorry"}, to="end")
    steps = [{**made} for made in chain(15)]
    for made in steps:
        made["Transitions"] = {
            **made["Transitions"],
            "Errors": [{"NextAction": "sorry", "ErrorType": "NoMatchingError"}],
        }
    done = split(flow(*steps, sorry, END), limits=Limits(blocks=10))

    trace = walk(Program.of(done.flows[0]), Caller(0, trouble=0), library=Library({}))

    transfer = next(a for a in done.flows[0].actions if a.type == "TransferToFlow")
    assert (trace.ending, transfer.branches[1].target) == ("flow", "sorry")


def test_a_carried_attribute_never_takes_the_flows_own_name() -> None:
    """A flow that was split before is split again with another prefix."""
    whole = flow(*chain(15, text="$.Attributes.flowport_entry"), END)

    assert split(whole, limits=Limits(blocks=10)).prefix == "flowport2_"


def test_bytes_limit_the_parts() -> None:
    """Large blocks make for more parts."""
    whole = flow(*chain(20, text="x" * 2000), END)

    done = split(whole, limits=Limits(blocks=99, bytes=20_000))

    assert max(len(part.to_bytes()) for part in done.flows) <= 20_000


@pytest.mark.parametrize(
    ("kind", "into", "message"),
    [
        ("customerQueue", Into.FLOWS, "may not hold TransferToFlow; splitting into modules can"),
        ("agentHold", Into.FLOWS, "a flow of type AGENT_HOLD can't be split so"),
    ],
)
def test_types_that_may_not_transfer(kind: str, into: Into, message: str) -> None:
    """A flow of a type that no transfer may be in is refused, with the way out."""
    with pytest.raises(SplitError, match=message):
        split(flow(*chain(20), END, type=kind), limits=Limits(blocks=10), into=into)


def test_modules_are_refused() -> None:
    """A module must return to its caller, which a transfer does not."""
    module = flow(*chain(20), END)
    module = module.with_value("/Settings", {})

    with pytest.raises(SplitError, match="a flow module can't be split"):
        split(module, limits=Limits(blocks=10))


def test_two_blocks_of_one_name_are_refused() -> None:
    """Nobody could say which of them a branch leads to."""
    with pytest.raises(SplitError, match="two blocks are called 'say 1'"):
        split(flow(*chain(12), *chain(1), END), limits=Limits(blocks=10))


def test_an_unconnected_start_is_refused() -> None:
    """A draft without an entry has no first part."""
    with pytest.raises(SplitError, match="is not a block; connect it first"):
        split(flow(*chain(12), END, start=""), limits=Limits(blocks=10))


def test_the_flow_is_not_changed() -> None:
    """Splitting leaves the document that it was given as it was."""
    whole = generate(1, 150)
    before = whole.to_bytes()

    split(whole)

    assert whole.to_bytes() == before


def test_splitting_twice_gives_the_same() -> None:
    """The same flow is cut at the same places."""
    whole = generate(2, 150)

    once, again = split(whole), split(whole)

    assert [p.to_bytes() for p in once.flows] == [p.to_bytes() for p in again.flows]


@pytest.mark.parametrize("seed", range(6))
def test_places_count_towards_the_bytes(seed: int) -> None:
    """Where the flow's blocks are placed, the parts hold the limit with all places in them."""
    whole = generate(seed, 60)
    size = len(whole.to_bytes())
    over = {}
    for most in range(size // 5, size // 2, size // 40):
        with suppress(SplitError):
            done = split(whole, limits=Limits(blocks=99, bytes=most))
            over[most] = max(len(part.to_bytes()) for part in done.flows)

    assert over
    assert all(largest <= most for most, largest in over.items())
