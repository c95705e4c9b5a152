"""What is not a valid answer of Connect is never believed: every operation that is called."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

import flowport.remote
from flowport.catalogue.creatable import CREATABLE
from flowport.catalogue.families import FAMILIES, METHODS
from flowport.errors import InvalidAnswerError
from flowport.remote.answer_checks import check_answers, pages
from flowport.remote.errors import told
from flowport.remote.listing import LISTINGS
from flowport.remote.required_members import MEMBERS, source
from remote.answering import Answer, answering, ask, operation, whole

if TYPE_CHECKING:
    from collections.abc import Callable

LEX = {"DescribeBot", "DescribeBotAlias"}
LISTS = sorted(name for name, paths in MEMBERS.items() if paths and "[]" in paths[0])
PROOFS = [(name, path) for name, paths in MEMBERS.items() for path in paths if "|" not in path]


_ANSWER: list[Callable[[str], Answer]] = []


def _now(name: str) -> Answer:
    """What the test that runs has set."""
    return _ANSWER[0](name)


@cache
def client(lex: bool = False) -> Any:
    """One client for all tests: making one takes longer than all that is asked of it."""
    made = answering(_now, "lexv2-models" if lex else "connect")
    check_answers(made)
    return made


def answer(name: str, given: Answer) -> Any:
    """What an operation gives that is answered so."""
    _ANSWER[:] = [lambda _: given]
    return ask(client(name in LEX), name)


def valid(name: str) -> Answer:
    """A valid answer of an operation."""
    return whole(client(name in LEX), name)


def _cut(given: Answer) -> Answer:
    return given[0], given[1] | {"Content-Length": str(len(given[2][:-1]))}, given[2][:-1]


def _short(given: Answer) -> Answer:
    return given[0], given[1] | {"Content-Length": str(len(given[2]) + 7)}, given[2]


BAD: dict[str, Callable[[Answer], Answer]] = {
    "cut": _cut,
    "shorter than its length": _short,
    "a login page": lambda _: (200, {"Content-Type": "text/html"}, b"<html>Sign in</html>"),
    "an empty object": lambda _: (200, {"Content-Type": "application/json"}, b"{}"),
    "nothing": lambda _: (200, {}, b""),
    "a list": lambda given: (200, given[1] | {"Content-Length": "2"}, b"[]"),
    "a redirect": lambda _: (302, {"Location": "https://login.example.com"}, b""),
    "an HTML error": lambda _: (403, {"Content-Type": "text/html"}, b"<html>No</html>"),
    "no content": lambda _: (204, {}, b""),
}


@pytest.mark.parametrize("name", MEMBERS)
def test_a_valid_answer_is_believed(name: str) -> None:
    """An answer with all its members comes through."""
    found = answer(name, valid(name))

    assert found["ResponseMetadata"]["HTTPStatusCode"] == 200


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("name", MEMBERS)
def test_what_is_no_answer_is_an_error(name: str, bad: str) -> None:
    """Whatever else comes is neither an empty list nor a success."""
    with pytest.raises(InvalidAnswerError, match="no valid answer from Connect"), told("it", "go"):
        answer(name, BAD[bad](valid(name)))


def _without(tree: Any, path: str) -> Any:
    """A tree without one member; of a list, without it in the last row."""
    head, _, rest = path.partition(".")
    name = head.removesuffix("[]")
    if not rest:
        return {key: value for key, value in tree.items() if key != name}
    inner = tree[name]
    changed = [*inner, _without(inner[-1], rest)] if head.endswith("[]") else _without(inner, rest)
    return {**tree, name: changed}


@pytest.mark.parametrize(("name", "path"), PROOFS)
def test_a_missing_member_is_an_error(name: str, path: str) -> None:
    """An answer that lacks what the operation is called for says so, with the member's name."""
    status, headers, body = valid(name)
    body = orjson.dumps(_without(orjson.loads(body), path))
    headers |= {"Content-Length": str(len(body))}
    absent = path.rpartition(".")[2].removesuffix("[]")

    with pytest.raises(InvalidAnswerError, match=absent):
        answer(name, (status, headers, body))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_a_list(name: str) -> None:
    """A list member of another type is not a list."""
    member = MEMBERS[name][0].partition("[]")[0]

    with pytest.raises(InvalidAnswerError, match="is not a list"):
        answer(name, whole(client(), name, **{member: {"Id": "1"}}))


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_is_a_list(name: str) -> None:
    """An instance may have none of a kind."""
    member = MEMBERS[name][0].partition("[]")[0]

    assert answer(name, whole(client(), name, **{member: []}))[member] == []


def _method(name: str) -> str:
    found: str = next(m for m, o in client().meta.method_to_api_mapping.items() if o == name)
    return found


def _paged(name: str, tokens: list[str]) -> list[Any]:
    """All rows of a list whose pages have these next tokens; every second page is empty."""
    member = MEMBERS[name][0].partition("[]")[0]
    left = list(enumerate(tokens))

    def page(_: str) -> Answer:
        number, token = left.pop(0)
        more: dict[str, Any] = {"NextToken": token} if token else {}
        return whole(client(), name, **more, **({member: []} if number % 2 else {}))

    _ANSWER[:] = [page]
    shape = operation(client(), name).input_shape
    params = dict.fromkeys(shape.required_members, "a")
    return [row for each in pages(client(), _method(name), None, **params) for row in each[member]]


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_page_is_no_end(name: str) -> None:
    """A list goes on as long as there is a next page, whatever is on this one."""
    assert len(_paged(name, ["one", "two", ""])) == 2


@pytest.mark.parametrize("tokens", [["one", "one"], ["one", "two", "one"]])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_goes_round_is_an_error(name: str, tokens: list[str]) -> None:
    """A next page that was there before is not asked for for ever."""
    with pytest.raises(InvalidAnswerError, match="twice"):
        _paged(name, [*tokens, "never"])


def _tried(name: str, tries: int) -> int:
    """How often an operation is called that never gets a valid answer."""
    calls: list[str] = []

    def page(called: str) -> Answer:
        calls.append(called)
        return 200, {"Content-Type": "text/html"}, b"<html>"

    made = answering(page, tries=tries)
    made.meta.events.register_last(
        "needs-retry", lambda **_: None, unique_id="so that the SDK is heard"
    )
    check_answers(made)
    with pytest.raises(InvalidAnswerError):
        ask(made, name)
    return len(calls)


@pytest.mark.parametrize(
    ("name", "calls"), [("ListQueues", 3), ("CreateContactFlowModule", 3), ("CreateContactFlow", 1)]
)
def test_it_is_tried_again_where_that_is_safe(
    name: str, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can't make two is tried again; a flow, whose creation no token guards, is not."""
    monkeypatch.setattr("flowport.remote.answer_checks._FIRST_WAIT", 0)

    assert _tried(name, 8) == calls


def test_whoever_paces_calls_tries_again_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that may try once tries once."""
    monkeypatch.setattr("flowport.remote.answer_checks._FIRST_WAIT", 0)

    assert _tried("ListQueues", 1) == 1


@pytest.mark.parametrize("kind", LISTINGS)
def test_what_is_listed_is_in_the_table(kind: str) -> None:
    """The list that a kind is read from is the one that its answer must have."""
    listing = LISTINGS[kind]
    name = client().meta.method_to_api_mapping[listing.operation]

    assert MEMBERS[name][0].partition("[]")[0] == listing.key


@pytest.mark.parametrize("name", MEMBERS)
def test_each_has_its_source(name: str) -> None:
    """Every line of the table names the page that it is from."""
    assert source(name).endswith(f"API_{name}.html")


def _dated(seconds: float) -> Callable[[str], Answer]:
    """An answer from a machine whose clock is so far ahead of ours."""
    status, headers, body = valid("ListQueues")
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    return lambda _: (status, headers | {"Date": date}, body)


@pytest.mark.parametrize("ahead", [-3600, 0, 40])
def test_the_time_is_that_of_the_service(ahead: int) -> None:
    """Whatever this machine's clock says, modification times are compared with the service's."""
    made = answering(_dated(ahead))
    skew = check_answers(made)
    ask(made, "ListQueues")

    assert ahead - 2 < skew() <= ahead


def called() -> set[str]:
    """Every operation that the package calls: by name in its source, or put together of words."""
    known = {
        **client().meta.method_to_api_mapping,
        **client(lex=True).meta.method_to_api_mapping,
    }
    texts = "".join(path.read_text() for path in Path(flowport.remote.__file__).parent.glob("*.py"))
    words = {*re.findall(r"\w+", texts)}
    words |= {family.method(step) for family in FAMILIES.values() for step in METHODS}
    for kind in CREATABLE:
        words |= {f"{verb}_{kind}" for verb in ("describe", "create", "delete")}
    words |= {listing.operation for listing in LISTINGS.values()}
    words |= {"update_queue_outbound_caller_config", "update_queue_outbound_email_config"}
    return {known[word] for word in words if word in known}


def test_every_operation_that_is_called_is_in_the_table() -> None:
    """No answer is believed unchecked, and the table names no operation that nobody calls."""
    assert called() == set(MEMBERS)
