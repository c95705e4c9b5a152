"""Too many or too few of some parameters that exclude one another.

What it does:
    Expects at most one, exactly one, or at least one of a group, as the catalogue says of the
    action: one of ``Text``, ``SSML``, ``PromptId`` and ``Media``; a queue or an agent.

Why:
    The service refuses a prompt with two sources, and one with none.

Example:
    ``"Parameters": {"Text": "Hello", "SSML": "<speak>Hello</speak>"}``

Instead:
    ``"Parameters": {"SSML": "<speak>Hello</speak>"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ChoiceRule
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule, severity_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType, Choice
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and bool(action.choices)


@action_rule("C012", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Count the alternatives that are there."""
    for choice in site.action.choices if site.action else ():
        if choice.when is not None and not site.holds(choice.when):
            continue
        there = _there(site, choice.groups)
        if len(there) > 1 and choice.rule is not ChoiceRule.AT_LEAST_ONE:
            names = ", ".join(name for group in there for name in group if _has(site, name))
            yield site.fault(
                "keep one of them",
                at=f"{site.pointer}/Parameters",
                problem=f"Only one of these properties may be defined. Properties: [{names}]",
                severity=severity_by(choice.evidence),
            )
        elif not there and choice.rule is not ChoiceRule.AT_MOST_ONE:
            yield _none(site, choice)


def _there(site: Site, groups: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """The alternatives of which some parameter is there."""
    found = []
    for group in groups:
        for name in group:
            if _has(site, name):
                found.append(group)
                break
    return found


def _none(site: Site, choice: Choice) -> Fault:
    names = ", ".join(name for group in choice.groups for name in group)
    return site.fault(
        "add one of them",
        at=f"{site.pointer}/Parameters",
        problem=f"At least one of [{names}] must be set",
        severity=severity_by(choice.evidence),
    )


def _has(site: Site, name: str) -> bool:
    """Whether the parameter is there; an empty text is reported as such, and counts."""
    if "." not in name:
        return site.parameters.get(name) is not None
    here: object = site.parameters
    for step in name.split("."):
        if not isinstance(here, dict) or here.get(step) is None:
            return False
        here = here[step]
    return True
