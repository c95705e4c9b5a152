"""What is to be said of a document: findings, references, and why it can't be published."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS, action_named
from flowport.catalogue.jsonpath import unfinished
from flowport.check import Finding, Severity, check
from flowport.designer.draft import MODULE
from flowport.designer.page_findings import (
    advice,
    capital,
    finding_json,
    keeps_back,
    keys_of,
    path_of,
)
from flowport.designer.page_words import worded
from flowport.layout.faces import face
from flowport.refs.all_references import find
from flowport.refs.outcome import Outcome, ResolvedBy
from flowport.refs.reference import Form, ReferencePlace
from flowport.refs.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.designer.draft import Draft
    from flowport.designer.schema.document_schema import (
        Command,
        FindingJSON,
        FixJSON,
        ReferenceJSON,
        ReferenceSideJSON,
        ReportJSON,
        ResourceJSON,
    )
    from flowport.designer.schema.list_schema import FaultCountsJSON
    from flowport.designer.view import Shown
    from flowport.layout.faces import Face
    from flowport.model import Action, Flow
    from flowport.refs.outcome import ReferenceEnd
    from flowport.refs.resource import Index, Resource

__all__ = ["DocumentReport", "called", "checked", "joined", "report", "resource_json"]

_MOST_REASONS = 50
_REFERENCES = "R"  # how the codes of checks of references begin
_MIXED = {"R004", "R005", "R006"}  # accounts, Regions, instances
_BIND = "fill it in, or bind it"  # what a command line does, and a page has a list for
_ABSENT = "this instance has no "  # how a reason begins that says no more than the sentence

_STATES = {
    ResolvedBy.BOUND: "resolved",
    ResolvedBy.SAME_ARN: "resolved",
    ResolvedBy.SAME_NAME: "by-name",
    ResolvedBy.UNCHECKED: "unchecked",
    ResolvedBy.DYNAMIC: "dynamic",
    ResolvedBy.REPORTED: "reported",
    ResolvedBy.UNRESOLVED: "unresolved",
    ResolvedBy.ELSEWHERE: "unchecked",
    ResolvedBy.ALLOWED: "unchecked",
}


@dataclass(frozen=True)
class DocumentReport:
    """What is wrong with a document, and what it refers to.

    Attributes:
        flow: The document that it speaks of.
        findings: What the checks found.
        outcomes: What became of each reference in the instance.
        drawn: Faces of its blocks that are known, by their ids.
    """

    flow: Flow
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    drawn: Mapping[str, Shown] = field(default_factory=dict, repr=False)

    def _face(self, action: Action) -> Face:
        known = self.drawn.get(action.id)
        return known.face if known and known.action.tree is action.tree else face(action)

    @cached_property
    def open(self) -> tuple[Outcome, ...]:
        """References that point to nothing in the instance, as they stand."""
        return tuple(
            outcome
            for outcome in self.outcomes
            if outcome.reference.place is ReferencePlace.PARAMETER
            and not unfinished(outcome.reference.written)
            and outcome.step in {ResolvedBy.UNRESOLVED, ResolvedBy.SAME_NAME}
        )

    @property
    def counts(self) -> FaultCountsJSON:
        """Errors, warnings, and unresolved references."""
        found = [finding.severity for finding in self.findings]
        return {
            "errors": found.count(Severity.ERROR),
            "warnings": found.count(Severity.WARNING),
            "unresolved": len(self.open),
        }

    @cached_property
    def reasons(self) -> list[str]:
        """Why the document can't be published as it stands; none if it can."""
        actions = {action.id: action for action in reversed(self.flow.actions)}
        said = [
            (finding.block, self._worded(finding, actions.get(finding.block)))
            for finding in self.findings
            if keeps_back(finding)
        ]
        said += [(each.reference.block, _sentence(each)) for each in self.open]
        more = len(said) - _MOST_REASONS
        sentences = [
            self._called(actions.get(block)) + sentence for block, sentence in said[:_MOST_REASONS]
        ]
        return sentences if more <= 0 else [*sentences, f"and {more} more"]

    def _called(self, action: Action | None) -> str:
        """What to put before a sentence about a block: its name, or else its title."""
        return f"{_name(self._face(action))}: " if action is not None and action.id else ""

    def _worded(self, finding: Finding, action: Action | None) -> str:
        title = self._face(action).title if action else ""
        return worded(advice(finding), action, title, path_of(finding) or ())

    def as_json(self) -> ReportJSON:
        """The members that the page reads."""
        index = {action.index: action for action in self.flow.actions}
        findings = [finding_json(finding, index, self._face) for finding in self.findings]
        findings += [_open_finding(outcome) for outcome in self.open]
        reasons = self.reasons
        return {
            "findings": findings,
            "references": [reference_json(outcome) for outcome in self.outcomes],
            "publish": {"allowed": not reasons, "reasons": reasons},
        }


def checked(draft: Draft, instance: str | None = None) -> tuple[Finding, ...]:
    """What the checks find in a document."""
    return check(draft.flow, type=MODULE if draft.is_module else draft.type, instance=instance)


def report(
    draft: Draft, index: Index | None, drawn: Mapping[str, Shown] | None = None
) -> DocumentReport:
    """What is to be said of a document in an instance; without one, references stay unchecked."""
    findings = checked(draft, index.instance if index else None)
    outcomes = resolve(find(draft.flow), index).outcomes if index else ()
    return joined(draft.flow, findings, outcomes, drawn)


def joined(
    flow: Flow,
    findings: Sequence[Finding],
    outcomes: Sequence[Outcome],
    drawn: Mapping[str, Shown] | None = None,
) -> DocumentReport:
    """Findings and references as one report, which says nothing twice.

    What a check says of a reference that is open is left out: the report says more of it. So is
    that a reference differs from most, where it is that one which the instance has, and that a
    block's next action leads nowhere, where it is a copy of a branch that does not either.
    """
    whole = DocumentReport(flow, tuple(findings), tuple(outcomes))
    pointers = {outcome.reference.pointer for outcome in whole.open}
    here = {o.reference.pointer for o in outcomes if o.step is ResolvedBy.SAME_ARN}
    copies = _open_copies(flow)
    kept = [
        finding
        for finding in findings
        if not (finding.code.startswith(_REFERENCES) and finding.pointer in pointers)
        and not (finding.code in _MIXED and finding.pointer in here)
        and finding.pointer not in copies
    ]
    return DocumentReport(flow, tuple(kept), tuple(outcomes), drawn or {})


def _open_copies(flow: Flow) -> set[str]:
    """Where next actions are that copy a branch, while neither leads anywhere."""
    found = set()
    for action in flow.actions:
        declared = action_named(action.type)
        copied = declared.next.copies if declared else None
        if copied is None:
            continue
        open_ones = [branch for branch in action.branches if not branch.target]
        if any(branch.kind != "next" and branch.name == copied for branch in open_ones):
            found |= {branch.pointer for branch in open_ones if branch.kind == "next"}
    return found


def called(action: Action) -> str:
    """What a person calls a block: its name, or else its title."""
    return _name(face(action))


def _name(shown: Face) -> str:
    return shown.name or shown.title


def _open_finding(outcome: Outcome) -> FindingJSON:
    reference = outcome.reference
    fix: FixJSON | None = None
    if outcome.resource is not None:
        fix = {
            "title": f"Take {outcome.resource.name} of this instance",
            "command": {
                "kind": "replaceReference",
                "pointer": reference.pointer,
                "resource": resource_json(outcome.resource),
            },
        }
    return {
        "code": "unresolved",
        "severity": Severity.WARNING,
        "blocks": True,
        "message": capital(_sentence(outcome)) + ".",
        "block": reference.block,
        "pointer": reference.pointer,
        "path": keys_of(reference.keys),
        "branch": None,
        "fix": fix,
    }


def _sentence(outcome: Outcome) -> str:
    reference = outcome.reference
    kind = _title(reference.kind)
    known = reference.name or reference.written or "without a name"
    if outcome.resource is not None:
        return f"the {kind} {known} is of another instance; this one has one of the same name"
    said = f"the {kind} {known} is not in this instance"
    reason = outcome.reason.replace("the target", "this instance").replace(
        _BIND, "choose one of this instance"
    )
    if reference.form is Form.EMPTY:
        return reason
    return said if not reason or reason.startswith(_ABSENT) else f"{said}: {reason}"


def _title(kind: str) -> str:
    return REFERENCE_KINDS[kind].title if kind in REFERENCE_KINDS else "resource"


def reference_json(outcome: Outcome) -> ReferenceJSON:
    """A reference and what became of it, for the page."""
    reference = outcome.reference
    return {
        "pointer": reference.pointer,
        "block": reference.block,
        "kind": reference.kind,
        "kindTitle": _title(reference.kind),
        "path": keys_of(reference.keys),
        "written": reference.written,
        "name": reference.name,
        "form": reference.form.value,
        "state": _STATES[outcome.step],
        "how": outcome.step.value,
        "resource": resource_json(outcome.resource) if outcome.resource else None,
        "candidates": [resource_json(each) for each in outcome.candidates],
        "reason": outcome.reason,
        "note": outcome.note,
        "from": _side(outcome.source),
        "to": _side(outcome.target) if outcome.target else None,
        "qualifiers": list(outcome.qualifiers),
    }


def _side(side: ReferenceEnd) -> ReferenceSideJSON:
    return {
        "value": side.value,
        "name": side.name,
        "account": side.account,
        "region": side.region,
    }


def resource_json(resource: Resource) -> ResourceJSON:
    """A resource for the page."""
    return {
        "kind": resource.kind,
        "id": resource.id,
        "arn": resource.arn,
        "name": resource.name,
    }


def naming(outcomes: Sequence[Outcome]) -> list[Command]:
    """The commands that take what the instance has under the same name."""
    return [
        {
            "kind": "replaceReference",
            "pointer": outcome.reference.pointer,
            "resource": resource_json(outcome.resource),
        }
        for outcome in outcomes
        if outcome.step is ResolvedBy.SAME_NAME and outcome.resource is not None
    ]
