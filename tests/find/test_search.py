"""Queries find what they say, and nothing else."""

from __future__ import annotations

import pytest

from corpus import corpus_files, needs_corpus
from diff.sample import SAMPLE
from flowport.errors import UsageError
from flowport.find import TERMS, parse, search
from flowport.find.query import QueryTerm
from flowport.model import Flow, edit, read_bytes

FOUND = {
    "bakery": {"Greeting"},
    '"press 1"': {"Menu"},
    "text:BAKERY": {"Greeting"},
    "w*bakery": {"Greeting"},
    "attr:customerTier": {"Tag"},
    "sets:reason": {"Tag"},
    "sets:Attributes.reason": {"Tag"},
    "attr:orders": {"Tier"},
    "reads:External.orders": {"Tier"},
    "reads:$.External.orders": {"Tier"},
    "reads:CustomerEndpoint.Address": {"Lookup"},
    "reads:customerTier": set(),
    "attr:custom": set(),
    "attr:customer*": {"Tag", "Lookup"},
    "resource:lookup": {"Lookup"},
    "resource:arn:aws:lambda:us-east-1": {"Lookup"},
    "arn:aws:lambda:us-east-1": {"Lookup"},
    "resource:queue/bbbb": {"Queue"},
    'resource:"hours of operation"': {"Hours"},
    'block:"play prompt"': {"Greeting", "Sorry", "Closed"},
    "block:MessageParticipant": {"Greeting", "Sorry", "Closed"},
    'block:"Hang up / disconnect"': set(),
    "block:Disconnect*": {"Bye"},
    "block:Menu": {"Menu"},
    "error:>nowhere": {"Closed"},
    "error:NoMatchingCondition": {"Menu", "Tier"},
    "error:NoMatchingCondition>Sorry": {"Menu"},
    'error:Timeout>"Play prompt"': {"Menu"},
    'error:"Timeout>Play prompt"': {"Menu"},
    "branch:>nowhere": {"Closed"},
    'branch:"Pressed 1>Queue"': {"Menu"},
    "branch:condition>Tag": {"Tier"},
    'block:"Play prompt" -error:>nowhere': {"Greeting", "Sorry"},
    'block:"Play prompt" closed': {"Closed"},
    'flow:"Main*" bakery': {"Greeting"},
    'flow:"Main*" -block:"Play prompt" -attr:*': {"Hours", "Menu", "Queue", "Transfer", "Bye"},
    "flow:Other bakery": set(),
    "flow:CONTACT_FLOW bakery": {"Greeting"},
    "note:marketing": {"Greeting"},
    "note:winter": {None},
    "winter": {None},
    "100": {"Tier"},
    "nothing of the sort": set(),
}


@pytest.fixture(scope="module")
def flow() -> Flow:
    """The sample with a branch for errors that leads nowhere."""
    return edit.connect(SAMPLE, "Closed", "error:NoMatchingError", "")


@pytest.mark.parametrize("query", FOUND)
def test_a_query_finds_its_blocks(query: str, flow: Flow) -> None:
    """The blocks of which all terms hold are found; None represents a note."""
    found = {one.block.id if one.block else None for one in search(flow, parse(query))}

    assert FOUND[query] == found


@pytest.mark.parametrize("query", FOUND)
def test_pointers_lead_to_what_was_found(query: str, flow: Flow) -> None:
    """Each find has a place in the flow."""
    for one in search(flow, parse(query)):
        assert flow.value(one.pointer) is not None


def test_what_was_found_is_told() -> None:
    """A find says in words what is there."""
    found = [one.what for one in search(SAMPLE, parse("attr:orders"))]

    assert found == ["reads $.External.orders"]


def test_jsonpaths_in_brackets_are_read() -> None:
    """Both spellings of a JSONPath are the same attribute."""
    path = "Hi $['Attributes']['first name'], $.Attributes.last"
    flow = edit.set_parameter(SAMPLE, "Greeting", ("Text",), path)

    assert [one.what for one in search(flow, parse('attr:"first name"'))] == [
        "reads $['Attributes']['first name']"
    ]


_SPELLINGS = (
    "$.Attributes.Email",
    "$.Attributes['Email']",
    "$.Attributes.['Email']",
    '$["Attributes"]["Email"]',
    "We wrote to $.Attributes.['Email'].",
    "We wrote to $.Attributes.Email.",
    "<speak><say-as interpret-as='x'>$.Attributes.Email</say-as></speak>",
)


@pytest.mark.parametrize("text", _SPELLINGS)
@pytest.mark.parametrize(
    "query", ["reads:Email", "reads:$.Attributes.['Email']", "attr:Attributes.Email"]
)
def test_every_spelling_of_a_path_is_a_reader(text: str, query: str) -> None:
    """Dots, brackets, speech and markup: the attribute is read there."""
    flow = edit.set_parameter(SAMPLE, "Greeting", ("Text",), text)

    assert [one.block.id for one in search(flow, parse(query)) if one.block] == ["Greeting"]


def test_a_path_in_a_key_is_read() -> None:
    """The name of an attribute may itself be read from the contact."""
    flow = edit.set_parameter(SAMPLE, "Tag", ("Attributes", "$.External.key"), "x")

    assert [one.what for one in search(flow, parse("reads:External.key"))] == [
        "reads $.External.key"
    ]


def test_a_compared_name_may_have_spaces() -> None:
    """A value that is one path is read as one path, without brackets as well."""
    flow = edit.set_parameter(SAMPLE, "Tier", ("ComparisonValue",), "$.Attributes.Customer type")

    found = [one.block.id for one in search(flow, parse('reads:"Customer type"')) if one.block]
    assert found == ["Tier"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "the query is empty"),
        ("  ", "the query is empty"),
        ("-bakery", "only says what is unwanted"),
        ("atr:x", "did you mean attr:?"),
        ("zzzz:x", "the keys are text, "),
        ("attr:", "has no value"),
        ('attr:""', "has no value"),
        ('"open', "breaks off at"),
        ('a"b', "breaks off at"),
        ('attr:x "', "breaks off at"),
    ],
)
def test_a_wrong_query_is_refused(query: str, words: str) -> None:
    """What is wrong is said, with what to do."""
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        parse(query)


def test_an_address_is_text() -> None:
    """The colon of a web address begins no key."""
    assert parse("https://example.com").conditions == (QueryTerm("text", "https://example.com"),)


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.key)
def test_examples_of_the_help_are_queries(term: object) -> None:
    """Each term's example is a query of that term."""
    example = getattr(term, "example", "")

    assert parse(example).conditions[0].key == getattr(term, "key", "")


@needs_corpus
def test_every_reference_of_real_flows_is_found() -> None:
    """No query breaks on a real flow, and each finds something somewhere."""
    flows = [read_bytes(path.read_bytes()) for path in corpus_files("language")[::6]]
    queries = ["attr:*", "resource:*", "block:*", "error:*", "note:*", "*"]

    for query in map(parse, queries):
        found = [one for flow in flows if isinstance(flow, Flow) for one in search(flow, query)]
        assert found, query


SPELLED = "$.Attributes.['it\\'s \"so\" a.b']"


@pytest.mark.parametrize(
    "query",
    [
        'reads:"it\'s \\"so\\" a.b"',
        f"reads:{SPELLED}",
        "reads:$.Attributes.['it\\'s \"so\" a.b']",
        'reads:$["Attributes"]["it\'s \\"so\\" a.b"]',
    ],
)
def test_a_name_of_any_characters_is_found(query: str) -> None:
    """A query takes a name in quotation marks, and a JSONPath as flows write it."""
    action = {"Identifier": "m", "Type": "MessageParticipant", "Parameters": {"Text": SPELLED}}
    flow = Flow.from_tree({"StartAction": "m", "Actions": [action]})

    assert [one.what for one in search(flow, parse(query))] == [f"reads {SPELLED}"]
