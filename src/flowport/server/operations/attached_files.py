"""What files may be attached in an instance, for each scope of attachments."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flowport.server.operations.operation_registry import operation
from flowport.store import instances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

__all__ = ["configuration"]

_KEPT = "AttachedFiles"
_MEMBERS = ("MaximumSizeLimitInBytes", "ExtensionConfiguration")
#: Source: the quotas of the administrator guide, "20 MB" for each attachment.
_SIZE = 20 * 1024 * 1024


def configuration(call: ApiCall, scope: str) -> dict[str, Any]:
    """The configuration of a scope: what was set, over the defaults."""
    kept = call.instance.body.get(_KEPT, {}).get(scope, {})
    own = {"InstanceId": call.instance.id, "AttachmentScope": scope}
    return {**own, "MaximumSizeLimitInBytes": _SIZE, **kept}


@operation("DescribeAttachedFilesConfiguration", needs="Instance.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    return {"AttachedFilesConfiguration": configuration(call, call.params["AttachmentScope"])}


@operation("ListAttachedFilesConfigurations", needs="Instance.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    scopes = call.operation.model.service_model.shape_for("AttachmentScope").metadata["enum"]
    page = call.slice([configuration(call, scope) for scope in scopes])
    return {"AttachedFilesConfigurations": page.rows, "NextToken": page.token}


@operation("UpdateAttachedFilesConfiguration", writes=True, needs="Instance.Edit")
def _update(call: ApiCall) -> Mapping[str, Any]:
    """Set what is given; the rest stays."""
    scope, found = call.params["AttachmentScope"], call.instance
    every = found.body.get(_KEPT, {})
    given = {name: call.params[name] for name in _MEMBERS if name in call.params}
    kept = {**every.get(scope, {}), **given, "LastModifiedTime": time.time()}
    instances.change(call.connection, found, {**found.body, _KEPT: {**every, scope: kept}})
    call.forget_instance()
    return configuration(call, scope)
