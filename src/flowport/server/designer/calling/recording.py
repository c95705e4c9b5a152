"""A call of the page as a test case of the instance, which passes on the document as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError, MockError, UsageError
from flowport.server.designer.refusals import Refusal
from flowport.testing import compile_short, read_case, run_case
from flowport.testing.case_writing import case_tree, mocks_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.server.designer.calling.phone import Dialled, Walked
    from flowport.testing import Verdict

__all__ = ["recorded"]

_LONGEST_NAME = 127


def recorded(
    name: str, described: Dialled, walked: Walked
) -> tuple[dict[str, Any], Verdict | None]:
    """The members of CreateTestCase for a call, and how that case ends on the document.

    The first form that passes is taken: all prompts or only those that were answered, with
    overrides or with Flowport's own mocks. Where none passes, it is the first.

    Raises:
        Refusal: The name can't be used, nothing happened in the call, or the service would refuse
            the case.
    """
    if not 0 < len(name) <= _LONGEST_NAME:
        raise Refusal("bad-request", f"A test needs a name of at most {_LONGEST_NAME} characters.")
    if walked.scene.program.is_module:
        raise Refusal("bad-request", "A test enters at a flow, and this is a module.")
    if not walked.trace.events:
        raise Refusal("bad-request", "Nothing has happened in this call yet.")
    tried: list[tuple[dict[str, Any], Verdict | None]] = []
    for tree in _forms(name, described, walked):
        members = _members(tree)
        verdict = _verdict(members, walked)
        if verdict and verdict.passed:
            return members, verdict
        tried.append((members, verdict))
    return tried[0]


def _forms(name: str, described: Dialled, walked: Walked) -> Iterator[dict[str, Any]]:
    """The call in the short form, in all ways in which it can be written."""
    given = {"from": described.number, "at": described.at}
    for only_inputs in (False, True):
        for native in (True, False):
            script = mocks_of(tuple(walked.asked), native=native)
            script.attributes = {**script.attributes, **described.attributes}
            steps = steps_of(walked.trace.events, script.overrides, only_inputs=only_inputs)
            tree = case_tree(name, walked.scene.row.id, described.channel, script, steps)
            tree["given"] |= {key: value for key, value in given.items() if value}
            yield tree


def _members(tree: dict[str, Any]) -> dict[str, Any]:
    document = compile_short(tree, str(tree["name"]))
    return {**document, "Content": json.dumps(document["Content"], ensure_ascii=False)}


def _verdict(members: dict[str, Any], walked: Walked) -> Verdict | None:
    try:
        case = read_case(members, str(members["Name"]))
    except CaseError as error:
        raise Refusal("bad-request", "; ".join([f"{error}", *error.problems]) + ".") from error
    try:
        return run_case(case, walked.scene.stage)
    except (CaseError, MockError, UsageError):
        return None
