"""Evaluations of contacts: started from a form's active version, answered, submitted, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from copied import Place
from serving import content

if TYPE_CHECKING:
    from serving import Served

_ITEMS = [
    {
        "Section": {
            "Title": "Manners",
            "RefId": "manners",
            "Items": [
                {"Question": {"Title": "Greeting?", "RefId": "greeting", "QuestionType": "TEXT"}},
                {"Question": {"Title": "How often?", "RefId": "often", "QuestionType": "NUMERIC"}},
            ],
        }
    }
]


@pytest.fixture(scope="module")
def place(connect: Any, served: Served) -> Place:
    """An instance."""
    return Place(connect, served.instance)


@pytest.fixture(scope="module")
def form(place: Place) -> dict[str, Any]:
    """An evaluation form with an active version."""
    made = place.call("CreateEvaluationForm", Title="Quality", Items=_ITEMS)
    place.call(
        "ActivateEvaluationForm",
        EvaluationFormId=made["EvaluationFormId"],
        EvaluationFormVersion=1,
    )
    return made


@pytest.fixture(scope="module")
def contact(place: Place) -> str:
    """A contact."""
    flow = place.call("CreateContactFlow", Name="called", Type="CONTACT_FLOW", Content=content())
    started = place.call("StartTaskContact", Name="task", ContactFlowId=flow["ContactFlowId"])
    return str(started["ContactId"])


@pytest.fixture
def started(place: Place, form: dict[str, Any], contact: str) -> dict[str, str]:
    """An evaluation of the contact, named by the ARN of its form."""
    made = place.call(
        "StartContactEvaluation",
        ContactId=contact,
        EvaluationFormId=form["EvaluationFormArn"],
        Tags={"team": "blue"},
    )
    return {"EvaluationId": made["EvaluationArn"]}


def test_evaluation_begins_as_an_empty_draft(
    place: Place, started: dict[str, str], contact: str
) -> None:
    """A new one has no answers, and shows the version of the form that it is of."""
    found = place.call("DescribeContactEvaluation", **started)
    evaluation, form = found["Evaluation"], found["EvaluationForm"]

    assert (evaluation["Status"], evaluation["Answers"]) == ("DRAFT", {})
    assert evaluation["Metadata"]["ContactId"] == contact
    assert evaluation["Tags"] == {"team": "blue"}
    assert (form["Title"], form["EvaluationFormVersion"], form["Items"]) == ("Quality", 1, _ITEMS)


def test_answers_are_merged(place: Place, started: dict[str, str]) -> None:
    """Answers and notes are added to those that are there; an empty one removes."""
    first = {"greeting": {"Value": {"StringValue": "Hi"}}, "often": {"Value": {"NumericValue": 2}}}
    place.call(
        "UpdateContactEvaluation", **started, Answers=first, Notes={"often": {"Value": "Twice"}}
    )
    place.call("UpdateContactEvaluation", **started, Answers={"greeting": {}})
    found = place.call("DescribeContactEvaluation", **started)["Evaluation"]

    assert found["Answers"] == {"often": {"Value": {"NumericValue": 2}}}
    assert found["Notes"] == {"often": {"Value": "Twice"}}


@pytest.mark.parametrize(
    "answers",
    [
        {"nothing": {"Value": {"StringValue": "x"}}},
        {"often": {"Value": {"StringValue": "x"}}},
    ],
    ids=["unknown question", "other type"],
)
def test_answer_that_does_not_fit_is_refused(
    place: Place, started: dict[str, str], answers: dict[str, Any]
) -> None:
    """An answer to no question of the form, or of another type, is an invalid parameter."""
    with pytest.raises(place.client.exceptions.InvalidParameterException):
        place.call("SubmitContactEvaluation", **started, Answers=answers)


def test_submitted_evaluation_is_not_updated(place: Place, started: dict[str, str]) -> None:
    """It can be submitted again, and nothing else."""
    answers = {"greeting": {"Value": {"StringValue": "Hello"}}}
    place.call("SubmitContactEvaluation", **started, Answers=answers)
    place.call("SubmitContactEvaluation", **started)
    with pytest.raises(place.client.exceptions.ResourceConflictException):
        place.call("UpdateContactEvaluation", **started)

    found = place.call("DescribeContactEvaluation", **started)["Evaluation"]
    assert (found["Status"], found["Answers"]) == ("SUBMITTED", answers)


def test_evaluations_are_listed_and_searched(
    place: Place, started: dict[str, str], contact: str
) -> None:
    """Those of a contact are listed, and found by their contact."""
    condition = {"FieldName": "contactId", "Value": contact, "ComparisonType": "EXACT"}
    listed = place.call("ListContactEvaluations", ContactId=contact)["EvaluationSummaryList"]
    met = place.call("SearchContactEvaluations", SearchCriteria={"StringCondition": condition})
    found = met["EvaluationSearchSummaryList"]

    own = started["EvaluationId"]
    assert own in {each["EvaluationArn"] for each in listed}
    assert [each["EvaluationId"] for each in found] == [each["EvaluationId"] for each in listed]


def test_deleted_evaluation_is_not_found(place: Place, started: dict[str, str]) -> None:
    """A deleted one can be neither described nor submitted."""
    place.call("DeleteContactEvaluation", **started)

    with pytest.raises(place.client.exceptions.ResourceNotFoundException):
        place.call("SubmitContactEvaluation", **started)


def test_form_without_an_active_version_starts_nothing(place: Place, contact: str) -> None:
    """A form that is a draft can't be used."""
    made = place.call("CreateEvaluationForm", Title="Draft", Items=_ITEMS)

    with pytest.raises(place.client.exceptions.ResourceConflictException):
        place.call(
            "StartContactEvaluation",
            ContactId=contact,
            EvaluationFormId=made["EvaluationFormId"],
        )


def test_contact_that_is_not_kept_has_no_evaluations(place: Place) -> None:
    """A list for a contact that the instance does not know is empty."""
    found = place.call("ListContactEvaluations", ContactId="unknown")

    assert found["EvaluationSummaryList"] == []
