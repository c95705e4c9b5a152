"""``flowport.toml``: what a project sets once for every command."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.dataclass import dataclass
from flowport.errors import CheckError, UsageError

if TYPE_CHECKING:
    from flowport.check import Suppression

__all__ = [
    "NAME",
    "CheckSettings",
    "InstanceSettings",
    "find",
    "read_check_settings",
    "read_instances",
]

NAME = "flowport.toml"

_WAYS = ("arn", "id", "folder", "local")
_TABLES = ("check", "instances")
#: The colors that mark an instance in the designer.
_COLORS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "gray")
_LISTS = ("select", "ignore", "exclude", "rules")
_LEVELS = ("error", "warning", "info")
_SUPPRESS = ("code", "flow", "block", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """The ``[check]`` table.

    Attributes:
        select: Only these rules; empty for all.
        ignore: All but these.
        exclude: Files that are left out, as patterns (``drafts/*``).
        fail_on: The severity from which a check fails; None where it is not said.
        suppress: Findings that were accepted, each with a reason.
        rules: Python files and entry points with rules of the project's own.
        baseline: A file of findings that are known already; None for none.
        root: The folder of the file, from which patterns and flows are named.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str | None = None
    suppress: tuple[Suppression, ...] = ()
    rules: tuple[str, ...] = ()
    baseline: str | None = None
    root: Path = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceSettings:
    """One ``[instances.NAME]`` table: a live instance, a local one, or a folder.

    Attributes:
        arn: The ARN of a live instance.
        id: Or its id, with ``region``.
        folder: Or the path of a folder, from the file's.
        local: Or the name of an instance in the local database.
        profile: A profile of the AWS configuration.
        region: The Region.
        role: The ARN of a role to assume.
        endpoint_url: Another server that speaks the Connect API.
        database: The database of a local instance, if it is not the usual one.
        protected: Whether every write asks for the typed name.
        color: What marks it in the designer; red for a protected one, if nothing is set.
        root: The folder of the file, from which paths are named.
    """

    arn: str | None = None
    id: str | None = None
    folder: str | None = None
    local: str | None = None
    profile: str | None = None
    region: str | None = None
    role: str | None = None
    endpoint_url: str | None = None
    database: str | None = None
    protected: bool = False
    color: str | None = None
    root: Path = Path()


def find(start: Path) -> Path | None:
    """The ``flowport.toml`` of a folder, or of the nearest folder above it."""
    here = start.resolve()
    return next((f for d in (here, *here.parents) if (f := d / NAME).is_file()), None)


def read_check_settings(path: Path | None) -> CheckSettings:
    """The ``[check]`` table of a file; the defaults for None or a file without one.

    Raises:
        UsageError: the file can't be read, is not TOML, or has invalid settings.
    """
    if path is None:
        return CheckSettings()
    tree = _tree(path)
    try:
        return _settings(tree.get("check", {}), path)
    except (CheckError, UsageError) as error:
        message = f"{path}: {error}"
        raise UsageError(message) from None


def read_instances(path: Path | None) -> dict[str, InstanceSettings]:
    """The ``[instances.NAME]`` tables of a file, by name; none for None.

    Raises:
        UsageError: the file can't be read, is not TOML, or has invalid settings.
    """
    if path is None:
        return {}
    tables = _tree(path).get("instances", {})
    try:
        _known(tables, tuple(tables), "[instances]")
        return {name: _instance(name, table, path) for name, table in tables.items()}
    except UsageError as error:
        message = f"{path}: {error}"
        raise UsageError(message) from None


def _instance(name: str, table: Any, path: Path) -> InstanceSettings:
    where = f"[instances.{name}]"
    words = tuple(field.name for field in fields(InstanceSettings) if field.name != "root")
    _known(table, words, where)
    for key, value in table.items():
        if not isinstance(value, bool if key == "protected" else str):
            expected = "true or false" if key == "protected" else "a string"
            message = f"{key} in {where} should be {expected}"
            raise UsageError(message)
    if table.get("color", "red") not in _COLORS:
        message = f"color in {where} is {table['color']!r}; it can be {', '.join(_COLORS)}"
        raise UsageError(message)
    ways = [word for word in _WAYS if word in table]
    if len(ways) != 1:
        message = f"{where} needs one of {', '.join(_WAYS)}"
        raise UsageError(message)
    return InstanceSettings(**table, root=path.resolve().parent)


def _tree(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  only where there is a file

    try:
        tree = tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        message = f"{path}: {(error.strerror or str(error)).lower()}"
        raise UsageError(message) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: invalid TOML: {error}"
        raise UsageError(message) from None
    _known(tree, _TABLES, str(path))
    return tree


def _settings(table: Any, path: Path) -> CheckSettings:
    from flowport.check import chosen  # noqa: PLC0415  only for check
    from flowport.check.rule_registry import is_own_code  # noqa: PLC0415  only for check

    _known(table, (*_LISTS, "fail-on", "suppress", "baseline"), "[check]")
    lists = {name: _texts(table.get(name, []), name) for name in _LISTS}
    select, ignore = (
        [word for word in lists[key] if not is_own_code(word)] for key in ("select", "ignore")
    )
    chosen(select, ignore)
    level = table.get("fail-on")
    if level is not None and level not in _LEVELS:
        message = f"fail-on is {level!r}; it can be {', '.join(_LEVELS)}"
        raise UsageError(message)
    baseline = table.get("baseline")
    if baseline is not None and not isinstance(baseline, str):
        raise UsageError("baseline in [check] must be the name of a file")
    entries = table.get("suppress", [])
    if not isinstance(entries, list):
        message = "suppress must be written as [[check.suppress]]"
        raise UsageError(message)
    return CheckSettings(
        **lists,
        fail_on=level,
        suppress=tuple(map(_suppression, entries)),
        baseline=baseline,
        root=path.resolve().parent,
    )


def _suppression(entry: Any) -> Suppression:
    from flowport.check import Suppression  # noqa: PLC0415  only for check

    _known(entry, _SUPPRESS, "[[check.suppress]]")
    if "code" not in entry or "reason" not in entry:
        message = "[[check.suppress]] needs a code and a reason"
        raise UsageError(message)
    wrong = next((key for key, value in entry.items() if not isinstance(value, str)), None)
    if wrong:
        message = f"{wrong} in [[check.suppress]] must be a string"
        raise UsageError(message)
    return Suppression(**entry)


def _known(table: Any, keys: tuple[str, ...], where: str) -> None:
    if not isinstance(table, dict):
        message = f"{where} must be a table"
        raise UsageError(message)
    strange = next((key for key in table if key not in keys), None)
    if strange is not None:
        message = f"unknown key {strange!r} in {where} (expected: {', '.join(keys)})"
        raise UsageError(message)


def _texts(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = f"{name} in [check] must be a list of strings"
        raise UsageError(message)
    return tuple(value)
