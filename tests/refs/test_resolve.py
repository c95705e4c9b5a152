"""The steps of a resolution, each with the one case that it is for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flowport.model import Flow
from flowport.refs import binding_file
from flowport.refs.all_references import find
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.outcome import Outcome, ResolvedBy
from flowport.refs.resolve import resolve
from flowport.refs.resource import Resource
from flowport.refs.rewrite import rewrite
from refs.directories import SOURCE, TARGET, Listed, flow_id, resource

SALES = resource("queue", "Sales", 1)
THERE = resource("queue", "Sales", 9, SOURCE)


def flow(
    parameters: dict[str, Any],
    metadata: dict[str, Any] | None = None,
    type_: str = "UpdateContactTargetQueue",
) -> Flow:
    """A flow of one block."""
    action = {"Identifier": "b", "Type": type_, "Parameters": parameters, "Transitions": {}}
    tree = {"Metadata": {"ActionMetadata": {"b": metadata or {}}}, "Actions": [action]}
    return Flow.from_tree({"Version": "2019-10-30", "StartAction": "b", **tree})


def named(name: str) -> dict[str, Any]:
    """Metadata that knows the queue's name."""
    return {
        "parameters": {"QueueId": {"displayName": name}},
        "queue": {"id": THERE.arn, "text": name},
    }


def outcome(
    doc: Flow, directory: Listed, bindings: Bindings | None = None, **options: Any
) -> Outcome:
    """What becomes of a flow's first reference."""
    return resolve(find(doc), directory, bindings, **options).outcomes[0]


def test_an_arn_of_the_target_stays() -> None:
    """An ARN that the target has wins over a resource of the same name."""
    twin = resource("queue", "Other", 2)
    found = outcome(flow({"QueueId": twin.arn}, named("Sales")), Listed((SALES, twin)))

    assert (found.step, found.resource) == (ResolvedBy.SAME_ARN, twin)


def test_a_foreign_arn_is_found_by_name() -> None:
    """Another instance's queue becomes the target's queue of the same name."""
    found = outcome(flow({"QueueId": THERE.arn}, named("Sales")), Listed((SALES,)))

    assert (found.step, found.resource) == (ResolvedBy.SAME_NAME, SALES)


def test_a_binding_comes_first() -> None:
    """What a person decided wins over ARN and name."""
    other = resource("queue", "Other", 2)
    bindings = Bindings([Binding(kind="queue", source=SALES.arn, target="Other")])
    found = outcome(flow({"QueueId": SALES.arn}, named("Sales")), Listed((SALES, other)), bindings)

    assert (found.step, found.resource) == (ResolvedBy.BOUND, other)


def test_a_binding_to_nothing_is_told() -> None:
    """A binding to what the target lacks is not quietly skipped."""
    bindings = Bindings([Binding(kind="queue", source=THERE.arn, target="Gone")])
    found = outcome(flow({"QueueId": THERE.arn}, named("Sales")), Listed((SALES,)), bindings)

    assert found.reason == "the bindings say 'Gone', and the target has none of that name"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("arn:aws:lambda:us-east-1:444455556666:function:x", "of the kind Lambda function"),
        (f"{SOURCE}/queue/{flow_id(9)}", "of the kind queue"),
    ],
)
def test_a_binding_to_another_kind_is_refused(target: str, why: str) -> None:
    """Even where the target can't list a kind, an ARN of another one does not pass for it."""
    doc = flow({"CaseTemplateId": flow_id(1)}, None, "CreateCase")
    bindings = Bindings([Binding(kind="case_template", source=flow_id(1), target=target)])
    found = outcome(doc, Listed(unknown=frozenset({"case_template"})), bindings)

    assert found.step is ResolvedBy.UNRESOLVED
    assert why in found.reason


def test_a_binding_back_to_the_source_is_refused() -> None:
    """An ARN of another instance is no answer, though the target can't list the kind."""
    bindings = Bindings([Binding(kind="queue", source=THERE.arn, target=THERE.arn)])
    found = outcome(flow({"QueueId": THERE.arn}), Listed(unknown=frozenset({"queue"})), bindings)

    assert (found.step, found.reason) == (
        ResolvedBy.UNRESOLVED,
        f"the bindings say {THERE.arn!r}, which is of another instance",
    )


def test_a_path_inside_an_arn_of_elsewhere_is_told() -> None:
    """What is put together while a call runs may not name another instance."""
    doc = flow({"QueueId": f"{SOURCE}/queue/$.Attributes.queue"})
    resolution = resolve(find(doc), Listed())

    assert [o.reference.block for o in resolution.unresolved] == ["b"]
    assert resolution.bindings().lines == ()


def test_a_path_inside_an_arn_of_the_target_is_dynamic() -> None:
    """In its own instance such a value is left to the call."""
    doc = flow({"QueueId": f"{TARGET}/queue/$.Attributes.queue"})

    assert outcome(doc, Listed()).step is ResolvedBy.DYNAMIC


def test_what_has_no_names_is_suggested_as_it_is() -> None:
    """Of a kind without names, the ones that the target has are the candidates."""
    key = Resource("encryption_key", "", "", flow_id(5))
    doc = flow({"InputEncryption": {"EncryptionKeyId": flow_id(1)}}, None, "GetParticipantInput")
    resolution = resolve(find(doc), Listed((key,)))

    assert resolution.outcomes[0].hints == (key.id,)
    assert resolution.bindings().lines[0].candidates == (key.id,)


def test_candidates_of_one_name_are_told_apart() -> None:
    """Where two have the name, their ARNs say which is which."""
    twins = (SALES, resource("queue", "Sales", 2))
    found = outcome(flow({"QueueId": THERE.arn}, named("Sales")), Listed(twins))

    assert found.hints == tuple(each.arn for each in twins)


def test_a_near_name_is_only_suggested() -> None:
    """Names compare exactly: another case is a candidate and no more."""
    found = outcome(flow({"QueueId": THERE.arn}, named("sales")), Listed((SALES,)))

    assert (found.step, found.resource, found.candidates) == (ResolvedBy.UNRESOLVED, None, (SALES,))


def test_the_name_of_another_kind_does_not_count() -> None:
    """A prompt named like the queue is no queue."""
    found = outcome(
        flow({"QueueId": THERE.arn}, named("Sales")), Listed((resource("prompt", "Sales", 1),))
    )

    assert found.step is ResolvedBy.UNRESOLVED


def test_two_of_a_name_are_left_to_a_person() -> None:
    """Where a name says too little, both are candidates."""
    twins = (SALES, resource("queue", "Sales", 2))
    found = outcome(flow({"QueueId": THERE.arn}, named("Sales")), Listed(twins))

    assert (found.step, found.candidates) == (ResolvedBy.UNRESOLVED, twins)


def test_a_function_is_found_by_the_name_inside_its_arn() -> None:
    """A Lambda function has the same name in another account and Region."""
    here = resource("lambda_function", "look-up", 1)
    doc = flow(
        {"LambdaFunctionARN": here.arn.replace("us-east-1", "eu-west-2")},
        None,
        "InvokeLambdaFunction",
    )

    assert outcome(doc, Listed((here,))).resource == here


def test_a_bare_id_of_the_target_stays() -> None:
    """A module by its bare id is found by it."""
    module = resource("contact_flow_module", "Ask", 3)
    doc = flow({"FlowModuleId": module.id}, None, "InvokeFlowModule")

    assert outcome(doc, Listed((module,))).step is ResolvedBy.SAME_ARN


def test_a_kind_that_cannot_be_listed_must_be_bound() -> None:
    """A foreign resource that nobody can look up is unresolved, not believed."""
    doc = flow({"CaseTemplateId": flow_id(1)}, None, "CreateCase")

    assert outcome(doc, Listed(unknown=frozenset({"case_template"}))).step is ResolvedBy.UNRESOLVED


def test_a_kind_that_cannot_be_listed_stays_at_home() -> None:
    """In its own instance such a resource is left as it is."""
    doc = flow({"CaseTemplateId": flow_id(1)}, None, "CreateCase")
    home = Listed(unknown=frozenset({"case_template"}))

    assert outcome(doc, home, source=TARGET).step is ResolvedBy.UNCHECKED


def test_a_view_of_amazon_is_everywhere() -> None:
    """A view that AWS owns gets the target's Region."""
    doc = flow(
        {"ViewResource": {"Id": "arn:aws:connect:eu-west-2:aws:view/form:1"}}, None, "ShowView"
    )
    done = rewrite(doc, resolve(find(doc), Listed()))

    assert (
        done.value("/Actions/0/Parameters/ViewResource/Id")
        == "arn:aws:connect:us-east-1:aws:view/form:1"
    )


def test_hidden_references_stay_unless_asked() -> None:
    """A queue in a plain attribute is reported and not touched."""
    doc = flow({"Attributes": {"q": SALES.arn}}, None, "UpdateContactAttributes")

    assert outcome(doc, Listed((SALES,))).step is ResolvedBy.REPORTED


def compared(arn: str) -> Flow:
    """A flow that asks whether the contact is in a queue."""
    doc = flow({"ComparisonValue": "$.Queue.ARN"}, None, "Compare")
    condition = {"NextAction": "b", "Condition": {"Operator": "Equals", "Operands": [arn]}}
    return doc.with_value("/Actions/0/Transitions", {"Conditions": [condition]})


def test_what_a_condition_compares_with_stays_unless_asked() -> None:
    """A queue's ARN in a condition is reported, since its branch is never taken elsewhere."""
    found = outcome(compared(THERE.arn), Listed((SALES,)))

    assert (found.step, found.reference.path) == (
        ResolvedBy.REPORTED,
        "Conditions.0.Condition.Operands.0",
    )


def test_what_a_condition_compares_with_is_rewritten_when_asked() -> None:
    """With the word said, a condition compares with the target's queue."""
    doc = compared(THERE.arn)
    bindings = Bindings([Binding(kind="queue", source=THERE.arn, target="Sales")])
    done = rewrite(doc, resolve(find(doc), Listed((SALES,)), bindings, hidden=True))

    assert done.tree == compared(SALES.arn).tree


def test_hidden_references_are_rewritten_when_asked() -> None:
    """With the word said, a hidden ARN is resolved like any other."""
    doc = flow({"Attributes": {"q": THERE.arn}}, None, "UpdateContactAttributes")
    bindings = Bindings([Binding(kind="queue", source=THERE.arn, target="Sales")])
    done = rewrite(doc, resolve(find(doc), Listed((SALES,)), bindings, hidden=True))

    assert done.value("/Actions/0/Parameters/Attributes/q") == SALES.arn


def test_rewriting_takes_the_copies_along() -> None:
    """The parameter and the id beside it become the target's ARN."""
    doc = flow({"QueueId": THERE.arn}, named("Sales"))
    done = rewrite(doc, resolve(find(doc), Listed((SALES,))))
    block = done.metadata_of("b")

    assert (done.action("b").parameters["QueueId"], block["queue"]["id"]) == (SALES.arn, SALES.arn)


def test_rewriting_takes_copies_at_unknown_places_along() -> None:
    """Wherever a block's metadata repeats just that ARN, it becomes the target's."""
    doc = flow({"QueueId": THERE.arn}, {**named("Sales"), "queue": {"x": [{"arn": THERE.arn}]}})
    done = rewrite(doc, resolve(find(doc), Listed((SALES,))))

    assert done.metadata_of("b")["queue"] == {"x": [{"arn": SALES.arn}]}


def test_a_bound_name_goes_into_the_metadata() -> None:
    """Where the name differs, the designer is told the new one."""
    other = resource("queue", "Other", 2)
    bindings = Bindings([Binding(kind="queue", source=THERE.arn, target=other.arn)])
    doc = flow({"QueueId": THERE.arn}, named("Sales"))
    block = rewrite(doc, resolve(find(doc), Listed((other,)), bindings)).metadata_of("b")

    assert (block["queue"]["text"], block["parameters"]["QueueId"]["displayName"]) == (
        "Other",
        "Other",
    )


def test_names_are_written_on_request() -> None:
    """An export tells the name of a resource that the content has only by ARN."""
    doc = flow({"QueueId": SALES.arn})
    done = rewrite(doc, resolve(find(doc), Listed((SALES,))), names=True)

    assert done.metadata_of("b") == {"parameters": {"QueueId": {"displayName": "Sales"}}}


def test_unresolved_stays_as_it_was() -> None:
    """A flow whose one reference has no target is the same document."""
    doc = flow({"QueueId": THERE.arn}, named("Sales"))

    assert rewrite(doc, resolve(find(doc), Listed())) is doc


def test_bare_ids_stay_bare() -> None:
    """A module is named by its bare id in the target as well."""
    module = resource("contact_flow_module", "Ask", 3)
    doc = flow({"FlowModuleId": flow_id(8)}, {"contactFlowModuleName": "Ask"}, "InvokeFlowModule")
    done = rewrite(doc, resolve(find(doc), Listed((module,))))

    assert done.action("b").parameters["FlowModuleId"] == module.id


def test_an_old_bot_gets_the_region_of_the_target() -> None:
    """A Lex V1 bot keeps its name and is called where the target has it."""
    bot = Resource("lex_bot", "Orders", "arn:aws:lex:us-east-1:444455556666:bot:Orders", "Orders")
    lex = {"Name": "Orders", "Region": "eu-west-2", "Alias": "$LATEST"}
    doc = flow({"LexBot": lex}, None, "ConnectParticipantWithLexBot")
    done = rewrite(doc, resolve(find(doc), Listed((bot,))))

    assert done.action("b").parameters["LexBot"] == {**lex, "Region": "us-east-1"}


def test_the_outcome_is_the_next_bindings() -> None:
    """A run's outcome, read back as bindings, resolves the same way."""
    doc = flow({"QueueId": THERE.arn}, named("Sales"))
    first = resolve(find(doc), Listed((SALES,)))
    again = resolve(
        find(doc), Listed((SALES,)), binding_file.load(binding_file.dump(first.bindings()))
    )

    assert (again.outcomes[0].step, again.outcomes[0].resource) == (ResolvedBy.BOUND, SALES)


@pytest.mark.parametrize("as_json", [False, True])
def test_bindings_round_trip(as_json: bool) -> None:
    """What is written is what is read, whatever the names."""
    lines = [
        Binding(kind="queue", source="a", name='q"\\\n\x7f\u2028🎉', target="b", candidates=("c",)),
        Binding(kind="prompt", name="only a name"),
    ]
    written = Bindings(lines)

    assert binding_file.load(binding_file.dump(written, as_json=as_json)) == written


THEIR_WAIT = resource("contact_flow", "Wait", 3, SOURCE)
HOOK = {"EventHooks": {"CustomerQueue": THEIR_WAIT.arn}}
SHOWN = {"parameters": {"EventHooks": {"CustomerQueue": {"displayName": "Wait"}}}}


def hooked(type_: str, bindings: Bindings | None = None) -> Outcome:
    """What becomes of an event hook where the target's flow of that name has a type."""
    wait = replace(resource("contact_flow", "Wait", 4), type=type_)
    doc = flow(HOOK, SHOWN, "UpdateContactEventHooks")
    return outcome(doc, Listed((wait,)), bindings)


@pytest.mark.parametrize(
    ("type_", "step"),
    [
        ("CUSTOMER_QUEUE", ResolvedBy.SAME_NAME),
        ("CONTACT_FLOW", ResolvedBy.UNRESOLVED),
        ("", ResolvedBy.SAME_NAME),
    ],
)
def test_an_event_hook_takes_its_type_of_flow(type_: str, step: ResolvedBy) -> None:
    """A flow of the same name but another type is no answer; one of unknown type is."""
    assert hooked(type_).step is step


def test_a_binding_to_a_wrong_type_is_told() -> None:
    """A binding can't put a flow where its type does not belong; the sentence names both types."""
    line = Binding(kind="contact_flow", name="Wait", source=THEIR_WAIT.arn, target="Wait")
    found = hooked("CONTACT_FLOW", Bindings([line]))

    assert found.reason == (
        "the target's flow 'Wait' is of the type CONTACT_FLOW, "
        "and EventHooks.CustomerQueue takes CUSTOMER_QUEUE"
    )
