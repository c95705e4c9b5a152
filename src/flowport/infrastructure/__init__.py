"""Infrastructure code: flows and modules written as CloudFormation templates or Terraform files."""

from __future__ import annotations

from flowport.infrastructure.cloudformation import cloudformation
from flowport.infrastructure.resource import FlowResource, NamedResource, WrittenFiles
from flowport.infrastructure.terraform import terraform

__all__ = ["FlowResource", "NamedResource", "WrittenFiles", "cloudformation", "terraform"]
