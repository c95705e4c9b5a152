"""Data sets of the analytics data lake, and the accounts that they are shared with.

Nothing is shared here: an association has the ids of a resource share that would be there.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from flowport.catalogue.partitions import arn_in
from flowport.errors import ConflictError
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_KIND = "analytics-data-set"
_PAGE = 100


def _target(call: ApiCall) -> str:
    return str(call.params.get("TargetAccountId") or call.instance.account)


def _name(data_set: str, account: str) -> str:
    return f"{data_set}|{account}"


def _shown(found: StoredResource) -> dict[str, Any]:
    return {**found.body, "ResourceShareStatus": "ACTIVE"}


def _associate(call: ApiCall, data_set: str) -> Mapping[str, Any]:
    instance, account, share = call.instance, _target(call), str(uuid.uuid4())
    body = {
        "DataSetId": data_set,
        "TargetAccountId": account,
        "ResourceShareId": share,
        "ResourceShareArn": arn_in(
            instance.region, "ram", instance.account, f"resource-share/{share}"
        ),
    }
    try:
        made = resources.create(
            call.connection,
            instance.id,
            _KIND,
            name=_name(data_set, account),
            arn=f"{instance.arn}/{_KIND}/{{id}}",
            body=body,
        )
    except ConflictError as error:
        raise invalid(f"{data_set} is already associated with {account}.") from error
    return _shown(made)


def _disassociate(call: ApiCall, data_set: str) -> str:
    account = _target(call)
    found = resources.find(call.connection, call.instance.id, _KIND, _name(data_set, account))
    if found is None:
        raise missing(f"{data_set} is not associated with {account}.")
    resources.remove(call.connection, found)
    return data_set


def _batch(call: ApiCall, step: Callable[[ApiCall, str], Any], member: str) -> Mapping[str, Any]:
    """Do a step for each data set; what fails is listed, and the rest is done."""
    call.reach(call.params["InstanceId"])  # out of reach is an error of the call, not of each
    done, failed = [], []
    for data_set in call.params["DataSetIds"]:
        try:
            done.append(step(call, data_set))
        except ServiceError as error:
            failed.append({"ErrorCode": error.name, "ErrorMessage": error.message})
    return {member: done, "Errors": failed}


@operation("AssociateAnalyticsDataSet", writes=True, needs="Instance.Edit")
def _associate_one(call: ApiCall) -> Mapping[str, Any]:
    return _associate(call, call.params["DataSetId"])


@operation("DisassociateAnalyticsDataSet", writes=True, needs="Instance.Edit")
def _disassociate_one(call: ApiCall) -> None:
    _disassociate(call, call.params["DataSetId"])


@operation("BatchAssociateAnalyticsDataSet", writes=True, needs="Instance.Edit")
def _associate_many(call: ApiCall) -> Mapping[str, Any]:
    return _batch(call, _associate, "Created")


@operation("BatchDisassociateAnalyticsDataSet", writes=True, needs="Instance.Edit")
def _disassociate_many(call: ApiCall) -> Mapping[str, Any]:
    return _batch(call, _disassociate, "Deleted")


@operation("ListAnalyticsDataAssociations", needs="Instance.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    wanted = call.params.get("DataSetId")
    rows = [
        _shown(each)
        for each in resources.page(call.connection, call.instance.id, _KIND)
        if wanted in {None, each.body["DataSetId"]}
    ]
    page = call.slice(rows, _PAGE)
    return {"Results": page.rows, "NextToken": page.token}


#: Source: public set-ups of the data lake, whose tables are the data sets that they associate.
_DATA_SETS = (
    "agent_hierarchy_groups",
    "agent_queue_statistic_record",
    "agent_statistic_record",
    "bot_conversations",
    "bot_intents",
    "bot_slots",
    "contact_evaluation_record",
    "contact_flow_events",
    "contact_lens_conversational_analytics",
    "contact_record",
    "contact_statistic_record",
    "forecast_groups",
    "intraday_forecasts",
    "long_term_forecasts",
    "outbound_campaign_events",
    "routing_profiles",
    "shift_activities",
    "shift_profiles",
    "short_term_forecasts",
    "staff_scheduling_profile",
    "staff_shift_activities",
    "staff_shifts",
    "staff_timeoff_balance_changes",
    "staff_timeoff_intervals",
    "staff_timeoffs",
    "staffing_group_forecast_groups",
    "staffing_group_supervisors",
    "staffing_groups",
    "users",
)


@operation("ListAnalyticsDataLakeDataSets", needs="Instance.View")
def _list_data_sets(call: ApiCall) -> Mapping[str, Any]:
    call.reach(call.params["InstanceId"])
    page = call.slice(_DATA_SETS, _PAGE)
    rows = [{"DataSetId": each, "DataSetName": each} for each in page.rows]
    return {"Results": rows, "NextToken": page.token}
