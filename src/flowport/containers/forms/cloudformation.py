"""CloudFormation, SAM and ``cdk synth`` templates, and the resources of ``serverless.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.containers.forms.candidate import Candidate, about_flow, looks_like_flow
from flowport.containers.functions import FILLED_BY, function_of, shown
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["candidates"]

_TYPES = {"AWS::Connect::ContactFlow": False, "AWS::Connect::ContactFlowModule": True}
_INVOCATION = "ExternalInvocationConfiguration"
_CUSTOM = ("Custom::", "AWS::CloudFormation::CustomResource")


def candidates(tree: Any) -> Iterator[Candidate]:
    """The flows among a template's resources."""
    if not isinstance(tree, dict):
        return
    if isinstance(tree.get("Resources"), dict):
        yield from _of_template(tree, tree["Resources"], "/Resources")
    inner = tree.get("resources")
    if isinstance(inner, dict) and isinstance(inner.get("Resources"), dict):
        yield from _of_template(inner, inner["Resources"], "/resources/Resources")
    elif isinstance(inner, list):
        for index, part in enumerate(inner):
            if isinstance(part, dict) and isinstance(part.get("Resources"), dict):
                at = f"/resources/{index}/Resources"
                yield from _of_template(part, part["Resources"], at)


def _of_template(
    template: dict[str, Any], resources: dict[str, Any], at: str
) -> Iterator[Candidate]:
    for name, resource in resources.items():
        here = at + pointer(name)
        if name.startswith("Fn::ForEach") and isinstance(resource, list) and len(resource) == 3:  # noqa: PLR2004  identifier, collection, resources
            if isinstance(resource[2], dict):
                yield from _of_template(template, resource[2], here + "/2")
        elif isinstance(resource, dict) and isinstance(resource.get("Properties"), dict):
            kind = resource.get("Type")
            properties = resource["Properties"]
            if kind in _TYPES:
                yield from _flow(template, name, properties, here, module=_TYPES[kind])
            elif isinstance(kind, str) and kind.startswith(_CUSTOM):
                yield from _custom(name, properties, here)


def _flow(
    template: dict[str, Any], name: str, properties: dict[str, Any], here: str, *, module: bool
) -> Iterator[Candidate]:
    about = about_flow(
        name=shown(properties.get("Name")) or name,
        type=_default(template, properties.get("Type")),
        description=shown(properties.get("Description")),
        tags=properties.get("Tags"),
        module=module,
        InstanceArn=_plain(properties.get("InstanceArn")),
        State=_plain(properties.get("State")),
        Settings=_plain(properties.get("Settings")),
    )
    invocation = properties.get(_INVOCATION)
    if isinstance(invocation, dict) and isinstance(invocation.get("Enabled"), bool):
        about[_INVOCATION] = {"Enabled": invocation["Enabled"]}
    if "Content" not in properties:
        why = "its content is fetched when the stack is deployed"
        yield Candidate(resource=name, about=about, elsewhere=why, pointer=here)
        return
    at = here + "/Properties/Content"
    for where, value in _resolved(template, properties["Content"], at):
        if value is None:
            why = "its content is computed when the stack is deployed"
            yield Candidate(resource=name, about=about, elsewhere=why, pointer=where)
        else:
            yield Candidate(
                resource=name, about=about, pointer=where, value=value, filled_by=FILLED_BY
            )


def _plain(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _default(template: dict[str, Any], value: Any) -> str | None:
    """A string, or the default of the parameter that it refers to."""
    called = function_of(value)
    if called and called[0] == "Ref":
        return _plain(_at(template, "Parameters", called[1], "Default"))
    return _plain(value)


def _resolved(template: dict[str, Any], value: Any, at: str) -> Iterator[tuple[str, Any]]:
    """Content and its place, behind calls that only choose it; None for what is computed."""
    called = function_of(value)
    if called is None or called[0] in {"Fn::Sub", "Fn::Join"}:
        yield at, value
        return
    name, argument = called
    if name == "Fn::If" and isinstance(argument, list) and len(argument) == 3:  # noqa: PLR2004  the condition and both values
        for index in (1, 2):
            if function_of(argument[index]) != ("Ref", "AWS::NoValue"):
                yield from _resolved(template, argument[index], f"{at}/Fn::If/{index}")
        return
    found: tuple[str, Any] = at, None
    if name == "Fn::ToJsonString":
        found = f"{at}/Fn::ToJsonString", argument
    elif name == "Ref":
        found = _in_template(template, "Parameters", argument, "Default") or found
    elif name == "Fn::FindInMap" and isinstance(argument, list):
        found = _in_template(template, "Mappings", *argument) or found
    yield found


def _in_template(template: dict[str, Any], *keys: Any) -> tuple[str, Any] | None:
    value = _at(template, *keys)
    return (pointer(*keys), value) if isinstance(value, str) else None


def _at(tree: Any, *keys: Any) -> Any:
    for key in keys:
        if not isinstance(tree, dict) or not isinstance(key, str) or key not in tree:
            return None
        tree = tree[key]
    return tree


def _custom(name: str, properties: dict[str, Any], here: str) -> Iterator[Candidate]:
    """Flows among the properties of a custom resource, whose meaning only its author knows."""
    about = {"Name": shown(properties.get("Name")) or name}
    for key, value in properties.items():
        called = function_of(value)
        inner = called[1] if called and called[0] == "Fn::Sub" else value
        text = inner[0] if isinstance(inner, list) and inner else inner
        words = isinstance(text, str) and '"StartAction"' in text and '"Actions"' in text
        if words or looks_like_flow(value):
            at = f"{here}/Properties{pointer(key)}"
            yield Candidate(
                resource=name, about=about, pointer=at, value=value, filled_by=FILLED_BY,
                writable=False,
            )  # fmt: skip
