"""Prompts with their audio.

There is no S3 here. With ``serve --buckets`` an ``S3Uri`` names a file below that folder, which
must be such a WAV file as the service plays; without, it is kept unread, and the prompt is silent.
A URL that GetPromptFile gave names the audio of that prompt in both cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server import wav
from flowport.server.buckets import object_of, read_object
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid
from flowport.server.signed_urls import PATHS, SignedResource
from flowport.store import resource_files, resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall, Shared

_PROMPT = plain.of_kind("prompt")


def _audio(params: Mapping[str, Any], shared: Shared) -> bytes | None:
    """The audio behind an S3 URI, read before the transaction; None where it can't be known."""
    uri = params.get("S3Uri")
    if uri is None or PATHS[_PROMPT.kind] in uri:
        return None
    found = object_of(uri)
    if found is None:
        raise invalid(f"S3Uri {uri!r} is not an S3 URI, such as s3://BUCKET/KEY.")
    if not shared.buckets:
        return None
    data = read_object(shared.buckets, *found)
    problem = wav.problem_of(data)
    if problem is not None:
        raise invalid(f"S3Uri: the object {found[1]!r} {problem}.")
    return data


@operation("CreatePrompt", writes=True, needs="Prompts.Create", prepare=_audio)
def _create(call: ApiCall) -> Mapping[str, Any]:
    audio = _given(call)
    made = plain.create(call, _PROMPT)
    _keep(call, made["Id"], audio)
    return made


@operation("UpdatePrompt", writes=True, needs="Prompts.Edit", prepare=_audio)
def _update(call: ApiCall) -> Mapping[str, Any]:
    audio = _given(call)
    changed = plain.update(call, _PROMPT)
    if "S3Uri" in call.params:
        _keep(call, changed["Id"], audio)
    return changed


def _given(call: ApiCall) -> bytes | None:
    """The audio that a call gives, which may be that of another prompt of this server."""
    uri = call.params.get("S3Uri", "")
    if PATHS[_PROMPT.kind] not in uri:
        prepared: bytes | None = call.prepared
        return prepared
    named = call.shared.urls.read(uri)
    if named is None:
        raise invalid("S3Uri: the URL has expired, or its signature does not match.")
    return resource_files.read(call.connection, named.instance, named.kind, named.id)


def _keep(call: ApiCall, prompt: str, audio: bytes | None) -> None:
    found = resources.get(call.connection, call.instance.id, _PROMPT.kind, prompt)
    resource_files.keep(call.connection, found, audio)


@operation("GetPromptFile", needs="Prompts.View", fresh=True)
def _file(call: ApiCall) -> Mapping[str, Any]:
    found = plain.fetch(call, _PROMPT)
    named = SignedResource(found.kind, found.instance, found.id)
    return {
        "PromptPresignedUrl": call.shared.urls.url(call.origin, named),
        "LastModifiedTime": found.modified,
        "LastModifiedRegion": call.instance.region,
    }
