"""The hours that hours of operation inherit from: ids, in the order in which they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["parent_ids", "with_parents"]

_CONFIGS = "ParentHoursOfOperationConfigs"

#: Where databases of version 0.1 have them.
_FORMER = "ParentHoursOfOperations"


def parent_ids(body: Mapping[str, Any]) -> list[str]:
    """The ids of the hours that hours inherit from."""
    given = [each.get("HoursOfOperationId", "") for each in body.get(_CONFIGS, ())]
    former = [each["Id"] for each in body.get(_FORMER, ())]
    return list(dict.fromkeys(each.rpartition("/")[2] for each in (*former, *given) if each))


def with_parents(body: Mapping[str, Any], ids: Iterable[str]) -> dict[str, Any]:
    """The members of hours that inherit from others."""
    rest = {name: value for name, value in body.items() if name not in {_CONFIGS, _FORMER}}
    configs = [{"HoursOfOperationId": each} for each in ids]
    return rest | ({_CONFIGS: configs} if configs else {})
