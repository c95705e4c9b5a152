"""Kinds of real edit: what a person did to the sample flow, and the edits it must be told as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diff.sample import QUEUE, SAMPLE, condition, step
from flowport.diff.edits import (
    Added,
    Aspect,
    BranchAdded,
    BranchLed,
    BranchRemoved,
    ConditionChanged,
    ConditionsReordered,
    DetailsChanged,
    Edit,
    EntryMoved,
    Moved,
    NoteAdded,
    NoteChanged,
    NoteMoved,
    NotePinned,
    NoteRemoved,
    ParameterAdded,
    ParameterChanged,
    ParameterRemoved,
    PropertyChanged,
    ReachedBy,
    Removed,
    Renamed,
    Replaced,
    StartLed,
)
from flowport.model import Flow, edit
from flowport.model.block_names import BlockName

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["EDITS", "Case"]

_TITLES = {
    "Greeting": "Play prompt",
    "Hello": "Play prompt",
    "Offer": "Play prompt",
    "Hours": "Check hours of operation",
    "Menu": "Get customer input",
    "Lookup": "AWS Lambda function",
    "Tier": "Check contact attributes",
    "Tag": "Set contact attributes",
    "Note it": "Set contact attributes",
    "Queue": "Set working queue",
    "Transfer": "Transfer to queue",
    "Sorry": "Play prompt",
    "Closed": "Play prompt",
    "Bye": "Disconnect",
    "Hang up": "Disconnect",
}


def _b(name: str, title: str = "") -> BlockName:
    return BlockName(name, title or _TITLES[name], name)


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of edit.

    Attributes:
        name: What the person did.
        change: Does it to the sample.
        told: The edits that it must be told as, without their pointers.
    """

    name: str
    change: Callable[[Flow], Flow]
    told: tuple[Edit, ...]


def _put(pointer: str, value: Any) -> Callable[[Flow], Flow]:
    return lambda flow: flow.with_value(pointer, value)


def _set(block: str, *path: str | int, to: Any) -> Callable[[Flow], Flow]:
    return lambda flow: edit.set_parameter(flow, block, path, to)


def _lead(block: str, branch: str, target: str) -> Callable[[Flow], Flow]:
    return lambda flow: edit.connect(flow, block, branch, target)


def _conditions(block: str, *entries: dict[str, Any]) -> Callable[[Flow], Flow]:
    return lambda flow: edit.set_conditions(flow, block, list(entries))


def _insert(action: dict[str, Any], *ways: tuple[str, str]) -> Callable[[Flow], Flow]:
    def change(flow: Flow) -> Flow:
        flow = edit.add(flow, action)
        for block, branch in ways:
            flow = edit.connect(flow, block, branch, action["Identifier"])
        return flow

    return change


def _new_start(flow: Flow) -> Flow:
    hello = step("Hello", "MessageParticipant", {"Text": "Hello!"}, "Greeting")
    return edit.set_start(edit.add(flow, hello), "Hello")


def _other_type(flow: Flow) -> Flow:
    at = flow.action("Transfer").pointer
    flow = flow.with_value(f"{at}/Type", "DisconnectParticipant")
    return flow.with_value(f"{at}/Transitions", {})


def _two_texts(flow: Flow) -> Flow:
    return _set("Closed", "Text", to="Shut.")(_set("Sorry", "Text", to="Oh no.")(flow))


def _exchange(flow: Flow) -> Flow:
    """Order matters for numbers: more than 10 is now asked before more than 100."""
    entries = flow.action("Tier").transitions["Conditions"]
    return edit.set_conditions(flow, "Tier", entries[::-1])


def _without_error(flow: Flow) -> Flow:
    at = flow.action("Transfer").pointer
    return flow.without(f"{at}/Transitions/Errors/0")


def _at(place: float) -> tuple[float, float]:
    return (250.0 * place, 40.0)


_NOTES = SAMPLE.annotations
_OFFER = step("Offer", "MessageParticipant", {"Text": "Try our rye."}, "Hours")
_NOTE_IT = step("Note it", "UpdateContactAttributes", {"Attributes": {"late": "yes"}}, "Sorry")
_TRANSFER = (("Next", "Bye"), ("At capacity", "Sorry"), ("Error", "Bye"))
_HANG_UP = step("Hang up", "DisconnectParticipant", {})

#: Every kind of edit.
EDITS: tuple[Case, ...] = (
    Case(
        "change the text of a prompt",
        _set("Greeting", "Text", to="Welcome to the new bakery."),
        (
            ParameterChanged(
                block=_b("Greeting"),
                path=("Parameters", "Text"),
                before="Welcome to the bakery.",
                after="Welcome to the new bakery.",
            ),
        ),
    ),
    Case(
        "rewrite the text of a prompt entirely",
        _set("Closed", "Text", to="Nobody is here now"),
        (
            ParameterChanged(
                block=_b("Closed"),
                path=("Parameters", "Text"),
                before="We are closed.",
                after="Nobody is here now",
            ),
        ),
    ),
    Case(
        "send calls to another queue",
        _set("Queue", "QueueId", to=f"{QUEUE}/queue/cccc"),
        (
            ParameterChanged(
                block=_b("Queue"),
                path=("Parameters", "QueueId"),
                before=f"{QUEUE}/queue/bbbb",
                after=f"{QUEUE}/queue/cccc",
            ),
        ),
    ),
    Case(
        "call another function",
        _set("Lookup", "LambdaFunctionARN", to="arn:aws:lambda:us-east-1:1:function:new"),
        (
            ParameterChanged(
                block=_b("Lookup"),
                path=("Parameters", "LambdaFunctionARN"),
                before="arn:aws:lambda:us-east-1:111122223333:function:lookup",
                after="arn:aws:lambda:us-east-1:1:function:new",
            ),
        ),
    ),
    Case(
        "give a function more time",
        _set("Lookup", "InvocationTimeLimitSeconds", to="8"),
        (
            ParameterChanged(
                block=_b("Lookup"),
                path=("Parameters", "InvocationTimeLimitSeconds"),
                before="3",
                after="8",
            ),
        ),
    ),
    Case(
        "write a number where its text stood",
        _set("Lookup", "InvocationTimeLimitSeconds", to=3),
        (
            ParameterChanged(
                block=_b("Lookup"),
                path=("Parameters", "InvocationTimeLimitSeconds"),
                before="3",
                after=3,
            ),
        ),
    ),
    Case(
        "set one more attribute",
        _set("Tag", "Attributes", "language", to="en"),
        (
            ParameterAdded(
                block=_b("Tag"), path=("Parameters", "Attributes", "language"), after="en"
            ),
        ),
    ),
    Case(
        "no longer set an attribute",
        lambda flow: edit.remove_parameter(flow, "Tag", ("Attributes", "reason")),
        (
            ParameterRemoved(
                block=_b("Tag"), path=("Parameters", "Attributes", "reason"), before="help"
            ),
        ),
    ),
    Case(
        "change the texts of two prompts",
        _two_texts,
        (
            ParameterChanged(
                block=_b("Sorry"),
                path=("Parameters", "Text"),
                before="Sorry, that did not work.",
                after="Oh no.",
            ),
            ParameterChanged(
                block=_b("Closed"),
                path=("Parameters", "Text"),
                before="We are closed.",
                after="Shut.",
            ),
        ),
    ),
    Case(
        "lead an error branch elsewhere",
        _lead("Queue", "error:NoMatchingError", "Bye"),
        (BranchLed(block=_b("Queue"), branch="Error", before=_b("Sorry"), after=_b("Bye")),),
    ),
    Case(
        "lead a digit elsewhere",
        _lead("Menu", "condition:0", "Closed"),
        (BranchLed(block=_b("Menu"), branch="Pressed 1", before=_b("Queue"), after=_b("Closed")),),
    ),
    Case(
        "lead the success branch elsewhere",
        _lead("Tag", "next", "Sorry"),
        (BranchLed(block=_b("Tag"), branch="Success", before=_b("Queue"), after=_b("Sorry")),),
    ),
    Case(
        "cut a branch off",
        _lead("Queue", "error:NoMatchingError", ""),
        (BranchLed(block=_b("Queue"), branch="Error", before=_b("Sorry"), after=None),),
    ),
    Case(
        "offer another digit",
        _conditions(
            "Menu", condition("1", "Queue"), condition("2", "Lookup"), condition("3", "Bye")
        ),
        (BranchAdded(block=_b("Menu"), branch="Pressed 3", target=_b("Bye")),),
    ),
    Case(
        "take a digit away",
        _conditions("Menu", condition("1", "Queue")),
        (BranchRemoved(block=_b("Menu"), branch="Pressed 2", target=_b("Lookup")),),
    ),
    Case(
        "ask for another digit",
        _conditions("Menu", condition("1", "Queue"), condition("9", "Lookup")),
        (
            ConditionChanged(
                block=_b("Menu"), before="Pressed 2", after="Pressed 9", target=_b("Lookup")
            ),
        ),
    ),
    Case(
        "compare in another way",
        _conditions(
            "Tier",
            condition("100", "Queue", "NumberGreaterOrEqualTo"),
            condition("10", "Tag", "NumberGreaterThan"),
        ),
        (
            ConditionChanged(
                block=_b("Tier"), before="> “100”", after=">= “100”", target=_b("Queue")
            ),
        ),
    ),
    Case(
        "ask conditions in another order",
        _exchange,
        (
            ConditionsReordered(
                block=_b("Tier"), before=("> “100”", "> “10”"), after=("> “10”", "> “100”")
            ),
        ),
    ),
    Case(
        "take an error branch away",
        _without_error,
        (BranchRemoved(block=_b("Transfer"), branch="At capacity", target=_b("Sorry")),),
    ),
    Case(
        "add an error branch",
        _lead("Lookup", "error:TimeLimitExceeded", "Sorry"),
        (BranchAdded(block=_b("Lookup"), branch="Error TimeLimitExceeded", target=_b("Sorry")),),
    ),
    Case(
        "put a block in between",
        _insert(_OFFER, ("Greeting", "next"), ("Greeting", "error:NoMatchingError")),
        (
            Added(
                block=_b("Offer"),
                ways=(
                    ReachedBy(_b("Greeting"), "Success", _b("Hours")),
                    ReachedBy(_b("Greeting"), "Error", _b("Hours")),
                ),
            ),
        ),
    ),
    Case(
        "put a block into a branch for errors",
        _insert(_NOTE_IT, ("Menu", "error:InputTimeLimitExceeded")),
        (Added(block=_b("Note it"), ways=(ReachedBy(_b("Menu"), "Timeout", _b("Sorry")),)),),
    ),
    Case(
        "add a block that nothing leads to",
        _insert(_HANG_UP),
        (Added(block=_b("Hang up")),),
    ),
    Case(
        "end a branch in a block of its own",
        _insert(_HANG_UP, ("Queue", "error:NoMatchingError")),
        (
            BranchLed(block=_b("Queue"), branch="Error", before=_b("Sorry"), after=_b("Hang up")),
            Added(block=_b("Hang up")),
        ),
    ),
    Case(
        "take a block out",
        lambda flow: edit.remove(flow, "Tag", reconnect=True),
        (
            Removed(
                block=_b("Tag"),
                ways=(
                    ReachedBy(_b("Tier"), "> “10”", _b("Queue")),
                    ReachedBy(_b("Tier"), "No match", _b("Queue")),
                ),
            ),
        ),
    ),
    Case(
        "take a block out and leave a gap",
        lambda flow: edit.remove(flow, "Lookup"),
        (Removed(block=_b("Lookup"), ways=(ReachedBy(_b("Menu"), "Pressed 2", None),)),),
    ),
    Case(
        "make a block one of another type",
        _other_type,
        (
            Replaced(
                block=_b("Transfer", "Disconnect"),
                before="Transfer to queue",
                after="Disconnect",
            ),
            *(
                BranchRemoved(block=_b("Transfer", "Disconnect"), branch=branch, target=_b(target))
                for branch, target in _TRANSFER
            ),
        ),
    ),
    Case(
        "begin elsewhere",
        lambda flow: edit.set_start(flow, "Hours"),
        (StartLed(before=_b("Greeting"), after=_b("Hours")),),
    ),
    Case(
        "put a block before all others",
        _new_start,
        (Added(block=_b("Hello"), ways=(ReachedBy(None, "start", _b("Greeting")),)),),
    ),
    Case(
        "make it a flow of another type",
        _put("/Metadata/type", "customerQueue"),
        (PropertyChanged(path=("type",), before="CONTACT_FLOW", after="CUSTOMER_QUEUE"),),
    ),
    Case(
        "make it a module with settings",
        _put("/Settings", {"InputParameters": ["who"]}),
        (PropertyChanged(path=("Settings", "InputParameters"), before=None, after=["who"]),),
    ),
    Case(
        "give the flow another name",
        _put("/Metadata/name", "Front door"),
        (
            PropertyChanged(
                path=("name",), before="Main line", after="Front door", touches=Aspect.NAMES
            ),
        ),
    ),
    Case(
        "describe the flow otherwise",
        _put("/Metadata/description", "Orders"),
        (
            PropertyChanged(
                path=("description",),
                before="Orders and help",
                after="Orders",
                touches=Aspect.NAMES,
            ),
        ),
    ),
    Case(
        "name a block",
        lambda flow: edit.rename(flow, "Greeting", "Hello"),
        (Renamed(block=_b("Hello"), before="Greeting", after="Hello"),),
    ),
    Case(
        "move a block",
        lambda flow: edit.move(flow, {"Menu": (500, 90)}),
        (Moved(block=_b("Menu"), before=_at(2), after=(500.0, 90.0)),),
    ),
    Case(
        "move the entry point",
        _put("/Metadata/entryPointPosition", {"x": -80, "y": 0}),
        (EntryMoved(before=(0.0, 0.0), after=(-80.0, 0.0)),),
    ),
    Case(
        "write a note",
        _put("/Metadata/Annotations/-", {"id": "n3", "content": "Check this"}),
        (NoteAdded(text="Check this"),),
    ),
    Case(
        "change a note",
        _put("/Metadata/Annotations/1/content", "Winter hours from October"),
        (NoteChanged(before="Opening hours change in winter", after="Winter hours from October"),),
    ),
    Case(
        "throw a note away",
        lambda flow: flow.without("/Metadata/Annotations/0"),
        (NoteRemoved(text="Ask marketing for the text"),),
    ),
    Case(
        "pin a note to another block",
        _put("/Metadata/Annotations/0/actionId", "Closed"),
        (NotePinned(text="Ask marketing for the text", before=_b("Greeting"), after=_b("Closed")),),
    ),
    Case(
        "fold a note",
        _put("/Metadata/Annotations/0/isFolded", value=True),
        (NoteMoved(text="Ask marketing for the text"),),
    ),
    Case(
        "let the designer show another resource name",
        _put("/Metadata/ActionMetadata/Queue/parameters", {"QueueId": {"displayName": "Sales"}}),
        (DetailsChanged(block=_b("Queue"), keys=("parameters",)),),
    ),
    Case(
        "switch the grid on",
        _put("/Metadata/snapToGrid", value=True),
        (
            PropertyChanged(
                path=("Metadata", "snapToGrid"),
                before=False,
                after=True,
                touches=Aspect.DESIGNER,
            ),
        ),
    ),
)
