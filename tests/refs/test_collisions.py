"""Different things of the source never become one of the target in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.refs.all_references import find
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.collisions import apart
from flowport.refs.outcome import Outcome, ResolvedBy
from flowport.refs.resolve import resolve
from refs.directories import SOURCE, TARGET, Listed, resource
from refs.test_resolve import flow

if TYPE_CHECKING:
    from flowport.model import Flow

CLAIMS = resource("queue", "Claims", 1)
ONE = resource("queue", "Claims", 11, SOURCE)
TWO = resource("queue", "Claims", 12, SOURCE)


def labelled(queue: str, label: str = "Claims") -> Flow:
    """A flow with one queue."""
    return flow({"QueueId": queue}, {"parameters": {"QueueId": {"displayName": label}}})


def parted(*queues: str, bindings: Bindings | None = None) -> list[Outcome]:
    """What becomes of one queue each in a batch of flows."""
    target = Listed((CLAIMS,))
    found = {
        str(number): resolve(find(labelled(queue)), target, bindings).outcomes
        for number, queue in enumerate(queues)
    }
    return [outcome for outcomes in apart(found).values() for outcome in outcomes]


def test_f3_two_ids_of_one_label_are_told_on_all_their_blocks() -> None:
    """Both are unresolved, and the sentence names both."""
    found = parted(ONE.arn, TWO.arn)

    assert {outcome.step for outcome in found} == {ResolvedBy.UNRESOLVED}
    assert all(ONE.arn in o.reason and TWO.arn in o.reason for o in found)


@pytest.mark.parametrize(
    "queues",
    [(ONE.arn, ONE.arn), (ONE.arn, ONE.id), (ONE.arn, ""), (CLAIMS.arn, ONE.arn), (ONE.arn,)],
)
def test_one_thing_twice_is_one_thing(queues: tuple[str, ...]) -> None:
    """The same id, a bare id, a name alone, and the target's own are no second thing."""
    assert ResolvedBy.UNRESOLVED not in {outcome.step for outcome in parted(*queues)}


def test_a_deleted_queue_of_the_target_is_another_thing() -> None:
    """Two ids of the target itself under one label are two things."""
    gone = resource("queue", "Claims", 2, TARGET)

    assert {o.step for o in parted(CLAIMS.arn, gone.arn)} == {ResolvedBy.UNRESOLVED}


def test_bindings_of_each_are_believed() -> None:
    """A person may make two queues one; a binding of only one of them is not enough."""
    lines = [Binding(kind="queue", source=each.arn, target="Claims") for each in (ONE, TWO)]

    assert {o.step for o in parted(ONE.arn, TWO.arn, bindings=Bindings(lines))} == {
        ResolvedBy.BOUND
    }
    some = [o.step for o in parted(ONE.arn, TWO.arn, bindings=Bindings(lines[:1]))]
    assert some == [ResolvedBy.BOUND, ResolvedBy.UNRESOLVED]


def test_functions_of_two_accounts_are_two_things() -> None:
    """The same name in two accounts is not the same function."""
    own = resource("lambda_function", "f", 1)
    arns = [f"arn:aws:lambda:eu-west-2:{account}:function:f" for account in ("1" * 12, "2" * 12)]
    flows = {a: flow({"LambdaFunctionARN": a}, None, "InvokeLambdaFunction") for a in arns}
    found = {a: resolve(find(each), Listed((own,))).outcomes for a, each in flows.items()}

    made = [outcome.step for outcomes in apart(found).values() for outcome in outcomes]
    assert made == [ResolvedBy.UNRESOLVED] * 2


def relabelled(
    *labels: str, bindings: Bindings | None = None, bare: frozenset[int] = frozenset()
) -> list[Outcome]:
    """What becomes of one queue that each flow of a batch calls by another name.

    The flows whose numbers are in ``bare`` write its bare id, the others its ARN.
    """
    target = Listed((CLAIMS, resource("queue", "Support", 2)))
    written = [ONE.id if number in bare else ONE.arn for number in range(len(labels))]
    found = {
        label: resolve(find(labelled(text, label)), target, bindings).outcomes
        for text, label in zip(written, labels, strict=True)
    }
    return [outcome for outcomes in apart(found).values() for outcome in outcomes]


def test_one_id_of_two_labels_is_unresolved_on_all_its_blocks() -> None:
    """One queue never becomes two: the sentence names it and both places."""
    found = relabelled("Claims", "Support")

    assert {outcome.step for outcome in found} == {ResolvedBy.UNRESOLVED}
    assert all(ONE.arn in o.reason and "'Support'" in o.reason for o in found)


@pytest.mark.parametrize("bare", [{0}, {1}, {0, 1}])
def test_an_arn_and_its_bare_id_are_one_thing(bare: set[int]) -> None:
    """One queue of two labels is unresolved also where a flow writes the id without the ARN."""
    found = relabelled("Claims", "Support", bare=frozenset(bare))

    assert {outcome.step for outcome in found} == {ResolvedBy.UNRESOLVED}


def test_a_binding_settles_one_id_of_two_labels() -> None:
    """A person says which queue it is, whatever the labels."""
    lines = [Binding(kind="queue", source=ONE.arn, target="Support")]
    found = relabelled("Claims", "Support", bindings=Bindings(lines))

    assert [(o.step, o.resource and o.resource.name) for o in found] == [
        (ResolvedBy.BOUND, "Support")
    ] * 2
