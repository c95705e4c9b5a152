"""Flows as Terraform files: a resource and a template file each, with import blocks.

Source of resources, arguments and data sources: the pages ``aws_connect_*`` of the AWS provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.families import FAMILIES
from flowport.infrastructure.hcl_text import attributes, block, comment, map_of, quoted, template
from flowport.infrastructure.logical_names import kind_title, named_flows, named_uses, snake
from flowport.infrastructure.pieces import cut
from flowport.infrastructure.written_flows import (
    FlowResource,
    NamedResource,
    WrittenFiles,
    in_order,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["terraform"]

#: The data sources that find something by its name: their name, and the attribute with the id.
_DATA = {
    "contact_flow": ("aws_connect_contact_flow", "contact_flow_id"),
    "contact_flow_module": ("aws_connect_contact_flow_module", "contact_flow_module_id"),
    "hours_of_operation": ("aws_connect_hours_of_operation", "hours_of_operation_id"),
    "prompt": ("aws_connect_prompt", "prompt_id"),
    "queue": ("aws_connect_queue", "queue_id"),
}
_HEAD = "# Written by Flowport. Terraform publishes every flow in it.\n"
_VERSIONS = """\
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
"""
_FIRST = "first_apply"
_CYCLE = (
    "Some flows refer to each other in a cycle. In a new instance, run terraform apply twice: "
    "first with -var first_apply=true, then with the outputs as the known_ variables."
)


def terraform(flows: Iterable[FlowResource], instance: str) -> WrittenFiles:
    """The files of flows, with the values of the source instance in ``source.tfvars``.

    Args:
        flows: What to write.
        instance: The ARN of the source instance.
    """
    every = in_order(flows)
    return _TerraformWriter(every, instance).written()


class _TerraformWriter:
    """Writes the flows of one export."""

    def __init__(self, flows: Sequence[FlowResource], instance: str) -> None:
        self._list = flows
        self._instance = instance.rpartition("/")[2]
        self._flows = {flow.label: flow for flow in flows}
        self._names = named_flows(flows, snake, "_")
        self._uses = sorted({use for flow in flows for use in flow.uses})
        outside = [use for use in self._uses if not use.label]
        self._outside = named_uses(outside, snake, "_")
        self._cycle = {use.label for use in self._uses if use.known}

    def written(self) -> WrittenFiles:
        """All files."""
        flows = "\n".join(self._resource(flow) for flow in self._list)
        files = {"versions.tf": _VERSIONS, "flows.tf": _HEAD + flows}
        files["variables.tf"] = "\n".join(self._variables())
        files["imports.tf"] = "\n".join(map(self._import, self._list))
        files["outputs.tf"] = "\n".join(map(self._output, self._list))
        files["source.tfvars"] = self._values()
        data = "\n".join(self._data(use) for use in self._uses if _is_found(use))
        files |= {"data.tf": data} if data else {}
        files |= {self._file(flow): self._content(flow) for flow in self._list}
        return WrittenFiles(files=files, notes=tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        yield from [_CYCLE] if self._cycle else []
        for flow in self._list:
            if flow.settings:
                yield f"module {flow.name!r}: its Settings have no argument in Terraform"
            if flow.invocation:
                yield (
                    f"module {flow.name!r}: its ExternalInvocationConfiguration has no argument in "
                    "Terraform"
                )
            if flow.type == "CAMPAIGN":
                yield f"flow {flow.name!r}: the provider's page does not list the type CAMPAIGN"

    # One flow

    def _address(self, flow: FlowResource) -> str:
        kind = FAMILIES["module" if flow.module else "flow"].reference
        return f"aws_connect_{kind}.{self._names[flow.label]}"

    def _file(self, flow: FlowResource) -> str:
        folder = "modules" if flow.module else "flows"
        return f"{folder}/{self._names[flow.label]}.json.tftpl"

    def _content(self, flow: FlowResource) -> str:
        """The template file: its content with what is filled in."""
        pieces = cut(flow.text, flow.uses)
        return "".join(
            template(piece, before_expression=place < len(pieces))
            if isinstance(piece, str)
            else "${" + self._name(piece) + "}"
            for place, piece in enumerate(pieces, start=1)
        )

    def _resource(self, flow: FlowResource) -> str:
        values = {"instance_id": "var.instance_id", "name": quoted(flow.name)}
        values |= {} if flow.module else {"type": quoted(flow.type)}
        values |= {"description": quoted(flow.description)} if flow.description else {}
        content = self._filled(flow)
        single = "\n" not in content
        values |= {"content": content} if single else {}
        lines = [*comment(flow.remarks, 2), *attributes(values)]
        lines += [] if single else [f"  content = {content}"]
        if flow.tags:
            tags = {quoted(key): quoted(value) for key, value in sorted(flow.tags.items())}
            lines += ["", f"  tags = {map_of(tags)}"]
        lines += ["", "  lifecycle {", "    prevent_destroy = true", "  }"]
        kind, _, name = self._address(flow).partition(".")
        return block(f'resource "{kind}" "{name}"', lines)

    def _filled(self, flow: FlowResource) -> str:
        used = {use for use in cut(flow.text, flow.uses) if not isinstance(use, str)}
        values = {self._name(use): self._expression(use) for use in sorted(used)}
        call = f'templatefile("${{path.module}}/{self._file(flow)}", {map_of(values)})'
        if flow.label not in self._cycle:
            return call
        return f"var.{_FIRST} ? {quoted(flow.shell)} : {call}"

    # What it uses

    def _name(self, use: NamedResource) -> str:
        """The name of something used, in a template file and as a variable."""
        if not use.label:
            return self._outside[use.written]
        kind = "module" if self._flows[use.label].module else "flow"
        return f"{kind}_{self._names[use.label]}_{'id' if use.bare else 'arn'}"

    def _expression(self, use: NamedResource) -> str:
        if use.known:
            return f"var.known_{self._name(use)}"
        if use.label:
            flow = self._flows[use.label]
            identifier = "contact_flow_module_id" if flow.module else "contact_flow_id"
            return f"{self._address(flow)}.{identifier if use.bare else 'arn'}"
        if _is_found(use):
            source, identifier = _DATA[use.kind]
            return f"data.{source}.{self._name(use)}.{identifier if use.bare else 'arn'}"
        return f"var.{self._name(use)}"

    def _data(self, use: NamedResource) -> str:
        values = {"instance_id": "var.instance_id", "name": quoted(use.name)}
        return block(f'data "{_DATA[use.kind][0]}" "{self._name(use)}"', attributes(values))

    def _outer(self) -> Iterator[tuple[str, str, str]]:
        """The variables that have a value in the source: name, description, value."""
        yield "instance_id", "Id of the Amazon Connect instance", self._instance
        for use in self._uses:
            if use.known:
                description = f"{use.name or use.label}, given because flows form a cycle"
                yield f"known_{self._name(use)}", description, use.written
            elif not use.label and not _is_found(use):
                yield self._name(use), f"{kind_title(use.kind)} {use.name}".strip(), use.written

    def _variables(self) -> Iterator[str]:
        for name, description, _ in self._outer():
            values = {"description": quoted(description), "type": "string"}
            yield block(f'variable "{name}"', attributes(values))
        if self._cycle:
            description = "Whether the flows of cycles are created without their content."
            values = {"description": quoted(description), "type": "bool", "default": "false"}
            yield block(f'variable "{_FIRST}"', attributes(values))

    def _values(self) -> str:
        values = {name: quoted(value) for name, _, value in self._outer()}
        return "\n".join(attributes(values, 0)) + "\n"

    def _import(self, flow: FlowResource) -> str:
        where = "${var.instance_id}:" + flow.id
        return block("import", attributes({"to": self._address(flow), "id": f'"{where}"'}))

    def _output(self, flow: FlowResource) -> str:
        kind = "module" if flow.module else "flow"
        name = f"{kind}_{self._names[flow.label]}_arn"
        return block(f'output "{name}"', attributes({"value": f"{self._address(flow)}.arn"}))


def _is_found(use: NamedResource) -> bool:
    """Whether a data source finds it by its name."""
    return not use.label and use.kind in _DATA and bool(use.name)
