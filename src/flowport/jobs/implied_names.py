"""Names and types that a flow's file does not say: from a manifest, or from its folder's name."""

from __future__ import annotations

import json
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from flowport.catalogue import FLOW_TYPES, flow_type
from flowport.catalogue.families import MODULE
from flowport.errors import DocumentError
from flowport.files import read_whole
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path, PurePath

    from flowport.model import Flow, LegacyFlow

__all__ = ["Surroundings"]


_MANIFESTS = ("flows.json", "modules.json", "manifest.json")
_LARGEST = 5_000_000
_LETTERS = pattern(r"[^a-z0-9]+")
_MODULE_FOLDERS = {"modules", "flowmodules", "flowsmodule", "module", "flowmodule"}
_PREFIX = pattern(r"^(?:flow|module)_")


def _folded(name: str) -> str:
    """A name without what tools encode in file names."""
    return _LETTERS.sub("", name.casefold())


def _folders() -> dict[str, str]:
    """Names of folders that say a type, folded."""
    found = dict.fromkeys(_MODULE_FOLDERS, MODULE)
    for each in FLOW_TYPES.values():
        for name in (str(each.type), each.title, each.export_name or ""):
            if name:
                found[_folded(name)] = found[_folded(name) + "s"] = str(each.type)
    return found


_FOLDERS = _folders()


class Surroundings:
    """What lies beside flows.

    Attributes:
        patterns: Patterns of file names, each with the type of flows whose files say none.
    """

    def __init__(self, patterns: Sequence[tuple[str, str]] = ()) -> None:
        self.patterns = patterns
        self._manifests: dict[Path, dict[str, tuple[str, str]]] = {}

    def completed(
        self, document: Flow | LegacyFlow, path: Path, relative: PurePath
    ) -> tuple[Flow | LegacyFlow, tuple[str, ...]]:
        """A document with the name and type that are said beside it, and what was used.

        Args:
            document: What the file says.
            path: The file.
            relative: Its path from the folder that was given.
        """
        if document.type or getattr(document, "is_module", False):
            return document, ()
        known = self._manifest(path.parent).get(_folded(_PREFIX.sub("", path.stem.casefold())))
        name, type_, source = "", "", ""
        for glob, each in self.patterns:
            if fnmatchcase(relative.as_posix(), glob) or fnmatchcase(path.name, glob):
                type_, source = each, "a pattern for its path"
        if known:
            name = known[0]
            type_, source = (type_, source) if type_ else (known[1], "a manifest beside it")
        for folder in reversed(relative.parts[:-1]) if not type_ else ():
            if _folded(folder) in _FOLDERS:
                type_, source = _FOLDERS[_folded(folder)], f"its folder {folder}"
                break
        if not type_ and not name:
            return document, ()
        return self._with(document, path, name, type_, source)

    def _with(
        self, document: Flow | LegacyFlow, path: Path, name: str, type_: str, source: str
    ) -> tuple[Flow | LegacyFlow, tuple[str, ...]]:
        about = dict(document.about)
        remarks: list[str] = []
        if name and not document.name:
            about["Name"] = name
            remarks.append(f"{path}: name {name!r} from a manifest beside it")
        if type_ == MODULE:
            about["kind"] = "module"
        elif type_:
            about["Type"] = type_
        if type_:
            remarks.append(f"{path}: type {type_} from {source}")
        return replace(document, about=about), tuple(remarks)

    def _manifest(self, folder: Path) -> dict[str, tuple[str, str]]:
        """Names and types by folded name, as lists of flows in a folder say them."""
        if folder not in self._manifests:
            found: dict[str, tuple[str, str]] = {}
            for name in _MANIFESTS:
                if (folder / name).is_file():
                    found |= dict(_entries(folder / name))
            self._manifests[folder] = found
        return self._manifests[folder]


def _entries(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    try:
        text = read_whole(path, _LARGEST).decode()
    except (DocumentError, UnicodeDecodeError):
        return
    for summary in _summaries(list(_documents(text))):
        name = summary.get("Name") or summary.get("name")
        type_ = summary.get("ContactFlowType") or summary.get("Type") or summary.get("type")
        file = summary.get("file")
        known = str(flow_type(type_) or "") if isinstance(type_, str) else ""
        if path.name == "modules.json" or type_ == MODULE:
            known = MODULE
        if isinstance(name, str) and name:
            yield _folded(file if isinstance(file, str) else name), (name, known)


def _documents(text: str) -> Iterator[Any]:
    """JSON documents, one after another."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        at += len(text[at:]) - len(text[at:].lstrip())
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            return
        yield value


def _summaries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _summaries(each)
    elif isinstance(value, dict):
        lists = [value[key] for key in _LISTS if isinstance(value.get(key), list)]
        if lists:
            yield from _summaries(lists)
        elif all(isinstance(each, dict) for each in value.values()) and value:
            yield from (
                {**each, "file": key.rpartition("/")[2].rpartition(".")[0] or key}
                for key, each in value.items()
            )
        else:
            yield value


_LISTS = ("ContactFlowSummaryList", "ContactFlowModulesSummaryList", "ContactFlows", "flows")
