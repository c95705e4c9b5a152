"""What is read, in which wrapping, and the one sentence that bad input gets."""

from __future__ import annotations

import json

import pytest

from flowport.errors import DocumentError, NotAFlowError, NotJSONError
from flowport.model import Flow, LegacyFlow, read_bytes, read_text

CONTENT = {
    "Version": "2019-10-30",
    "StartAction": "bye",
    "Metadata": {},
    "Actions": [
        {
            "Identifier": "bye",
            "Type": "DisconnectParticipant",
            "Parameters": {},
            "Transitions": {},
        }
    ],
}
LEGACY = {"modules": [], "version": "1", "type": "contactFlow", "start": "", "metadata": {}}


def test_bare_content_is_a_flow() -> None:
    """The API's content alone is a flow."""
    flow = read_text(json.dumps(CONTENT))

    assert isinstance(flow, Flow)
    assert [action.type for action in flow.actions] == ["DisconnectParticipant"]


def test_modules_are_a_legacy_flow() -> None:
    """The export of an older designer is a legacy flow, with its type."""
    flow = read_text(json.dumps(LEGACY))

    assert isinstance(flow, LegacyFlow)
    assert flow.type == "CONTACT_FLOW"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "marked"])
def test_every_unicode_encoding_is_read_and_kept(encoding: str, mark: str) -> None:
    """UTF-8 and UTF-16, with and without a mark, are read, and written in the same encoding."""
    text = mark + json.dumps({**CONTENT, "Note": "grüezi"}, ensure_ascii=False)

    flow = read_bytes(text.encode(encoding))

    assert flow.to_bytes() == text.encode(encoding)
    changed = flow.with_value("/Note", "adé").to_bytes()
    assert changed == text.replace("grüezi", "adé").encode(encoding)


def test_describe_contact_flow_says_name_and_type() -> None:
    """The answer of describe-contact-flow gives the flow, and what the answer says of it."""
    answer = {
        "ContactFlow": {"Name": "Main", "Type": "QUEUE_TRANSFER", "Content": json.dumps(CONTENT)}
    }

    flow = read_text(json.dumps(answer))

    assert (flow.name, flow.type) == ("Main", "QUEUE_TRANSFER")
    assert json.loads(flow.content()) == CONTENT


def test_describe_contact_flow_module_is_a_module() -> None:
    """The answer of describe-contact-flow-module is a module, with or without Settings."""
    flow = read_text(
        json.dumps({"ContactFlowModule": {"Name": "M", "Content": json.dumps(CONTENT)}})
    )

    assert isinstance(flow, Flow)
    assert flow.is_module


def test_a_quoted_content_is_read() -> None:
    """What ``--query ContactFlow.Content`` prints, a JSON text of JSON, is a flow."""
    assert read_text(json.dumps(json.dumps(CONTENT))).tree == CONTENT


def test_numbers_beyond_64_bits_stay_exact() -> None:
    """A number that the fast parser would round is read exactly."""
    flow = read_text('{"Actions": [], "n": 123456789012345678901234567890}')

    assert flow.tree["n"] == 123456789012345678901234567890


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("{nope", NotJSONError, "line 1, column 2"),
        ('{\n "Actions": [}', NotJSONError, "line 2, column 14"),
        (
            '{"1": "1",\n "Actions": [' + "1" * 5000 + "]}",
            NotJSONError,
            "line 2, column 14: a number has too many digits",
        ),
        ('{"Actions": [], "modules": []}', NotAFlowError, "it has both Actions and modules"),
        (
            '{"Actions": [NaN]}',
            NotJSONError,
            "line 1, column 14: not JSON: NaN is not a JSON number",
        ),
        (
            '{"a": "1e999",\n "Actions": [1e999]}',
            NotJSONError,
            "line 2, column 14: not JSON: 1e999",
        ),
        ("", NotAFlowError, "the file is empty"),
        ("[1]", NotAFlowError, "it is a list"),
        ("{}", NotAFlowError, "an object without Actions or modules"),
        ('{"Actions": {}}', NotAFlowError, "/Actions is an object, and should be a list"),
        ('{"Actions": [1]}', NotAFlowError, "/Actions/0 is a number, and should be an object"),
        ('{"Actions": [{"Parameters": "x"}]}', NotAFlowError, "/Actions/0/Parameters is a string"),
        (
            '{"Actions": [{"Transitions": {"Errors": [0]}}]}',
            NotAFlowError,
            "/Actions/0/Transitions/Errors/0 is a number",
        ),
        ('{"modules": [{"branches": {"a": 1}}]}', NotAFlowError, "/modules/0/branches"),
        ('{"ContactFlow": {"Content": "{"}}', DocumentError, "in the text at /ContactFlow/Content"),
        ('{"Content": "[]"}', NotAFlowError, "it is a list"),
        ("[" * 100_000 + "]" * 100_000, DocumentError, "nested more than 200 levels deep"),
        ('{"a":' * 5000 + '"["' + "}" * 5000, DocumentError, "nested more than 200 levels deep"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else value.__name__,
)
def test_bad_input_gets_a_sentence(text: str, error: type[DocumentError], says: str) -> None:
    """Each kind of damage is distinguished by what is wrong and where."""
    with pytest.raises(error) as caught:
        read_text(text, name="some.json")

    assert says in str(caught.value)
    assert str(caught.value).startswith("some.json: ")


def test_another_encoding_is_told() -> None:
    """Bytes that are no UTF-8 name the byte and the way out."""
    with pytest.raises(DocumentError, match="byte 14 is not UTF-8; save the file as UTF-8"):
        read_bytes('{"Actions": "é"}'.encode("latin-1").replace(b'"\xe9', b'" \xe9'))


def test_a_huge_file_is_refused() -> None:
    """A file far above any flow's size is refused by its size."""
    with pytest.raises(DocumentError, match="more than 32 MB is too large for a flow"):
        read_bytes(b" " * 33_000_000)
