"""Export and import between instances of every kind, as a person meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import FlowportError
from flowport.jobs import exporting
from flowport.jobs.documents import incoming
from flowport.jobs.moving.options import Conflict
from flowport.jobs.moving.plan import FlowChange
from flowport.model import read_text
from flowport.ports import Status
from flowport.refs.all_references import find
from flowport.refs.outcome import ResolvedBy
from instances.importing import carry_out, plan_import, plan_publish
from instances.kinds import flow_text, module_text, new_flow, new_module

if TYPE_CHECKING:
    from flowport.ports import FlowSummary, Instance
    from flowport.refs.resource import Resource
    from instances.importing import Done
    from instances.kinds import Subject

#: Per kind of reference: the block's type, the parameter, and a name.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "queue": ("UpdateContactTargetQueue", ("QueueId",)),
    "prompt": ("MessageParticipant", ("PromptId",)),
    "hours_of_operation": ("CheckHoursOfOperation", ("HoursOfOperationId",)),
    "contact_flow": ("TransferToFlow", ("ContactFlowId",)),
    "contact_flow_module": ("InvokeFlowModule", ("FlowModuleId",)),
    "user": ("UpdateContactTargetQueue", ("AgentId",)),
    "lambda_function": ("InvokeLambdaFunction", ("LambdaFunctionARN",)),
    "lex_v2_bot_alias": ("ConnectParticipantWithLexBot", ("LexV2Bot", "AliasArn")),
    "view": ("ShowView", ("ViewResource", "Id")),
}

#: What such a block needs beside the reference to be published.
MORE: dict[str, dict[str, Any]] = {
    "lambda_function": {"InvocationTimeLimitSeconds": "3"},
    "lex_v2_bot_alias": {"Text": "How can I help?"},
    "view": {"InvocationTimeLimitSeconds": "400"},
}

#: The errors that it leads somewhere, where those are more than one.
ERRORS = {
    "lex_v2_bot_alias": ("NoMatchingError", "NoMatchingCondition"),
    "view": ("NoMatchingError", "NoMatchingCondition", "TimeLimitExceeded"),
}


def using(kind: str, value: str) -> str:
    """The text of a flow with one block that refers to something."""
    type_, path = KINDS[kind]
    parameters: Any = value
    for key in reversed(path):
        parameters = {key: parameters}
    parameters |= MORE.get(kind, {})
    words = ERRORS.get(kind, ("NoMatchingError",))
    errors = [{"NextAction": "end", "ErrorType": word} for word in words]
    conditions: list[Any] = []
    if kind == "hours_of_operation":
        conditions = [
            {"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": [word]}}
            for word in ("True", "False")
        ]
    use = {
        "Identifier": "use",
        "Type": type_,
        "Parameters": parameters,
        "Transitions": {"NextAction": "end", "Errors": errors, "Conditions": conditions},
    }
    end = {
        "Identifier": "end",
        "Type": "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    tree = {"Version": "2019-10-30", "StartAction": "use", "Metadata": {}, "Actions": [use, end]}
    return json.dumps(tree)


def thing(subject: Subject, kind: str) -> Resource:
    """Something that a flow can refer to, named Thing."""
    if kind == "contact_flow":
        return subject.instance.create(new_flow("Thing"), publish=True).resource
    if kind == "contact_flow_module":
        return subject.instance.create(new_module("Thing"), publish=True).resource
    return subject.add(kind, "Thing")


def flow_using(subject: Subject, kind: str) -> FlowSummary:
    """A flow named Main that refers to such a thing."""
    made = thing(subject, kind)
    value = made.id if kind == "contact_flow_module" else made.arn
    return subject.instance.create(new_flow("Main", using(kind, value)))


def exported(instance: Instance, flow: FlowSummary) -> str:
    """The text of an export."""
    (found,) = exporting.export(instance, [flow], exporting.ExportOptions())
    return found.text


def bring(
    instance: Instance,
    text: str,
    *,
    publish: bool = False,
    conflict: Conflict | None = Conflict.REPLACE,
) -> Done:
    """Import one file's text."""
    batch = [incoming(read_text(text), "a file")]
    todo = plan_import(batch, instance, conflict=conflict, publish=publish)
    (done,) = carry_out(todo, instance)
    return done


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_back_into_the_same_instance(subject: Subject, kind: str) -> None:
    """Every reference of a flow that returns is resolved by its ARN (or bare id)."""
    flow = flow_using(subject, kind)
    done = bring(subject.instance, exported(subject.instance, flow))

    assert [o.step for o in done.item.outcomes] == [ResolvedBy.SAME_ARN]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_into_another_instance(subject: Subject, other: Subject, kind: str) -> None:
    """Where an equally named resource is, every reference comes to point at that."""
    flow, there = flow_using(subject, kind), thing(other, kind)
    done = bring(other.instance, exported(subject.instance, flow))
    assert done.summary is not None
    text = other.instance.read(done.summary.key).text

    assert [r.written for r in find(incoming(read_text(text), "").flow)] == [
        there.id if kind == "contact_flow_module" else there.arn
    ]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_missing_resource_warns_at_its_block(subject: Subject, other: Subject, kind: str) -> None:
    """Without the resource exactly that block has a warning, and the flow is saved unpublished."""
    done = bring(
        other.instance, exported(subject.instance, flow_using(subject, kind)), publish=True
    )

    assert [o.reference.block for o in done.item.unresolved] == ["use"]
    assert done.summary is not None
    assert not done.published


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_publishing_waits_for_the_resource(subject: Subject, other: Subject, kind: str) -> None:
    """Publishing is refused while the resource is missing, and works once it is there."""
    done = bring(other.instance, exported(subject.instance, flow_using(subject, kind)))
    assert done.summary is not None
    before = plan_publish(other.instance, done.summary)
    thing(other, kind)
    (after,) = carry_out(plan_publish(other.instance, done.summary), other.instance)

    assert ([i.action for i in before.items], before.steps) == ([FlowChange.BLOCKED], ())
    assert after.published


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_out_in_and_out_again(subject: Subject, other: Subject, kind: str) -> None:
    """A second export differs from the first in resolved references alone."""
    flow, there = flow_using(subject, kind), thing(other, kind)
    first = exported(subject.instance, flow)
    done = bring(other.instance, first)
    assert done.summary is not None
    (here,) = [r.written for r in find(incoming(read_text(first), "").flow)]
    new = there.id if kind == "contact_flow_module" else there.arn

    assert exported(other.instance, done.summary) == first.replace(here, new)


def test_an_import_into_a_kind(subject: Subject, other: Subject) -> None:
    """What a folder holds can be imported into an instance of every kind."""
    flow = flow_using(other, "queue")
    subject.add("queue", "Thing")
    done = bring(subject.instance, exported(other.instance, flow), publish=True)

    assert (done.published, done.reasons) == (True, ())


def test_a_wrong_type_is_refused(subject: Subject) -> None:
    """The sentence names both types and what to do, and nothing is written."""
    subject.instance.create(new_flow("Main"))
    text = exported(
        subject.instance, subject.instance.create(new_flow("Hold", type_="CUSTOMER_HOLD"))
    )
    text = text.replace('"Hold"', '"Main"')
    batch = [incoming(read_text(text), "a file")]
    (item,) = plan_import(batch, subject.instance, conflict=Conflict.REPLACE).items

    assert "Customer hold flow (CUSTOMER_HOLD)" in item.reasons[0]
    assert "Inbound flow (CONTACT_FLOW)" in item.reasons[0]


@pytest.mark.parametrize(
    ("conflict", "names"),
    [
        (Conflict.REPLACE, ["Main"]),
        (Conflict.COPY, ["Main", "Main (copy)"]),
        (Conflict.SKIP, ["Main"]),
    ],
)
def test_a_name_conflict(subject: Subject, conflict: Conflict, names: list[str]) -> None:
    """A taken name is replaced, copied or skipped as was said."""
    before = {flow.key for flow in subject.instance.flows()}
    text = exported(subject.instance, subject.instance.create(new_flow("Main")))
    bring(subject.instance, text, conflict=conflict)

    assert [f.name for f in subject.instance.flows() if f.key not in before] == names


def test_an_undecided_conflict_writes_nothing(subject: Subject) -> None:
    """Where nobody said what to do, the import does not begin."""
    text = exported(subject.instance, subject.instance.create(new_flow("Main")))

    with pytest.raises(FlowportError, match="decide between"):
        bring(subject.instance, text, conflict=None)


def test_into_a_named_flow_takes_the_new_name(subject: Subject) -> None:
    """A flow that an import replaces bears the imported one's name from then on."""
    text = exported(subject.instance, subject.instance.create(new_flow("New name")))
    subject.instance.delete(next(f.key for f in subject.instance.flows() if f.name == "New name"))
    old = subject.instance.create(new_flow("Old name"))
    todo = plan_import([incoming(read_text(text), "a file")], subject.instance, into=old)
    carry_out(todo, subject.instance)

    assert [f.name for f in subject.instance.flows() if f.key == old.key] == ["New name"]


def ring(*names: str) -> list[str]:
    """Flows that each transfer to the next, and the last to the first."""
    texts = []
    for name, following in zip(names, (*names[1:], names[0]), strict=True):
        tree = json.loads(using("contact_flow", ""))
        shown = {"parameters": {"ContactFlowId": {"displayName": following}}}
        tree["Metadata"] = {"name": name, "type": "contactFlow", "ActionMetadata": {"use": shown}}
        texts.append(json.dumps(tree))
    return texts


def test_a_cycle_is_imported_whole(subject: Subject) -> None:
    """Flows that refer to each other in a ring arrive with every reference resolved."""
    batch = [incoming(read_text(text), str(i)) for i, text in enumerate(ring("A", "B", "C"))]
    done = carry_out(plan_import(batch, subject.instance), subject.instance)
    arns = {d.summary.arn for d in done if d.summary}
    texts = [subject.instance.read(d.summary.key).text for d in done if d.summary]

    assert {r.written for text in texts for r in find(incoming(read_text(text), "").flow)} == arns


def test_a_chain_is_published_in_order(subject: Subject) -> None:
    """A flow that refers to a new flow is published after that one."""
    texts = ring("A", "B")
    tree = json.loads(texts[1])
    del tree["Actions"][0]
    tree["StartAction"] = "end"
    batch = [
        incoming(read_text(text), str(i)) for i, text in enumerate([texts[0], json.dumps(tree)])
    ]
    todo = plan_import(batch, subject.instance, publish=True)
    done = carry_out(todo, subject.instance)

    assert [step.label for step in todo.steps] == ["flow:B", "flow:A"]
    assert [(d.item.name, d.published) for d in done] == [("A", True), ("B", True)]


def test_a_legacy_flow_is_converted(subject: Subject) -> None:
    """A file of the old format is imported as a flow of the new one."""
    legacy = {
        "modules": [
            {
                "id": "6f1a2b3c-0000-4000-8000-000000000001",
                "type": "Disconnect",
                "branches": [],
                "parameters": [],
                "metadata": {"position": {"x": 1, "y": 1}},
            }
        ],
        "version": "1",
        "type": "contactFlow",
        "start": "6f1a2b3c-0000-4000-8000-000000000001",
        "metadata": {
            "entryPointPosition": {"x": 0, "y": 0},
            "name": "Old",
            "type": "contactFlow",
            "status": "published",
            "hash": "",
        },
    }
    done = bring(subject.instance, json.dumps(legacy))
    assert done.summary is not None

    assert json.loads(subject.instance.read(done.summary.key).text)["Version"] == "2019-10-30"


def test_doubles_in_a_batch_are_refused(subject: Subject) -> None:
    """Two files of one name are reported together, and neither is written."""
    text = json.dumps(
        {**json.loads(using("queue", "")), "Metadata": {"name": "Twin", "type": "contactFlow"}}
    )
    batch = [incoming(read_text(text), label) for label in ("one", "two")]
    todo = plan_import(batch, subject.instance)

    assert [item.action for item in todo.items] == [FlowChange.BLOCKED, FlowChange.BLOCKED]


def test_what_is_saved_says_so(subject: Subject, other: Subject) -> None:
    """An import without --publish leaves a draft."""
    done = bring(other.instance, exported(subject.instance, flow_using(subject, "queue")))
    assert done.summary is not None
    found = next(f for f in other.instance.flows() if f.key == done.summary.key)

    assert found.status is Status.SAVED


def hooked() -> str:
    """The text of a flow named Main, whose customers wait in the flow Wait."""
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {
        "Type": "UpdateContactEventHooks",
        "Parameters": {"EventHooks": {"CustomerQueue": ""}},
    }
    shown = {"say": {"parameters": {"EventHooks": {"CustomerQueue": {"displayName": "Wait"}}}}}
    tree["Metadata"] = {"name": "Main", "type": "contactFlow", "ActionMetadata": shown}
    return json.dumps(tree)


@pytest.mark.parametrize(
    ("type_", "open_"), [("CUSTOMER_QUEUE", []), ("CUSTOMER_WHISPER", ["say"])]
)
def test_a_flow_of_the_wrong_type_is_no_answer(
    subject: Subject, type_: str, open_: list[str]
) -> None:
    """A flow of the right name resolves an event hook only if its type may be there."""
    subject.instance.create(new_flow("Wait", type_=type_))
    done = bring(subject.instance, hooked())

    assert [o.reference.block for o in done.item.unresolved] == open_


def test_a_flow_of_the_batch_has_its_type(subject: Subject) -> None:
    """What comes with the same import is no answer either where its type does not belong."""
    wait = flow_text(metadata={"name": "Wait", "type": "agentWhisper"})
    batch = [incoming(read_text(text), label) for label, text in (("m", hooked()), ("w", wait))]
    todo = plan_import(batch, subject.instance)

    assert [o.reference.block for i in todo.items for o in i.unresolved] == ["say"]


def module_file(name: str) -> str:
    """A module's file."""
    tree = json.loads(module_text())
    return json.dumps({**tree, "Metadata": {"name": name, "type": "module"}})


def test_a_name_that_no_instance_takes_is_told_before(subject: Subject) -> None:
    """A module's name that is too long stops the whole batch, not its writing half way."""
    batch = [incoming(read_text(module_file(name)), name[:4]) for name in ("Good", "x" * 128)]
    todo = plan_import(batch, subject.instance)

    assert ["at most 127" in str(item.reasons) for item in todo.items] == [False, True]


def test_a_reference_to_what_is_copied_is_told(subject: Subject) -> None:
    """A flow that leads to a flow of its batch leads to the target's own, and a note says so."""
    subject.instance.create(new_flow("Next"), publish=True)
    tree = json.loads(using("contact_flow", ""))
    shown = {"use": {"parameters": {"ContactFlowId": {"displayName": "Next"}}}}
    tree["Metadata"] = {"name": "First", "type": "contactFlow", "ActionMetadata": shown}
    about = {"name": "Next", "type": "contactFlow"}
    texts = [json.dumps(tree), flow_text("New.", metadata=about)]
    batch = [incoming(read_text(text), f"file {n}") for n, text in enumerate(texts)]
    todo = plan_import(batch, subject.instance, conflict=Conflict.COPY)
    (first,) = [item for item in todo.items if item.name == "First"]

    assert len(first.notes) == 1
    assert "the target's own 'Next', not to the copy 'Next (copy)'" in first.notes[0]


def test_a_copy_of_a_long_name_is_cut(subject: Subject) -> None:
    """The copy of a module whose name is as long as can be has a name that fits."""
    text = module_file("x" * 127)
    for _ in range(2):
        done = bring(subject.instance, text, conflict=Conflict.COPY)
    assert done.summary is not None

    assert done.summary.name == "x" * 120 + " (copy)"
