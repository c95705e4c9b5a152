"""What is looked up or done elsewhere: functions, profiles, cases, tables, other contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.simulate.behaviours.turns import asked, branch_for, looked_up, too_late
from flowport.simulate.questions import OPEN, Answer

if TYPE_CHECKING:
    from flowport.model import Branch
    from flowport.simulate.call import Call
    from flowport.simulate.program import Block

__all__ = ["act_elsewhere", "get_metrics", "invoke_function", "look_up"]

_TABLES = frozenset({"EvaluateDataTableValues", "ListDataTableValues", "UpsertDataTableValues"})


def invoke_function(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A Lambda function: its answer replaces what ``$.External`` reads."""
    arn = str(filled.get("LambdaFunctionARN") or "")
    answer = asked(call, block, filled, (Answer(value=OPEN),), arn)
    late = too_late(call, answer, filled.get("InvocationTimeLimitSeconds"))
    if answer.outcome or late:
        named = block.error(answer.outcome) if answer.outcome else block.error("TimeLimitExceeded")
        return named or block.error("NoMatchingError") or block.onward
    if str(filled.get("InvocationType")).upper() == "ASYNCHRONOUS":
        return block.onward
    if not _fits(filled, answer.value):
        call.note(f'"{block.title}": the function\'s answer is not an object of strings')
        return block.error("NoMatchingError") or block.onward
    call.fill_root("External", block, answer.value)
    call.fill_root("LambdaInvocation", block, _invocation(answer.value))
    return block.onward


def _invocation(value: Any) -> Any:
    return value if value == OPEN else {"ResultData": value}


def _fits(filled: dict[str, Any], value: Any) -> bool:
    """Whether an answer has the declared form: STRING_MAP is a flat object, JSON is any value.

    Where none is declared an object may be nested: old flows that say nothing read such answers.
    """
    validation = filled.get("ResponseValidation")
    declared = validation.get("ResponseType") if isinstance(validation, dict) else ""
    if value == OPEN or declared == "JSON":
        return True
    if declared == "STRING_MAP" and isinstance(value, dict):
        return not any(isinstance(item, (dict, list)) for item in value.values())
    return isinstance(value, dict)


def look_up(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A record: found, not found, or found more than once."""
    if block.type in _TABLES:
        for root in ("DataTables", "DataTableList"):
            call.local.roots.pop(root, None)
    answer = looked_up(call, block, filled, _subject(filled))
    return branch_for(call, block, answer.outcome)


def act_elsewhere(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """Something that is done with another contact or service."""
    answer = looked_up(call, block, filled, _subject(filled))
    return branch_for(call, block, answer.outcome)


def get_metrics(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """Figures of a queue."""
    queue = str(filled.get("QueueId") or call.settings.get("queue") or "")
    answer = looked_up(call, block, filled, queue)
    return branch_for(call, block, answer.outcome)


_SUBJECTS = (
    "DataTableId",
    "CaseTemplateId",
    "CaseId",
    "TaskTemplateId",
    "WisdomAssistantArn",
    "WisdomMessageTemplateArn",
    "QueueId",
    "ContactFlowId",
    "ContactFlowArn",
)


def _subject(filled: dict[str, Any]) -> str:
    """The resource that a lookup is about, where it names one."""
    return next((str(filled[key]) for key in _SUBJECTS if filled.get(key)), "")
