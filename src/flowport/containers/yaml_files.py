"""YAML files: composed, never constructed, so that no tag is acted on and every place is known."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeAlias

from flowport.containers.outer import Outer
from flowport.containers.strings import Literal
from flowport.containers.yaml_scalars import pieces_of, quoting
from flowport.errors import DocumentError, NotJSONError
from flowport.model.digits import whole_number
from flowport.model.pointer import parts
from flowport.patterns import pattern

Node: TypeAlias = Any
"""A node of PyYAML, whose types lack what tells its kinds apart."""

__all__ = ["YAMLOuter", "read_yaml"]

MAX_NODES = 1_000_000
"""More values than this, aliases followed, and a file is refused: an alias bomb is small."""

MAX_DEPTH = 200

_PREFIX = pattern(r"(?:[!&]\S*\s+)*")
_MAP, _SEQ, _STR = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:str"
_INT = pattern(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = pattern(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+")
_WORDS = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


class YAMLOuter(Outer):
    """A YAML file; a tag such as ``!Sub`` is an object of one key, ``Fn::Sub``."""

    format = "YAML"

    def __init__(self, text: str, root: Node, name: str | None, **given: Any) -> None:
        self._root = root
        super().__init__(text, _YamlReader(name).plain(root), name, **given)

    def node(self, pointer: str) -> Node:
        """The node at a pointer, or the nearest one around it."""
        here = self._root
        for part in parts(pointer):
            inner = _inner(here, part)
            if inner is None:
                break
            here = inner
        return here

    def span(self, pointer: str) -> tuple[int, int]:
        """Where the value at a pointer is."""
        node = self.node(pointer)
        found = _PREFIX.match(self.text, node.start_mark.index)
        start = found.end() if found else node.start_mark.index
        return min(start, node.end_mark.index), node.end_mark.index

    def literal(self, pointer: str, value: str) -> Literal:
        """The string at a pointer."""
        style = self.node(pointer).style
        return Literal(
            value,
            lambda: pieces_of(self.text, *self.span(pointer), style, value),
            lambda text: quoting(self.text, *self.span(pointer), style, text),
        )

    @cached_property
    def newline(self) -> str:
        """The file's line end."""
        return "\r\n" if "\r\n" in self.text else "\n"


def read_yaml(text: str, name: str | None, **given: Any) -> list[YAMLOuter]:
    """The documents of a YAML file.

    Raises:
        NotJSONError: It is not YAML, with line and column.
        DocumentError: Its aliases make it too large, or it nests too deep.
    """
    import yaml  # noqa: PLC0415  only where such a file is met

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        roots: list[Any] = list(yaml.compose_all(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"not YAML: {error.problem or error.context}"
        raise NotJSONError(message, line=line, column=column, source=name) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).partition("\n")[0]
        raise NotJSONError(f"not YAML: {reason}", line=1, column=1, source=name) from None
    return [YAMLOuter(text, root, name, **given) for root in roots if root is not None]


class _YamlReader:
    """Nodes to plain values, with a limit on how many."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.left = MAX_NODES

    def plain(self, node: Node, depth: int = 0) -> Any:
        """What a node says."""
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            message = (
                "its aliases repeat more than a million values"
                if depth <= MAX_DEPTH
                else f"nested more than {MAX_DEPTH} levels deep, or an alias contains itself"
            )
            raise DocumentError(message, source=self.name)
        value: Any = node.value
        if node.id == "mapping":
            value = {_key(key): self.plain(each, depth + 1) for key, each in node.value}
            if len(value) < len(node.value):
                self._refuse_repeat(node)
        elif node.id == "sequence":
            value = [self.plain(each, depth + 1) for each in node.value]
        elif node.tag != _STR and not node.style and not node.tag.startswith("!"):
            value = _scalar(node.value)
        return {_function(node.tag): _argument(node.tag, value)} if _tagged(node) else value

    def _refuse_repeat(self, node: Node) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if _key(key) in seen:
                mark = key.start_mark
                message = f"the key {_key(key)!r} is there twice in one object"
                line, column = mark.line + 1, mark.column + 1
                raise NotJSONError(message, line=line, column=column, source=self.name)
            seen.add(_key(key))


def _tagged(node: Node) -> bool:
    return bool(node.tag.startswith("!") and len(node.tag) > 1)


def _key(node: Node) -> str:
    return node.value if isinstance(node.value, str) else "?"


def _function(tag: str) -> str:
    """The long name of a short form: ``Ref``, ``Condition``, or ``Fn::`` and the rest."""
    word = tag.lstrip("!")
    return word if word in {"Ref", "Condition"} else f"Fn::{word}"


def _argument(tag: str, value: Any) -> Any:
    """``!GetAtt A.B`` means ``["A", "B"]``."""
    if tag == "!GetAtt" and isinstance(value, str):
        return value.split(".", 1)
    return value


def _scalar(text: str) -> Any:
    """A plain scalar as JSON has it; a date stays the text that it is."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text) and len(text) < 20:  # noqa: PLR2004  digits of a 64-bit number
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _inner(node: Node, part: str) -> Node | None:
    if _tagged(node) and part == _function(node.tag):
        return _Untagged(node)
    if node.id == "mapping":
        found = [each for key, each in node.value if _key(key) == part]
        return found[-1] if found else None
    place = whole_number(part)
    if node.id == "sequence" and place is not None and place < len(node.value):
        inner: Node = node.value[place]
        return inner
    return None


class _Untagged:
    """A tagged node's value, which has no node of its own."""

    def __init__(self, node: Node) -> None:
        self.id = node.id
        self.tag = _STR
        self.value = node.value
        self.style = getattr(node, "style", None)
        self.start_mark = node.start_mark
        self.end_mark = node.end_mark
