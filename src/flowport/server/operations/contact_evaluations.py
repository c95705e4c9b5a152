"""Evaluations of contacts: started from the active version of a form, answered, submitted.

Nothing is scored here: an evaluation keeps what evaluators answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server import contacts, search_criteria
from flowport.server.operations.evaluation_forms import version_of
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import resources, tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_KIND = "contact-evaluation"
_FORM = "evaluation-form"
_VIEW, _EDIT = "Evaluation.View", "Evaluation.Edit"
_DRAFT, _SUBMITTED = "DRAFT", "SUBMITTED"
#: The member that holds an answer to a question of each type.
_ANSWERS: Mapping[str, str] = {
    "DATETIME": "DateTimeValue",
    "MULTISELECT": "StringValues",
    "NUMERIC": "NumericValue",
    "SINGLESELECT": "StringValue",
    "TEXT": "StringValue",
}


def _conflict(message: str) -> ServiceError:
    return ServiceError("ResourceConflictException", message)


def _get(call: ApiCall, kind: str, name: str) -> StoredResource:
    try:
        return resources.get(call.connection, call.instance.id, kind, name)
    except NotFoundError as error:
        raise missing(str(error)) from error


def _evaluation(call: ApiCall) -> StoredResource:
    return _get(call, _KIND, call.params["EvaluationId"])


def _every(call: ApiCall) -> list[StoredResource]:
    """All evaluations, the newest first."""
    found = resources.page(call.connection, call.instance.id, _KIND)
    return sorted(found, key=lambda each: (-each.created, each.id))


def _evaluator(call: ApiCall, member: str) -> str:
    """The ARN of who evaluates: named by the call, or who calls."""
    given: str | None = call.params.get(member, {}).get("ConnectUserArn")
    user = call.principal.user
    return given or (f"{call.instance.arn}/agent/{user}" if user else call.instance.arn)


@operation("StartContactEvaluation", writes=True, needs="Evaluation.Create")
def _start(call: ApiCall) -> Mapping[str, Any]:
    contact = contacts.find(call, call.params["ContactId"])
    form = _get(call, _FORM, call.params["EvaluationFormId"])
    active = form.body.get("ActiveVersion")
    if active is None:
        raise _conflict(f"The evaluation form {form.name!r} has no active version.")
    version = version_of(form, active)
    made = resources.create(
        call.connection,
        call.instance.id,
        _KIND,
        name=contact.id,
        arn=f"{call.instance.arn}/{_KIND}/{{id}}",
        body={
            "ContactId": contact.id,
            "Form": {**version, "EvaluationFormId": form.id, "EvaluationFormArn": form.arn},
            "Status": _DRAFT,
            "EvaluatorArn": _evaluator(call, "StartedBy"),
            "AutoEvaluation": call.params.get("AutoEvaluationConfiguration", {}),
            "Answers": {},
            "Notes": {},
        },
        unique=False,
    )
    tags.add(call.connection, call.instance.id, made.arn, call.params.get("Tags", {}))
    return _named(made)


def _named(found: StoredResource) -> Mapping[str, Any]:
    return {"EvaluationId": found.id, "EvaluationArn": found.arn}


def _questions(items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The questions of a form, in sections however deep."""
    for item in items:
        if "Question" in item:
            yield item["Question"]
        yield from _questions(item.get("Section", {}).get("Items", ()))


def _check_answers(found: StoredResource, given: Mapping[str, Any]) -> None:
    known = {each["RefId"]: each for each in _questions(found.body["Form"]["Items"])}
    for name in (*given["Answers"], *given["Notes"]):
        if name not in known:
            raise invalid(f"The evaluation form has no question {name!r}.")
    for name, answer in given["Answers"].items():
        value = answer.get("Value", {})
        member = _ANSWERS.get(known[name]["QuestionType"])
        if value and member not in value and not value.get("NotApplicable"):
            raise invalid(f"The answer to {name!r} must be a {member}.")


def _answer(call: ApiCall, found: StoredResource, by: str, **more: Any) -> Mapping[str, Any]:
    """Merge answers and notes into an evaluation; an empty one removes what is there.

    Source: UpdateContactEvaluation, "deleted by passing an empty object".
    """
    given = {name: call.params.get(name, {}) for name in ("Answers", "Notes")}
    _check_answers(found, given)
    merged = {
        name: {key: each for key, each in {**found.body[name], **values}.items() if each}
        for name, values in given.items()
    }
    body = {**found.body, **merged, **more, "EvaluatorArn": _evaluator(call, by)}
    return _named(resources.change(call.connection, found, body=body))


@operation("UpdateContactEvaluation", writes=True, needs=_EDIT)
def _update(call: ApiCall) -> Mapping[str, Any]:
    found = _evaluation(call)
    if found.body["Status"] != _DRAFT:
        raise _conflict(f"The evaluation {found.id} was submitted.")
    return _answer(call, found, "UpdatedBy")


@operation("SubmitContactEvaluation", writes=True, needs=_EDIT)
def _submit(call: ApiCall) -> Mapping[str, Any]:
    """Submit, or submit again."""
    return _answer(call, _evaluation(call), "SubmittedBy", Status=_SUBMITTED)


@operation("DeleteContactEvaluation", writes=True, needs="Evaluation.Delete")
def _delete(call: ApiCall) -> None:
    resources.remove(call.connection, _evaluation(call))


def _all_shown(call: ApiCall, found: Sequence[StoredResource]) -> list[dict[str, Any]]:
    carried = tags.of_some(call.connection, call.instance.id, [each.arn for each in found])
    return [_shown(each, carried.get(each.arn, {})) for each in found]


def _shown(found: StoredResource, carried: Mapping[str, str]) -> dict[str, Any]:
    """An evaluation with its tags, under every name that some shape has for its members."""
    body, form = found.body, found.body["Form"]
    automatic = bool(body["AutoEvaluation"].get("Enabled"))
    return {
        **_named(found),
        "EvaluationFormTitle": form["Title"],
        "EvaluationFormId": form["EvaluationFormId"],
        "EvaluationFormVersion": form["EvaluationFormVersion"],
        "Metadata": {
            "ContactId": body["ContactId"],
            "EvaluatorArn": body["EvaluatorArn"],
            "AutoEvaluationEnabled": automatic,
        },
        "ContactId": body["ContactId"],
        "EvaluatorArn": body["EvaluatorArn"],
        "AutoEvaluationEnabled": automatic,
        "EvaluationType": "STANDARD",
        "Answers": body["Answers"],
        "Notes": body["Notes"],
        "Status": body["Status"],
        "CreatedTime": found.created,
        "LastModifiedTime": found.modified,
        "Tags": carried,
    }


@operation("DescribeContactEvaluation", needs=_VIEW)
def _describe(call: ApiCall) -> Mapping[str, Any]:
    found = _evaluation(call)
    shown = _shown(found, tags.of(call.connection, found.arn))
    return {"Evaluation": shown, "EvaluationForm": found.body["Form"]}


@operation("ListContactEvaluations", needs=_VIEW)
def _list(call: ApiCall) -> Mapping[str, Any]:
    """The evaluations of a contact; those of one that is not kept any more are listed too."""
    wanted = call.params["ContactId"]
    page = call.slice([each for each in _every(call) if each.name == wanted])
    return {"EvaluationSummaryList": _all_shown(call, page.rows), "NextToken": page.token}


@operation("SearchContactEvaluations", needs=_VIEW)
def _search(call: ApiCall) -> Mapping[str, Any]:
    met, said = [], search_criteria.conditions(call.params, call.instance.arn)
    for shown in _all_shown(call, _every(call)):
        row = search_criteria.row(shown, shown["Tags"], resourceID=shown["EvaluationId"])
        if search_criteria.found(row, said):
            met.append(shown)
    page = call.slice(met)
    return {
        "EvaluationSearchSummaryList": page.rows,
        "NextToken": page.token,
        "ApproximateTotalCount": len(met),
    }
