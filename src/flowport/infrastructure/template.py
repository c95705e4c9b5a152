"""A CloudFormation template as text, written so that contents stay readable and unchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.infrastructure.hcl_text import comment
from flowport.infrastructure.pieces import cut
from flowport.infrastructure.yaml_text import block_or_quoted, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowport.infrastructure.written_flows import FlowResource, NamedResource

__all__ = ["MOST_BYTES", "MOST_UPLOADED_BYTES", "Template", "TemplateParameter", "resource_lines"]

#: A template that is sent with the call; a larger one goes through a bucket.
MOST_BYTES = 51_200

#: A template that is uploaded: older pages of the documentation say this, newer ones 1 MB.
MOST_UPLOADED_BYTES = 460_800
_VARIABLE = re.compile(r"\$\{([^}]*\})")
_SUB = "      Content: !Sub"
_MOST_OUTPUTS = 200
_DESCRIPTION = 4000  # characters of a parameter's description


@dataclass(frozen=True, slots=True)
class TemplateParameter:
    """A parameter of a template: a string that has no default."""

    name: str
    description: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A template.

    Attributes:
        parameters: Its parameters.
        resources: The lines of each resource.
        outputs: Its outputs: the attribute that each one gives.
        ignored: A finding of cfn-lint that is meant: nested templates are uploaded by "package".
    """

    parameters: tuple[TemplateParameter, ...]
    resources: tuple[Sequence[str], ...]
    outputs: Mapping[str, str]
    ignored: str = ""

    def text(self, head: str) -> str:
        """The template, below comment lines."""
        lines = [head.rstrip("\n"), 'AWSTemplateFormatVersion: "2010-09-09"']
        lines += _ignoring(self.ignored, 0) if self.ignored else []
        lines.append("Parameters:")
        for each in self.parameters:
            lines += [f"  {each.name}:", "    Type: String"]
            description = each.description.replace("${", "$ {")[:_DESCRIPTION]
            lines.append(f"    Description: {quoted(description)}")
            lines += [f"    AllowedPattern: {quoted(each.pattern)}"] if each.pattern else []
        lines.append("Resources:")
        for resource in self.resources:
            lines += resource
        lines.append("Outputs:")
        for name, attribute in list(self.outputs.items())[:_MOST_OUTPUTS]:
            lines += [f"  {name}:", f"    Value: !GetAtt {attribute}"]
        return "\n".join(lines) + "\n"


def resource_lines(
    name: str, flow: FlowResource, expressions: Mapping[NamedResource, str]
) -> list[str]:
    """The lines of a flow's resource.

    Args:
        name: Its logical id.
        flow: The flow.
        expressions: What represents each thing that it uses.
    """
    kind = "ContactFlowModule" if flow.module else "ContactFlow"
    lines = [*comment(flow.remarks, 2), f"  {name}:", f"    Type: AWS::Connect::{kind}"]
    content = _content(flow, expressions)
    # a Sub that fills nothing is meant: it keeps what looks like a placeholder
    unfilled = content[0].startswith(_SUB) and not flow.uses
    lines += _ignoring("W1020", 4) if unfilled else []
    lines += ["    DeletionPolicy: Retain", "    UpdateReplacePolicy: Retain"]
    lines += ["    Properties:", "      InstanceArn: !Ref InstanceArn"]
    lines.append(f"      Name: {_literal(flow.name)}")
    lines += [] if flow.module else [f"      Type: {flow.type}"]
    lines += [f"      Description: {_literal(flow.description)}"] if flow.description else []
    lines += [f"      Settings: {_plain(flow.settings, 8)}"] if flow.settings else []
    lines += _invocation(flow)
    if flow.tags:
        lines.append("      Tags:")
        for key, value in sorted(flow.tags.items()):
            lines += [f"        - Key: {_literal(key)}", f"          Value: {_literal(value)}"]
    return [*lines, *content]


def _invocation(flow: FlowResource) -> list[str]:
    enabled = (flow.invocation or {}).get("Enabled")
    if not isinstance(enabled, bool):
        return []
    said = str(enabled).lower()
    return ["      ExternalInvocationConfiguration:", f"        Enabled: {said}"]


def _ignoring(finding: str, indent: int) -> list[str]:
    """Metadata that tell cfn-lint what is meant."""
    lines = ["Metadata:", "  cfn-lint:", "    config:", f"      ignore_checks: [{finding}]"]
    return [" " * indent + line for line in lines]


def _content(flow: FlowResource, expressions: Mapping[NamedResource, str]) -> list[str]:
    """A content: as it is, or with names for what is filled in."""
    pieces = _outside_marks(cut(flow.text, flow.uses))
    used = sorted({piece for piece in pieces if not isinstance(piece, str)})
    if not used and "${" not in flow.text:
        return [f"      Content: {_plain(flow.text, 8)}"]
    names = {use: _short(number, expressions[use]) for number, use in enumerate(used, 1)}
    text = "".join(
        _escaped(piece) if isinstance(piece, str) else "${" + names[piece] + "}" for piece in pieces
    )
    mapped = {names[use]: expressions[use] for use in used if names[use].startswith("Id")}
    if not mapped:
        return [f"{_SUB} {_plain(text, 8)}"]
    body = _plain(text, 12)
    lines = [_SUB, f"        - {body}", "        -"]
    return [*lines, *(f"          {name}: {value}" for name, value in mapped.items())]


def _outside_marks(pieces: Iterable[str | NamedResource]) -> list[str | NamedResource]:
    """The pieces; what is used inside a literal ``${...}`` stays literal, as no Sub fits there."""
    merged: list[str | NamedResource] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if isinstance(piece, str):
            text = piece
        elif isinstance(last, str) and "}" not in last.rpartition("${")[2] and "${" in last:
            text = piece.written
        else:
            merged.append(piece)
            continue
        if isinstance(last, str):
            merged[-1] = last + text
        else:
            merged.append(text)
    return merged


def _escaped(text: str) -> str:
    """A literal string inside a Sub: what looks like a variable is marked as none."""
    return _VARIABLE.sub(r"${!\1", text)


def _literal(text: str) -> str:
    """A string that CloudFormation takes as it is."""
    return f"!Sub {quoted(_escaped(text))}" if "${" in text else quoted(text)


def _plain(text: str | None, indent: int) -> str:
    return block_or_quoted(text or "", indent)


def _short(number: int, expression: str) -> str:
    """How a content names an expression: what it refers to, or a name of its own."""
    for function in ("!Ref ", "!GetAtt "):
        if expression.startswith(function):
            return expression.removeprefix(function)
    return f"Id{number}"
