"""Requests made from the service model: whole ones, and the same with one value exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from flowport.server.operations.kinds import segments_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Path", "exchanged", "id_places", "places", "sample", "wire"]

Path: TypeAlias = "tuple[str | int, ...]"


def wire(name: str, shape: Any) -> str:
    """What a member is called in a request."""
    found: str = shape.serialization.get("name", name)
    return found


def sample(
    shape: Any,
    known: Callable[[tuple[str, ...]], str | None],
    *,
    name: str = "",
    whole: bool = True,
    within: tuple[str, ...] = (),
) -> Any:
    """A value that a shape may well accept; None where it would contain itself.

    Args:
        shape: A shape of the model.
        known: Gives the id of something whose ARN has one of some parts before it.
        name: The member that has the shape.
        whole: Whether members are in it that may be left out.
        within: The shapes around it.
    """
    if shape.name in within:
        return None
    inside: dict[str, Any] = {"known": known, "whole": whole, "within": (*within, shape.name)}
    if shape.type_name == "structure":
        return _structure(shape, inside)
    if shape.type_name == "list":
        member = sample(shape.member, name=name, **inside)
        return None if member is None else [member]
    if shape.type_name == "map":
        return {sample(shape.key, **inside): sample(shape.value, **inside)}
    if shape.type_name == "string":
        return _string(shape, name, known)
    plain = {"boolean": True, "timestamp": 0, "blob": ""}
    return plain.get(shape.type_name, shape.metadata.get("min", 1))


def _structure(shape: Any, inside: dict[str, Any]) -> dict[str, Any]:
    found = {}
    union = getattr(shape, "is_tagged_union", False)
    for name, inner in shape.members.items():
        wanted = inside["whole"] or union or name in shape.required_members
        if wanted and "location" not in inner.serialization:
            found[wire(name, inner)] = sample(inner, name=name, **inside)
        if union and found:
            break
    return {name: each for name, each in found.items() if each is not None}


def _string(shape: Any, name: str, known: Callable[[tuple[str, ...]], str | None]) -> str:
    values = shape.metadata.get("enum")
    if values:
        return str(values[0])
    instance = ("instance",) if name == "InstanceId" else ()
    own = known(instance or segments_of(name, shape.name))
    return own or "x" * max(1, shape.metadata.get("min", 1))


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values in a value, its own first."""
    yield path
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(each, (*path, key))


def exchanged(value: Any, path: Path, new: Any) -> Any:
    """A value with another one at a path."""
    if not path:
        return new
    found: Any = dict(value) if isinstance(value, dict) else list(value)
    found[path[0]] = exchanged(value[path[0]], path[1:], new)
    return found


def id_places(
    shape: Any, name: str = "", within: tuple[str, ...] = ()
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The paths of members that take ids, and the parts before the id in ARNs of what they name."""
    if shape.type_name == "list":
        inner = id_places(shape.member, name, within)
        yield from (((0, *path), segments) for path, segments in inner)
    elif shape.type_name == "structure" and shape.name not in within:
        for word, each in shape.members.items():
            found = id_places(each, word, (*within, shape.name))
            yield from (((wire(word, each), *path), segments) for path, segments in found)
    elif shape.type_name == "string" and (segments := segments_of(name, shape.name)):
        yield (), segments
