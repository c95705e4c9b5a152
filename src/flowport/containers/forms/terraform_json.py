"""Terraform's own JSON: configuration (``.tf.json``), state, and ``terraform show -json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.containers.forms.candidate import Candidate, about_flow
from flowport.model.pointer import pointer
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FILLED_BY", "FLOW_TYPES", "candidates", "path_in", "resource_about"]

FILLED_BY = "Terraform"

#: Resource types, and whether each is a module.
FLOW_TYPES = {
    "aws_connect_contact_flow": False,
    "aws_connect_contact_flow_module": True,
    "awscc_connect_contact_flow": False,
    "awscc_connect_contact_flow_module": True,
}

_PATH = pattern(r"^(?:\$\{\s*path\.(?:module|root|cwd)\s*\}/?)?(?:\./)?([^${}]+)$")
_CALL = pattern(r'^\$\{\s*(file|templatefile)\(\s*"((?:[^"\\]|\\.)*)"')


def candidates(tree: Any) -> Iterator[Candidate]:
    """The flows of any of the three."""
    if not isinstance(tree, dict):
        return
    yield from _configuration(tree)
    if isinstance(tree.get("resources"), list) and "lineage" in tree:
        yield from _state(tree)
    for key in ("values", "planned_values"):
        if isinstance(tree.get(key), dict):
            yield from _module(tree[key].get("root_module"), pointer(key, "root_module"), tree)


def resource_about(values: dict[str, Any], resource: str, *, module: bool) -> dict[str, Any]:
    """What a resource's arguments say of its flow; a flow without a type is a contact flow."""
    return about_flow(
        name=values.get("name") or resource,
        type=values.get("type") or "CONTACT_FLOW",
        description=values.get("description"),
        tags=values.get("tags"),
        module=module,
        Arn=values.get("arn") or values.get("contact_flow_arn"),
        InstanceId=values.get("instance_id"),
        InstanceArn=values.get("instance_arn"),
    )


def path_in(text: str) -> str | None:
    """The path that a string names relative to the file's folder; None where it is computed."""
    found = _PATH.match(text)
    return found[1] if found else None


def _configuration(tree: dict[str, Any]) -> Iterator[Candidate]:
    resources = tree.get("resource")
    if not isinstance(resources, dict):
        return
    for kind, module in FLOW_TYPES.items():
        named = resources.get(kind)
        for name, bodies in named.items() if isinstance(named, dict) else ():
            several = isinstance(bodies, list)
            for index, body in enumerate(bodies if several else [bodies]):
                at = pointer("resource", kind, name) + (f"/{index}" if several else "")
                if isinstance(body, dict):
                    yield _configured(f"{kind}.{name}", body, at, name, module=module)


def _configured(
    address: str, body: dict[str, Any], at: str, name: str, *, module: bool
) -> Candidate:
    about = resource_about(body, name, module=module)
    content, filename = body.get("content"), body.get("filename")
    called = _CALL.match(content) if isinstance(content, str) else None
    given = called[2] if called else filename if isinstance(filename, str) else None
    if given is not None:
        path = path_in(given)
        why = "" if path else "the path of its file is computed"
        template = bool(called and called[1] == "templatefile")
        return Candidate(
            resource=address, about=about, file=path, template=template, elsewhere=why, pointer=at
        )
    if content is None:
        why = "its content is not in this file"
        return Candidate(resource=address, about=about, elsewhere=why, pointer=at)
    return Candidate(
        resource=address,
        about=about,
        pointer=f"{at}/content",
        value=content,
        filled_by=FILLED_BY,
    )


def _state(tree: dict[str, Any]) -> Iterator[Candidate]:
    for index, resource in enumerate(tree["resources"]):
        if not isinstance(resource, dict) or resource.get("type") not in FLOW_TYPES:
            continue
        instances = resource.get("instances")
        for number, instance in enumerate(instances if isinstance(instances, list) else ()):
            values = instance.get("attributes") if isinstance(instance, dict) else None
            if isinstance(values, dict):
                at = f"/resources/{index}/instances/{number}/attributes"
                parts = (resource.get("module"), resource["type"], resource.get("name"))
                address = ".".join(str(part) for part in parts if part)
                key = instance.get("index_key")
                address += "" if key is None else f"[{key!r}]".replace("'", '"')
                yield _known(address, values, at, str(resource["type"]))


def _module(module: Any, at: str, tree: dict[str, Any]) -> Iterator[Candidate]:
    if not isinstance(module, dict):
        return
    for index, resource in enumerate(module.get("resources") or ()):
        if isinstance(resource, dict) and resource.get("type") in FLOW_TYPES:
            here = f"{at}/resources/{index}/values"
            values = resource.get("values")
            if isinstance(values, dict):
                address = str(resource.get("address") or resource.get("name"))
                yield _known(address, values, here, str(resource["type"]))
    for index, child in enumerate(module.get("child_modules") or ()):
        yield from _module(child, f"{at}/child_modules/{index}", tree)


def _known(address: str, values: dict[str, Any], at: str, kind: str) -> Candidate:
    """A flow whose content Terraform has evaluated, or knows only after apply."""
    about = resource_about(values, address, module=FLOW_TYPES[kind])
    content = values.get("content")
    if not isinstance(content, str):
        why = "its content is known only after apply"
        return Candidate(resource=address, about=about, elsewhere=why, pointer=at)
    return Candidate(
        resource=address, about=about, pointer=f"{at}/content", value=content, writable=False
    )
