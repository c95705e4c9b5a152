"""Rules of the user's own: Python files and entry points that ``flowport.toml`` names.

They are code, and run as the user who calls ``flowport check``. So they are loaded by that
command alone, and only where the ``flowport.toml`` of the working folder names them.
"""

from __future__ import annotations

import importlib.util
import sys
from contextlib import contextmanager
from dataclasses import replace
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.check import Severity, check
from flowport.check.rule import Rule
from flowport.check.rule_registry import RegisteredRule, own_rules
from flowport.errors import CheckError, FlowportError
from flowport.files import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from flowport.check.rule import Fault
    from flowport.config import CheckSettings

__all__ = ["GROUP", "examples_wrong", "loaded_rules"]

GROUP = "flowport.rules"
"""The group of entry points that a rule of an installed package is found by."""

_FAMILY = "own"


@contextmanager
def loaded_rules(settings: CheckSettings, *, plugins: bool) -> Iterator[tuple[RegisteredRule, ...]]:
    """Have the rules that the settings name beside ours, as long as the context lasts.

    Raises:
        CheckError: a file or entry point is missing, fails, or holds no rule.
    """
    if not plugins or not settings.rules:
        yield ()
        return
    if settings.root.resolve() != Path.cwd().resolve():
        message = (
            f"{settings.root / 'flowport.toml'} names rules of its own, and they are loaded only "
            "from the working folder's flowport.toml. Change to that folder, or use --no-plugins"
        )
        raise CheckError(message)
    entries = tuple(_entry(name, settings.root) for name in settings.rules)
    with own_rules(entries):
        yield entries


def examples_wrong(settings: CheckSettings, entries: Iterable[RegisteredRule]) -> list[str]:
    """What is wrong with the two examples of each own rule, one sentence each.

    Beside ``team_rules.py`` stand ``team_rules.bad.json``, of which the rule speaks, and
    ``team_rules.good.json``, of which it does not.
    """
    found: list[str] = []
    for name, entry in zip(settings.rules, entries, strict=True):
        file = settings.root / name
        if file.suffix != ".py":
            continue
        for kind, wanted in (("bad", True), ("good", False)):
            example = file.with_suffix(f".{kind}.json")
            try:
                spoke = bool(check(read(example), select=[entry.code], at_least=Severity.INFO))
            except FlowportError as error:
                found.append(f"{entry.code}: {error}")
                continue
            if spoke is not wanted:
                verb = "has nothing to say of" if wanted else "reports"
                found.append(f"{entry.code} {verb} its {kind} example {example}")
    return found


def _entry(name: str, root: Path) -> RegisteredRule:
    module = _from_file(root / name) if name.endswith(".py") else _from_entry_point(name)
    rule = getattr(module, "check", None)
    if not isinstance(rule, Rule):
        message = f"{name} has no rule: it should have a `check` made by one of flowport.check.rule"
        raise CheckError(message)
    page = cleandoc(module.__doc__ or "")
    if not page:
        message = f"{name} does not say what its rule is for; write a docstring at its top"
        raise CheckError(message)
    title = Path(name).stem.replace("_", "-").rpartition(".")[2]
    return RegisteredRule(_guarded(rule, name), _FAMILY, title, page)


def _from_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"flowport_own_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        message = f"{path}: there is no such file of rules"
        raise CheckError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        message = f"{path} can't be loaded: {type(error).__name__}: {error}"
        raise CheckError(message) from error
    return module


def _from_entry_point(name: str) -> ModuleType:
    from importlib.metadata import entry_points  # noqa: PLC0415  only where one is named

    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        message = f"there is no entry point {name!r} in {GROUP!r}; the name of a file ends in .py"
        raise CheckError(message)
    try:
        module: ModuleType = found.load()
    except Exception as error:
        message = f"the entry point {name!r} can't be loaded: {type(error).__name__}: {error}"
        raise CheckError(message) from error
    return module


def _guarded(rule: Any, name: str) -> Rule:
    """The same rule, whose failures are one sentence that names it."""
    asked: Callable[..., Iterable[Fault]] = rule.check

    def guarded(*given: Any) -> list[Fault]:
        try:
            return list(asked(*given))
        except Exception as error:
            message = f"the rule {rule.code} ({name}) failed: {type(error).__name__}: {error}"
            raise CheckError(message) from error

    same: Rule = replace(rule, check=guarded)
    return same
