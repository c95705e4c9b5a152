"""JSON and YAML of mocks and test cases as values; in YAML, ``no`` and ``012`` stay strings."""

from __future__ import annotations

import re
from typing import Any

import yaml

from flowport.errors import CaseError, DocumentError, NotJSONError
from flowport.model.parse import parse

__all__ = ["read_tree"]


_CLOSED = 80  # the most characters of an error of a library that are repeated
_DEEPEST, _MOST = 200, 1_000_000  # levels, and values with aliases written out


class _Loader(yaml.SafeLoader):
    """YAML 1.2's few types: numbers without leading zeros, true, false and null."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def read_tree(text: str, name: str) -> Any:
    """The JSON value of a JSON or YAML text.

    Raises:
        CaseError: it is neither, or nested too deeply.
    """
    try:
        if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
            try:
                data = text.removeprefix("\ufeff").encode(errors="surrogatepass")
                return parse(data, source=name, most=len(data))
            except NotJSONError as error:
                if name.endswith(".json"):
                    raise CaseError(str(error)) from error
        return _bounded(yaml.load(text, Loader=_Loader), name)  # noqa: S506  made of the safe loader
    except yaml.YAMLError as error:
        raise CaseError(f"{name}: neither JSON nor YAML: {_first_line(error)}") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # of a tag's own reader
        raise CaseError(f"{name}: a value can't be read: {str(error)[:_CLOSED]}") from error
    except (DocumentError, RecursionError) as error:
        raise CaseError(f"{name}: nested too deeply") from error


def _bounded(tree: Any, name: str) -> Any:
    """A tree whose aliases neither lead back to themselves nor say too much.

    Raises:
        CaseError: They do.
    """
    waiting = [(tree, 1)]
    count = 0
    while waiting:
        here, depth = waiting.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST:
            raise CaseError(f"{name}: nested too deeply, or too much by its aliases")
        if isinstance(here, dict | list):
            inner = here.values() if isinstance(here, dict) else here
            waiting += [(each, depth + 1) for each in inner]
    return tree


def _first_line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    return f"line {mark.line + 1}, column {mark.column + 1}: {problem}" if mark else problem
