"""Email addresses: an address may be sent for another one, its alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, missing
from flowport.store import resources

if TYPE_CHECKING:
    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_ADDRESS = plain.of_kind("email-address")
_ALIASES = "AliasConfigurations"
#: What keeps an address from being deleted: kinds, and the member that names it.
_HOLDERS = (
    ("queue", "OutboundEmailConfig"),
    ("queue", "EmailAddressesConfig"),
    (_ADDRESS.kind, _ALIASES),
)


def _given(call: ApiCall) -> Any:
    """The alias that a call gives, if the instance has it."""
    config = call.params["AliasConfiguration"]
    try:
        resources.get(call.connection, call.instance.id, _ADDRESS.kind, config["EmailAddressId"])
    except NotFoundError as error:
        raise missing(str(error)) from error
    return config


def _set(call: ApiCall, address: StoredResource, aliases: list[Any]) -> None:
    resources.change(call.connection, address, body={**address.body, _ALIASES: aliases})


@operation("AssociateEmailAddressAlias", writes=True, needs="EmailAddresses.Edit")
def _associate(call: ApiCall) -> None:
    address, config = plain.fetch(call, _ADDRESS), _given(call)
    if config["EmailAddressId"] == address.id:
        raise ServiceError("InvalidRequestException", "An email address can't be its own alias.")
    if address.body.get(_ALIASES):
        raise ServiceError("ResourceConflictException", f"{address.name} has an alias already.")
    _set(call, address, [config])


@operation("DisassociateEmailAddressAlias", writes=True, needs="EmailAddresses.Edit")
def _disassociate(call: ApiCall) -> None:
    address, config = plain.fetch(call, _ADDRESS), call.params["AliasConfiguration"]
    if config not in address.body.get(_ALIASES, ()):
        raise missing(f"{config['EmailAddressId']} is not an alias of {address.name}.")
    _set(call, address, [])


@operation("DeleteEmailAddress", writes=True, needs="EmailAddresses.Delete")
def _delete(call: ApiCall) -> None:
    """Delete an address that no queue sends from and no other address has as its alias."""
    address = plain.fetch(call, _ADDRESS)
    for kind, member in _HOLDERS:
        for each in resources.page(call.connection, call.instance.id, kind):
            if f"'{address.id}'" in str(each.body.get(member)):
                raise ServiceError(
                    "ResourceConflictException",
                    f"{address.name} is in use by the {kind} {each.name!r}",
                )
    resources.remove(call.connection, address)
