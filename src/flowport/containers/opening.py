"""From a container's candidates to documents, each with its name, type and place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.containers.file_kinds import Embedded
from flowport.containers.forms import pulumi, terraform_json
from flowport.containers.functions import ObjectText, plain_object, string_at
from flowport.containers.hcl_files import HCLOuter
from flowport.containers.interpolation import interpolated
from flowport.containers.origin import ObjectOrigin, StringOrigin
from flowport.containers.outer import JSONOuter, json_pieces
from flowport.containers.strings import Literal, PlaceholderString
from flowport.containers.templates import control_statement, fill, fill_text, whole_text
from flowport.errors import DocumentError, NotAFlowError, NotJSONError
from flowport.model.encoding import decode, detect
from flowport.model.parse import parse
from flowport.model.read import kind_of
from flowport.model.spans import line_and_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.containers.forms.candidate import Candidate
    from flowport.containers.outer import Outer
    from flowport.containers.strings import Values

    Beside = Callable[[str], tuple[bytes, str]]

__all__ = ["RENDER_FIRST", "flow_of_string", "opened"]

RENDER_FIRST = "a template with control statements: render it first"

_LAYERS = 3
"""So often contents are encoded in practice, by a tool that encodes what is encoded."""


def opened(
    outer: Outer, candidate: Candidate, values: Values | None, beside: Beside | None
) -> Embedded:
    """The flow of a candidate.

    Raises:
        DocumentError: Its content can't be read, with its place in the outer file.
    """
    if values:
        about = {
            key: fill_text(each, values) if isinstance(each, str) else each
            for key, each in candidate.about.items()
        }
        candidate = replace(candidate, about=about)
    if candidate.file is not None:
        return _of_file(candidate, candidate.file, values, beside)
    value = candidate.value
    if isinstance(value, PlaceholderString):
        return flow_of_string(outer, value, candidate, values)
    made: PlaceholderString | None = None
    if isinstance(value, str) and candidate.filled_by in {
        terraform_json.FILLED_BY,
        pulumi.FILLED_BY,
    }:
        made = interpolated(
            outer.literal(candidate.pointer, value),
            values,
            filled_by=candidate.filled_by,
            directives=candidate.filled_by == terraform_json.FILLED_BY,
        )
    else:
        made = string_at(outer, candidate.pointer, value, values, filled_by=candidate.filled_by)
    if made is not None:
        return flow_of_string(outer, made, candidate, values)
    return _of_object(outer, candidate, values)


def flow_of_string(
    outer: Outer, string: PlaceholderString, candidate: Candidate, values: Values | None
) -> Embedded:
    """The flow that a string of the outer file says.

    Raises:
        DocumentError: It says none, with its place in the outer file.
    """
    if values:
        string = fill(string, values)
    for _ in range(_LAYERS):
        tree = _parsed(outer, string)
        if not isinstance(tree, str):
            break
        string = _inner(string, tree)
    origin = StringOrigin(outer, string, tree, candidate.resource)
    return _made(tree, origin, candidate)


def _parsed(outer: Outer, string: PlaceholderString) -> Any:
    try:
        data = string.text.encode()
    except UnicodeEncodeError:
        raise DocumentError(
            "a flow's text has half a character (a lone surrogate)", source=outer.name
        ) from None
    try:
        return parse(data, source=outer.name)
    except NotJSONError as error:
        at = _offset(string.text, error.line, error.column)
        line, column = line_and_column(outer.text, string.in_file(at))
        message = RENDER_FIRST if control_statement(string.text) is not None else error.message
        raise NotJSONError(message, line=line, column=column, source=outer.name) from None


def _offset(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at + column - 1


def _inner(string: PlaceholderString, value: str) -> PlaceholderString:
    """The string that a string says, once more encoded as JSON."""
    start = len(string.text) - len(string.text.lstrip())
    end = len(string.text.rstrip())

    def pieces() -> Any:
        outside = string.as_literal()
        return [
            each._replace(start=place[0], end=place[1])
            for each in json_pieces(string.text, start, end)
            for place in [outside.whole(each.start, each.end)]
        ]

    def quote(text: str) -> str:
        return string.quote(json.dumps(text, ensure_ascii=False)[1:-1])

    return PlaceholderString.of(Literal(value, pieces, quote))


def _of_object(outer: Outer, candidate: Candidate, values: Values | None) -> Embedded:
    at = candidate.pointer
    if isinstance(outer, HCLOuter):
        inside = [
            (pointer.removeprefix(at), each) for pointer, each in outer.found
            if pointer.startswith(at + "/")
        ]  # fmt: skip
        made = ObjectText(at, candidate.value, tuple(inside))
    else:
        made = plain_object(at, candidate.value, values, filled_by=candidate.filled_by)
    origin = ObjectOrigin(outer, at, made.tree, candidate.resource, made.insertions)
    return _made(made.tree, origin, candidate)


def _made(tree: Any, origin: Any, candidate: Candidate) -> Embedded:
    try:
        kind = kind_of(tree, origin.name)
    except NotAFlowError as error:
        message = f"{candidate.resource}: {error.message}" if candidate.resource else error.message
        line, column = origin.line_and_column("")
        raise NotJSONError(message, line=line, column=column, source=origin.name) from None
    document = kind(tree, origin=origin, about=dict(candidate.about))
    return Embedded(resource=candidate.resource, document=document, writable=candidate.writable)


def _of_file(
    candidate: Candidate, path: str, values: Values | None, beside: Beside | None
) -> Embedded:
    """The flow in a file that a container fills or names."""
    if beside is None:
        raise DocumentError(f"{candidate.resource}: the flow is in {path}, which is not given")
    data, name = beside(path)
    mark, encoding = detect(data)
    text = decode(data[len(mark) :], encoding, source=name)
    outer = JSONOuter(text, None, name, mark=mark, encoding=encoding)
    literal = whole_text(text)
    if candidate.template:
        string = interpolated(literal, values, filled_by=candidate.filled_by)
    else:
        string = PlaceholderString.of(literal)
    found = flow_of_string(outer, string, candidate, values)
    answer = found.document
    return replace(found, document=answer)
