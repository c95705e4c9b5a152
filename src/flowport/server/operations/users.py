"""Users: their passwords and keys go with them, and they may carry proficiencies and profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError, UsageError
from flowport.server.identifiers import bare
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import access, passwords, resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall, Shared
    from flowport.store.resources import StoredResource

_USER = plain.of_kind("user")


def _hashed(params: Mapping[str, Any], _shared: Shared) -> str | None:
    """The hash of a new user's password, which takes too long for a transaction."""
    if "Password" not in params:
        return None
    try:
        return passwords.hash_password(params["Password"])
    except UsageError as error:
        raise invalid(str(error)) from error


@operation("CreateUser", writes=True, needs="Users.Create", prepare=_hashed)
def _create(call: ApiCall) -> Mapping[str, Any]:
    made = plain.create(call, _USER)
    if call.prepared is not None:
        access.set_password_hash(call.connection, call.instance.id, made["Id"], call.prepared)
    return made


@operation("DeleteUser", writes=True, needs="Users.Delete")
def _delete(call: ApiCall) -> None:
    user = plain.fetch(call, _USER)
    if user.id == call.principal.user:
        raise ServiceError("InvalidRequestException", "A user can't delete itself.")
    access.forget_user(call.connection, call.instance.id, user.id)
    plain.delete(call, _USER)


def _proficiencies(user: StoredResource) -> dict[tuple[str, str], Any]:
    listed = user.body.get("Proficiencies", ())
    return {(each["AttributeName"], each["AttributeValue"]): each for each in listed}


def _keep(call: ApiCall, user: StoredResource, found: Mapping[tuple[str, str], Any]) -> None:
    body = {**user.body, "Proficiencies": list(found.values())}
    resources.change(call.connection, user, body=body)


@operation("ListUserProficiencies", needs="Users.View")
def _list_proficiencies(call: ApiCall) -> Mapping[str, Any]:
    user = plain.fetch(call, _USER)
    page = call.slice(list(_proficiencies(user).values()))
    return {
        "UserProficiencyList": page.rows,
        "NextToken": page.token,
        "LastModifiedTime": user.modified,
        "LastModifiedRegion": call.instance.region,
    }


@operation("AssociateUserProficiencies", writes=True, needs="Users.Edit")
@operation("UpdateUserProficiencies", writes=True, needs="Users.Edit")
def _set_proficiencies(call: ApiCall) -> None:
    user = plain.fetch(call, _USER)
    new = {
        (each["AttributeName"], each["AttributeValue"]): each
        for each in call.params["UserProficiencies"]
    }
    for name, _value in new:
        if resources.find(call.connection, user.instance, "predefined-attribute", name) is None:
            raise missing(f"the instance has no predefined attribute {name!r}")
    _keep(call, user, {**_proficiencies(user), **new})


@operation("DisassociateUserProficiencies", writes=True, needs="Users.Edit")
def _drop_proficiencies(call: ApiCall) -> None:
    user = plain.fetch(call, _USER)
    gone = {
        (each["AttributeName"], each["AttributeValue"]) for each in call.params["UserProficiencies"]
    }
    kept = {name: each for name, each in _proficiencies(user).items() if name not in gone}
    _keep(call, user, kept)


def _entity(call: ApiCall) -> StoredResource:
    name = bare(call.params["EntityArn"], call.instance.arn)
    try:
        return resources.get(call.connection, call.instance.id, "user", name)
    except NotFoundError as error:
        raise missing(str(error)) from error


@operation("ListEntitySecurityProfiles", needs="SecurityProfiles.View")
def _list_profiles(call: ApiCall) -> Mapping[str, Any]:
    page = call.slice(_entity(call).body.get("SecurityProfileIds", []))
    return {"SecurityProfiles": [{"Id": each} for each in page.rows], "NextToken": page.token}


def _profiles(call: ApiCall) -> list[str]:
    """The ids that are given; the model lets one be absent."""
    return [each["Id"] for each in call.params["SecurityProfiles"] if "Id" in each]


@operation("AssociateSecurityProfiles", writes=True, needs="Users.Edit")
def _associate_profiles(call: ApiCall) -> None:
    user = _entity(call)
    new = _profiles(call)
    for profile in new:
        try:
            resources.get(call.connection, user.instance, "security-profile", profile)
        except NotFoundError as error:
            raise missing(str(error)) from error
    present = list(user.body.get("SecurityProfileIds", ()))
    _set_profiles(call, user, present + [each for each in new if each not in present])


@operation("DisassociateSecurityProfiles", writes=True, needs="Users.Edit")
def _disassociate_profiles(call: ApiCall) -> None:
    user = _entity(call)
    gone = _profiles(call)
    kept = [each for each in user.body.get("SecurityProfileIds", ()) if each not in gone]
    if not kept:
        raise ServiceError("InvalidRequestException", "A user keeps at least one profile.")
    _set_profiles(call, user, kept)


def _set_profiles(call: ApiCall, user: StoredResource, profiles: list[str]) -> None:
    resources.change(call.connection, user, body={**user.body, "SecurityProfileIds": profiles})
    call.shared.forget()
