"""What rules read: a flow's actions and their connections, worked out once for all rules."""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

from flowport.check.action_view import FlowSites, Site, Text
from flowport.check.labels import Labels
from flowport.model import successors
from flowport.refs.arn import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.catalogue import FlowType, JSONPath
    from flowport.check.action_view import Operand
    from flowport.model import Document, Flow
    from flowport.refs.arn import Arn

__all__ = ["Facts"]


class Facts(FlowSites):
    """A flow, read for checking.

    Attributes:
        source: The document that it was converted from; the flow itself where it was not.
        instance: The ARN of the instance that it is meant for; None when nobody says.
        labels: The labels of the batch that the flow is in.
    """

    def __init__(
        self,
        flow: Flow,
        type_: FlowType | None,
        *,
        is_module: bool,
        instance: str | None = None,
    ) -> None:
        super().__init__(flow, type_, is_module=is_module)
        self.source: Document = flow
        self.instance = instance
        self.labels = Labels()
        self._marked: dict[str, list[tuple[Site, Text]]] = {}

    @cached_property
    def loose(self) -> list[tuple[Site, str, Any]]:
        """The branches that lead to no action: the action, the pointer and the target."""
        ids = self.by_id
        names = ids.keys() - {""}
        return [
            (site, at, target)
            for site in self.sites
            if not names.issuperset(site.ways)
            for at, target in site.targets()
            if target not in names
        ]

    @cached_property
    def after(self) -> dict[str, tuple[str, ...]]:
        """For each action, the existing actions that its branches lead to."""
        ids = self.by_id
        return {
            name: tuple([way for way in dict.fromkeys(site.ways) if way in ids])
            for name, site in ids.items()
        }

    @cached_property
    def before(self) -> dict[str, tuple[str, ...]]:
        """For each action, those that lead to it."""
        return successors.predecessors(self.after)

    @cached_property
    def start(self) -> str:
        """The first action's identifier, ``""`` where none is named."""
        return self.flow.start

    @cached_property
    def reached(self) -> set[str]:
        """The actions that a contact can come to."""
        return successors.reachable(self.after, [self.start])

    @cached_property
    def first(self) -> dict[str, Site]:
        """The first action of each type, in file order."""
        found: dict[str, Site] = {}
        for site in self.sites:
            found.setdefault(site.type, site)
        return found

    @cached_property
    def types(self) -> Counter[str]:
        """How often each type of action is in the flow."""
        return Counter(site.type for site in self.sites)

    @cached_property
    def cycles(self) -> list[tuple[str, ...]]:
        """The parts of the flow in which a contact can go round."""
        return successors.cycles(self.after)

    @cached_property
    def arns(self) -> list[tuple[Site, Text, Arn]]:
        """Every text in the parameters that is an ARN."""
        return [
            (site, text, arn)
            for site, text in self.marked("arn:")
            if text.text.startswith("arn:") and (arn := parse(text.text))
        ]

    @cached_property
    def operands(self) -> list[tuple[Site, Operand]]:
        """Every text that a condition compares with."""
        return [(s, operand) for s in self.sites if s.conditions for operand in s.operands]

    def reads(self, root: str = "") -> Iterator[tuple[Site, JSONPath, str]]:
        """The JSONPaths that parameters and conditions read, each with the pointer of its text.

        Args:
            root: Only those of this namespace; empty for all.
        """
        for site, text in self.marked("$"):
            if root in text.text:
                read = [path for path in text.read if root in ("", path.root)]
                yield from ((site, path, text.pointer(site)) for path in read)
        for site, operand in self.operands:
            if "$" in operand.text and root in operand.text:
                read = [path for path in operand.read if root in ("", path.root)]
                yield from ((site, path, operand.pointer(site)) for path in read)

    @cached_property
    def texts(self) -> list[tuple[Site, Text]]:
        """Every string in the parameters."""
        return [(site, text) for site in self.sites for text in site.texts]

    @cached_property
    def exact(self) -> list[tuple[Site, Text]]:
        """The strings in the parameters where a resource or a setting belongs."""
        return [one for one in self.texts if (node := one[1].node) is not None and node.exact]

    @cached_property
    def words(self) -> str:
        """Every string in the parameters, a line each: what it lacks, none of them has."""
        return "\n".join([text.text for _, text in self.texts])

    @cached_property
    def fragments(self) -> set[str]:
        """Actions that the designer shows as a part of another block."""
        parts: set[str] = set()
        about = self.flow.metadata.get("ActionMetadata")
        for name, known in about.items() if isinstance(about, dict) else ():
            if not isinstance(known, dict) or not known.keys() & {"children", "fragments"}:
                continue
            children, fragments = known.get("children"), known.get("fragments")
            named = [*(children if isinstance(children, list) else ())]
            named += fragments.values() if isinstance(fragments, dict) else ()
            parts |= {n for n in named if isinstance(n, str) and n in self.by_id and n != name}
        return parts

    @cached_property
    def content_size(self) -> int:
        """At most how many bytes the content has, as it is written; exact where that is much."""
        origin = self.flow.origin
        if origin is not None and self.flow.tree is origin.tree:
            return len(origin.text)
        return max(self.least_content_characters, 0)

    @cached_property
    def least_content_characters(self) -> int:
        """How many characters the content has without spaces between its values."""
        if self.compact is not None:
            return len(self.compact.decode())
        return len(json.dumps(self.flow.tree, ensure_ascii=False, separators=(",", ":")))

    @cached_property
    def compact(self) -> bytes | None:
        """The content without spaces; None for a number past 64 bits, or half a character."""
        try:
            return orjson.dumps(self.flow.tree)
        except TypeError:
            return None

    def marked(self, mark: str) -> list[tuple[Site, Text]]:
        """The strings in the parameters that hold a mark; for an empty mark, the empty ones."""
        known = self._marked.get(mark)
        if known is None:
            if not mark:
                known = [one for one in self.texts if not one[1].text]
            else:
                known = (
                    [one for one in self.texts if mark in one[1].text] if mark in self.words else []
                )
            self._marked[mark] = known
        return known

    def of_type(self, *types: str) -> list[Site]:
        """The actions of these types, in file order."""
        if not any(self.types[type_] for type_ in types):
            return []
        return [site for site in self.sites if site.type in types]

    def reached_without(self, passing: Iterable[str]) -> set[str]:
        """The actions that a contact can come to without having passed one of these types.

        An action of such a type is itself in the answer, if it can be come to so.
        """
        stops = set(passing)
        after = {
            name: () if self.by_id[name].type in stops else targets
            for name, targets in self.after.items()
        }
        return successors.reachable(after, [self.start])

    def release(self) -> None:
        """Forget everything: sites and facts hold each other, and this frees both at once."""
        vars(self).clear()

    def types_ahead(self, name: str) -> set[str]:
        """The types that a contact may come to after an action."""
        ahead = successors.reachable(self.after, self.after.get(name, ()))
        return {self.by_id[other].type for other in ahead}

    def passed_before(self, name: str) -> set[str]:
        """The types that a contact may have passed before it comes to an action."""
        before = successors.reachable(self.before, self.before.get(name, ()))
        return {self.by_id[other].type for other in before}
