"""From bytes or text to a document, whatever wraps it: an export, bare content or an API answer."""

from __future__ import annotations

from itertools import chain
from typing import Any

from flowport.errors import DocumentError, NotAFlowError
from flowport.model.encoding import decode, detect
from flowport.model.flow import Flow
from flowport.model.legacy import LegacyFlow
from flowport.model.origin import Origin
from flowport.model.parse import MAX_BYTES, parse
from flowport.model.pointer import get, pointer

#: Words that are in flows of either format, and in little else.
_TELLING = (b'"Actions"', b'"StartAction"', b'"modules"', b'\\"Actions\\"', b'\\"modules\\"')

_ANSWERS = {"ContactFlow": "flow", "ContactFlowModule": "module"}


def read_bytes(data: bytes, *, name: str | None = None) -> Flow | LegacyFlow:
    """The flow that a file's bytes say; ``name`` is what messages call the file.

    Accepts a console export of either format, the API's content, and the answers of
    DescribeContactFlow and DescribeContactFlowModule; UTF-8 or UTF-16, with or without a mark.

    Raises:
        NotJSONError: it is not JSON, with line and column.
        NotAFlowError: it is JSON, and no flow of either format.
        DocumentError: it is of another encoding, too large or too deeply nested.
    """
    mark, encoding = detect(data)
    plain = data[len(mark) :] if mark else data
    if encoding != "utf-8":
        plain = decode(plain, encoding, source=name).encode()
    elif len(plain) <= MAX_BYTES and not plain.strip():
        message = "the file is empty"
        raise NotAFlowError(message, source=name)
    outer = parse(plain, source=name)
    return read_parsed(outer, data, name=name, mark=mark, encoding=encoding)


def read_parsed(
    outer: Any, data: bytes, *, name: str | None, mark: bytes, encoding: str
) -> Flow | LegacyFlow:
    """The flow that a file's bytes say, once they are parsed.

    Raises:
        DocumentError: they say no flow; see ``read_bytes``.
    """
    where, about = _content_of(outer)
    tree = outer if where is None else _inner(outer, where, name)
    kind = kind_of(tree, name)
    origin = Origin(
        data, mark=mark, encoding=encoding, tree=tree, outer=outer, pointer=where, name=name
    )
    return kind(tree, origin=origin, about=about)


def read_text(text: str, *, name: str | None = None) -> Flow | LegacyFlow:
    """The flow that a string says; errors as ``read_bytes``."""
    return read_bytes(text.encode(errors="surrogatepass"), name=name)


def seems_flow(data: bytes) -> bool:
    """Whether bytes that can't be read as a flow were meant as one, by the words in them."""
    plain = data.replace(b"\x00", b"")
    return any(word in plain for word in _TELLING)


def _content_of(outer: Any) -> tuple[str | None, dict[str, Any]]:
    """Where an API answer holds the flow's text, and what it says of the flow."""
    if isinstance(outer, str):
        return "", {}
    if not isinstance(outer, dict):
        return None, {}
    for key, kind in _ANSWERS.items():
        answer = outer.get(key)
        if isinstance(answer, dict) and isinstance(answer.get("Content"), str):
            about = {name: value for name, value in answer.items() if name != "Content"}
            return pointer(key, "Content"), {**about, "kind": kind}
    if isinstance(outer.get("Content"), str):
        return "/Content", {name: value for name, value in outer.items() if name != "Content"}
    return None, {}


def _inner(outer: Any, where: str, name: str | None) -> Any:
    text: str = get(outer, where)
    try:
        return parse(text.encode(), source=name)
    except UnicodeEncodeError:
        message = f"the text at {where or 'the top'} has half a character (a lone surrogate)"
        raise DocumentError(message, source=name) from None
    except DocumentError as error:
        message = f"in the text at {where or 'the top'}: {error.message}"
        raise DocumentError(message, source=name) from None


def kind_of(tree: Any, name: str | None) -> type[Flow | LegacyFlow]:
    """Which document a tree is; ``name`` is what messages call its file.

    Raises:
        NotAFlowError: it is not a flow of either format.
    """
    if isinstance(tree, dict):
        if isinstance(tree.get("Actions"), list) and isinstance(tree.get("modules"), list):
            message = "no flow: it has both Actions and modules; take out those that don't count"
            raise NotAFlowError(message, source=name)
        if "Actions" in tree:
            _check_language(tree, name)
            return Flow
        if "modules" in tree:
            _check_legacy(tree, name)
            return LegacyFlow
        what = "an object without Actions or modules"
    else:
        what = _called(tree)
    message = (
        f"no flow: it is {what}; expected an exported flow, or the answer of describe-contact-flow"
    )
    raise NotAFlowError(message, source=name)


def _check_language(tree: dict[str, Any], name: str | None) -> None:
    """Hold the form that the views rely on; values of single parameters are the checks' matter."""
    for index, action in enumerate(_objects(tree, "Actions", "", name)):
        where = f"/Actions/{index}"
        _want(action.get("Parameters"), dict, f"{where}/Parameters", name)
        transitions = action.get("Transitions")
        _want(transitions, dict, f"{where}/Transitions", name)
        if transitions:
            for key in ("Errors", "Conditions"):
                if transitions.get(key):
                    _objects(transitions, key, f"{where}/Transitions", name)


def _check_legacy(tree: dict[str, Any], name: str | None) -> None:
    blocks = _objects(tree, "modules", "", name)
    lists = [block[key] for block in blocks for key in _LISTS if block.get(key)]
    if _ONLY_LISTS.issuperset(map(type, lists)):
        members = chain.from_iterable(lists)
        if _ONLY_OBJECTS.issuperset(map(type, members)):
            return
    for index, block in enumerate(blocks):
        for key in _LISTS:
            if block.get(key):
                _objects(block, key, f"/modules/{index}", name)


_LISTS = ("branches", "parameters")
_ONLY_LISTS = {list}
_ONLY_OBJECTS = {dict}


def _objects(
    parent: dict[str, Any], key: str, where: str, name: str | None
) -> list[dict[str, Any]]:
    value = parent[key]
    _want(value, list, f"{where}/{key}", name, allow_none=False)
    if not _ONLY_OBJECTS.issuperset(map(type, value)):
        for index, member in enumerate(value):
            _want(member, dict, f"{where}/{key}/{index}", name, allow_none=False)
    return value  # type: ignore[no-any-return]  # just checked


def _want(value: Any, kind: type, where: str, name: str | None, *, allow_none: bool = True) -> None:
    if type(value) is kind or (value is None and allow_none):
        return
    message = f"no flow: {where} is {_called(value)}, and should be {_called(kind())}"
    raise NotAFlowError(message, source=name)


def _called(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    words = {dict: "an object", list: "a list", str: "a string", int: "a number", float: "a number"}
    return words[type(value)]
