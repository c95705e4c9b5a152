"""What is remembered of documents that are edited is bounded."""

from __future__ import annotations

from flowport.server.designer.open_documents import Recent


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
