"""Searches for flows: what SQL finds is what the conditions say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.server import flow_conditions
from flowport.server.app import App, ServerOptions
from flowport.store import flows, name_search, open_store, schema, searching, tags
from flowport.store.seed import new_instance
from serving import ACCOUNT, REGION, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("Main menu", "main MENU 2", "Ünlü", "ünlü%", "a_b", 'q"uote', "İstanbul", "ß", "menu")
_PARTS = ("main", "MENU", "ün", "%", "_", '"u', "i̇s", "ss", "a_b", "men", "quote", "x", "Main menu")
_FIELDS = ("name", "Name", "description", "type", "state", "status", "nothing")


@pytest.fixture(scope="module")
def app(engine_place: str) -> Iterator[tuple[App, str]]:
    """A server of either engine, with flows of odd names."""
    made = _filled(engine_place)
    yield made
    made[0].store.close()


def _filled(place: str) -> tuple[App, str]:
    store = open_store(place)
    with store.writing() as connection:
        made, _admin = new_instance(connection, account=ACCOUNT, region=REGION)
        for index, name in enumerate(_NAMES):
            new = flows.FlowToMake(
                name=name,
                content="{}",
                type=("CONTACT_FLOW", "AGENT_HOLD")[index % 2],
                description=("Says Menu.", None)[index % 2],
                published=index % 3 > 0,
            )
            row = flows.create(connection, made.id, made.arn, new)
            tags.add(connection, made.id, row.arn, {"team": ("red", "blue")[index % 2]})
            if index == 1:
                flows.change(connection, row, name="renamed menu", state="ARCHIVED")
    return App(store, ServerOptions(signed=False)), made.id


_string = st.fixed_dictionaries(
    {
        "FieldName": st.sampled_from(_FIELDS),
        "Value": st.sampled_from((*_PARTS, *_NAMES, "ACTIVE", "SAVED", "AGENT_HOLD")),
        "ComparisonType": st.sampled_from(("EXACT", "STARTS_WITH", "CONTAINS")),
    }
).filter(lambda it: it["ComparisonType"] != "CONTAINS" or len(it["Value"]) > 1)
_leaf = st.one_of(
    _string.map(lambda it: {"StringCondition": it}),
    st.sampled_from(("CONTACT_FLOW", "AGENT_HOLD")).map(lambda it: {"TypeCondition": it}),
    st.sampled_from(("ACTIVE", "ARCHIVED")).map(lambda it: {"StateCondition": it}),
    st.sampled_from(("PUBLISHED", "SAVED")).map(lambda it: {"StatusCondition": it}),
)
_tree = st.recursive(
    _leaf,
    lambda inner: st.dictionaries(
        st.sampled_from(("OrConditions", "AndConditions")),
        st.lists(inner, min_size=1, max_size=3),
        min_size=1,
    ),
    max_leaves=6,
)
_tag = st.sampled_from(({"TagKey": "team"}, {"TagKey": "team", "TagValue": "red"}, {"TagKey": "x"}))
_filter = st.one_of(
    _tag.map(lambda it: {"TagFilter": {"TagCondition": it}}),
    st.lists(st.lists(_tag, min_size=1, max_size=2), min_size=1, max_size=2).map(
        lambda it: {"TagFilter": {"OrConditions": it}}
    ),
    st.sampled_from(("CONTACT_FLOW", "AGENT_HOLD")).map(
        lambda it: {"FlowAttributeFilter": {"ContactFlowTypeCondition": {"ContactFlowType": it}}}
    ),
)


def _found(app: tuple[App, str], said: dict[str, Any]) -> tuple[int, list[str], Any]:
    body = json.dumps({"InstanceId": app[1], **said}).encode()
    status, _headers, data = ask(app[0], "POST", "/search-contact-flows", body)
    answer = json.loads(data)
    rows = [row["Name"] for row in answer.get("ContactFlows", ())]
    return status, rows, answer.get("ApproximateTotalCount")


@settings(max_examples=60, deadline=None)
@given(criteria=st.none() | _tree, passing=st.none() | _filter)
def test_sql_finds_what_conditions_say(app: tuple[App, str], criteria: Any, passing: Any) -> None:
    """Conditions that became SQL find the same flows as conditions that are tried on each."""
    said = {"SearchCriteria": criteria, "SearchFilter": passing}
    said = {name: value for name, value in said.items() if value is not None}
    found = _found(app, said)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow_conditions, "MOST_TRANSLATED", -1)
        app[0].answers.see(object())
        tried = _found(app, said)
        app[0].answers.see(object())

    assert found == tried
    assert found[0] == 200


@pytest.mark.parametrize("few", [name_search.FEW, 1])
def test_pages_are_whole(app: tuple[App, str], monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Page after page, a part of a name finds each flow once, whether few or many have it."""
    monkeypatch.setattr(name_search, "FEW", few)
    condition = {"FieldName": "name", "Value": "menu", "ComparisonType": "CONTAINS"}
    said: dict[str, Any] = {"SearchCriteria": {"StringCondition": condition}, "MaxResults": 1}
    met: list[str] = []
    while True:
        body = json.dumps({"InstanceId": app[1], **said}).encode()
        answer = json.loads(ask(app[0], "POST", "/search-contact-flows", body)[2])
        met += [row["Name"] for row in answer["ContactFlows"]]
        if not answer.get("NextToken"):
            break
        said["NextToken"] = answer["NextToken"]

    assert met == ["Main menu", "menu", "renamed menu"]


@pytest.mark.parametrize("comparison", ["STARTS_WITH", "CONTAINS"])
def test_search_by_description_reads_a_page_of_flows(
    app: tuple[App, str], monkeypatch: pytest.MonkeyPatch, comparison: str
) -> None:
    """Of the flows that have a description no more are read than a page needs."""
    condition = {"FieldName": "description", "Value": "SAYS M", "ComparisonType": comparison}
    said = {"SearchCriteria": {"StringCondition": condition}, "MaxResults": 1}
    made: list[Any] = []

    def counted(statement: Any, chosen: Any) -> Any:
        found = flows.rows(statement, chosen)
        made.extend(found)
        return found

    monkeypatch.setattr(searching, "rows", counted)
    app[0].answers.see(object())
    status, names, count = _found(app, said)

    assert (status, len(names), count) == (200, 1, 5)
    assert len(made) == 2


@settings(max_examples=20, deadline=None)
@given(criteria=_tree)
def test_descriptions_that_many_have_are_tried_on_each(app: tuple[App, str], criteria: Any) -> None:
    """A search finds the same flows where those of a description are too many to be listed."""
    app[0].answers.see(object())
    found = _found(app, {"SearchCriteria": criteria})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_search, "FEW", 0)
        app[0].answers.see(object())
        tried = _found(app, {"SearchCriteria": criteria})
        app[0].answers.see(object())

    assert found == tried


def test_tallies_are_counts(app: tuple[App, str]) -> None:
    """How many flows there are of a type and state is kept right by every change."""
    with app[0].store.writing() as connection:
        gone = flows.find(connection, app[1], "flow", "ß")
        assert gone is not None
        flows.remove(connection, gone)
        kept = connection.execute(schema.tallies.select()).all()
        counted: dict[tuple[str, ...], int] = {}
        for row in connection.execute(schema.flows.select()):
            key = (row.instance, row.kind, row.type, row.state)
            counted[key] = counted.get(key, 0) + 1

    assert {tuple(row[:4]): row[4] for row in kept if row[4]} == counted


def _nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {"StateCondition": "ACTIVE"}
    for _ in range(depth):
        found = {"AndConditions": [found]}
    return found


@pytest.mark.parametrize(
    "criteria",
    [_nested(300), {"OrConditions": [{"StateCondition": "ACTIVE"}] * 60_000}],
)
def test_too_many_conditions_are_refused(app: tuple[App, str], criteria: Any) -> None:
    """Conditions that would take too much work get the service's error."""
    assert _found(app, {"SearchCriteria": criteria})[0] == 400


def test_nested_conditions_are_searched(app: tuple[App, str]) -> None:
    """Conditions in each other are tried."""
    assert _found(app, {"SearchCriteria": _nested(10)})[0] == 200
