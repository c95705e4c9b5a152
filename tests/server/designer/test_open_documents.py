"""What is remembered of documents that are edited is bounded."""

from __future__ import annotations

import pytest

from browsing import block_id
from flowport.designer import blank
from flowport.refs import all_references
from flowport.server.designer import open_documents
from flowport.server.designer.open_documents import DocumentState, OpenDocuments, Recent

QUEUE = "arn:aws:connect:eu-central-1:123456789012:instance/i/queue/"


def _queues(documents: OpenDocuments, number: int) -> DocumentState:
    """A state with so many blocks that set a queue."""
    commands: list[object] = []
    for each in range(number):
        block = block_id(each)
        commands += [
            {"kind": "add", "id": block, "block": "Set working queue", "x": 0, "y": 200 * each},
            {
                "kind": "setParameter",
                "block": block,
                "path": ["QueueId"],
                "value": f"{QUEUE}{each}",
            },
        ]
    start = documents.start(["root"], lambda: blank("flow", "CONTACT_FLOW", name="Queues"))
    return documents.after(start, commands)


@pytest.mark.parametrize(
    "command",
    [
        {"kind": "setParameter", "block": block_id(1), "path": ["QueueId"], "value": f"{QUEUE}x"},
        {"kind": "move", "positions": {block_id(1): {"x": 7, "y": 7}}},
        {"kind": "remove", "ids": [block_id(0)]},
        {"kind": "rename", "block": block_id(2), "name": "Other queue"},
    ],
    ids=lambda command: str(command["kind"]),
)
def test_references_after_an_edit_are_those_of_the_whole(command: dict[str, object]) -> None:
    """What blocks refer to is kept from state to state, and is what a whole look would find."""
    documents = OpenDocuments()
    before = _queues(documents, 3)
    assert len(before.references) == 3
    after = documents.after(before, [command])

    assert after.references == all_references.find(after.draft.flow)


def test_an_edit_looks_for_references_in_its_block_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of an edit does not grow with the references of other blocks."""
    looked: list[str] = []

    def in_block(flow: object, action: object) -> object:
        looked.append(action.id)  # type: ignore[attr-defined]
        return all_references.in_block(flow, action)  # type: ignore[arg-type]

    documents = OpenDocuments()
    before = _queues(documents, 5)
    assert len(before.references) == 5
    monkeypatch.setattr(open_documents, "in_block", in_block)
    value = {"block": block_id(3), "path": ["QueueId"], "value": f"{QUEUE}x"}
    assert documents.after(before, [{"kind": "setParameter", **value}]).references

    assert looked == [block_id(3)]


def test_the_latest_are_remembered_up_to_a_number() -> None:
    """Of more things than there is room for, the one used longest ago is forgotten."""
    recent: Recent[str] = Recent(2)
    for name in "abc":
        recent.put(name, name)

    assert [recent.get(name) for name in "abc"] == [None, "b", "c"]


def test_heavy_things_take_more_room() -> None:
    """Things weigh what they are said to, and one that is put again weighs once."""
    recent: Recent[str] = Recent(100, room=10)
    recent.put("a", "a", weight=4)
    recent.put("b", "b", weight=4)
    recent.put("b", "b", weight=5)
    before = recent.get("a")
    recent.put("c", "c", weight=5)

    assert before == "a"
    assert [recent.get(name) for name in "abc"] == ["a", None, "c"]


def test_one_thing_is_kept_whatever_it_weighs() -> None:
    """A document heavier than the room is remembered, alone."""
    recent: Recent[str] = Recent(100, room=10)
    recent.put("a", "a", weight=4)
    recent.put("b", "b", weight=50)

    assert [recent.get(name) for name in "ab"] == [None, "b"]
