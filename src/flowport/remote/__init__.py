"""An instance over the Connect API (boto3)."""

from __future__ import annotations

from flowport.remote.instance import RemoteInstance
from flowport.remote.session import Access, connect

__all__ = ["Access", "RemoteInstance", "connect"]
