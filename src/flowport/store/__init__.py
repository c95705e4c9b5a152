"""An instance in SQL: flows, resources, users and who may do what, in SQLite or PostgreSQL."""

from __future__ import annotations

from flowport.store.database import Store, open_store

__all__ = ["Store", "open_store"]
