"""An instance over the Connect API (boto3)."""

from __future__ import annotations

from flowport.remote.aws_session import Access, connect
from flowport.remote.instance import RemoteInstance

__all__ = ["Access", "RemoteInstance", "connect"]
