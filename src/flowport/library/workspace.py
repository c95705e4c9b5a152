"""The flows of one place: a file, a folder, or an instance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.convert import convert
from flowport.errors import NotFoundError, UsageError
from flowport.jobs.moving.options import PlanOptions, Publish
from flowport.jobs.moving.planning import plan
from flowport.jobs.reading import read_files
from flowport.jobs.using import uses
from flowport.library.editing import OpenFlow
from flowport.library.moves import Move
from flowport.model import Flow, read_text
from flowport.places import instance_at, looks_like_instance
from flowport.ports import FlowKind, State
from flowport.refs.resource import Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.find import FoundItem
    from flowport.jobs.using import Use
    from flowport.model import LegacyFlow
    from flowport.ports import Content, Instance
    from flowport.testing import Verdict

__all__ = ["Workspace", "open_workspace"]


class Workspace:
    """The flows of one place, in the order of their files or names.

    Attributes:
        address: What was opened.
        instance: The instance or folder of an export; None for plain files.
        flows: The flows, legacy ones converted.
    """

    def __init__(
        self, address: str, flows: tuple[OpenFlow, ...], instance: Instance | None = None
    ) -> None:
        self.address = address
        self.instance = instance
        self.flows = flows
        for flow in flows:
            flow.instance, flow.neighbors = instance, flows

    def __repr__(self) -> str:
        """Short: the address and the number of flows."""
        return f"<{len(self.flows)} flows of {self.address}>"

    def _repr_html_(self) -> str:
        """A table, for notebooks."""
        from html import escape  # noqa: PLC0415  only in notebooks

        rows = "".join(
            f"<tr><td>{escape(flow.name)}</td><td>{flow.type or ''}</td><td>{len(flow)}</td></tr>"
            for flow in self.flows
        )
        return f"<table><tr><th>flow</th><th>type</th><th>blocks</th></tr>{rows}</table>"

    def __len__(self) -> int:
        """The number of flows."""
        return len(self.flows)

    def __iter__(self) -> Iterator[OpenFlow]:
        """The flows."""
        return iter(self.flows)

    def __getitem__(self, name: str) -> OpenFlow:
        """The flow of a name.

        Raises:
            NotFoundError: There is none, or more than one.
        """
        found = [flow for flow in self.flows if flow.name == name]
        if len(found) != 1:
            count = "no flow is" if not found else f"{len(found)} flows are"
            raise NotFoundError(f"{self.address}: {count} named {name!r}")
        return found[0]

    def find(self, query: str) -> tuple[tuple[OpenFlow, FoundItem], ...]:
        """What a query of ``flowport find`` finds, with its flow.

        Raises:
            UsageError: The query is wrong.
        """
        return tuple((flow, found) for flow in self.flows for found in flow.find(query))

    def refs(self, to: str | None = None) -> tuple[Use, ...]:
        """Every reference of the flows, or those to a name, an id or an ARN."""
        directory = self.instance.directory if self.instance else _Unknown()
        documents = [(flow.name, flow.document) for flow in self.flows]
        return tuple(uses(documents, Index(directory), to))

    def test(self, *cases: str | Path | Mapping[str, Any], seed: int = 0) -> tuple[Verdict, ...]:
        """Run test cases on the flows as they are now, edits included.

        Args:
            cases: Paths of files or folders with test cases, or cases as Python values.
            seed: Draws percentages.

        Raises:
            CaseError: A case can't be read, or names a flow that is not here.
            UsageError: There is no case.
        """
        from flowport.library.calling import run_cases  # noqa: PLC0415  slow to import

        return run_cases(self.flows, cases, seed=seed)

    def plan(
        self, target: str, *, publish: str = "", runs: Path | None = None, **options: Any
    ) -> Move:
        """Plan a migration of what is stored here into another instance or folder.

        Edits that were not saved are not part of it.

        Args:
            target: The address of the target.
            publish: ``as-source``, ``all`` or ``none``; ``""`` for what ``flowport plan`` does.
            runs: The folder in which runs are kept; None for this user's.
            options: Other members of ``flowport.jobs.moving.options.PlanOptions``: ``flows``,
                ``prune``, ``create``, ``bindings``, ``allow``, ``placeholders``.

        Raises:
            UsageError: This is not an instance or a folder of flows, or the target means nothing.
        """
        source = self.instance or _folder(self.address)
        into = instance_at(target, new_folder=True)
        default = Publish.ALL if source.root else Publish.AS_SOURCE
        chosen = PlanOptions(
            publish=Publish(publish) if publish else default,
            addresses=(source.address or self.address, into.address or target),
            **options,
        )
        made = plan(source, into, chosen)
        named = replace(
            made,
            source=replace(made.source, name=self.address),
            target=replace(made.target, name=target),
        )
        return Move(named, into, runs)


def open_workspace(address: str | Path) -> Workspace:
    """The flows of a file, a folder, or an instance.

    Args:
        address: A path, a name in ``flowport.toml``, ``local:NAME``, or the ARN of an instance.

    Raises:
        UsageError: It means nothing, or there is no flow.
        DocumentError: A file can't be read as a flow.
        InstanceError: The instance can't be reached.
    """
    word = str(address)
    if looks_like_instance(word):
        instance = instance_at(word)
        if instance.root is None:
            return Workspace(word, tuple(_stored(instance)), instance)
        return Workspace(word, tuple(_files(str(instance.root))), instance)
    flows = tuple(_files(word))
    if not flows:
        raise UsageError(f"{word}: no flow")
    return Workspace(word, flows)


def _files(path: str) -> Iterator[OpenFlow]:
    for file in read_files([path]):
        for problem in file.contents.problems:
            raise problem
        for each in file.contents.flows:
            own = None if file.is_container else file.file_of(each)
            yield _opened(each.document, path=own)


def _opened(document: Flow | LegacyFlow, path: Path | None = None) -> OpenFlow:
    if isinstance(document, Flow):
        return OpenFlow(document, path=path)
    converted = convert(document)
    flow = replace(converted.flow, about=document.about)
    return OpenFlow(flow, path=path, notes=converted.notes)


def _stored(instance: Instance) -> Iterator[OpenFlow]:
    for summary in instance.flows():
        if summary.state is State.ACTIVE:
            yield _read(instance.read(summary.key))


def _read(content: Content) -> OpenFlow:
    summary = content.summary
    found = _opened(read_text(content.text, name=summary.name))
    about = {"Name": summary.name, "Description": content.description, "Arn": summary.arn}
    module = summary.key.kind is FlowKind.MODULE
    about |= {"kind": "module"} if module else {"Type": summary.type}
    found.document = replace(found.document, about=about)
    return found


def _folder(address: str) -> Instance:
    if not Path(address).is_dir():
        raise UsageError(f"{address}: only an instance or a folder can be planned from")
    return instance_at(address)


class _Unknown:
    """The directory of files that belong to no instance: it knows nothing."""

    instance = ""

    def resources(self, kind: str) -> None:
        """Unknown, whatever the kind."""
        del kind
