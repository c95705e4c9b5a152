"""What an instance is joined to: Lambda functions, Lex bots, origins, security keys, storage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.errors import ConflictError, NotFoundError
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall

_BOTS_PAGE = 25


@dataclass(frozen=True, slots=True)
class _Joined:
    """A thing that is joined by a value of its own.

    Attributes:
        kind: The store's word.
        word: What follows ``Associate`` and ``Disassociate``.
        many: What follows ``List``.
        name: Finds its name in the parameters of both.
        row: What a list shows of its name and body.
    """

    kind: str
    word: str
    many: str
    name: Callable[[Mapping[str, Any]], str]
    row: Callable[[str], Any]


def _lex_name(params: Mapping[str, Any]) -> str:
    bot = params.get("LexBot") or params
    return f"{bot.get('Name') or bot.get('BotName')}|{bot.get('LexRegion', '')}"


def _lex_row(name: str) -> Mapping[str, Any]:
    bot, _, region = name.partition("|")
    return {"Name": bot, "LexRegion": region}


_JOINED = (
    _Joined(
        "lambda",
        "LambdaFunction",
        "LambdaFunctions",
        lambda params: str(params["FunctionArn"]),
        lambda name: name,
    ),
    _Joined("lex-bot", "LexBot", "LexBots", _lex_name, _lex_row),
    _Joined(
        "approved-origin",
        "ApprovedOrigin",
        "ApprovedOrigins",
        lambda params: str(params["Origin"]),
        lambda name: name,
    ),
)


def _join(call: ApiCall, kind: str, name: str, body: Mapping[str, Any] | None = None) -> str:
    if call.shared.quotas.limits(kind):
        present = resources.count(call.connection, call.instance.id, kind)
        call.shared.quotas.check(kind, present, "ServiceQuotaExceededException")
    try:
        made = resources.create(
            call.connection, call.instance.id, kind, name=name, arn=name, body=body or {}
        )
    except ConflictError as error:
        reason = f"{_title(kind, name)} is already associated with the instance."
        raise ServiceError("ResourceConflictException", reason) from error
    return made.id


def _title(kind: str, name: str) -> str:
    """What an error calls a thing that is joined; a security key is too long to repeat."""
    if kind == "security-key":
        return "The key"
    return " of ".join(part for part in name.split("|") if part) if kind == "lex-bot" else name


def _part(call: ApiCall, kind: str, name: str) -> None:
    found = resources.find(call.connection, call.instance.id, kind, name)
    if found is None:
        raise missing(f"{_title(kind, name)} is not associated with the instance.")
    resources.remove(call.connection, found)


def _rows(call: ApiCall, kind: str, row: Callable[[str], Any]) -> list[Any]:
    return [row(each.name) for each in resources.page(call.connection, call.instance.id, kind)]


def _register(joined: _Joined) -> None:
    def associate(call: ApiCall) -> None:
        _join(call, joined.kind, joined.name(call.params))

    def disassociate(call: ApiCall) -> None:
        _part(call, joined.kind, joined.name(call.params))

    def listed(call: ApiCall) -> Mapping[str, Any]:
        page = call.slice(_rows(call, joined.kind, joined.row), default=_BOTS_PAGE)
        return {call.operation.listed: page.rows, "NextToken": page.token}

    operation(f"Associate{joined.word}", writes=True, needs="Instance.Edit")(associate)
    operation(f"Disassociate{joined.word}", writes=True, needs="Instance.Edit")(disassociate)
    operation(f"List{joined.many}", needs="Instance.View")(listed)


for _each in _JOINED:
    _register(_each)


def _bot(params: Mapping[str, Any]) -> tuple[str, str]:
    """The kind and the name of the bot that is joined: Lex V2 by alias, V1 by name and Region."""
    if "AliasArn" in params.get("LexV2Bot", {}):
        return "lex-v2-bot", params["LexV2Bot"]["AliasArn"]
    if "Name" in params.get("LexBot", {}):
        return "lex-bot", _lex_name(params)
    raise ServiceError(
        "InvalidRequestException", "Give LexBot with a Name, or LexV2Bot with an AliasArn."
    )


@operation("AssociateBot", writes=True, needs="Instance.Edit")
def _associate_bot(call: ApiCall) -> None:
    _join(call, *_bot(call.params))


@operation("DisassociateBot", writes=True, needs="Instance.Edit")
def _disassociate_bot(call: ApiCall) -> None:
    _part(call, *_bot(call.params))


@operation("ListBots", needs="Instance.View")
def _list_bots(call: ApiCall) -> Mapping[str, Any]:
    if call.params["LexVersion"] == "V1":
        rows = [{"LexBot": each} for each in _rows(call, "lex-bot", _lex_row)]
    else:
        rows = [
            {"LexV2Bot": {"AliasArn": name}}
            for name in _rows(call, "lex-v2-bot", lambda name: name)
        ]
    page = call.slice(rows, default=_BOTS_PAGE)
    return {"LexBots": page.rows, "NextToken": page.token}


@operation("AssociateSecurityKey", writes=True, needs="Instance.Edit")
def _add_security_key(call: ApiCall) -> Mapping[str, Any]:
    return {"AssociationId": _join(call, "security-key", call.params["Key"])}


@operation("ListSecurityKeys", needs="Instance.View")
def _list_security_keys(call: ApiCall) -> Mapping[str, Any]:
    rows = [
        {"AssociationId": each.id, "Key": each.name, "CreationTime": each.created}
        for each in resources.page(call.connection, call.instance.id, "security-key")
    ]
    page = call.slice(rows, default=2)
    return {"SecurityKeys": page.rows, "NextToken": page.token}


def _associated(call: ApiCall, kind: str, parent: str) -> resources.StoredResource:
    try:
        return resources.get(
            call.connection, call.instance.id, kind, call.params["AssociationId"], parent=parent
        )
    except NotFoundError as error:
        raise missing(str(error)) from error


@operation("DisassociateSecurityKey", writes=True, needs="Instance.Edit")
def _drop_security_key(call: ApiCall) -> None:
    resources.remove(call.connection, _associated(call, "security-key", ""))


@operation("AssociateInstanceStorageConfig", writes=True, needs="Instance.Edit")
def _add_storage(call: ApiCall) -> Mapping[str, Any]:
    kind, config = call.params["ResourceType"], call.params["StorageConfig"]
    try:
        made = resources.create(
            call.connection,
            call.instance.id,
            "storage",
            name=config["StorageType"],
            arn="storage/{id}",
            body=config,
            parent=kind,
        )
    except ConflictError as error:
        raise ServiceError("ResourceConflictException", str(error)) from error
    return {"AssociationId": made.id}


def _storage(found: resources.StoredResource) -> Mapping[str, Any]:
    return {**found.body, "AssociationId": found.id}


@operation("DescribeInstanceStorageConfig", needs="Instance.View")
def _describe_storage(call: ApiCall) -> Mapping[str, Any]:
    found = _associated(call, "storage", call.params["ResourceType"])
    return {"StorageConfig": _storage(found)}


@operation("ListInstanceStorageConfigs", needs="Instance.View")
def _list_storage(call: ApiCall) -> Mapping[str, Any]:
    kind = call.params["ResourceType"]
    found = resources.page(call.connection, call.instance.id, "storage", parent=kind)
    page = call.slice([_storage(each) for each in found], default=10)
    return {"StorageConfigs": page.rows, "NextToken": page.token}


@operation("UpdateInstanceStorageConfig", writes=True, needs="Instance.Edit")
def _update_storage(call: ApiCall) -> None:
    found = _associated(call, "storage", call.params["ResourceType"])
    config = call.params["StorageConfig"]
    resources.change(call.connection, found, body=config, name=config["StorageType"])


@operation("DisassociateInstanceStorageConfig", writes=True, needs="Instance.Edit")
def _drop_storage(call: ApiCall) -> None:
    resources.remove(call.connection, _associated(call, "storage", call.params["ResourceType"]))
