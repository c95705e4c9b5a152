"""Evaluation forms: versions that stay as they were, one of them active."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing
from flowport.store import resources, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["version_of"]

_FORM = plain.of_kind("evaluation-form")
_KEPT_ASIDE = "Versions"
_OUTSIDE = frozenset(
    {"InstanceId", "EvaluationFormId", "EvaluationFormVersion", "CreateNewVersion", "ClientToken"}
)


def _versions(form: StoredResource) -> dict[str, dict[str, Any]]:
    """Every version's members by its number, the present one included."""
    body = {name: each for name, each in form.body.items() if name != _KEPT_ASIDE}
    present = {**body, "Title": form.name}
    kept: Mapping[str, Any] = form.body.get(_KEPT_ASIDE, {})
    return {str(body["EvaluationFormVersion"]): present, **kept}


def version_of(form: StoredResource, number: int | None) -> dict[str, Any]:
    """The members of a version of a form, the latest without a number.

    Raises:
        ServiceError: The form has none such.
    """
    every = _versions(form)
    wanted = str(form.body["LatestVersion"] if number is None else number)
    if wanted not in every:
        raise missing(f"The evaluation form {form.name!r} has no version {wanted}.")
    return every[wanted]


@operation("DescribeEvaluationForm", needs="EvaluationForms.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    form = plain.fetch(call, _FORM)
    version = version_of(form, call.params.get("EvaluationFormVersion"))
    members = {**plain.shown(call, _FORM, form), **version}
    return {"EvaluationForm": {**members, "Tags": tags.of(call.connection, form.arn)}}


@operation("UpdateEvaluationForm", writes=True, needs="EvaluationForms.Edit")
def _update(call: ApiCall) -> Mapping[str, Any]:
    form = plain.fetch(call, _FORM)
    number = call.params["EvaluationFormVersion"]
    every = _versions(form)
    base = version_of(form, number)
    if call.params.get("CreateNewVersion"):
        number = form.body["LatestVersion"] + 1
    given = {name: each for name, each in call.params.items() if name not in _OUTSIDE}
    every[str(number)] = {**base, "Status": "DRAFT", **given, "EvaluationFormVersion": number}
    _keep(call, form, every, max(number, form.body["LatestVersion"]))
    return _named(form, number)


def _keep(
    call: ApiCall,
    form: StoredResource,
    every: Mapping[str, Mapping[str, Any]],
    latest: int,
    **more: Any,
) -> None:
    top = every[str(latest)]
    body = {**form.body, **top, **more, _KEPT_ASIDE: dict(every), "LatestVersion": latest}
    resources.change(call.connection, form, body=body, name=top["Title"])


def _named(form: StoredResource, number: int) -> Mapping[str, Any]:
    return {
        "EvaluationFormId": form.id,
        "EvaluationFormArn": form.arn,
        "EvaluationFormVersion": number,
    }


def _switch(call: ApiCall, status: str) -> Mapping[str, Any]:
    form = plain.fetch(call, _FORM)
    number = call.params["EvaluationFormVersion"]
    every = _versions(form)
    every[str(number)] = {**version_of(form, number), "Status": status}
    active = number if status == "ACTIVE" else None
    stamped = {"LastActivatedTime": time.time(), "LastActivatedBy": call.instance.arn}
    more = {"ActiveVersion": active, **(stamped if active else {})}
    _keep(call, form, every, form.body["LatestVersion"], **more)
    return _named(form, number)


@operation("ActivateEvaluationForm", writes=True, needs="EvaluationForms.Edit")
def _activate(call: ApiCall) -> Mapping[str, Any]:
    return _switch(call, "ACTIVE")


@operation("DeactivateEvaluationForm", writes=True, needs="EvaluationForms.Edit")
def _deactivate(call: ApiCall) -> Mapping[str, Any]:
    return _switch(call, "DRAFT")


@operation("DeleteEvaluationForm", writes=True, needs="EvaluationForms.Delete")
def _delete(call: ApiCall) -> None:
    """Delete one version, or without a number (and with the last version) the whole form."""
    form = plain.fetch(call, _FORM)
    number = call.params.get("EvaluationFormVersion")
    left = _versions(form)
    if number is not None:
        version_of(form, number)
        del left[str(number)]
    if number is None or not left:
        plain.delete(call, _FORM)
        return
    gone = {"ActiveVersion": None} if form.body.get("ActiveVersion") == number else {}
    _keep(call, form, left, max(map(int, left)), **gone)


@operation("ListEvaluationFormVersions", needs="EvaluationForms.View")
def _list_versions(call: ApiCall) -> Mapping[str, Any]:
    form = plain.fetch(call, _FORM)
    shown = plain.shown(call, _FORM, form)
    every = sorted(_versions(form).values(), key=lambda each: -int(each["EvaluationFormVersion"]))
    page = call.slice([{**shown, **each} for each in every])
    return {"EvaluationFormVersionSummaryList": page.rows, "NextToken": page.token}
