"""Pulumi's YAML programs and exported state; programs in other languages are never run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.containers.forms.candidate import Candidate, about_flow
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FILLED_BY", "candidates"]

FILLED_BY = "Pulumi"

_SECRET = "4dabf18193072939515e22adb298388d"  # noqa: S105  Pulumi's mark of a secret, not one


def candidates(tree: Any) -> Iterator[Candidate]:
    """The flows of a program or of a stack's state."""
    if not isinstance(tree, dict):
        return
    resources = tree.get("resources")
    for name, resource in resources.items() if isinstance(resources, dict) else ():
        if isinstance(resource, dict) and (kind := _kind(resource.get("type"))):
            properties = resource.get("properties")
            if isinstance(properties, dict):
                yield _declared(name, properties, pointer("resources", name, "properties"), kind)
    state = tree.get("deployment")
    known = state.get("resources") if isinstance(state, dict) else None
    for index, resource in enumerate(known if isinstance(known, list) else ()):
        if isinstance(resource, dict) and (kind := _kind(resource.get("type"))):
            yield from _deployed(resource, f"/deployment/resources/{index}", kind)


def _kind(type_: Any) -> str:
    """``flow``, ``module``, or nothing for another type of resource."""
    if not isinstance(type_, str) or not type_.startswith(("aws:connect", "aws-native:connect")):
        return ""
    return {"ContactFlow": "flow", "ContactFlowModule": "module"}.get(type_.rpartition(":")[2], "")


def _about(name: str, values: dict[str, Any], kind: str) -> dict[str, Any]:
    return about_flow(
        name=values.get("name") or name,
        type=values.get("type") or "CONTACT_FLOW",
        description=values.get("description"),
        tags=values.get("tags"),
        module=kind == "module",
        Arn=values.get("arn"),
        InstanceId=values.get("instanceId"),
        InstanceArn=values.get("instanceArn"),
    )


def _declared(name: str, properties: dict[str, Any], at: str, kind: str) -> Candidate:
    about, content = _about(name, properties, kind), properties.get("content")
    file = properties.get("filename")
    if isinstance(content, dict) and len(content) == 1:
        function, argument = next(iter(content.items()))
        if function == "fn::toJSON":
            return Candidate(
                resource=name, about=about, pointer=f"{at}/content/fn::toJSON", value=argument,
                filled_by=FILLED_BY,
            )  # fmt: skip
        file = argument if function == "fn::readFile" else file
    if isinstance(file, str):
        path = None if "${" in file.replace("${pulumi.cwd}/", "") else file
        path = path.replace("${pulumi.cwd}/", "").removeprefix("./") if path else None
        why = "" if path else "the path of its file is computed"
        return Candidate(resource=name, about=about, file=path, elsewhere=why, pointer=at)
    if content is None or (isinstance(content, dict) and "StartAction" not in content):
        why = "its content is computed when the program runs"
        return Candidate(resource=name, about=about, elsewhere=why, pointer=at)
    return Candidate(
        resource=name, about=about, pointer=f"{at}/content", value=content, filled_by=FILLED_BY
    )


def _deployed(resource: dict[str, Any], at: str, kind: str) -> Iterator[Candidate]:
    name = str(resource.get("urn", "")).rpartition("::")[2]
    for part in ("outputs", "inputs"):
        values = resource.get(part)
        if not isinstance(values, dict) or "content" not in values:
            continue
        about, content = _about(name, values, kind), values["content"]
        if isinstance(content, dict) and _SECRET in content:
            why = "its content is kept as a secret"
            yield Candidate(resource=name, about=about, elsewhere=why, pointer=at)
        elif isinstance(content, str):
            yield Candidate(
                resource=name, about=about, pointer=f"{at}/{part}/content", value=content,
                writable=False,
            )  # fmt: skip
        return
