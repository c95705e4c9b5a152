"""What the criteria of a search say of resources in SQL, so that fewer are read and tried.

A condition of SQL is met by at least the resources that the search finds: names that must be equal,
and tags. Everything else is tried on each (``search_criteria``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, or_, true

from flowport.server.search_criteria import MOST_TRANSLATED, size
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from flowport.server.operation_call import ApiCall

__all__ = ["condition"]


def condition(call: ApiCall, name_field: str) -> ColumnElement[bool] | None:
    """What SQL can say of a call's SearchCriteria and SearchFilter; None where they say nothing.

    Args:
        call: A search.
        name_field: What the kind calls its name, in lower case.
    """
    said = [each for name in _SAID if (each := call.params.get(name))]
    if not said:
        return None
    if sum(map(size, said)) > MOST_TRANSLATED:
        return true()
    return _met(call.instance.id, {"name", name_field}, said)


_SAID = ("SearchCriteria", "SearchFilter")
_NESTED = ("AndConditions", "AndCondition", "TagConditions", "TagCondition", "OrConditions")


def _met(instance: str, names: set[str], said: Any) -> ColumnElement[bool]:
    if isinstance(said, list):
        return and_(true(), *(_met(instance, names, each) for each in said))
    if "TagKey" in said:
        return _tagged(instance, said)
    return and_(true(), *(_one(instance, names, name, value) for name, value in said.items()))


def _one(instance: str, names: set[str], name: str, value: Any) -> ColumnElement[bool]:
    if name == "OrConditions":
        return or_(false(), *(_met(instance, names, each) for each in value))
    if name == "StringCondition":
        return _named(names, value)
    if name in _NESTED or name.endswith("Filter"):
        return _met(instance, names, value)
    return true()


def _named(names: set[str], said: Mapping[str, Any]) -> ColumnElement[bool]:
    wanted = said.get("Value", "")
    if said.get("ComparisonType") != "EXACT" or said.get("FieldName", "name").lower() not in names:
        return true()
    return resources.named(wanted)


def _tagged(instance: str, said: Mapping[str, Any]) -> ColumnElement[bool]:
    return resources.tagged(instance, said["TagKey"], said.get("TagValue"))
