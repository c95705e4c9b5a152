"""The blocks that join the parts: what they are called, and how they are written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from flowport.catalogue import limit

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Carriers",
    "Names",
    "action",
    "compare",
    "instance_of",
    "placeholder",
    "prefix_for",
    "set_attributes",
]

_FAILED = "NoMatchingError"
_INSTANCE = re.compile(r"arn:aws[\w-]*:connect:[\w-]+:\d{12}:instance/[\w-]+")
_PREFIX = re.compile(r"flowport\d*_", re.ASCII)
_NOWHERE = "arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-0000-0000-000000000000"


@dataclass(slots=True)
class Names:
    """Gives blocks identifiers that no block of the flow has."""

    taken: set[str]
    _numbers: dict[str, int] = field(default_factory=dict)

    def new(self, wanted: str) -> str:
        """The wanted identifier, or the same with a number."""
        name, number = wanted[: limit("identifier_characters") - 5], self._numbers.get(wanted, 1)
        while name in self.taken:
            number += 1
            name = f"{wanted} {number}"
        self._numbers[wanted] = number
        self.taken.add(name)
        return name


@dataclass(frozen=True, slots=True)
class Carriers:
    """The contact attributes that carry something from part to part.

    Attributes:
        prefix: How each of them begins, and no other text of the flow holds.
        by_path: For each path's name, its attribute: readable, and never two the same.
    """

    prefix: str
    by_path: dict[str, str]

    @property
    def mark(self) -> str:
        """The attribute that says at which block the next part is entered."""
        return f"{self.prefix}entry"

    @property
    def logging(self) -> str:
        """The attribute that says how logging is set."""
        return f"{self.prefix}logging"

    @classmethod
    def of(cls, prefix: str, paths: Iterable[str]) -> Carriers:
        """Carriers for some paths."""
        carriers = cls(prefix, {})
        taken = {carriers.mark, carriers.logging}
        numbers: dict[str, int] = {}
        for path in sorted(paths):
            plain = name = prefix + re.sub(r"\W", "_", path, flags=re.ASCII)
            again = numbers.get(plain, 1)
            while name in taken:
                again += 1
                name = f"{plain}_{again}"
            numbers[plain] = again
            taken.add(name)
            carriers.by_path[path] = name
        return carriers


def prefix_for(text: str) -> str:
    """How carrying attributes begin, such that nothing in the flow's text begins so."""
    taken = set(_PREFIX.findall(text))
    prefix, number = "flowport_", 1
    while prefix in taken:
        number += 1
        prefix = f"flowport{number}_"
    return prefix


def action(
    identifier: str,
    type: str,  # noqa: A002 - the language's word
    parameters: dict[str, Any],
    onward: str = "",
    failed: str = "",
) -> dict[str, Any]:
    """An action with a next branch and one for errors; one without a next ends the flow."""
    transitions: dict[str, Any] = {"NextAction": onward} if onward else {}
    if failed:
        transitions["Errors"] = [{"NextAction": failed, "ErrorType": _FAILED}]
    return {
        "Parameters": parameters,
        "Identifier": identifier,
        "Type": type,
        "Transitions": transitions,
    }


def set_attributes(
    identifier: str, attributes: dict[str, str], onward: str, failed: str
) -> dict[str, Any]:
    """A block that sets contact attributes of the present contact."""
    parameters = {"Attributes": attributes, "TargetContact": "Current"}
    return action(identifier, "UpdateContactAttributes", parameters, onward, failed)


def compare(
    identifier: str, attribute: str, ways: dict[str, str], other: str, operator: str = "Equals"
) -> dict[str, Any]:
    """A block that tells the values of an attribute apart."""
    conditions = [
        {"NextAction": target, "Condition": {"Operator": operator, "Operands": [value]}}
        for value, target in ways.items()
    ]
    return {
        "Parameters": {"ComparisonValue": f"$.Attributes.{attribute}"},
        "Identifier": identifier,
        "Type": "Compare",
        "Transitions": {
            "NextAction": other,
            "Errors": [{"NextAction": other, "ErrorType": "NoMatchingCondition"}],
            "Conditions": conditions,
        },
    }


def instance_of(text: str) -> str:
    """The ARN of the instance that a flow's text names most, or a made-up one."""
    named = Counter(_INSTANCE.findall(text))
    return max(named, key=lambda arn: (named[arn], arn)) if named else _NOWHERE


def placeholder(instance: str, kind: str, name: str) -> str:
    """An ARN that represents a flow or module that is known by its name alone.

    Args:
        instance: The ARN of the instance.
        kind: ``contact-flow`` or ``flow-module``.
        name: The name.
    """
    digest = blake2b(name.encode(errors="surrogatepass"), digest_size=16).hexdigest()
    identifier = "-".join(digest[a:b] for a, b in pairwise((0, 8, 12, 16, 20, 32)))
    return f"{instance}/{kind}/{identifier}"
