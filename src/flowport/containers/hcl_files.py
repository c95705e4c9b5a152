"""Terraform and OpenTofu files: parsed with tree-sitter, so that every place is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.containers.forms.candidate import Candidate
from flowport.containers.forms.terraform_json import (
    FILLED_BY,
    FLOW_TYPES,
    path_in,
    resource_about,
)
from flowport.containers.hcl_places import HCLText
from flowport.containers.hcl_strings import plain_of, text_of
from flowport.errors import NotJSONError
from flowport.model.pointer import pointer
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from flowport.containers.strings import Values

__all__ = ["HCLOuter", "read_hcl", "read_variables"]

_WRAPPERS = ("expression", "literal_value", "collection_value")
_TRIMS = {"chomp": "\n\r", "trimspace": " \t\n\r"}
#: Escapes of Terraform's templates. The grammar pairs the signs from the left and so sees a
#: directive in ``%%%{``, where Terraform reads ``%`` and an escape (HCL's ``scan_tokens.rl``).
_ESCAPED = pattern(r"\${2,}\{|%{2,}\{")


class HCLOuter(HCLText):
    """A Terraform file.

    Attributes:
        body: What the file declares; None where it is not Terraform.
    """

    format = "Terraform"

    def __init__(
        self, text: str, root: Node, name: str | None, values: Values | None, **given: Any
    ) -> None:
        super().__init__(text, name, values, **given)
        self.body = _child(root, "body")

    def span(self, pointer: str) -> tuple[int, int]:
        """Where the value at a pointer of an object that was read is."""
        while pointer and pointer not in self.spans:
            pointer = pointer.rpartition("/")[0]
        return self.spans.get(pointer, (0, 0))

    def candidates(self) -> Iterator[Candidate]:
        """The flows that the file declares."""
        for block in self.blocks("resource"):
            labels = [_unquoted(self.source(each)) for each in block.named_children[1:3]]
            if len(labels) == 2 and labels[0] in FLOW_TYPES:  # noqa: PLR2004  type and name
                yield self._flow(block, *labels)

    def blocks(self, kind: str) -> Iterator[Node]:
        """The blocks of a kind."""
        for block in self.body.named_children if self.body else ():
            if block.type == "block" and self.source(block.named_children[0]) == kind:
                yield block

    def _flow(self, block: Node, kind: str, name: str) -> Candidate:
        given = self.attributes(block)
        plain = {key: plain_of(self, each) for key, each in given.items() if key in _SAID}
        about = resource_about(plain, name, module=FLOW_TYPES[kind])
        at = pointer("resource", kind, name)
        self.spans[at] = self.place(block)
        base = Candidate(resource=f"{kind}.{name}", about=about, pointer=at, filled_by=FILLED_BY)
        if "content" in given:
            return self._content(base, given["content"])
        if "filename" in given:
            return self._file(base, given["filename"], template=False)
        return _elsewhere(base, "its content is not in this file")

    def attributes(self, block: Node) -> dict[str, Node]:
        """The arguments of a block: name and expression."""
        body = _child(block, "body")
        return self.attributes_of(body) if body else {}

    def attributes_of(self, body: Node) -> dict[str, Node]:
        """The arguments of a body: name and expression."""
        found = [each for each in body.named_children if each.type == "attribute"]
        return {
            self.source(each.named_children[0]): each.named_children[-1]
            for each in found
            if len(each.named_children) > 1
        }

    def _content(self, base: Candidate, expression: Node, steps: int = 0) -> Candidate:
        node = _inner(expression)
        if node.type in {"string_lit", "template_expr", "quoted_template", "heredoc_template"}:
            return _with(base, value=text_of(self, node))
        function, arguments = self.call(node)
        if function in _TRIMS and arguments:
            inner = self._content(base, arguments[0], steps)
            if hasattr(inner.value, "trimmed"):
                return _with(inner, value=inner.value.trimmed(_TRIMS[function]))
            return inner
        if function == "jsonencode" and arguments:
            at = f"{base.pointer}/content"
            return self._encoded(_with(base, pointer=at), arguments[0], at, steps)
        if function in {"file", "templatefile"} and arguments:
            return self._file(base, arguments[0], template=function == "templatefile")
        local = self._local(self.source(node))
        if local is not None and steps < 3:  # noqa: PLR2004  far enough for real files
            return self._content(base, local, steps + 1)
        return _elsewhere(base, "its content is computed")

    def _encoded(self, base: Candidate, argument: Node, at: str, steps: int) -> Candidate:
        local = self._local(self.source(argument))
        if local is not None and steps < 3:  # noqa: PLR2004  as above
            return self._encoded(base, local, at, steps + 1)
        value = plain_of(self, argument, at)
        if isinstance(value, (dict, str)):
            return _with(base, value=value)
        return _elsewhere(base, "its content is computed")

    def _file(self, base: Candidate, argument: Node, *, template: bool) -> Candidate:
        given = plain_of(self, argument)
        path = path_in(given) if isinstance(given, str) else None
        if path is None:
            return _elsewhere(base, "the path of its file is computed")
        return _with(base, file=path, template=template)

    def call(self, node: Node) -> tuple[str, list[Node]]:
        """The function and arguments of a call."""
        if node.type != "function_call":
            return "", []
        arguments = _child(node, "function_arguments")
        found = [each for each in arguments.named_children if each.type == "expression"]
        return self.source(node.named_children[0]), found if arguments else []

    def _local(self, source: str) -> Node | None:
        """The expression of a local, or the default of a variable, that a word names."""
        kind, _, name = source.strip().partition(".")
        if kind == "local":
            for block in self.blocks("locals"):
                found = self.attributes(block).get(name)
                if found is not None:
                    return found
        if kind == "var":
            for block in self.blocks("variable"):
                if _unquoted(self.source(block.named_children[1])) == name:
                    return self.attributes(block).get("default")
        return None


_SAID = {"name", "type", "description", "tags", "arn", "instance_id", "instance_arn"}


def read_hcl(text: str, name: str | None, values: Values | None, **given: Any) -> HCLOuter:
    """A Terraform file.

    Raises:
        NotJSONError: It is not HCL, with line and column.
    """
    import tree_sitter  # noqa: PLC0415  only where such a file is met
    import tree_sitter_hcl  # noqa: PLC0415  as above

    language = tree_sitter.Language(tree_sitter_hcl.language())
    parsed = _ESCAPED.sub(lambda found: "_" * len(found[0]), text)
    root = tree_sitter.Parser(language).parse(parsed.encode(errors="surrogatepass")).root_node
    outer = HCLOuter(text, root, name, values, **given)
    if root.has_error and outer.body is None:
        bad = _fault(root)
        line, column = bad.start_point[0] + 1, bad.start_point[1] + 1
        raise NotJSONError("not Terraform", line=line, column=column, source=name)
    return outer


def read_variables(text: str) -> dict[str, Any]:
    """The values of a ``.tfvars`` file.

    Raises:
        NotJSONError: It is not HCL, with line and column.
    """
    outer = read_hcl(text, None, None)
    given = outer.attributes_of(outer.body) if outer.body else {}
    return {name: plain_of(outer, node) for name, node in given.items()}


def _fault(node: Node) -> Node:
    for child in node.children:
        if child.has_error or child.is_missing:
            return child if child.type == "ERROR" or child.is_missing else _fault(child)
    return node


def _inner(node: Node) -> Node:
    """An expression without what only wraps it."""
    while node.type in _WRAPPERS and len(node.named_children) == 1:
        node = node.named_children[0]
    return node


def _child(node: Node, kind: str) -> Any:
    return next((each for each in node.named_children if each.type == kind), None)


def _unquoted(text: str) -> str:
    return text.strip().strip('"')


def _elsewhere(base: Candidate, why: str) -> Candidate:
    return _with(base, elsewhere=why)


def _with(base: Candidate, **changed: Any) -> Candidate:
    from dataclasses import replace  # noqa: PLC0415  beside its only user

    return replace(base, **changed)
