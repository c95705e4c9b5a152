"""The recipe for a new block is followed with a made-up block, and everything else follows."""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest

from recipes import blocks, copy_sources, run

if TYPE_CHECKING:
    from pathlib import Path

#: What is asked of the library once the block is declared; each line is one thing that follows.
QUESTIONS = """
import json, sys
from flowport.catalogue import ACTIONS, BLOCKS, JSONPATH_ROOTS, block_of
from flowport.check import check
from flowport.check.block_pages import block_pages
from flowport.convert import convert_tree
from flowport.designer.palette import catalogue
from flowport.model import Flow
from flowport.refs.all_references import find
from flowport.simulate import BEHAVIOURS, EFFECTS, Caller, Program, walk

legacy = json.loads(sys.stdin.read())
flow = Flow.from_tree(convert_tree(legacy)[0])
greet = next(a for a in flow.tree["Actions"] if a["Type"] == "GreetContact")
bad = json.loads(json.dumps(flow.tree))
block = next(a for a in bad["Actions"] if a["Type"] == "GreetContact")
block["Parameters"] = {"Tone": "Rude", "QueueId": "$.Greeting.queue"}
block["Transitions"]["Conditions"][0]["Condition"]["Operands"] = ["Sad"]
palette = catalogue("CONTACT_FLOW")["categories"]
page = block_pages()["greet-customer.md"]
print(json.dumps({
    "title": block_of("GreetContact", {})[0].title,
    "branches": BLOCKS["Greet customer"].branches,
    "palette": [c["name"] for c in palette for b in c["blocks"] if b["title"] == "Greet customer"],
    "filled": JSONPATH_ROOTS["Greeting"].filled_by,
    "effect": EFFECTS["GreetContact"].event,
    "behaviour": "GreetContact" in BEHAVIOURS,
    "walk": walk(Program.of(flow), Caller(1)).events[0].kind,
    "converted": [greet["Parameters"], greet["Transitions"]],
    "codes": sorted({f.code for f in check(Flow.from_tree(bad), type="CONTACT_FLOW")}),
    "references": [r.kind for r in find(Flow.from_tree(bad)) if r.action == "GreetContact"],
    "page": [word for word in ("Greets the customer", "A greeting.", "`Greet`") if word in page],
}))
"""


def _append(path: Path, row: str) -> None:
    """Put a row at the end of the module's last tuple."""
    text = path.read_text(encoding="utf-8")
    before, found, after = text.rpartition("\n)\n")
    assert found, path
    row = indent(row.rstrip(), "    ")
    path.write_text(f"{before}\n{row},{found}{after}", encoding="utf-8")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the library says of the block, in a copy where the recipe was followed."""
    home = tmp_path_factory.mktemp("recipe")
    catalogue = copy_sources(home) / "catalogue"
    action, legacy = blocks("block.md", "python")
    _append(catalogue / "actions" / "interact.py", action)
    _append(catalogue / "legacy" / "interact.py", legacy)
    (case,) = blocks("block.md", "json")
    found: dict[str, Any] = json.loads(run(home, "-c", QUESTIONS, stdin=case))
    return found


def test_the_block_is_in_the_palette(answers: dict[str, Any]) -> None:
    """Its title, section and branches are those of the declaration."""
    assert answers["title"] == "Greet customer"
    assert answers["branches"] == ["Happy", "Angry", "No match", "Error"]
    assert answers["palette"] == ["Interact"]


def test_the_block_runs(answers: dict[str, Any]) -> None:
    """The simulator does what the effect declares, and the namespace that it fills is known."""
    assert (answers["effect"], answers["walk"], answers["behaviour"]) == (
        "greeted",
        "greeted",
        True,
    )
    assert answers["filled"] == ["GreetContact"]


def test_the_block_is_converted(answers: dict[str, Any]) -> None:
    """The legacy form becomes the action."""
    parameters, transitions = answers["converted"]

    assert parameters == {"Text": "Welcome", "Tone": "Warm"}
    assert transitions["Conditions"][0]["Condition"]["Operands"] == ["Happy"]
    assert transitions["Errors"][0]["ErrorType"] == "NoMatchingError"


def test_the_block_is_checked(answers: dict[str, Any]) -> None:
    """A missing parameter, a wrong value, a wrong operand and a missing error are found."""
    assert {"C004", "C007", "B001", "B008"} <= set(answers["codes"])
    assert answers["references"] == ["queue"]


def test_the_block_has_a_page(answers: dict[str, Any]) -> None:
    """The page says what it does, what is heard, and its legacy form."""
    assert len(answers["page"]) == 3
