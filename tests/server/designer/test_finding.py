"""Finding in all flows of an instance, and who uses a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from browsing import Browser, add_profile, block_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served


def says(text: str) -> list[dict[str, object]]:
    """The commands that add a prompt."""
    return [
        {"kind": "add", "id": block_id(1), "block": "Play prompt", "x": 0, "y": 0},
        {"kind": "setParameter", "block": block_id(1), "path": ["Text"], "value": text},
    ]


def queue_of(admin: Browser) -> dict[str, str]:
    """A queue of the instance."""
    found: dict[str, str] = admin.get("I/resources?kind=queue&q=BasicQueue")["resources"][0]
    return found


def test_a_text_is_found_in_every_flow_that_says_it(admin: Browser) -> None:
    """Each place names its flow and block, and the number of flows that were searched."""
    for name in ("Finding one", "Finding two"):
        admin.save(admin.new(name), *says("Welcome to the zoological garden"))
    answer = admin.get("I/find?q=zoological")

    assert [each["name"] for each in answer["flows"]] == ["Finding one", "Finding two"]
    assert answer["flows"][0]["places"][0]["block"]["id"] == block_id(1)
    assert answer["searched"] > 2
    assert answer["more"] is False


def test_a_query_that_is_none_is_refused(admin: Browser) -> None:
    """An unknown key gives the sentence of flowport find; nothing to find gives the terms."""
    error = admin.refused("GET", "I/find?q=" + quote("colour:red"))

    assert "there is no key colour" in error["message"].lower()
    assert {"example", "help"} == set(admin.get("I/find")["terms"][0])


def test_who_uses_a_queue_is_answered(admin: Browser) -> None:
    """A flow that uses it is named with its block, and whether callers get there."""
    queue = queue_of(admin)
    opened = admin.new("Uses the basic queue")
    add = {"kind": "add", "id": block_id(1), "block": "Set working queue", "x": 0, "y": 0}
    pick = {
        "kind": "setParameter",
        "block": block_id(1),
        "path": ["QueueId"],
        "value": queue["arn"],
    }
    admin.save(opened, add, pick)
    answer = admin.get(f"I/uses?arn={quote(queue['arn'])}")
    (found,) = [each for each in answer["flows"] if each["name"] == "Uses the basic queue"]

    assert (found["saved"], found["published"]) == (True, False)
    assert [each["id"] for each in found["blocks"]] == [block_id(1)]


def test_modules_are_found_by_those_who_may_see_them(
    user: Callable[[str], Browser], admin: Browser, site: Served
) -> None:
    """Who may see no modules gets none, whatever is in them."""
    admin.save(admin.new("Hidden module", kind="module"), *says("Welcome to the planetarium"))
    add_profile(site, "Sees flows only", ["ContactFlows.View"])
    narrow = user("Sees flows only")

    assert [each["kind"] for each in admin.get("I/find?q=planetarium")["flows"]] == ["module"]
    assert narrow.get("I/find?q=planetarium")["flows"] == []


@pytest.mark.parametrize("path", ["I/uses", "I/uses?arn="])
def test_a_use_of_nothing_is_refused(admin: Browser, path: str) -> None:
    """Without an ARN there is nothing to look for."""
    assert admin.refused("GET", path)["code"] == "bad-request"
