"""One answer to what a file is, and all flows in it, whichever form it has.

The tests go from cheap to dear: words in the bytes first, then JSON, then what the name's ending
and those words suggest. A count of brackets is not evidence; the words of a flow are.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from flowport.containers.content_hints import (
    DOCUMENT_ENDINGS,
    is_own_file,
    may_hold_flows,
    seems_damaged,
)
from flowport.containers.file_kinds import Contents, Embedded, Sort
from flowport.containers.forms.candidate import Candidate, looks_like_flow
from flowport.containers.json_documents import candidates, documents, line_and_column, numbered
from flowport.containers.outer import JSONOuter
from flowport.errors import DocumentError, NotAFlowError, NotJSONError
from flowport.model.encoding import decode, detect
from flowport.model.parse import MAX_BYTES, parse
from flowport.model.read import kind_of, read_parsed
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.containers.opening import Beside
    from flowport.containers.outer import Outer
    from flowport.containers.strings import Values

__all__ = ["read"]

MAX_CONTAINER = 64_000_000
"""In bytes: above a template of 1 MB or a state of some MB; keeps memory bounded."""

_HCL = (".tf", ".tofu")
_YAML = (".yaml", ".yml", ".template")
_LINES = (".jsonl", ".ndjson")
_YAML_KEY = pattern(
    rb"^(?:Version|StartAction|Actions|Resources|AWSTemplateFormatVersion|modules|resources)\s*:",
    re.MULTILINE,
)
_JSON_START = pattern(rb"\s*[\[{\"]")


def read(
    data: bytes,
    *,
    name: str | None = None,
    values: Values | None = None,
    beside: Beside | None = None,
    named: bool = False,
) -> Contents:
    """What a file is, and the flows in it.

    Args:
        data: The file's bytes.
        name: What messages call it; its ending tells formats apart.
        values: What fills placeholders, by name.
        beside: Reads a file by its path from this one's folder, and says what to call it; raises
            DocumentError where that leaves what the caller was given.
        named: Whether the caller asked for this very file, so that documents which only show a
            flow count too.
    """
    ending = _ending(name)
    if not data or data.isspace() or not (named or may_hold_flows(data, ending)):
        return _other(data, name)
    if ending in DOCUMENT_ENDINGS and not named:
        return Contents(sort=Sort.OTHER, reason=f"it is a {ending} file")
    if is_own_file(data, name):
        return _OWN
    if len(data) > MAX_CONTAINER:
        return Contents(sort=Sort.OTHER, reason=f"it is larger than {MAX_CONTAINER / 1e6:.0f} MB")
    try:
        return _ContainerReader(data, name, values, beside, ending).contents()
    except DocumentError as error:
        if seems_damaged(data) or (named and _JSON_START.match(data)):
            return Contents(sort=Sort.DAMAGED, problems=(error,))
        place = (
            f"line {error.line}, column {error.column}: " if isinstance(error, NotJSONError) else ""
        )
        return Contents(sort=Sort.OTHER, reason=place + error.message)


_OWN = Contents(sort=Sort.OTHER, reason="it is a file of Flowport's own", own=True)


def _ending(name: str | None) -> str:
    base = (name or "").replace("\\", "/").rpartition("/")[2].lower()
    return base[base.rfind(".") :] if "." in base else ""


def _other(data: bytes, name: str | None) -> Contents:
    """A file without a flow's words."""
    if not data or data.isspace():
        return Contents(sort=Sort.OTHER, reason="the file is empty")
    if is_own_file(data, name):
        return _OWN
    return Contents(sort=Sort.OTHER, reason="nothing in it looks like a flow")


class _ContainerReader:
    """One file on its way to its contents."""

    def __init__(
        self,
        data: bytes,
        name: str | None,
        values: Values | None,
        beside: Beside | None,
        ending: str,
    ) -> None:
        self.data = data
        self.name = name
        self.values = values
        self.beside = beside
        self.ending = ending
        self.mark, self.encoding = detect(data)
        self.plain = data[len(self.mark) :] if self.mark else data
        if self.encoding != "utf-8":
            self.plain = decode(self.plain, self.encoding, source=name).encode()

    def text(self) -> str:
        """The file as text."""
        return decode(self.data[len(self.mark) :], self.encoding, source=self.name)

    @property
    def given(self) -> dict[str, Any]:
        """What every outer file is made with."""
        return {"mark": self.mark, "encoding": self.encoding}

    def contents(self) -> Contents:
        """What the file is.

        Raises:
            DocumentError: It can't be read.
        """
        if self.ending in _HCL:
            from flowport.containers.hcl_files import read_hcl  # noqa: PLC0415  only for HCL

            hcl = read_hcl(self.text(), self.name, self.values, **self.given)
            return self._container([(hcl, hcl.candidates())])
        if self.ending in _LINES:
            return self._lines()
        if _JSON_START.match(self.plain):
            return self._json()
        if self.ending in _YAML or (not self.ending and _YAML_KEY.search(self.plain)):
            return self._yaml()
        try:
            parse(self.plain, source=self.name)
        except NotJSONError as error:
            return self._not_json(error)
        return Contents(sort=Sort.OTHER, reason="it is a number or a word")

    def _json(self) -> Contents:
        try:
            tree = parse(self.plain, source=self.name, most=MAX_CONTAINER)
        except NotJSONError as error:
            if self.plain.lstrip()[:1] == b"{" and self.plain.count(b"\n{") > 0:
                return self._lines(error)
            return self._not_json(error)
        if looks_like_flow(tree) and not self.values:
            return self._flow(tree)
        outer = JSONOuter(self.text, tree, self.name, **self.given)
        found = list(candidates(tree))
        if len(found) == 1 and not found[0].filled_by and isinstance(found[0].value, str):
            one = self._answer(tree)
            if one:
                return one
        return self._container([(outer, iter(found))])

    def _flow(self, tree: Any) -> Contents:
        if len(self.data) > MAX_BYTES:
            parse(self.data, source=self.name)  # says that it is too large for a flow
        document = read_parsed(
            tree, self.data, name=self.name, mark=self.mark, encoding=self.encoding
        )
        return Contents(sort=Sort.FLOW, flows=(Embedded(resource="", document=document),))

    def _answer(self, tree: Any) -> Contents | None:
        """An answer with content as a string, which the model reads and writes itself."""
        if self.values or not isinstance(tree, (dict, str)):
            return None
        try:
            return self._flow(tree)
        except DocumentError:
            return None

    def _lines(self, error: NotJSONError | None = None) -> Contents:
        """JSON documents one after another: a line each, or pages of a command's output."""
        text = self.text()
        outers: list[tuple[Outer, Iterator[Candidate]]] = []
        problems: list[DocumentError] = []
        for number, (start, end) in enumerate(documents(text)):
            try:
                tree = parse(text[start:end].encode(errors="surrogatepass"), source=self.name)
            except NotJSONError as bad:
                line = text.count("\n", 0, start) + bad.line
                column = bad.column + (
                    start - text.rfind("\n", 0, start) - 1 if bad.line == 1 else 0
                )
                if error or seems_damaged(text[start:end].encode(errors="surrogatepass")):
                    problems.append(
                        NotJSONError(bad.message, line=line, column=column, source=self.name)
                    )
                continue
            outer = JSONOuter(text, tree, self.name, offset=start, end=end, **self.given)
            outers.append((outer, numbered(candidates(tree), number + 1)))
        if error and (problems or len(outers) < 2):  # noqa: PLR2004  several documents
            return self._not_json(error)
        return self._container(outers, problems)

    def _yaml(self) -> Contents:
        from flowport.containers.opening import RENDER_FIRST  # noqa: PLC0415  only for YAML
        from flowport.containers.templates import control_statement  # noqa: PLC0415  only for YAML
        from flowport.containers.yaml_files import read_yaml  # noqa: PLC0415  only for YAML

        text = self.text()
        try:
            outers = read_yaml(text, self.name, **self.given)
        except NotJSONError as error:
            at = control_statement(text)
            if at is None:
                raise
            raise NotJSONError(
                RENDER_FIRST, line=error.line, column=error.column, source=self.name
            ) from None
        return self._container([(outer, candidates(outer.tree)) for outer in outers])

    def _not_json(self, error: NotJSONError) -> Contents:
        """A string that is not JSON: a template, or damaged.

        Raises:
            NotJSONError: Its placeholders don't explain why.
        """
        from flowport.containers.opening import (  # noqa: PLC0415  only for templates
            RENDER_FIRST,
            flow_of_string,
        )
        from flowport.containers.templates import (  # noqa: PLC0415  only for templates
            control_statement,
            template_string,
            whole_text,
        )

        text = self.text()
        literal = whole_text(text)
        string = template_string(literal, self.values)
        outer = JSONOuter(text, None, self.name, **self.given)
        at = control_statement(text)
        if string.insertions or (self.values and string.text != text):
            try:
                one = flow_of_string(outer, string, Candidate(resource=""), self.values)
            except NotJSONError as inner:
                if at is None:
                    raise inner from None
            else:
                return Contents(sort=Sort.TEMPLATE, flows=(one,))
        if at is not None:
            line, column = line_and_column(text, at)
            raise NotJSONError(RENDER_FIRST, line=line, column=column, source=self.name)
        raise NotJSONError(error.message, line=error.line, column=error.column, source=self.name)

    def _container(
        self,
        outers: Sequence[tuple[Outer, Iterator[Candidate]]],
        problems: Sequence[DocumentError] = (),
    ) -> Contents:
        from flowport.containers.opening import opened  # noqa: PLC0415  only for containers

        flows: list[Embedded] = []
        faults = list(problems)
        elsewhere: list[str] = []
        files: set[str] = set()
        for outer, candidate in chain.from_iterable(
            ((outer, each) for each in found) for outer, found in outers
        ):
            if candidate.file is not None:
                files.add(candidate.file)
            if candidate.elsewhere:
                elsewhere.append(f"{candidate.resource}: {candidate.elsewhere}")
                continue
            try:
                flows.append(opened(outer, candidate, self.values, self.beside))
            except DocumentError as error:
                faults.append(error)
        if not (flows or faults or elsewhere):
            return Contents(sort=Sort.OTHER, reason=_why_none(outers))
        sort = Sort.CONTAINER if flows or elsewhere or files else Sort.DAMAGED
        if len(flows) == 1 and not flows[0].resource and not faults:
            sort = Sort.FLOW
        return Contents(
            sort=sort,
            flows=tuple(flows),
            problems=tuple(faults),
            elsewhere=tuple(elsewhere),
            files=frozenset(files),
        )


def _why_none(outers: Sequence[tuple[Outer, Any]]) -> str:
    """What the one document of a file is, if not a flow."""
    if len(outers) == 1 and outers[0][0].format == "JSON":
        try:
            kind_of(outers[0][0].tree, None)
        except NotAFlowError as error:
            return error.message
    return "it holds no flow of either format"
