"""Flows as CloudFormation templates: one, or nested stacks where one would be too large.

Limits: CloudFormation's quotas (51,200 bytes for a template that is sent with the call and more for
one that is uploaded, 200 parameters, 200 outputs, 500 resources) and the resource types' schemas
(256,000 characters of content).
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue.families import FAMILIES
from flowport.infrastructure.logical_names import camel, kind_title, named_flows, named_uses
from flowport.infrastructure.template import (
    MOST_BYTES,
    MOST_UPLOADED_BYTES,
    Template,
    TemplateParameter,
    resource_lines,
)
from flowport.infrastructure.written_flows import (
    FlowResource,
    NamedResource,
    WrittenFiles,
    in_order,
)
from flowport.infrastructure.yaml_text import quoted
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["cloudformation"]

_MOST_CHARACTERS = 256_000
_MOST_PARAMETERS = 200
_MOST_RESOURCES = 200  # each has an output
_INSTANCE = TemplateParameter(
    "InstanceArn",
    "ARN of the Amazon Connect instance",
    "^arn:aws[-a-z0-9]*:connect:[-a-z0-9]+:[0-9]{12}:instance/[-a-zA-Z0-9]+$",
)
_HEAD = """\
# Written by Flowport. A stack publishes every flow in it.
# {use}
"""
_SINGLE = (
    "New instance: deploy with values of your own for the parameters. The same instance: create a "
    "change set of the type IMPORT with resources-to-import.json and the values in parameters.json."
)
_ROOT = (
    'Run "aws cloudformation package" first: it uploads the nested templates, which are too large '
    "for one."
)
_UPLOAD = (
    f"template.yaml has more than {MOST_BYTES:,} bytes, and content cannot come from a file: "
    "upload it to a bucket (aws cloudformation deploy --s3-bucket)"
)
_TOO_MANY = (
    "These flows use more than {most} resources, and a stack takes that many parameters at most: "
    "deploy stack-1.yaml and the others one after the other, with the outputs of the earlier ones "
    "as the From parameters."
)
_CHILD = "A nested stack of template.yaml."


def cloudformation(flows: Iterable[FlowResource], instance: str) -> WrittenFiles:
    """The templates of flows, with the values of the source instance beside them.

    Args:
        flows: What to write.
        instance: The ARN of the source instance.
    """
    every = list(flows)
    writer = _CloudFormationWriter(every, instance)
    files, notes = writer.files(in_order(every)), list(writer.notes)
    cycle = {use.label for flow in every for use in flow.uses if use.known}
    if cycle:
        shells = [_as_shell(flow) if flow.label in cycle else flow for flow in every]
        first = _CloudFormationWriter(shells, instance).files(in_order(shells))
        files |= {f"first/{name}": text for name, text in first.items() if name.endswith("yaml")}
        notes.append(
            "Some flows refer to each other in a cycle. In a new instance, create the stack from "
            "first/, then update it with template.yaml and the new ARNs as the Known parameters."
        )
    return WrittenFiles(files=files, notes=tuple(notes))


def _as_shell(flow: FlowResource) -> FlowResource:
    return replace(flow, text=flow.shell, uses=())


class _CloudFormationWriter:
    """Writes the flows of one export."""

    def __init__(self, flows: Sequence[FlowResource], instance: str) -> None:
        self._instance = instance
        self._flows = {flow.label: flow for flow in flows}
        self._names = named_flows(flows, camel)
        outside = {use for flow in flows for use in flow.uses if not use.label}
        self._outside = named_uses(sorted(outside), camel)
        self.notes: list[str] = []

    def files(self, flows: Sequence[FlowResource]) -> dict[str, str]:
        """All files, by name."""
        parts = list(self._parts(flows))
        templates = [self._template(part) for part in parts]
        values = self._values(flows)
        if len(parts) == 1:
            files = {"template.yaml": templates[0].text(_head(_SINGLE))}
            if len(files["template.yaml"].encode()) > MOST_BYTES:
                self.notes.append(_UPLOAD)
        else:
            names = [f"stack-{number}.yaml" for number in range(1, len(parts) + 1)]
            files = {
                name: template.text(_head(_CHILD))
                for name, template in zip(names, templates, strict=True)
            }
            files |= self._root(names, templates, parts)
        files["parameters.json"] = _json(
            [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
        )
        files["resources-to-import.json"] = _json([self._import(flow) for flow in flows])
        return files

    def _parts(self, flows: Sequence[FlowResource]) -> Iterator[list[FlowResource]]:
        """The flows of each template, in order."""
        part: list[FlowResource] = []
        for flow in flows:
            if part and self._is_over([*part, flow]):
                yield part
                part = []
            part.append(flow)
            self._tell_size(flow)
        yield part

    def _is_over(self, part: Sequence[FlowResource]) -> bool:
        template = self._template(part)
        return (
            len(part) > _MOST_RESOURCES
            or len(template.parameters) > _MOST_PARAMETERS
            or len(template.text(_head(_CHILD)).encode()) > MOST_UPLOADED_BYTES
        )

    def _tell_size(self, flow: FlowResource) -> None:
        if len(flow.text) > _MOST_CHARACTERS:
            self.notes.append(
                f"{flow.name!r} has {len(flow.text):,} characters, and CloudFormation accepts "
                f"{_MOST_CHARACTERS:,}; {Remedy.SPLIT}"
            )

    def _template(self, part: Sequence[FlowResource]) -> Template:
        """The template of some flows."""
        inside = {flow.label for flow in part}
        parameters, resources, outputs = {"InstanceArn": _INSTANCE}, [], {}
        for flow in part:
            expressions = {}
            for use in flow.uses:
                expressions[use], wanted = self._expression(use, inside)
                parameters |= {each.name: each for each in wanted}
            resources.append(resource_lines(self._names[flow.label], flow, expressions))
            outputs[f"{self._names[flow.label]}Arn"] = self._arn(flow)
        return Template(tuple(parameters.values()), tuple(resources), outputs)

    def _arn(self, flow: FlowResource) -> str:
        word = "ContactFlowModuleArn" if flow.module else "ContactFlowArn"
        return f"{self._names[flow.label]}.{word}"

    def _expression(
        self, use: NamedResource, inside: set[str]
    ) -> tuple[str, tuple[TemplateParameter, ...]]:
        """What is in a template for something used, and the parameters which that takes."""
        if not use.label:
            name = self._outside[use.written]
            what = "id" if use.bare else "ARN"
            description = f"{what} of the {kind_title(use.kind)} {use.name}".strip()
            return f"!Ref {name}", (TemplateParameter(name, description),)
        flow = self._flows[use.label]
        if use.label in inside and not use.known:
            return _part(f"!GetAtt {self._arn(flow)}", flow, bare=use.bare), ()
        name = self._outer_name(use)
        description = f"ARN of the {'module' if flow.module else 'flow'} {flow.name}"
        if use.known:
            description += ", given here because the flows refer to each other in a cycle"
        return _part(f"!Ref {name}", flow, bare=use.bare), (TemplateParameter(name, description),)

    def _outer_name(self, use: NamedResource) -> str:
        return f"{'Known' if use.known else 'From'}{self._names[use.label]}Arn"

    def _values(self, flows: Sequence[FlowResource]) -> dict[str, str]:
        """The values that the parameters have in the source instance."""
        values = {"InstanceArn": self._instance}
        for use in sorted({use for flow in flows for use in flow.uses}):
            if not use.label:
                values[self._outside[use.written]] = use.written
            elif use.known:
                values[self._outer_name(use)] = self._flows[use.label].arn
        return values

    def _import(self, flow: FlowResource) -> dict[str, object]:
        word = "ContactFlowModule" if flow.module else "ContactFlow"
        return {
            "ResourceType": f"AWS::Connect::{word}",
            "LogicalResourceId": self._names[flow.label],
            "ResourceIdentifier": {f"{word}Arn": flow.arn},
        }

    def _root(
        self,
        names: Sequence[str],
        templates: Sequence[Template],
        parts: Sequence[Sequence[FlowResource]],
    ) -> dict[str, str]:
        """The template that creates the nested stacks one after the other, if one can."""
        places = {
            f"From{self._names[flow.label]}Arn": (number, f"{self._names[flow.label]}Arn")
            for number, part in enumerate(parts, 1)
            for flow in part
        }
        own = {p.name: p for each in templates for p in each.parameters if p.name not in places}
        stacks = [
            _stack(number, name, [p.name for p in template.parameters], places)
            for number, (name, template) in enumerate(zip(names, templates, strict=True), 1)
        ]
        outputs = {name: f"Stack{n}.Outputs.{out}" for n, out in places.values() for name in [out]}
        if len(own) > _MOST_PARAMETERS:
            self.notes.append(_TOO_MANY.format(most=_MOST_PARAMETERS))
            return {}
        template = Template(tuple(own.values()), tuple(stacks), outputs, ignored="W3002")
        return {"template.yaml": template.text(_head(_ROOT))}


def _stack(
    number: int, file: str, parameters: Sequence[str], places: Mapping[str, tuple[int, str]]
) -> list[str]:
    lines = [f"  Stack{number}:", "    Type: AWS::CloudFormation::Stack"]
    lines += ["    DeletionPolicy: Retain", "    UpdateReplacePolicy: Retain"]
    lines += ["    Properties:", f"      TemplateURL: {file}", "      Parameters:"]
    for name in parameters:
        place = places.get(name)
        value = f"!GetAtt Stack{place[0]}.Outputs.{place[1]}" if place else f"!Ref {name}"
        lines.append(f"        {name}: {value}")
    return lines


def _part(expression: str, flow: FlowResource, *, bare: bool) -> str:
    """An ARN's expression, or that of the id in it."""
    slug = FAMILIES["module" if flow.module else "flow"].slug + "/"
    return f"!Select [1, !Split [{quoted(slug)}, {expression}]]" if bare else expression


def _head(use: str) -> str:
    return _HEAD.format(use=use)


def _json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
