"""One call of the page: who asks, in which instance, with what; and the answers to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from flowport.catalogue.families import FAMILIES
from flowport.designer.draft import MODULE
from flowport.errors import NotFoundError
from flowport.server.designer.heavy import flows_in, from_store, is_heavy
from flowport.server.designer.refusals import Refusal
from flowport.store import flows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.server.app import App
    from flowport.server.designer.migrating.migrations import Migrating
    from flowport.server.designer.open_documents import OpenDocuments
    from flowport.server.designer.page_sessions import Visit, Visitor
    from flowport.store.flows import Stored
    from flowport.store.instances import InstanceRow

__all__ = ["Ask", "DesignerReply", "UploadedFile"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file that came with a call."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignerReply:
    """An answer that is not just JSON with status 200."""

    body: Any = None
    status: int = 200
    media: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    tokens: Sequence[str] | None = None
    browser: str | None = None


@dataclass(slots=True, kw_only=True)
class Ask:
    """One call; endpoints read it and give their answer.

    Attributes:
        app: The server that it came to.
        open_documents: The documents that are being edited.
        migrating: The migrations that were planned and begun.
        connection: The database, for this call.
        visitor: The browser's sessions.
        path: The parameters in the path.
        query: The parameters behind the question mark.
        body: The JSON body, empty where there is none.
        files: The files that came with it.
        host: From where it came.
        agent: What the browser calls itself.
        browser: The cookie of a browser that signed in before.
        prepared: What was worked out for the call before it came to write.
    """

    app: App
    open_documents: OpenDocuments
    migrating: Migrating
    connection: Connection
    visitor: Visitor
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[UploadedFile] = ()
    host: str = ""
    agent: str = ""
    browser: str = ""
    prepared: Any = None

    @property
    def visit(self) -> Visit:
        """The session in the instance that the path names.

        Raises:
            Refusal: There is none.
        """
        return self.visitor.at(self.path["instance"])

    def admit(self, step: str | None) -> None:
        """Go on only with a session in the instance that the path names, and permission for a step.

        Raises:
            Refusal: One of them is missing.
        """
        if "instance" in self.path:
            self.visitor.at(self.path["instance"])
        if step:
            self.permit(step)

    @property
    def by(self) -> str:
        """Who asks, for the audit log."""
        wanted = self.path.get("instance")
        found = next((each for each in self.visitor.visits if each.instance.id == wanted), None)
        found = found or next(iter(self.visitor.visits), None)
        return found.principal.title if found else "anyone"

    @property
    def instance(self) -> InstanceRow:
        """The instance that the path names."""
        return self.visit.instance

    @property
    def kind(self) -> str:
        """``flow`` or ``module``.

        Raises:
            Refusal: It says something else.
        """
        kind = self.query.get("kind") or self.body.get("kind") or "flow"
        if not isinstance(kind, str) or kind not in FAMILIES:
            raise Refusal("bad-request", "'kind' is flow or module.")
        return kind

    def permit(self, step: str, kind: str | None = None) -> None:
        """Go on only if the user may do a step with flows or modules.

        Raises:
            Refusal: The security profiles don't allow it.
        """
        self.require(f"{FAMILIES[kind or self.kind].permission}.{step}")

    def require(self, permission: str) -> None:
        """Go on only if the user has a permission.

        Raises:
            Refusal: The security profiles don't hold it.
        """
        if not self.visit.principal.may(permission):
            message = f"Your security profiles lack the permission {permission}."
            raise Refusal("forbidden", message, permission=permission)

    def apart(self, function: Callable[..., T], *given: Any) -> T:
        """What a function makes of what it is given, in a process for heavy work.

        Raises:
            WorkLimitError: It took too long.
        """
        return self.app.processes.do(self.visitor.name, function, *given)

    def worked(self, function: Callable[..., T], *given: Any) -> T:
        """What a function makes of what it is given, apart if a flow in it is heavy.

        Raises:
            WorkLimitError: It took too long.
        """
        heavy = any(map(is_heavy, flows_in(given)))
        return self.apart(function, *given) if heavy else function(*given)

    def read_apart(self, function: Callable[..., T], *given: Any) -> T:
        """What a function makes of the server's database, in a process for heavy work.

        Args:
            function: A function of a module; it takes the store first.
            given: What it takes besides.

        Raises:
            WorkLimitError: It took too long.
        """
        found: T = self.apart(from_store, self.app.store.address, function, given)
        return found

    def text(self, name: str, default: str | None = None) -> str:
        """A text of the body.

        Raises:
            Refusal: It is absent, no text, or holds U+0000, which PostgreSQL can't store.
        """
        value = self.body.get(name)
        value = default if value is None else value
        if not isinstance(value, str):
            raise Refusal("bad-request", f"{name!r} must be a string.")
        if "\0" in value:
            message = "The text has the character U+0000, which can't be stored; take it out."
            raise Refusal("bad-request", message)
        return value

    def items(self, name: str) -> list[Any]:
        """A list of the body, empty where absent.

        Raises:
            Refusal: It is something else.
        """
        value = self.body.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Refusal("bad-request", f"{name!r} must be a list.")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of strings of the body, empty where absent.

        Raises:
            Refusal: It is something else.
        """
        found = self.items(name)
        if not all(isinstance(item, str) for item in found):
            raise Refusal("bad-request", f"{name!r} must be a list of strings.")
        return found

    def flow(self, flow_id: str | None = None) -> Stored:
        """The flow or module of the path, or of an id.

        Raises:
            Refusal: The instance has none.
        """
        wanted = flow_id or self.path.get("flow")
        if not wanted:
            raise Refusal("bad-request", "'flow' is missing.")
        try:
            return flows.get(self.connection, self.instance.id, self.kind, wanted)
        except NotFoundError as error:
            raise Refusal("not-found", f"{str(error)[:1].upper()}{str(error)[1:]}.") from error

    def new_type(self) -> str:
        """The type of a new flow.

        Raises:
            Refusal: The body says none.
        """
        return MODULE if self.kind == "module" else self.text("type", "CONTACT_FLOW")
