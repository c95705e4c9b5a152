"""Phone numbers: claimed for an instance or a traffic distribution group, described by their id."""

from __future__ import annotations

import random
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from flowport.catalogue.partitions import arn_in
from flowport.errors import ConflictError, NotFoundError
from flowport.server.identifiers import part
from flowport.server.operations.operation_registry import operation
from flowport.server.operations.traffic_distribution import GROUP, group_of
from flowport.server.protocol.errors import invalid, missing
from flowport.store import associations, instances, resources, tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

_KIND = "phone-number"
_FREE = "800"  # what follows the country's code in a number that is free to call

#: Countries and their calling codes; the longest that a number begins with is its country's.
_CODES: Mapping[str, str] = {
    "AT": "+43",
    "AU": "+61",
    "BE": "+32",
    "BR": "+55",
    "CH": "+41",
    "DE": "+49",
    "DK": "+45",
    "ES": "+34",
    "FR": "+33",
    "GB": "+44",
    "IE": "+353",
    "IN": "+91",
    "IT": "+39",
    "JP": "+81",
    "MX": "+52",
    "NL": "+31",
    "NO": "+47",
    "NZ": "+64",
    "PL": "+48",
    "PT": "+351",
    "SE": "+46",
    "SG": "+65",
    "US": "+1",
    "ZA": "+27",
}


def _country(number: str) -> tuple[str, str]:
    """The country and the type of a number."""
    fitting = [(code, name) for name, code in _CODES.items() if number.startswith(code)]
    if not fitting:
        raise invalid(f"The country of {number} is not one of {', '.join(sorted(_CODES))}.")
    code, name = max(fitting, key=lambda each: len(each[0]))
    free = number.removeprefix(code).startswith(_FREE)
    return name, "TOLL_FREE" if free else "DID"


_OFFERED = 10
_TRIED = 200  # numbers that are made up to find that many free ones


def _taken(call: ApiCall) -> set[str]:
    """The numbers that the instance has for which a call looks."""
    if "TargetArn" not in call.params and "InstanceId" not in call.params:
        return set()
    instance, _arn = _target(call)
    return {each.name for each in resources.page(call.connection, instance.id, _KIND)}


@operation("SearchAvailablePhoneNumbers", needs="PhoneNumbers.View")
def _search(call: ApiCall) -> Mapping[str, Any]:
    country, kind = call.params["PhoneNumberCountryCode"], call.params["PhoneNumberType"]
    page = call.slice(list(_offered(call, country, kind)), default=10)
    return {"AvailableNumbersList": page.rows, "NextToken": page.token}


def _offered(call: ApiCall, country: str, kind: str) -> Iterator[Mapping[str, str]]:
    """Numbers that are free; none of a country or type that has none here."""
    if country not in _CODES or kind not in {"DID", "TOLL_FREE"}:
        return
    start = _CODES[country] + (_FREE if kind == "TOLL_FREE" else "")
    prefix = call.params.get("PhoneNumberPrefix", start)
    if not prefix.startswith(start):
        return
    chance = random.Random(f"{country}{kind}{prefix}")  # noqa: S311  any numbers do, the same ones each time
    length = max(1, 12 - len(prefix))
    made = (prefix + "".join(chance.choices("23456789", k=length)) for _ in range(_TRIED))
    taken = _taken(call)
    free = islice((number for number in dict.fromkeys(made) if number not in taken), _OFFERED)
    for number in free:
        yield {"PhoneNumber": number, "PhoneNumberCountryCode": country, "PhoneNumberType": kind}


def _target(call: ApiCall) -> tuple[InstanceRow, str]:
    """The instance that a call claims a number for, and the ARN of its group or of itself."""
    name = call.params.get("TargetArn") or call.params.get("InstanceId")
    if name is None:
        raise invalid("Give TargetArn or InstanceId.")
    if f":{GROUP}/" not in name:
        found = call.reach(name)
        return found, found.arn
    group = group_of(call, name)
    return call.reach(group.instance), group.arn


def _fetch(call: ApiCall) -> StoredResource:
    """The number of an id or ARN, in whatever instance the caller reaches.

    Raises:
        ServiceError: There is none.
    """
    wanted = call.params["PhoneNumberId"]
    for found in resources.everywhere(call.connection, _KIND, wanted.rpartition("/")[2]):
        part(wanted, call.reach(found.instance).arn, (_KIND,))
        return found
    raise missing(f"There is no phone number {wanted}")


def _claimed_for(found: StoredResource, instance: InstanceRow) -> str:
    """The ARN of the group that a number is claimed for, or of its instance."""
    return str(found.body.get("TargetArn", instance.arn))


def _shown(call: ApiCall, found: StoredResource) -> dict[str, Any]:
    country, kind = _country(found.name)
    instance = instances.get(call.connection, found.instance)
    return {
        **found.body,
        "Id": found.id,
        "Arn": found.arn,
        "PhoneNumberId": found.id,
        "PhoneNumberArn": found.arn,
        "PhoneNumber": found.name,
        "PhoneNumberCountryCode": country,
        "PhoneNumberType": kind,
        "TargetArn": _claimed_for(found, instance),
        "InstanceId": instance.id if "TargetArn" not in found.body else None,
        "PhoneNumberStatus": {"Status": "CLAIMED"},
        "Tags": tags.of(call.connection, found.arn),
    }


@operation("ClaimPhoneNumber", writes=True, needs="PhoneNumbers.Create")
def _claim(call: ApiCall) -> Mapping[str, Any]:
    number = call.params["PhoneNumber"]
    _country(number)
    instance, arn = _target(call)
    return _add(call, instance, number, _for_group(instance, arn))


def _for_group(instance: InstanceRow, arn: str) -> dict[str, str]:
    """The member of a number that is claimed for a traffic distribution group."""
    return {} if arn == instance.arn else {"TargetArn": arn}


_DIGITS = 7  # of an imported number behind its prefix


@operation("ImportPhoneNumber", writes=True, needs="PhoneNumbers.Create")
def _import(call: ApiCall) -> Mapping[str, Any]:
    """Import a number of another service; which it is follows from the ARN, as none is here."""
    arn, instance = call.params["SourcePhoneNumberArn"], call.instance
    found = _SOURCE.fullmatch(arn)
    if found is None:
        raise invalid(f"{arn} is not the ARN of a phone number of AWS End User Messaging.")
    if found["region"] != instance.region:
        raise invalid(f"{arn} is not in the Region {instance.region} of the instance.")
    chance = random.Random(arn)  # noqa: S311  any number does, the same one each time
    number = "+1206" + "".join(chance.choices("23456789", k=_DIGITS))
    return _add(call, instance, number, {"SourcePhoneNumberArn": arn})


#: A number of AWS End User Messaging, which was a part of Pinpoint.
_SOURCE = re.compile(
    r"arn:aws[\w-]*:(?:sms-voice|mobiletargeting):(?P<region>[\w-]+):\d*:phone-number/[\w-]+",
    re.ASCII,
)


def _add(
    call: ApiCall, instance: InstanceRow, number: str, body: Mapping[str, Any]
) -> Mapping[str, Any]:
    present = resources.count(call.connection, instance.id, _KIND)
    call.shared.quotas.check(_KIND, present, "InvalidParameterException")
    description = call.params.get("PhoneNumberDescription")
    try:
        made = resources.create(
            call.connection,
            instance.id,
            _KIND,
            name=number,
            arn=arn_in(instance.region, "connect", instance.account, "phone-number/{id}"),
            body={**body, "PhoneNumberDescription": description},
        )
    except ConflictError as error:
        raise invalid(str(error)) from error
    tags.add(call.connection, instance.id, made.arn, call.params.get("Tags", {}))
    return _shown(call, made)


@operation("DescribePhoneNumber", needs="PhoneNumbers.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    return {"ClaimedPhoneNumberSummary": _shown(call, _fetch(call))}


@operation("UpdatePhoneNumber", writes=True, needs="PhoneNumbers.Edit")
def _move(call: ApiCall) -> Mapping[str, Any]:
    found, (target, arn) = _fetch(call), _target(call)
    kept = {name: each for name, each in found.body.items() if name != "TargetArn"}
    changed = resources.change(call.connection, found, body={**kept, **_for_group(target, arn)})
    if target.id != found.instance:
        _let_go(call, found)
        resources.move(call.connection, changed, target.id)
    return {"PhoneNumberId": found.id, "PhoneNumberArn": found.arn}


@operation("UpdatePhoneNumberMetadata", writes=True, needs="PhoneNumbers.Edit")
def _update(call: ApiCall) -> None:
    found = _fetch(call)
    description = call.params.get("PhoneNumberDescription")
    body = {**found.body, "PhoneNumberDescription": description}
    resources.change(call.connection, found, body=body)


@operation("ReleasePhoneNumber", writes=True, needs="PhoneNumbers.Delete")
def _release(call: ApiCall) -> None:
    found = _fetch(call)
    _let_go(call, found)
    resources.remove(call.connection, found)


def _let_go(call: ApiCall, found: StoredResource) -> None:
    """End the number's association with a flow, if it has one."""
    try:
        associations.remove(call.connection, found.instance, found.arn, "VOICE_PHONE_NUMBER")
    except NotFoundError:
        return


def _passes(params: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return (
        row["PhoneNumberType"] in (params.get("PhoneNumberTypes") or [row["PhoneNumberType"]])
        and row["PhoneNumberCountryCode"]
        in (params.get("PhoneNumberCountryCodes") or [row["PhoneNumberCountryCode"]])
        and row["PhoneNumber"].startswith(params.get("PhoneNumberPrefix", ""))
    )


def _listed(call: ApiCall, places: list[InstanceRow], target: str = "") -> Mapping[str, Any]:
    """The numbers of instances that pass the filters, of one target or of all."""
    rows = [
        row
        for place in places
        for each in resources.page(call.connection, place.id, _KIND)
        if target in {"", _claimed_for(each, place)}
        and _passes(call.params, row := _shown(call, each))
    ]
    page = call.slice(rows)
    return {call.operation.listed: page.rows, "NextToken": page.token}


@operation("ListPhoneNumbers", needs="PhoneNumbers.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    return _listed(call, [call.instance])


@operation("ListPhoneNumbersV2", needs="PhoneNumbers.View")
def _list_all(call: ApiCall) -> Mapping[str, Any]:
    if "TargetArn" in call.params or "InstanceId" in call.params:
        instance, arn = _target(call)
        return _listed(call, [instance], arn)
    return _listed(call, call.reached())
