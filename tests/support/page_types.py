"""The page's types of answers, made from the types of the designer's API."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import types
from enum import Enum
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
)
from typing import get_type_hints as hints_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The modules of Python, and the file of the page that each becomes.
FILES = {
    "flowport.designer.schema.list_schema": "lists",
    "flowport.designer.schema.document_schema": "types",
    "flowport.designer.schema.form_schema": "forms",
    "flowport.designer.schema.answer_schema": "answers",
    "flowport.designer.schema.import_schema": "imports",
    "flowport.designer.schema.migration_schema": "migration",
    "flowport.testing.comparison_schema": "comparison",
    "flowport.designer.schema.call_schema": "calls",
}
#: The file that passes on all others.
_ALL = "types"
_SUFFIX = "JSON"
_NAMES = {
    type(None): "null",
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    object: "unknown",
}
#: A line of a docstring about an attribute.
_NOTE = re.compile(r"^    (\w+): (.+)$", re.MULTILINE)


class _File:
    """One file of the page's types, as it is written."""

    def __init__(self, name: str) -> None:
        self.module = importlib.import_module(name)
        tree = ast.parse(inspect.getsource(self.module))
        # A TypedDict of Python 3.11 does not know its bases.
        self._bases = {
            node.name: [
                vars(self.module)[name]
                for name in map(ast.unparse, node.bases)
                if name != "TypedDict"
            ]
            for node in tree.body
            if isinstance(node, ast.ClassDef)
        }
        self.used: dict[str, set[str]] = {}
        self.enums: dict[str, type[Enum]] = {}

    def text(self) -> str:
        """The whole file."""
        body = [*self._aliases(), *map(self._interface, self._kinds())]
        body[:0] = [self._union(name, kind) for name, kind in self.enums.items()]
        doc = f"{self.module.__doc__}".strip()
        head = f"/** {doc} */\n\n// Made from {self.module.__name__} by `make docs`; change that."
        others = [f'export type * from "./{each}";' for each in self._others()]
        imports = [
            f'import type {{ {", ".join(sorted(names))} }} from "./{file}";'
            for file, names in sorted(self.used.items())
        ]
        parts = ["\n".join(each) for each in (imports, others) if each]
        return "\n\n".join([head, *parts, *body]) + "\n"

    def _others(self) -> list[str]:
        """The files that a file passes on: all of them, by one."""
        files = sorted({*FILES.values()} - {_ALL})
        return files if FILES[self.module.__name__] == _ALL else []

    def _kinds(self) -> Iterator[Any]:
        for kind in vars(self.module).values():
            if isinstance(kind, type) and kind.__module__ == self.module.__name__:
                yield kind

    def _aliases(self) -> Iterator[str]:
        for name, kind in vars(self.module).items():
            if get_origin(kind) is Annotated and _home(kind)[0] == self.module.__name__:
                yield f"export type {name} = {self._annotated(kind)};"

    def _union(self, name: str, kind: type[Enum]) -> str:
        return f"export type {name} = {self._either(member.value for member in kind)};"

    def _interface(self, kind: Any) -> str:
        bases = [base for base in self._bases.get(kind.__name__, ()) if hasattr(base, "__total__")]
        inherited = {name for base in bases for name in hints_of(base)}
        notes = dict(_NOTE.findall(inspect.cleandoc(kind.__doc__ or "")))
        lines = []
        for name, hint in hints_of(kind, include_extras=True).items():
            if name in inherited:
                continue
            optional = get_origin(hint) is NotRequired or not kind.__total__
            inner = get_args(hint)[0] if get_origin(hint) is NotRequired else hint
            if name in notes:
                lines.append(f"  /** {notes[name]} */")
            lines.append(f"  {name}{'?' if optional else ''}: {self._type(inner)};")
        extends = f" extends {', '.join(map(self._named, bases))}" if bases else ""
        doc = (kind.__doc__ or "").partition("\n")[0]
        head = f"/** {doc} */\n" if doc else ""
        head += f"export interface {self._named(kind)}{extends} {{"
        return "\n".join([head, *lines, "}"]) if lines else f"{head}}}"

    def _named(self, kind: Any) -> str:
        name = str(kind.__name__).removesuffix(_SUFFIX)
        self._use(kind.__module__, name)
        return name

    def _use(self, module: str, name: str) -> None:
        if module != self.module.__name__:
            file = FILES[module]
            self.used.setdefault(file, set()).add(name)

    def _type(self, hint: Any) -> str:
        """The page's type for one of Python's."""
        inner, origin = get_args(hint), get_origin(hint)
        if origin is Annotated:
            return self._alias(hint)
        if origin is Literal:
            return self._either(inner)
        if origin in {types.UnionType, Union}:
            return " | ".join(dict.fromkeys(map(self._type, inner)))
        if origin is not None:
            return self._collection(origin, [self._type(each) for each in inner])
        if isinstance(hint, type) and issubclass(hint, Enum):
            self.enums[hint.__name__] = hint
            return hint.__name__
        return _NAMES.get(hint) or self._named(hint)

    @staticmethod
    def _collection(origin: Any, inner: list[str]) -> str:
        if origin is list:
            return f"({inner[0]})[]" if "|" in inner[0] else f"{inner[0]}[]"
        return f"[{', '.join(inner)}]" if origin is tuple else f"Record<{', '.join(inner)}>"

    def _alias(self, hint: Any) -> str:
        """The name of an alias, or what a member without one may be."""
        module, name = _home(hint)
        if name:
            self._use(module, name)
        return name or self._annotated(hint)

    def _annotated(self, hint: Any) -> str:
        (said,) = hint.__metadata__
        return said if isinstance(said, str) else self._type(said)

    @staticmethod
    def _either(values: Iterable[str]) -> str:
        return " | ".join(map(json.dumps, values))


def _home(hint: Any) -> tuple[str, str]:
    """The module and the name of an alias; empty names where it has none."""
    for name in FILES:
        module = importlib.import_module(name)
        for key, value in vars(module).items():
            if get_origin(value) is Annotated and value == hint:
                return module.__name__, key
    return "", ""


def page_types(name: str) -> str:
    """The file of the page that a module of the schema becomes."""
    return _File(name).text()
