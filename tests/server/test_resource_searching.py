"""Searches for resources: what SQL narrows down is what the conditions say, page by page."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from flowport.server import resource_conditions
from flowport.server.app import App, ServerOptions
from flowport.server.operations.kinds import KINDS
from flowport.store import name_search, open_store, resources, tags
from flowport.store.seed import new_instance
from serving import ACCOUNT, REGION, ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flowport.server.operations.kinds import PlainKind

_NAMES = ("Sales", "sales", "Sales EU", "İstanbul", "a_b", 'q"uote', "%")


@pytest.fixture(scope="module")
def app(engine_place: str) -> Iterator[tuple[App, str]]:
    """A server of either engine, with queues of odd names."""
    made = _filled(engine_place)
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


_field = st.sampled_from(("name", "Name", "description", "nothing"))
_whole = st.fixed_dictionaries(
    {
        "FieldName": _field,
        "Value": st.sampled_from((*_NAMES, "SALES", "x")),
        "ComparisonType": st.sampled_from(("EXACT", "STARTS_WITH")),
    }
)
_part = st.fixed_dictionaries(
    {
        "FieldName": _field,
        "Value": st.sampled_from(("al", "LES", "les e", "_b", '"uo', "i\u0307st", "%%")),
    },
    optional={"ComparisonType": st.just("CONTAINS")},
)
_string = (_whole | _part).map(lambda it: {"StringCondition": it})
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


@pytest.mark.parametrize("few", [-1, name_search.FEW])
def test_part_of_any_length_is_searched(
    app: tuple[App, str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part is found whole, however long it is, and one as long as a book is soon not found."""
    monkeypatch.setattr(name_search, "FEW", few)
    long = "é" * 450 + "Tail" * 50
    with app[0].store.writing() as connection:
        for name in (f"{long} one", f"{long[:-1]} two"):
            resources.create(connection, app[1], "queue", name=name, arn=f"{name}/{{id}}", body={})
    parts = (long.upper(), f"{long[:-1]} ", "ab" * 100_000)
    conditions = [{"FieldName": "name", "Value": part} for part in parts]
    found = [_found(app, {"SearchCriteria": {"StringCondition": each}}) for each in conditions]
    with app[0].store.writing() as connection:
        for each in resources.page(connection, app[1], "queue"):
            if each.name.startswith(long[:-1]):
                resources.remove(connection, each)

    names = [[row["Name"] for row in answer["Queues"]] for answer in found]
    assert names == [[f"{long} one"], [f"{long[:-1]} two"], []]


@pytest.mark.parametrize("comparison", ["EXACT", "STARTS_WITH", "CONTAINS"])
def test_half_a_character_is_in_no_name(app: tuple[App, str], comparison: str) -> None:
    """A search for a lone surrogate is answered, or refused, but no fault of the server."""
    named = {"FieldName": "name", "Value": "Sales\ud800", "ComparisonType": comparison}
    said = {"InstanceId": app[1], "SearchCriteria": {"StringCondition": named}}
    status, _headers, _data = ask(app[0], "POST", "/search-queues", json.dumps(said).encode())

    assert status in {200, 400}


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


class _Counted:
    """How many statements ran and how many resources were read, of searches by a part of a name."""

    def __init__(self, app: tuple[App, str], patch: pytest.MonkeyPatch) -> None:
        self._app, self.instance = app
        self.statements = self.rows = 0
        event.listen(self._app.store._engine, "before_cursor_execute", self._run)  # noqa: SLF001
        one = resources._resource  # noqa: SLF001  every resource that is read passes it

        def read(row: Any) -> Any:
            self.rows += 1
            return one(row)

        patch.setattr(resources, "_resource", read)

    def _run(self, *_given: Any) -> None:
        self.statements += 1

    def close(self) -> None:
        """Count no more."""
        event.remove(self._app.store._engine, "before_cursor_execute", self._run)  # noqa: SLF001

    def add(self, kind: PlainKind, count: int) -> None:
        """Make resources of a kind that all have a part in their names."""
        with self._app.store.writing() as connection:
            group = resources.page(connection, self.instance, "hierarchy-group", parent=None)
            for _ in range(count):
                resources.create(
                    connection,
                    self.instance,
                    kind.kind,
                    name=f"a Needle {uuid.uuid4()}",
                    arn=f"{self.instance}/{{id}}",
                    body={**kind.defaults, "Lock": "", **_above(kind, group)},
                )

    def search(self, kind: PlainKind, comparison: str) -> tuple[int, int]:
        """How much one page takes, when all that is read once was read."""
        operation = self._app.api.operations[f"Search{kind.family.plural}"]
        value = {"CONTAINS": "needle", "STARTS_WITH": "A NEED"}[comparison]
        named = {"FieldName": "name", "Value": value, "ComparisonType": comparison}
        said = {"SearchCriteria": {"StringCondition": named}, "MaxResults": 3}
        body = json.dumps({"InstanceId": self.instance, **said}).encode()
        for _ in range(2):
            self._app.answers.see(object())
            self.statements = self.rows = 0
            path = operation.model.http["requestUri"]
            status, _headers, data = ask(self._app, "POST", path, body)
            assert status == 200, data
        return self.statements, self.rows


def _above(kind: PlainKind, groups: list[Any]) -> dict[str, str]:
    """A group below the last one that there is."""
    if kind.kind != "hierarchy-group" or not groups:
        return {}
    return {"ParentGroupId": groups[-1].id}


_SEARCHED = [kind for kind in KINDS if "Search" in kind.verbs]


@pytest.mark.parametrize("kind", _SEARCHED, ids=lambda kind: kind.kind)
def test_search_reads_a_page_whatever_the_kind(
    app: tuple[App, str], kind: PlainKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the begin or a part of a name, of many as of few no more is read than a page needs."""
    monkeypatch.setattr(name_search, "FEW", 20)
    counted = _Counted(app, monkeypatch)
    counted.add(kind, 6)
    few = [counted.search(kind, comparison) for comparison in ("STARTS_WITH", "CONTAINS")]
    counted.add(kind, 30)
    many = [counted.search(kind, comparison) for comparison in ("STARTS_WITH", "CONTAINS")]
    counted.close()

    assert [statements for statements, _ in many] == [statements for statements, _ in few]
    assert max(rows for _, rows in many) <= 2 * 4 + 1


@pytest.mark.parametrize("path", ["/search-contact-flows", "/search-queues"])
def test_begin_of_a_name_is_a_range_of_the_index(tmp_path: Path, path: str) -> None:
    """On SQLite neither finding a page by the begin of a name nor counting it looks at all."""
    app, instance = _filled(str(tmp_path / "flowport.db"))
    ran: list[tuple[str, Any]] = []
    named = {"FieldName": "name", "Value": "sal", "ComparisonType": "STARTS_WITH"}
    body = {"InstanceId": instance, "SearchCriteria": {"StringCondition": named}}
    with app.store.reading() as connection:
        listen = (connection.engine, "before_cursor_execute", lambda *it: ran.append(it[2:4]))
        event.listen(*listen)
        ask(app, "POST", path, json.dumps(body).encode())
        event.remove(*listen)
        plans = [
            "; ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {it}", to))
            for it, to in ran
            if "folded" in it
        ]

    assert len(plans) == 2
    assert all("_folded (instance=? AND kind=? AND folded>? AND folded<?)" in it for it in plans)
    assert not any("TEMP B-TREE" in it for it in plans)


def _vocabularies(app: tuple[App, str], **said: Any) -> list[str]:
    body = json.dumps({"InstanceId": app[1], **said}).encode()
    app[0].answers.see(object())
    status, _headers, data = ask(app[0], "POST", f"/vocabulary-summary/{app[1]}", body)
    assert status == 200, data
    return [each["Name"] for each in json.loads(data)["VocabularySummaryList"]]


def _add_vocabularies(app: tuple[App, str], names: list[str], language: str) -> None:
    with app[0].store.writing() as connection:
        for name in names:
            body = {"State": "ACTIVE", "LanguageCode": language}
            arn = f"{app[1]}/{{id}}"
            resources.create(connection, app[1], "vocabulary", name=name, arn=arn, body=body)


@pytest.fixture(scope="module")
def languages(app: tuple[App, str]) -> tuple[App, str]:
    """The server with vocabularies of two languages."""
    _add_vocabularies(app, ["Tea", "tea-cups"], "en-GB")
    _add_vocabularies(app, ["Tee"], "de-DE")
    return app


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({"NameStartsWith": "Te"}, ["Tea", "Tee"]),
        ({"NameStartsWith": "tea"}, ["tea-cups"]),
        ({"LanguageCode": "en-GB"}, ["Tea", "tea-cups"]),
        ({"LanguageCode": "en-GB", "NameStartsWith": "T"}, ["Tea"]),
        ({"LanguageCode": "de-DE", "State": "ACTIVE"}, ["Tee"]),
        ({"State": "DELETE_IN_PROGRESS"}, []),
    ],
)
def test_vocabularies_meet_every_condition(
    languages: tuple[App, str], said: dict[str, str], names: list[str]
) -> None:
    """Vocabularies are found by how their names begin (case counts), state and language."""
    assert _vocabularies(languages, **said) == names


def test_search_of_vocabularies_reads_a_page(
    languages: tuple[App, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many vocabularies no more are read than a page needs."""
    _add_vocabularies(languages, [f"many-{number}" for number in range(30)], "fr-FR")
    counted = _Counted(languages, monkeypatch)
    found = _vocabularies(languages, LanguageCode="fr-FR", MaxResults=3)
    counted.close()

    assert (len(found), counted.rows) == (3, 4)
