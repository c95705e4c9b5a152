"""A block names nothing where it must name something.

What it does:
    Looks for ``""`` where a queue, flow, prompt, function or other resource belongs. Where the
    designer's metadata still have its name, and where the parameter may be left out and is set
    dynamically, this is a warning.

Why:
    The designer writes it where a reference could not be resolved. The service refuses it. With
    the name, ``flowport import`` finds the resource in the target.

Example:
    ``"QueueId": ""``

Instead:
    Choose a queue, or remove the parameter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS, ChoiceRule
from flowport.check.finding import Severity
from flowport.check.rule import Fault, text_rule
from flowport.model import Flow
from flowport.model.pointer import pointer
from flowport.refs.all_references import find
from flowport.refs.reference import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Path, Site, Text


@text_rule("R001", Severity.ERROR, mark="")
def check(site: Site, text: Text) -> Iterator[Fault]:
    """Report it where the catalogue says what belongs there."""
    declared = text.node.declared if text.node else None
    if declared is None or declared.refers_to is None:
        return
    kind = REFERENCE_KINDS[declared.refers_to].title
    at = site.parameter_pointer(text.path)
    name = _name_of(site, text.path)
    if name:
        yield site.fault(
            f"this {kind} is named {name!r}, and has no ARN. An import resolves it by name",
            at=at,
            severity=Severity.WARNING,
        )
    elif _is_optional(site, declared) and _is_dynamic(site, declared.name):
        yield site.fault(
            f"no {kind} is chosen, and the block reads it from the contact. Name the attribute, "
            f"or remove {declared.name}",
            at=at,
            severity=Severity.WARNING,
        )
    else:
        hook = site.type == "UpdateContactEventHooks"
        missing = f"Action is missing required property. Path: {site.parameter_where(text.path)}"
        yield site.fault(
            f"no {kind} is chosen; choose one",
            at=at,
            problem=missing if hook else site.bad_value(text.path),
        )


def _name_of(site: Site, path: Path) -> str:
    """The name of an empty reference, which the metadata may keep alone; empty for none."""
    about = site.facts.flow.metadata.get("ActionMetadata")
    if not isinstance(about, dict) or not about.get(site.id):
        return ""
    alone = Flow.from_tree({"Actions": [site.tree], "Metadata": site.facts.flow.metadata})
    place = pointer("Actions", 0, "Parameters", *path)
    return next(
        (
            one.name
            for one in find(alone)
            if one.form is Form.EMPTY and one.pointer == place and one.name
        ),
        "",
    )


def _is_optional(site: Site, declared: Parameter) -> bool:
    """Whether the service accepts the action without the parameter."""
    choices = site.action.choices if site.action else ()
    chosen = (c for c in choices if c.rule is not ChoiceRule.AT_MOST_ONE)
    wanted = any(declared.name in group for choice in chosen for group in choice.groups)
    return not (declared.required or declared.required_when or wanted)


def _is_dynamic(site: Site, name: str) -> bool:
    """Whether the designer's metadata say that the parameter is set dynamically."""
    about = site.facts.flow.metadata.get("ActionMetadata")
    block = about.get(site.id) if isinstance(about, dict) else None
    if not isinstance(block, dict):
        return False
    parameters = block.get("parameters")
    own = parameters.get(name) if isinstance(parameters, dict) else None
    return block.get("useDynamic") is True or (
        isinstance(own, dict) and own.get("useDynamic") is True
    )
