"""Infrastructure code read back by other parsers than ours, with the source's values filled in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from flowport.infrastructure import FlowResource, NamedResource
from flowport.refs.all_references import find
from flowport.refs.arn import parse
from flowport.refs.reference import Form, ReferencePlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.model import Flow

__all__ = ["INSTANCE", "contents_of_stack", "contents_of_terraform", "flow_resource", "uses_of"]

INSTANCE = "arn:aws:connect:eu-west-2:111122223333:instance/11111111-2222-4333-8444-555555555555"


def flow_resource(
    name: str, text: str, uses: Iterable[NamedResource] = (), *, module: bool = False
) -> FlowResource:
    """A flow to write."""
    kind = "module" if module else "flow"
    slug = "flow-module" if module else "contact-flow"
    identifier = f"id-of-{abs(hash((kind, name))):x}"
    return FlowResource(  # noqa: S604  a shell is a flow here
        label=f"{kind}:{name}",
        module=module,
        name=name,
        type="MODULE" if module else "CONTACT_FLOW",
        text=text,
        shell='{"Version":"2019-10-30","StartAction":"a","Actions":[]}',
        arn=f"{INSTANCE}/{slug}/{identifier}",
        id=identifier,
        uses=tuple(sorted(uses)),
    )


def uses_of(flow: Flow) -> set[NamedResource]:
    """What a flow names, all of it outside the export."""
    found = set()
    for each in find(flow):
        arn = parse(each.written)
        if (
            each.form in {Form.ARN, Form.ID}
            and each.place is not ReferencePlace.METADATA
            and each.kind
        ):
            written = str(arn.plain) if arn else each.written.partition(":")[0]
            found.add(NamedResource(written, each.kind, each.name or ""))
    return {
        NamedResource(w, k, n) for w, (k, n) in {u.written: (u.kind, u.name) for u in found}.items()
    }


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short functions as their long ones."""


def _function(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {suffix: value}


_Loader.add_multi_constructor("!", _function)


def contents_of_stack(files: Mapping[str, str]) -> dict[str, str]:
    """The contents of a stack by the name of their flows, as CloudFormation would deploy them."""
    arns = {
        each["LogicalResourceId"]: next(iter(each["ResourceIdentifier"].values()))
        for each in json.loads(files["resources-to-import.json"])
    }
    values = {v["ParameterKey"]: v["ParameterValue"] for v in json.loads(files["parameters.json"])}
    values |= {f"From{name}Arn": arn for name, arn in arns.items()}
    found = {}
    for name, text in files.items():
        if not name.endswith(".yaml") or "/" in name:
            continue
        for each in yaml.load(text, _Loader)["Resources"].values():  # noqa: S506  a safe loader
            if "Content" in each["Properties"]:
                content = _value(each["Properties"]["Content"], values, arns)
                found[each["Properties"]["Name"]] = content
    return found


def _value(tree: Any, values: Mapping[str, str], arns: Mapping[str, str]) -> Any:
    """What CloudFormation makes of functions."""
    if not isinstance(tree, dict):
        return tree
    ((function, given),) = tree.items()
    if function == "Ref":
        return values[given]
    if function == "GetAtt":
        return arns[given.partition(".")[0]]
    if function == "Select":
        return _value(given[1], values, arns)[given[0]]
    if function == "Split":
        return _value(given[1], values, arns).split(given[0])
    text, own = (given, {}) if isinstance(given, str) else given
    known = {name: _value(each, values, arns) for name, each in own.items()}

    def filled(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("!"):
            return "${" + name[1:] + "}"
        found: str = known.get(name) or values.get(name) or arns[name.partition(".")[0]]
        return found

    return re.sub(r"\$\{([^}]*)\}", filled, text)


def contents_of_terraform(flow: FlowResource, text: str, names: Mapping[str, str]) -> str:
    """A template file as Terraform would fill it: escapes taken back, names replaced."""
    del flow

    def filled(match: re.Match[str]) -> str:
        if match[0] in {"$${", "%%{"}:
            return match[0][1:]
        return names[match[1]] if match[1] else match[2]

    return re.sub(r'\$\$\{|%%\{|\$\{(?:(\w+)|"([^"]*)")\}', filled, text)
