"""A browser for tests of the designer's API: a client with a cookie and the session's token."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from flowport.store import access, instances, passwords, people, resources
from flowport.store.seed import new_instance
from serving import REGION

if TYPE_CHECKING:
    from flowport.store.instances import InstanceRow
    from serving import Served

__all__ = [
    "PASSWORD",
    "Browser",
    "add_profile",
    "add_user",
    "block_id",
    "close_all",
    "document",
    "enter",
    "fresh",
    "signed_in",
]

PASSWORD = "correct horse battery"  # noqa: S105  of users that live as long as a test


_open: list[httpx.Client] = []


def close_all() -> None:
    """Close every browser that was opened."""
    while _open:
        _open.pop().close()


def block_id(number: int) -> str:
    """An identifier as the page makes them."""
    return f"00000000-0000-4000-8000-{number:012d}"


@dataclass
class Browser:
    """A client that is signed in, and the instance that it works in."""

    http: httpx.Client
    instance: str
    opened: dict[str, Any] = field(default_factory=dict)

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        """Make a call; ``I`` at a path's beginning represents the instance."""
        path = path.replace("I/", f"{self.instance}/", 1) if path.startswith("I/") else path
        content = None if body is None else json.dumps(body)
        headers = {"content-type": "application/json"} if content else {}
        return self.http.request(
            method, f"/designer/api/{path}", content=content, headers=headers, **more
        )

    def get(self, path: str, **more: Any) -> Any:
        """What a call answers that must go well."""
        return _good(self.call("GET", path, **more))

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        """What a call answers that must go well."""
        return _good(self.call("POST", path, body or {}, **more))

    def refused(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """The error of a call that must go wrong."""
        answer = self.call(method, path, body, **more)
        assert answer.status_code >= 400, answer.text
        return {"status": answer.status_code, **answer.json()["error"]}

    def new(self, name: str, **about: Any) -> dict[str, Any]:
        """Make a flow, and open it."""
        kind = about.get("kind", "flow")
        made = self.post("I/flows", {"kind": kind, "type": "CONTACT_FLOW", "name": name, **about})
        opened: dict[str, Any] = self.get(f"I/flows/{made['summary']['id']}?kind={kind}")
        return opened

    def edit(self, opened: dict[str, Any], *commands: Any, **more: Any) -> Any:
        """What commands make of an opened flow."""
        return self.post("I/edit", document(opened, *commands, **more))

    def save(self, opened: dict[str, Any], *commands: Any, **more: Any) -> httpx.Response:
        """Save what commands make of an opened flow."""
        body = document(opened, *commands, expected=opened["base"], **more)
        return self.call("POST", f"I/flows/{opened['summary']['id']}/save", body)


def document(opened: dict[str, Any], *commands: Any, **more: Any) -> dict[str, Any]:
    """An opened flow with commands, as calls take it."""
    summary = opened["summary"]
    base = {"flow": summary["id"], "kind": summary["kind"], "base": opened["base"]}
    return {**base, "commands": list(commands), **more}


def _good(answer: httpx.Response) -> Any:
    assert answer.status_code < 400, answer.text
    return answer.json()


def add_user(served: Served, name: str, profile: str) -> None:
    """Add a user with a password."""
    with served.store.writing() as connection:
        where = instances.get(connection, served.instance)
        made = people.add(connection, where, name, profiles=[profile])
        passwords.set_password(connection, where.id, made.id, PASSWORD)


def signed_in(served: Served, user: str | None = None) -> Browser:
    """A browser in which someone is signed in: a user by name, or the admin."""
    http = httpx.Client(base_url=served.url, timeout=120)
    _open.append(http)
    browser = Browser(http, served.instance)
    if user is None:
        with served.store.writing() as connection:
            token = access.open_session(connection, served.instance, served.admin, "link", 60)
        body = {"link": token}
    else:
        body = {"username": user, "password": PASSWORD}
    told = browser.post("session", body)
    http.headers["x-flowport-csrf"] = told["csrf"]
    return browser


def add_profile(served: Served, name: str, permissions: list[str]) -> None:
    """Add a security profile of just these permissions."""
    with served.store.writing() as connection:
        where = instances.get(connection, served.instance)
        resources.create(
            connection,
            where.id,
            "security-profile",
            name=name,
            arn=f"{where.arn}/security-profile/{{id}}",
            body={"Permissions": permissions},
        )


def fresh(served: Served, alias: str) -> InstanceRow:
    """Another instance of the server's database, with an admin who has a password."""
    with served.store.writing() as connection:
        made, admin = new_instance(connection, account="1" * 12, region=REGION, alias=alias)
        passwords.set_password(connection, made.id, admin.id, PASSWORD)
    return made


def enter(browser: Browser, served: Served, instance: str, user: str = "admin") -> None:
    """Have a browser sign in to one more instance."""
    with served.store.writing() as connection:
        found = resources.find(connection, instance, "user", user)
        assert found is not None
        token = access.open_session(connection, instance, found.id, "link", 60)
    browser.http.headers["x-flowport-csrf"] = browser.post("session", {"link": token})["csrf"]
