"""The cases that users met, each by its name: what a file is, what is in it, and where."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flowport.containers import Contents, Sort, read

END = {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}


def tree(**parameters: Any) -> dict[str, Any]:
    """A flow of one prompt, or of one block with other parameters."""
    kind = "UpdateContactTargetQueue" if "QueueId" in parameters else "MessageParticipant"
    block = {
        "Identifier": "b",
        "Type": kind,
        "Parameters": parameters or {"Text": "Hello"},
        "Transitions": {
            "NextAction": "end",
            "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
        },
    }
    return {"Version": "2019-10-30", "StartAction": "b", "Metadata": {}, "Actions": [block, END]}


TEXT = json.dumps(tree())


def known(contents: Contents) -> list[tuple[str | None, str | None]]:
    """Name and type of each flow."""
    assert not contents.problems, contents.problems
    return [(each.document.name, each.document.type) for each in contents.flows]


def said(contents: Contents) -> str:
    """What is wrong with a file."""
    return "; ".join(map(str, contents.problems))


def test_a02_the_name_may_hold_a_placeholder() -> None:
    """The name of a resource is shown as ``Fn::Sub`` would have it."""
    body = {"Name": {"Fn::Sub": "${AWS::StackName}-hello"}, "Type": "CONTACT_FLOW"}
    resource = {"Type": "AWS::Connect::ContactFlow", "Properties": {**body, "Content": TEXT}}

    contents = read(json.dumps({"Resources": {"F": resource}}).encode(), name="a.json")

    assert known(contents) == [("${AWS::StackName}-hello", "CONTACT_FLOW")]
    filled = read(
        json.dumps({"Resources": {"F": resource}}).encode(),
        name="a.json",
        values={"AWS::StackName": "prod"},
    )
    assert known(filled) == [("prod-hello", "CONTACT_FLOW")]


def test_a07_an_answer_whose_content_is_an_object() -> None:
    """An answer whose content was decoded is a flow of its name and type."""
    answer = {"ContactFlow": {"Name": "Hello", "Type": "CUSTOMER_HOLD", "Content": tree()}}

    assert known(read(json.dumps(answer).encode())) == [("Hello", "CUSTOMER_HOLD")]


def test_a11_content_encoded_three_times() -> None:
    """JSON in JSON in JSON is read, with the place of each value in the file."""
    data = json.dumps(json.dumps(json.dumps(tree())))

    contents = read(data.encode(), name="a.json")
    place = contents.flows[0].document.place("/Actions/0/Parameters/Text")

    assert contents.sort is Sort.FLOW
    assert place is not None
    assert data[place.column - 1 :].lstrip('\\"').startswith("Hello")


def test_a12_a_reference_in_an_object_is_a_placeholder() -> None:
    """``Ref`` in an object becomes a placeholder at its own place."""
    flow = tree(QueueId={"Ref": "OrderQueue"})
    body = {"Name": "D", "Type": "CONTACT_FLOW", "Content": flow}
    resource = {"Type": "AWS::Connect::ContactFlow", "Properties": body}
    text = json.dumps({"Resources": {"F": resource}}, indent=1)

    one = read(text.encode(), name="a.json").flows[0]

    assert one.document.value("/Actions/0/Parameters/QueueId") == "${OrderQueue}"
    assert one.origin is not None
    line, _ = one.origin.insertion_place(one.origin.insertions[0])
    assert '"QueueId": {' in text.splitlines()[line - 1]


def test_a14_a_flow_written_as_yaml() -> None:
    """A date stays the version's text."""
    data = b"Version: 2019-10-30\nStartAction: e\nActions:\n  - Identifier: e\n    Type: X\n"

    contents = read(data, name="a.yaml")

    assert contents.sort is Sort.FLOW
    assert contents.flows[0].document.tree["Version"] == "2019-10-30"


def test_a15_one_flow_a_line() -> None:
    """A place is on the flow's own line."""
    contents = read(f"{TEXT}\n{TEXT}\n".encode(), name="a.jsonl")
    places = [each.document.place("/Actions") for each in contents.flows]

    assert [place and place.line for place in places] == [1, 2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"StartAction": "e", "Actions": [],\n}', "line 2, column 1: a comma before '}'"),
        (b'{"StartAction": "e", // why\n "Actions": []}', "line 1, column 22: comments are not"),
        (b'{"StartAction": "e",\n<<<<<<< HEAD\n "Actions": []}', "line 2, column 1: a merge"),
        (b'{"StartAction": "e",\n "Actions": "\xe9"}', "line 2, column 14: byte 34 is not UTF-8"),
        (b'{"StartAction": "e", "Actions": [', "line 1, column"),
        (b'// kept\n{"StartAction": "e", "Actions": []}', "line 1, column 1: comments"),
    ],
    ids=["C01_trailing_comma", "B04_comments", "merge", "C03_windows_1252", "cut", "B04_first"],
)
@pytest.mark.parametrize("name", ["a.json", "a"])
def test_damaged_flows_have_a_place(data: bytes, words: str, name: str) -> None:
    """What was meant as a flow and can't be read is damaged, with line, column and reason."""
    contents = read(data, name=name)

    assert contents.sort is Sort.DAMAGED
    assert words in said(contents)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"{" * 300 + b"\xff\xd8 JPEG", "C05.jpg"),
        (b"notes " + b"{" * 300, "C05.txt"),
        (b"services:\n  web:\n    image: x\n", "compose.yaml"),
        (b"AWSTemplateFormatVersion: 1\nResources:\n  A: {Type: AWS::S3::Bucket}\n", "s3.yaml"),
        (b'{"Statement": [{"Actions": ["s3:Get"]}]}', "policy.json"),
        (b'{"arn": "x", "Actions": 1}', "instance.json"),
        (b"# Flows\n```\n" + TEXT.encode() + b"\n```\n", "README.md"),
        (b"", "empty.json"),
        (b'resource "aws_s3_bucket" "b" {}\n', "main.tf"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_are_silent(data: bytes, name: str) -> None:
    """What is not a flow is neither an error nor a flow."""
    contents = read(data, name=name)

    assert (contents.sort, contents.problems) == (Sort.OTHER, ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (TEXT.replace('"Hello"', "${greeting}"), ["greeting"]),
        (TEXT.replace('"Hello"', "{{ greeting | tojson }}"), ["greeting"]),
        (TEXT.replace('"Hello"', '${m["a"]}'), ['m["a"]']),
        (TEXT.replace('"Hello"', "<<greeting>>"), ["greeting"]),
    ],
    ids=["B01", "B03", "quotes", "angles"],
)
def test_templates_become_flows(text: str, names: list[str]) -> None:
    """Placeholders outside quotation marks make a template, whose places are the file's."""
    contents = read(text.encode(), name="a.json.tftpl")
    origin = contents.flows[0].origin

    assert contents.sort is Sort.TEMPLATE
    assert origin is not None
    assert [each.name for each in origin.insertions] == names
    assert text[origin.insertion_place(origin.insertions[0])[1] - 1] in "${<"


@pytest.mark.parametrize("statement", ["{% if x %}", "%{ for a in b }", "<% if x %>", "{{#if x}}"])
def test_control_statements_are_rendered_first(statement: str) -> None:
    """A template that only its engine can read is damaged, and says what to do."""
    text = TEXT.replace('"Actions": [', f'"Actions": [\n{statement}')

    assert "render it first" in said(read(text.encode(), name="a.json.j2"))


def test_values_fill_placeholders() -> None:
    """Values fill marks in quotation marks as text, and outside as values."""
    text = TEXT.replace('"Hello"', '"Hi ${who}", "Loop": ${n}')

    contents = read(text.encode(), name="a", values={"who": 'a "b"', "n": 3})
    parameters = contents.flows[0].document.value("/Actions/0/Parameters")

    assert parameters == {"Text": 'Hi a "b"', "Loop": 3}


ALIASES = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (c, c, *[c - 1] * 9)
    for c in range(ord("b"), ord("j"))
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ALIASES + b"AWS::Connect::ContactFlow: 1\nStartAction: 1\nActions: 1\n", "million values"),
        (b"StartAction: &a [*a]\nActions: []\n", "contains itself"),
        (b"StartAction: x\nActions: []\nActions: []\n", "is there twice"),
    ],
    ids=["alias bomb", "recursive alias", "repeated key"],
)
def test_hostile_yaml_is_one_sentence(data: bytes, words: str) -> None:
    """Files that would blow up, or mean two things, are damaged flows."""
    assert words in said(read(data, name="a.yaml"))


def test_tags_load_no_code() -> None:
    """A tag that would run something elsewhere is only a tag."""
    data = b"StartAction: !!python/object/apply:os.system ['exit 1']\nActions: []\n"

    assert read(data, name="a.yaml").flows[0].document.tree["StartAction"] == ["exit 1"]


def test_large_files_are_not_read() -> None:
    """A file beyond the limit is not a flow, and says why."""
    contents = read(b'{"StartAction": "' + b" " * 64_000_001 + b'"}', name="a.json")

    assert "larger than 64 MB" in contents.reason


def test_content_that_is_elsewhere_is_said() -> None:
    """A resource whose content is computed is no error, and is named."""
    text = 'resource "aws_connect_contact_flow" "a" {\n name = "A"\n content = each.value\n}\n'

    contents = read(text.encode(), name="a.tf")

    assert contents.elsewhere == ("aws_connect_contact_flow.a: its content is computed",)


def test_the_construct_tree_is_no_second_copy() -> None:
    """``tree.json`` of a CDK app repeats contents, and is not a flow."""
    data = json.dumps({"version": "tree-0.1", "tree": {"Content": TEXT}}).encode()

    assert read(data, name="tree.json").sort is Sort.OTHER


@pytest.mark.parametrize("file", ["flow.json.tftpl", "flows.tf"])
def test_a_string_in_an_expression_is_that_string(file: str) -> None:
    """``${"$"}`` is a dollar sign, as Terraform writes one before an expression."""
    text = TEXT.replace('"Hello"', '"costs ${"$"}${price}"')
    head = 'resource "aws_connect_contact_flow" "a" {\n  name = "a"\n  content = <<EOT\n'
    data = text if file.endswith(".tftpl") else f"{head}{text}\nEOT\n}}\n"

    document = read(data.encode(), name=file).flows[0].document

    assert document.tree["Actions"][0]["Parameters"]["Text"] == "costs $${price}"
