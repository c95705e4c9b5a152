"""A module returns by a branch, or with data, that its settings don't declare.

What it does:
    Compares ``Result`` of ``EndFlowModuleExecution`` with the branches that the module's
    ``Settings`` declare, and looks for ``ResultData`` where they declare no output at all.

Why:
    The service refuses a result and data that the module's contract lacks, even ``Success``. The
    contract is kept beside the content as well, so that this can only be a warning.

Example:
    ``"Result": "NotFound"`` where ``Settings.Transitions`` declares ``Success`` and ``Error``.

Instead:
    Declare ``NotFound``, or return another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "EndFlowModuleExecution"


@action_rule("D016", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look the result and its data up."""
    settings = site.facts.flow.settings
    declared, result = settings.get("Transitions"), site.parameters.get("Result")
    if isinstance(result, str) and isinstance(declared, list):
        names = [entry.get("ReferenceName") for entry in declared if isinstance(entry, dict)]
        if result not in names:
            yield site.fault(
                f"the module's Settings declare no branch {result!r}; declare it",
                "Result",
                problem=site.bad_value(("Result",)),
            )
    if site.parameters.get("ResultData") and settings.get("OutputParameters") == []:
        yield site.fault(
            "the module's Settings declare no output, and this returns some; declare it",
            "ResultData",
            problem=site.bad_value(("ResultData",)),
        )
