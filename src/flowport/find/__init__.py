"""Where in flows something stands: a small query language over strings, attributes, resources."""

from __future__ import annotations

from flowport.find.query import Query, parse
from flowport.find.search import FoundItem, search
from flowport.find.terms import TERMS

__all__ = ["TERMS", "FoundItem", "Query", "parse", "search"]
