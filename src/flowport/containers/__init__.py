"""Flows inside other files: CloudFormation, Terraform, Pulumi, API answers and templates."""

from __future__ import annotations

from flowport.containers.file_kinds import Contents, Embedded, Sort
from flowport.containers.reading import read

__all__ = ["Contents", "Embedded", "Sort", "read"]
