"""Test cases as files: YAML for the short form, JSON for native documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from flowport.errors import UsageError
from flowport.files import refuse_existing, write_bytes
from flowport.patterns import pattern
from flowport.testing import compile_short
from flowport.testing.case_writing import case_tree, mocks_of, steps_of
from flowport.testing.observer import SECONDS

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.simulate import Answer, Question, Trace

__all__ = ["case_bytes", "case_file", "refuse_unsavable", "save_call"]

_UNSAFE = pattern(r"[^A-Za-z0-9]+")
_LONGEST = 60


class _Quoted(yaml.SafeDumper):
    """Quotes every string that other readers of YAML would take for a number or a word."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: a test case is read by people."""
        del data
        return True


def case_bytes(tree: dict[str, Any], *, native: bool) -> bytes:
    """A case in the short form as YAML, or compiled as JSON."""
    if native:
        document = compile_short(tree, str(tree["name"]))
        return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
    return yaml.dump(tree, Dumper=_Quoted, sort_keys=False, allow_unicode=True, width=100).encode()


def case_file(number: int, tree: dict[str, Any], *, native: bool) -> str:
    """The name of a case's file: ``003-main-menu-1.yaml``."""
    name = _UNSAFE.sub("-", str(tree["name"])).strip("-").lower()[:_LONGEST].strip("-")
    return f"{number:03}-{name or 'case'}{'.json' if native else '.yaml'}"


def refuse_unsavable(path: Path, *, force: bool) -> None:
    """Refuse, before the call, a test case that could not be written or read after it.

    Raises:
        UsageError: The file exists, or its name does not say in which form it is.
    """
    if path.suffix not in {".json", ".yaml", ".yml"}:
        raise UsageError(f"--save-test {path}: name the file .yaml, .yml or .json")
    refuse_existing(path, force=force)


def save_call(
    path: Path,
    trace: Trace,
    asked: list[tuple[Question, Answer]],
    *,
    flow: str,
    channel: str,
    attributes: dict[str, str],
    number: str,
    at: str,
    force: bool,
) -> None:
    """Write a call as a test case: JSON where the file is named so, else the short form.

    What happens after the five minutes of a test is left out.

    Raises:
        UsageError: the file exists, and may not be overwritten.
    """
    native = path.suffix == ".json"
    script = mocks_of(tuple(asked), native=native)
    script.attributes = {**script.attributes, **attributes}
    begins = (0.0, *(event.clock for event in trace.events))
    events = [e for e, clock in zip(trace.events, begins, strict=False) if clock <= SECONDS]
    tree = case_tree(path.stem, flow, channel, script, steps_of(events, script.overrides))
    tree["given"] |= {key: value for key, value in (("from", number), ("at", at)) if value}
    write_bytes(path, case_bytes(tree, native=native), force=force)
