"""Answers of the AWS CLI and SDKs, alone, in lists and in pages; and bare flows among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import MODULE
from flowport.containers.forms.candidate import Candidate, looks_like_flow
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["candidates"]

_WRAPPERS = {"ContactFlow": "flow", "ContactFlowModule": "module"}
_LISTS = {"ContactFlows": "flow", "ContactFlowModules": "module"}
_BESIDE = {"Name", "Type", "Arn", "Id", "InstanceId", "ContactFlowType", "Description", "Tags"}
_DEPTH = 3


def candidates(tree: Any, at: str = "", kind: str = "", depth: int = 0) -> Iterator[Candidate]:
    """The flows of an answer, of a list of answers, or of an object or list of either."""
    if isinstance(tree, list):
        for index, each in enumerate(tree if depth < _DEPTH else ()):
            yield from candidates(each, f"{at}/{index}", kind, depth + 1)
    elif isinstance(tree, str):
        if _has_flow_words(tree):
            yield Candidate(resource=_called(at), pointer=at, value=tree)
    elif looks_like_flow(tree):
        yield Candidate(resource=_called(at), pointer=at, value=tree)
    elif isinstance(tree, dict):
        yield from _of_object(tree, at, kind, depth)


def _of_object(tree: dict[str, Any], at: str, kind: str, depth: int) -> Iterator[Candidate]:
    for key, inner in _WRAPPERS.items():
        if isinstance(tree.get(key), dict):
            yield from _answer(tree[key], at + pointer(key), inner)
            return
    if "Content" in tree and (_BESIDE & set(tree) or isinstance(tree["Content"], str)):
        yield from _answer(tree, at, kind)
        return
    for key, inner in _LISTS.items():
        if isinstance(tree.get(key), list):
            yield from candidates(tree[key], at + pointer(key), inner, depth + 1)


def _answer(answer: dict[str, Any], at: str, kind: str) -> Iterator[Candidate]:
    content = answer.get("Content")
    if not (isinstance(content, str) or looks_like_flow(content)):
        return
    about = {key: value for key, value in answer.items() if key != "Content"}
    if "ContactFlowType" in about and "Type" not in about:
        about["Type"] = about["ContactFlowType"]
    if about.get("Type") == MODULE:
        kind = "module"
        del about["Type"]
    if kind:
        about["kind"] = kind
    name = about.get("Name")
    resource = name if isinstance(name, str) and name else _called(at)
    yield Candidate(resource=resource, pointer=at + "/Content", value=content, about=about)


def _called(at: str) -> str:
    """A flow without a name, by its place among others."""
    last = at.rpartition("/")[2]
    return f"#{int(last) + 1}" if last.isdigit() else last


def _has_flow_words(text: str) -> bool:
    return ("Actions" in text and "StartAction" in text) or "modules" in text
