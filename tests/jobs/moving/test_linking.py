"""What a batch of flows becomes together: attributes, residue, placeholders, labels."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings

from flowport.catalogue.placeholders import placeholders
from flowport.jobs.moving.linking import Linked, Linker
from flowport.jobs.moving.options import PlanOptions
from flowport.jobs.moving.source_flows import Arrival
from flowport.model import Flow, read_text
from flowport.ports import FlowKind
from flowport.refs.all_references import find
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.outcome import ResolvedBy
from flowport.refs.plain_references import passed
from flowport.refs.resource import Index
from flowport.refs.rewrite import becomes
from refs.cases import Case, cases
from refs.directories import SOURCE, Listed, resource

SALES = resource("queue", "Sales", 1)
THEIRS = resource("queue", "Sales", 9, SOURCE)
OWN = resource("lambda_function", "pay", 1)
PAY = "arn:aws:lambda:eu-west-2:111122223333:function:pay"


def block(identifier: str, type_: str, parameters: dict[str, Any], *operands: str) -> Any:
    """A block; with operands, one that compares."""
    conditions = [
        {"NextAction": "b", "Condition": {"Operator": "Equals", "Operands": [each]}}
        for each in operands
    ]
    ways = {"NextAction": "end", "Errors": [], "Conditions": conditions}
    return {
        "Identifier": identifier,
        "Type": type_,
        "Parameters": parameters,
        "Transitions": ways,
    }


def arrival(*blocks: Any, name: str = "Main", labels: dict[str, str] | None = None) -> Arrival:
    """A flow on its way; labels: block to the display name of its queue."""
    shown = {
        key: {"parameters": {"QueueId": {"displayName": label}}}
        for key, label in (labels or {}).items()
    }
    tree = {"Version": "2019-10-30", "StartAction": "a", "Metadata": {"ActionMetadata": shown}}
    flow = Flow.from_tree({**tree, "Actions": list(blocks)})
    return Arrival(
        kind=FlowKind.FLOW,
        name=name,
        type="CONTACT_FLOW",
        text=flow.content(),
        references=find(flow),
        moves=passed(flow),
    )


def linked(*arrivals: Arrival, source: str = SOURCE, **options: Any) -> list[Linked]:
    """What becomes of them in the target."""
    index = Index(Listed((SALES, OWN)))
    return Linker(index, source, PlanOptions(**options)).linked(arrivals)


def stores(value: str, key: str = "q") -> Any:
    """A block that sets a contact attribute."""
    return block("a", "UpdateContactAttributes", {"Attributes": {key: value}})


def reads(path: str = "$.Attributes.q") -> Any:
    """A block that reads a queue from an attribute."""
    return block("r", "UpdateContactTargetQueue", {"QueueId": path})


def parameter(made: Linked, *keys: Any) -> Any:
    """A value of the final content."""
    here = json.loads(made.final)["Actions"]
    for key in keys:
        here = here[key]
    return here


@pytest.mark.parametrize("path", ["$.Attributes.q", "$.Attributes['q']", "$.Attributes.['q']"])
def test_an_attribute_that_is_read_as_a_queue_is_a_reference(path: str) -> None:
    """It is resolved by the name that another block tells."""
    named = block("n", "UpdateContactTargetQueue", {"QueueId": THEIRS.arn})
    (made,) = linked(arrival(stores(THEIRS.arn), reads(path), named, labels={"n": "Sales"}))

    assert parameter(made, 0, "Parameters", "Attributes", "q") == SALES.arn


def test_another_flow_of_the_batch_reads_it() -> None:
    """A contact attribute outlives its flow."""
    made = linked(
        arrival(stores(PAY, "fn")),
        arrival(
            block("l", "InvokeLambdaFunction", {"LambdaFunctionARN": "$.Attributes.fn"}), name="Two"
        ),
    )

    assert parameter(made[0], 0, "Parameters", "Attributes", "fn") == OWN.arn


def test_a_flow_attribute_ends_with_its_flow() -> None:
    """What another flow reads from its own flow attributes is another one."""
    setting = block("a", "UpdateFlowAttributes", {"FlowAttributes": {"fn": {"Value": PAY}}})
    calling = block("l", "InvokeLambdaFunction", {"LambdaFunctionARN": "$.FlowAttributes.fn"})
    together = linked(arrival(setting, calling))
    apart = linked(arrival(setting), arrival(calling, name="Two"))

    assert PAY not in together[0].final
    assert PAY in apart[0].final
    assert "still names the source" in apart[0].obstacles[0]


def test_an_attribute_of_an_attribute_is_followed() -> None:
    """``q`` takes ``first``, and ``q`` is read: ``first`` is a reference."""
    first = block("f", "UpdateContactAttributes", {"Attributes": {"first": SALES.arn}})
    (made,) = linked(arrival(first, stores("$.Attributes.first"), reads()))

    assert [o.step for o in made.outcomes if o.reference.place == "read"] == [ResolvedBy.SAME_ARN]


def test_conditions_are_rewritten_with_the_attribute() -> None:
    """What compares the attribute compares with what it holds now."""
    compares = block("c", "Compare", {"ComparisonValue": "$.Attributes.fn"}, PAY)
    calling = block("l", "InvokeLambdaFunction", {"LambdaFunctionARN": "$.Attributes.fn"})
    (made,) = linked(arrival(stores(PAY, "fn"), compares, calling))

    operands = parameter(made, 1, "Transitions", "Conditions", 0, "Condition", "Operands")
    assert operands == [OWN.arn]
    assert made.obstacles == ()


@pytest.mark.parametrize(
    "value",
    [
        THEIRS.arn,
        f'{{"queue": "{THEIRS.arn}"}}',
        f"see {SOURCE}",
        PAY,
        f"call {PAY} now",
        SOURCE.rpartition("/")[2],
        SOURCE.upper(),
        quote(THEIRS.arn, safe=""),
    ],
)
def test_what_still_names_the_source_keeps_from_publishing(value: str) -> None:
    """In an attribute that nothing reads, inside JSON, in a condition; unless it is allowed."""
    (made,) = linked(arrival(stores(value)))
    compares = block("c", "Compare", {"ComparisonValue": "$.Queue.ARN"}, value)

    assert len(made.obstacles) == 1
    assert len(linked(arrival(compares))[0].obstacles) == 1
    assert linked(arrival(stores(value)), allow=frozenset({value}))[0].obstacles == ()


def test_spoken_text_is_only_told() -> None:
    """A text that names the source's queue is a note."""
    (made,) = linked(arrival(block("a", "MessageParticipant", {"Text": f"Use {THEIRS.arn}"})))

    assert (made.obstacles, len(made.notes)) == ((), 1)


@pytest.mark.parametrize(
    "each",
    [
        block("a", "Loop", {"LoopCount": "${n}"}),
        block("a", "MessageParticipant", {"Text": "Welcome to {{company}}"}),
        block("a", "UpdateContactTextToSpeechVoice", {"TextToSpeechVoice": "<voice>"}),
        block("a", "UpdateContactAttributes", {"Attributes": {"%key%": "x"}}),
        block("a", "Compare", {"ComparisonValue": "$.Attributes.x"}, "@@x@@"),
    ],
)
def test_a_placeholder_keeps_from_publishing_unless_it_is_allowed(each: Any) -> None:
    """It is named with its marks, and that very text allows it."""
    (made,) = linked(arrival(each))
    text = next(p.text for p in placeholders(json.dumps(each), reference=True) if p.text != "__x__")

    assert text in made.obstacles[0]
    assert linked(arrival(each), placeholders=frozenset({text}))[0].obstacles == ()
    assert linked(arrival(each), placeholders=frozenset({"${other}"}))[0].obstacles != ()


def test_placeholders_are_filled_by_bindings() -> None:
    """By their text or by their name; what they become is resolved."""
    fill = Bindings(
        [
            Binding(kind="placeholder", source="{{company}}", target="Acme"),
            Binding(kind="placeholder", source="QUEUE", target=SALES.arn),
        ]
    )
    (made,) = linked(
        arrival(
            block("a", "MessageParticipant", {"Text": "Welcome to {{company}}"}),
            block("q", "UpdateContactTargetQueue", {"QueueId": "${QUEUE}"}),
        ),
        bindings=fill,
    )

    assert parameter(made, 0, "Parameters", "Text") == "Welcome to Acme"
    assert [o.step for o in made.outcomes] == [ResolvedBy.SAME_ARN]


def test_a_placeholder_is_bound_as_a_reference() -> None:
    """A queue's placeholder is bound like a queue."""
    line = Binding(kind="queue", source="${QueueArn}", target="Sales")
    queue = block("q", "UpdateContactTargetQueue", {"QueueId": "${QueueArn}"})
    (made,) = linked(arrival(queue), bindings=Bindings([line]))

    assert parameter(made, 0, "Parameters", "QueueId") == SALES.arn
    assert made.obstacles == ()


@given(cases())
@settings(max_examples=60)
def test_no_written_reference_differs_from_the_plan(case: Case) -> None:
    """Each reference is what its outcome says, and what is published does not name the source."""
    flow, _, target, bindings = case
    given_ = Arrival(
        kind=FlowKind.FLOW,
        name="Main",
        type="CONTACT_FLOW",
        text=flow.content(),
        references=find(flow),
        moves=passed(flow),
    )
    (made,) = Linker(Index(target), SOURCE, PlanOptions(bindings=bindings)).linked([given_])
    final = read_text(made.final)
    assert isinstance(final, Flow)
    for outcome in made.outcomes:
        assert final.value(outcome.reference.pointer) == becomes(outcome)
    if not made.obstacles and not any(o.blocks_publishing for o in made.outcomes):
        said = json.dumps([(a.parameters, a.transitions) for a in final.actions])
        assert f"{SOURCE}/" not in said
        assert not placeholders(said)


@given(cases())
@settings(max_examples=40)
def test_a_second_move_changes_nothing(case: Case) -> None:
    """What was written is found in place, and written the same again."""
    flow, _, target, bindings = case
    first = Arrival(
        kind=FlowKind.FLOW,
        name="Main",
        type="CONTACT_FLOW",
        text=flow.content(),
        references=find(flow),
        moves=passed(flow),
    )
    linker = Linker(Index(target), SOURCE, PlanOptions(bindings=bindings))
    (once,) = linker.linked([first])
    (again,) = linker.linked([first])

    assert once.final == again.final
