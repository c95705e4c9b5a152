"""Values files: what fills placeholders, in the formats that people keep such values in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import FlowportError, UsageError
from flowport.files import reason

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_values"]


def read_values(path: Path) -> dict[str, Any]:
    """The values in a file: TOML, YAML, JSON, Terraform's ``.tfvars``, a stack's parameters.

    Raises:
        UsageError: It can't be read, or is not an object of names and values.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = _parsed(text, path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: can't be read as values: {reason(error)}") from None
    except (ValueError, FlowportError) as error:
        raise UsageError(f"{path}: can't be read as values: {error}") from None
    found = _of_stack(found)
    if not isinstance(found, dict):
        raise UsageError(f"{path}: expected names and values, not a single value or a list")
    return found


def _of_stack(tree: Any) -> Any:
    """A list of CloudFormation's parameters as names and values; anything else as it is."""
    rows = tree if isinstance(tree, list) else []
    if not rows or not all(isinstance(row, dict) and "ParameterKey" in row for row in rows):
        return tree
    return {str(row["ParameterKey"]): row.get("ParameterValue", "") for row in rows}


def _parsed(text: str, path: Path) -> Any:
    name = path.name.lower()
    if name.endswith((".json", ".tfvars.json")):
        from flowport.model.parse import parse  # noqa: PLC0415  only for JSON

        return parse(text.encode(errors="surrogatepass"))
    if name.endswith((".yaml", ".yml")):
        from flowport.containers.yaml_files import read_yaml  # noqa: PLC0415  only for YAML

        documents = read_yaml(text, None)
        return documents[0].tree if documents else {}
    if name.endswith(".tfvars"):
        from flowport.containers.hcl_files import read_variables  # noqa: PLC0415  only for HCL

        return read_variables(text)
    import tomllib  # noqa: PLC0415  only for TOML

    return tomllib.loads(text)
