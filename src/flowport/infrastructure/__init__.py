"""Infrastructure code: flows and modules written as CloudFormation templates or Terraform files."""

from __future__ import annotations

from flowport.infrastructure.cloudformation import cloudformation
from flowport.infrastructure.terraform import terraform
from flowport.infrastructure.written_flows import FlowResource, NamedResource, WrittenFiles

__all__ = ["FlowResource", "NamedResource", "WrittenFiles", "cloudformation", "terraform"]
