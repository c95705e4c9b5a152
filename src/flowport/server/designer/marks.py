"""How ``flowport.toml`` marks the instances of the database: with a color, and as protected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from flowport.config import InstanceSettings, find, read_instances
from flowport.errors import UsageError
from flowport.places import database_of, default_database
from flowport.store.database import url_of

if TYPE_CHECKING:
    from flowport.designer.schema.list_schema import SessionJSON
    from flowport.server.app import App
    from flowport.server.designer.page_sessions import Visitor
    from flowport.store.instances import InstanceRow

__all__ = ["configured_instances", "is_of_database", "session_json"]

#: The color of a protected instance that has none of its own.
_PROTECTED = "red"


@dataclass(frozen=True, slots=True)
class _Mark:
    color: str = ""
    protected: bool = False


def configured_instances(app: App) -> dict[str, InstanceSettings]:
    """The instances of the server's ``flowport.toml``, by name.

    Raises:
        UsageError: The file can't be read, or is invalid.
    """
    return read_instances(find(Path(app.options.project or Path.cwd())))


def is_of_database(app: App, settings: InstanceSettings) -> bool:
    """Whether a local instance is in the database that the server serves."""
    if settings.local is None:
        return False
    place = make_url(url_of(database_of(settings) or default_database()))
    return place.render_as_string(hide_password=True) == app.store.url


def session_json(app: App, visitor: Visitor) -> SessionJSON:
    """What the page knows of its user, each instance with its mark."""
    session = visitor.as_json()
    try:
        known = list(configured_instances(app).values())
    except UsageError:
        # The commands and the list of targets report it; signing in works without.
        known = []
    for visit, each in zip(visitor.visits, session["instances"], strict=True):
        mark = _mark(app, visit.instance, known)
        each["color"], each["protected"] = mark.color, mark.protected
    return session


def _mark(app: App, instance: InstanceRow, known: list[InstanceSettings]) -> _Mark:
    about = [settings for settings in known if _is_about(app, settings, instance)]
    protected = any(settings.protected for settings in about)
    color = next((settings.color for settings in about if settings.color), "")
    return _Mark(color or (_PROTECTED if protected else ""), protected)


def _is_about(app: App, settings: InstanceSettings, instance: InstanceRow) -> bool:
    """Whether a table describes an instance; ``local = ""`` is the only one of its database."""
    if settings.local is not None:
        named = settings.local in {"", instance.id, instance.alias}
        return named and is_of_database(app, settings)
    return settings.arn == instance.arn
