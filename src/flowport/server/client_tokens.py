"""Client tokens: a call sent again with its token is answered as it was, and not done twice.

A token represents one caller, operation and set of parameters.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import orjson

from flowport.server.protocol.errors import ServiceError
from flowport.store import client_tokens
from flowport.store.client_tokens import RepeatedCall

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.server.operation_call import ApiCall

__all__ = ["TOKEN", "once"]

#: The member that bears a token.
TOKEN = "ClientToken"  # noqa: S105  a member's name

_MODELLED = "IdempotencyException"


def once(call: ApiCall, run: Callable[[ApiCall], bytes]) -> bytes:
    """The answer of a call: of this one, or of the one before it with the same token.

    Raises:
        ServiceError: The one before had other parameters.
    """
    caller, params = call.principal, dict(call.params)
    token = params.pop(TOKEN)
    name = _hash([caller.account, caller.region, caller.user, call.name, token])
    digest = _hash(params)
    known = client_tokens.get(call.connection, name)
    if known is None:
        known = RepeatedCall(digest, run(call))
        client_tokens.put(call.connection, name, known)
    elif known.params != digest:
        error = _MODELLED if _MODELLED in call.operation.errors else call.operation.bad_input
        raise ServiceError(error, f"The {TOKEN} was used before with other parameters.")
    return known.answer


def _hash(value: object) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
