"""One flow's text written into every form of container, the way each tool writes it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "Evening menu"
TYPE = "CUSTOMER_HOLD"


def _indented(text: str, spaces: int) -> str:
    return "\n".join(" " * spaces + line if line else line for line in text.split("\n"))


def _hcl(text: str) -> str:
    return text.replace("${", "$${").replace("%{", "%%{")


def _resource(content: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::Connect::ContactFlow",
        "Properties": {"InstanceArn": "x", "Name": NAME, "Type": TYPE, "Content": content},
    }


def _template(content: Any) -> str:
    return json.dumps({"Resources": {"Other": {"Type": "X"}, "Flow": _resource(content)}}, indent=1)


_HEAD = (
    "# kept by the telephony team\nResources:\n  Flow:\n    Type: AWS::Connect::ContactFlow\n"
    f"    Properties:\n      Name: {NAME}\n      Type: {TYPE}\n      Content: "
)


def cloudformation_block(text: str) -> str:
    """A literal block scalar."""
    return f"{_HEAD}|-\n{_indented(text, 8)}\n"


def cloudformation_sub_block(text: str) -> str:
    """``!Sub`` of a literal block scalar."""
    return f"{_HEAD}!Sub |-\n{_indented(text.replace('${', '${!'), 8)}\n"


def cloudformation_sub_list(text: str) -> str:
    """``!Sub`` with a map, as a list."""
    body = _indented(text.replace("${", "${!"), 12)
    return f"{_HEAD}!Sub\n        - |-\n{body}\n        - Queue: !GetAtt Q.QueueArn\n"


def cloudformation_double(text: str) -> str:
    """A double-quoted scalar."""
    return f"{_HEAD}{json.dumps(text, ensure_ascii=False)}\n"


def cloudformation_single(text: str) -> str:
    """A single-quoted scalar of one line."""
    return _HEAD + "'" + text.replace("'", "''") + "'\n"


def cloudformation_crlf(text: str) -> str:
    """A block in a file with Windows line ends and a byte-order mark."""
    return "\ufeff" + cloudformation_block(text).replace("\n", "\r\n")


def cloudformation_json(text: str) -> str:
    """A JSON string."""
    return _template(text)


def cloudformation_join(text: str) -> str:
    """``Fn::Join`` of two strings, as the CDK writes a concatenation."""
    half = len(text) // 2
    return _template({"Fn::Join": ["", [text[:half], text[half:]]]})


def terraform_heredoc(text: str) -> str:
    """A heredoc, whose last line break is taken off."""
    return _terraform(f"chomp(<<EOT\n{_hcl(text)}\nEOT\n  )")


def terraform_indented(text: str) -> str:
    """An indented heredoc."""
    return _terraform(f"chomp(<<-EOT\n{_indented(_hcl(text), 4)}\n  EOT\n  )")


def terraform_quoted(text: str) -> str:
    """A quoted string."""
    return _terraform(_hcl(json.dumps(text, ensure_ascii=False)))


def _terraform(content: str) -> str:
    return (
        'locals { é = "ü" }\nresource "aws_connect_contact_flow" "menu" {\n'
        f'  name    = "{NAME}"\n  type    = "{TYPE}"\n  content = {content}\n}}\n'
    )


def terraform_json(text: str) -> str:
    """Configuration as JSON."""
    body = {"name": NAME, "type": TYPE, "content": _hcl(text)}
    return json.dumps({"resource": {"aws_connect_contact_flow": {"menu": body}}}, indent=2)


def terraform_state(text: str) -> str:
    """A state file."""
    attributes = {"name": NAME, "type": TYPE, "content": text}
    resource = {
        "mode": "managed",
        "type": "aws_connect_contact_flow",
        "name": "menu",
        "instances": [{"schema_version": 0, "attributes": attributes}],
    }
    return json.dumps({"version": 4, "lineage": "x", "resources": [resource]}, indent=2)


def terraform_plan(text: str) -> str:
    """A plan, as ``terraform show -json`` prints it."""
    values = {"name": NAME, "type": TYPE, "content": text}
    resource = {"address": "a.b", "type": "aws_connect_contact_flow", "values": values}
    planned = {"root_module": {"child_modules": [{"resources": [resource]}]}}
    return json.dumps({"format_version": "1.2", "planned_values": planned})


def pulumi_yaml(text: str) -> str:
    """A Pulumi program in YAML."""
    return (
        "name: x\nruntime: yaml\nresources:\n  menu:\n    type: aws:connect:ContactFlow\n"
        f"    properties:\n      name: {NAME}\n      type: {TYPE}\n      content: |-\n"
        f"{_indented(text.replace('${', '$${'), 8)}\n"
    )


def pulumi_state(text: str) -> str:
    """An exported stack."""
    resource = {
        "urn": "urn:pulumi:dev::x::aws:connect/contactFlow:ContactFlow::menu",
        "type": "aws:connect/contactFlow:ContactFlow",
        "outputs": {"name": NAME, "type": TYPE, "content": text},
    }
    return json.dumps({"version": 3, "deployment": {"resources": [resource]}})


def answer(text: str) -> str:
    """An answer of describe-contact-flow."""
    return json.dumps({"ContactFlow": {"Name": NAME, "Type": TYPE, "Content": text}}, indent=4)


def list_of_answers(text: str) -> str:
    """A list of answers."""
    return f"[\n{answer(text)}\n]"


def page_of_answers(text: str) -> str:
    """A page of search-contact-flows."""
    flow = {"Name": NAME, "Type": TYPE, "Content": text}
    return json.dumps({"ContactFlows": [flow], "NextToken": "x"})


def json_lines(text: str) -> str:
    """Two answers, one a line."""
    other = {"Name": "Other", "Type": TYPE, "Content": text}
    return json.dumps(other) + "\n" + json.dumps({**other, "Name": NAME}) + "\n"


def pages(text: str) -> str:
    """Two answers, one after the other."""
    other = json.dumps({"ContactFlow": {"Name": "Other", "Type": TYPE, "Content": text}}, indent=2)
    return f"{other}\n{answer(text)}\n"


def encoded_twice(text: str) -> str:
    """An answer whose content is JSON in JSON."""
    return answer(json.dumps(text))


def answer_as_yaml(text: str) -> str:
    """An answer printed with ``--output yaml``."""
    content = json.dumps(text, ensure_ascii=False)
    return f"ContactFlow:\n  Content: {content}\n  Name: {NAME}\n  Type: {TYPE}\n"


#: Every form whose content is a string: its file's name, and what writes it.
STRINGS: dict[str, tuple[str, Callable[[str], str]]] = {
    made.__name__: (f"file{ending}", made)
    for ending, forms in {
        ".yaml": (
            cloudformation_block,
            cloudformation_sub_block,
            cloudformation_sub_list,
            cloudformation_double,
            cloudformation_crlf,
            pulumi_yaml,
            answer_as_yaml,
        ),
        ".tf": (terraform_heredoc, terraform_indented, terraform_quoted),
        ".tf.json": (terraform_json,),
        ".jsonl": (json_lines,),
        ".json": (
            cloudformation_json,
            cloudformation_join,
            terraform_plan,
            pulumi_state,
            answer,
            list_of_answers,
            page_of_answers,
            pages,
            encoded_twice,
        ),
        ".tfstate": (terraform_state,),
    }.items()
    for made in forms
}

#: Forms that can say a text of one line only.
ONE_LINE = {"cloudformation_single": ("file.yml", cloudformation_single)}


def cloudformation_object(tree: Any) -> str:
    """A template whose Content is an object."""
    return _template(tree)


def cloudformation_to_json_string(tree: Any) -> str:
    """A template whose Content is an object under ``Fn::ToJsonString``."""
    return _template({"Fn::ToJsonString": tree})


def answer_with_object(tree: Any) -> str:
    """An answer whose Content was decoded."""
    return answer(tree)


def terraform_jsonencode(tree: Any) -> str:
    """An object for ``jsonencode``."""
    return _terraform(f"jsonencode({_hcl(json.dumps(tree, indent=2, ensure_ascii=False))})")


#: Every form whose content is an object.
OBJECTS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "cloudformation_object": ("file.json", cloudformation_object),
    "cloudformation_object_in_yaml": ("file.yaml", cloudformation_object),
    "cloudformation_to_json_string": ("file.template", cloudformation_to_json_string),
    "answer_with_object": ("file.json", answer_with_object),
    "terraform_jsonencode": ("file.tf", terraform_jsonencode),
}


def zipped(files: dict[str, str]) -> bytes:
    """A zip file of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()
