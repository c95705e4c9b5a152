"""Searches for resources: what SQL narrows down is what the conditions say, page by page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.server import resource_conditions
from flowport.server.app import App, ServerOptions
from flowport.store import open_store, resources, tags
from flowport.store.seed import new_instance
from postgres import new_database, postgres
from serving import ACCOUNT, REGION, ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMES = ("Sales", "sales", "Sales EU", "İstanbul", "a_b", 'q"uote', "%")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[App, str]]:
    """A server of either engine, with queues of odd names."""
    if request.param == "sqlite":
        folder: Path = tmp_path_factory.mktemp("resources")
        yield _filled(str(folder / "flowport.db"))
        return
    with postgres() as address:
        made = _filled(new_database(address))
        yield made
        made[0].store.close()


def _filled(place: str) -> tuple[App, str]:
    store = open_store(place)
    with store.writing() as connection:
        made, _admin = new_instance(connection, account=ACCOUNT, region=REGION)
        for index, name in enumerate(_NAMES):
            arn = f"{made.arn}/queue/{{id}}"
            body = {"Status": ("ENABLED", "DISABLED")[index % 2], "Description": name.upper()}
            row = resources.create(connection, made.id, "queue", name=name, arn=arn, body=body)
            tags.add(connection, made.id, row.arn, {"team": ("red", "blue", "")[index % 3]})
    return App(store, ServerOptions(signed=False)), made.id


_string = st.fixed_dictionaries(
    {
        "FieldName": st.sampled_from(("name", "Name", "description", "nothing")),
        "Value": st.sampled_from((*_NAMES, "SALES", "x")),
        "ComparisonType": st.sampled_from(("EXACT", "STARTS_WITH")),
    }
).map(lambda it: {"StringCondition": it})
_tree = st.recursive(
    _string,
    lambda inner: st.dictionaries(
        st.sampled_from(("OrConditions", "AndConditions")),
        st.lists(inner, min_size=1, max_size=3),
        min_size=1,
    ),
    max_leaves=5,
)
_tag = st.sampled_from(({"TagKey": "team"}, {"TagKey": "team", "TagValue": "red"}, {"TagKey": "x"}))
_filter = st.one_of(
    _tag.map(lambda it: {"TagFilter": {"TagCondition": it}}),
    st.lists(st.lists(_tag, min_size=1, max_size=2), min_size=1, max_size=2).map(
        lambda it: {"TagFilter": {"OrConditions": it}}
    ),
)


def _found(app: tuple[App, str], said: dict[str, Any]) -> Any:
    app[0].answers.see(object())
    body = json.dumps({"InstanceId": app[1], **said}).encode()
    status, _headers, data = ask(app[0], "POST", "/search-queues", body)
    answer = json.loads(data)
    assert status == 200, answer
    return answer


@settings(max_examples=40, deadline=None)
@given(criteria=st.none() | _tree, passing=st.none() | _filter)
def test_sql_narrows_to_what_conditions_say(
    app: tuple[App, str], criteria: Any, passing: Any
) -> None:
    """A search finds the same queues whether SQL leaves some out before they are tried or not."""
    said = {"SearchCriteria": criteria, "SearchFilter": passing}
    said = {name: value for name, value in said.items() if value is not None}
    found = _found(app, said)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resource_conditions, "MOST_TRANSLATED", -1)
        assert found == _found(app, said)


def test_search_without_conditions_pages_through_all(app: tuple[App, str]) -> None:
    """Pages of a search for everything have each queue once, and count all."""
    said: dict[str, Any] = {"MaxResults": 2}
    met: list[str] = []
    counts: set[int] = set()
    while True:
        answer = _found(app, said)
        met += [row["Name"] for row in answer["Queues"]]
        counts.add(answer["ApproximateTotalCount"])
        if "NextToken" not in answer:
            break
        said["NextToken"] = answer["NextToken"]

    assert sorted(met) == sorted({*_NAMES, *met})
    assert counts == {len(met)}


def test_search_reads_a_page_of_many(app: tuple[App, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a kind without conditions, or of one name, no more is read than is answered."""
    read: list[int] = []
    whole = resources.page

    def page(*given: Any, **named: Any) -> Any:
        found = whole(*given, **named)
        read.append(len(found))
        return found

    monkeypatch.setattr(resources, "page", page)
    named = {"FieldName": "name", "Value": "Sales", "ComparisonType": "EXACT"}
    _found(app, {"MaxResults": 2})
    _found(app, {"SearchCriteria": {"StringCondition": named}})

    assert read == [3, 1]
