"""A request on its way through the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.server.auth.principals import ANYBODY, Principal
from flowport.server.auth.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.auth.signature import SignedRequest
    from flowport.server.operations.operation_registry import Served
    from flowport.server.protocol.errors import ServiceError
    from flowport.server.protocol.model import Operation

__all__ = ["Request"]


@dataclass(slots=True)
class Request:
    """A request on its way: each step of its life fills in what it found."""

    sent: SignedRequest
    id: str
    principal: Principal = ANYBODY
    operation: Operation = field(init=False)
    served: Served = field(init=False)
    path: Mapping[str, str] = field(init=False)
    params: Mapping[str, Any] = field(init=False)
    prepared: Any = None
    answer: bytes = b""

    @property
    def caller(self) -> str:
        """Whose turn heavy work is: the user's, the account's, or the host's."""
        who = self.principal
        return who.user or (f"account {who.account}" if who.account else f"host {self.sent.host}")

    def refused(self, error: ServiceError) -> Refused:
        """What the audit log says of the request."""
        known = self.principal.user is not None or self.principal.account is not None
        operation = getattr(self, "operation", None)
        return Refused(
            event="refused" if known else "signature-refused",
            by=self.principal.title if known else "anyone",
            host=self.sent.host,
            anonymous=not known,
            instance=self.principal.instance,
            target=getattr(operation, "name", ""),
            reason=error.message or error.name,
        )
