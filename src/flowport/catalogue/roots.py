"""The namespaces from which a JSONPath reads, and which of them outlive the flow."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.actions import ACTIONS
from flowport.catalogue.declaration import Declaration
from flowport.catalogue.lazy import LazyMapping
from flowport.catalogue.shapes import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue.jsonpath import JSONPath

__all__ = ["JSONPATH_ROOTS", "SETTING_PARAMETERS", "Root", "contact_roots", "survives"]

#: Parameters whose keys are attributes that the block sets, named as their root is.
SETTING_PARAMETERS = ("Attributes", "FlowAttributes", "SegmentAttributes")


class Root(Declaration, kw_only=True):
    """The first step of a JSONPath, ``$.<name>``.

    Attributes:
        name: The step.
        title: What it holds, as the designer's list of namespaces calls it.
        leaf: Whether the root is itself a value, with nothing below it.
        known: The paths below it that are known; others may exist.
        in_called_module: Whether a module sees what its caller stored there.
        evidence: What it is based on.
    """

    name: str
    title: str
    leaf: bool = False
    known: tuple[str, ...] = ()
    in_called_module: bool = True
    evidence: Evidence = Evidence.DOCUMENTED

    @property
    def filled_by(self) -> tuple[str, ...]:
        """The action types that fill it; empty for what the contact brings."""
        return _fillers().get(self.name, ())


def _leaf(name: str, evidence: Evidence = Evidence.DOCUMENTED) -> Root:
    """A system attribute that is a value."""
    return Root(name=name, title="System", leaf=True, evidence=evidence)


_ROOTS = (
    Root(name="Attributes", title="User defined"),
    Root(name="FlowAttributes", title="Flow", in_called_module=False),
    Root(name="External", title="External", in_called_module=False),
    Root(
        name="Lex",
        title="Lex",
        known=("IntentName", "IntentConfidence", "Slots", "SessionAttributes", "SentimentResponse"),
        in_called_module=False,
    ),
    Root(
        name="Customer",
        title="Customer",
        known=(
            "ProfileId",
            "ProfileARN",
            "FirstName",
            "LastName",
            "PhoneNumber",
            "EmailAddress",
            "AccountNumber",
        ),
        in_called_module=False,
    ),
    Root(name="Case", title="Cases"),
    Root(name="Views", title="Views", known=("ViewResultData", "Action")),
    Root(name="Wisdom", title="Connect assistant", known=("SessionArn",), in_called_module=False),
    Root(
        name="Metrics",
        title="Queue metrics",
        known=(
            "Queue.Name",
            "Queue.ARN",
            "Queue.Size",
            "Queue.OldestContactAge",
            "Agents.Online.Count",
            "Agents.Available.Count",
            "Agents.Staffed.Count",
        ),
        in_called_module=False,
    ),
    Root(name="DataTables", title="Data tables"),
    Root(name="DataTableList", title="Data table list", known=("ResultData",)),
    Root(name="Modules", title="Modules"),
    Root(name="Email", title="Email", known=("EmailMessage.Plaintext",)),
    Root(name="ExternalTool", title="External tool", known=("InvocationId", "ResultData")),
    Root(
        name="AgenticCX",
        title="Agentic CX",
        known=("ContextVariables", "metadata"),
        in_called_module=False,
    ),
    Root(
        name="LambdaInvocation",
        title="Lambda invocation",
        known=("InvocationId", "ResultData"),
        in_called_module=False,
    ),
    Root(name="Loop", title="Loop", in_called_module=False),
    Root(
        name="Template",
        title="Message template",
        in_called_module=False,
        evidence=Evidence.OBSERVED,
    ),
    Root(name="MediaStreams", title="Media streams", known=("Customer.Audio",)),
    Root(name="Media", title="Media", known=("Sip.Headers", "InitialMessage")),
    Root(name="References", title="References"),
    Root(name="SegmentAttributes", title="Segment attributes", evidence=Evidence.INFERRED),
    Root(name="Tags", title="Tags", evidence=Evidence.INFERRED),
    Root(name="StoredCustomerInput", title="System", leaf=True, in_called_module=False),
    Root(name="CustomerEndpoint", title="System", known=("Address", "Type")),
    Root(name="SystemEndpoint", title="System", known=("Address", "Type")),
    Root(
        name="Queue",
        title="System",
        known=("Name", "ARN", "OutboundCallerId.Address", "OutboundCallerId.Type"),
    ),
    Root(
        name="Agent",
        title="Agent",
        known=("UserName", "FirstName", "LastName", "ARN"),
        evidence=Evidence.VERIFIED,
    ),
    Root(name="Task", title="System", known=("ContactId",)),
    _leaf("Channel"),
    _leaf("ContactId"),
    _leaf("InitialContactId"),
    _leaf("PreviousContactId"),
    _leaf("LanguageCode"),
    _leaf("InstanceARN"),
    _leaf("InitiationMethod"),
    _leaf("AwsRegion"),
    _leaf("TextToSpeechVoiceId"),
    _leaf("CustomerId"),
    _leaf("Name"),
    _leaf("Description"),
    _leaf("CallbackNumber", Evidence.OBSERVED),
    _leaf("CustomerCallBackPhoneNumber", Evidence.OBSERVED),
)


def _every() -> Mapping[str, Root]:
    """The declared roots, and those that an action fills and nothing more is known of."""
    filled = {
        root: Root(name=root, title=action.titles[0], in_called_module=False)
        for action in ACTIONS.values()
        for root in action.effect.fills
    }
    return MappingProxyType({**filled, **{root.name: root for root in _ROOTS}})


#: Every known root by its name. The list is not complete: an unknown root is worth a warning.
JSONPATH_ROOTS: Mapping[str, Root] = LazyMapping(_every)

#: A root that no block is known to fill, and that may not be the contact's.
_DOUBTFUL = frozenset({"ExternalTool"})


@cache
def _fillers() -> Mapping[str, tuple[str, ...]]:
    """For each root, the actions whose effect fills it or sets what is below it."""
    found: dict[str, tuple[str, ...]] = {}
    for action in ACTIONS.values():
        effect = action.effect
        for root in (*effect.fills, *([effect.merged] if effect.merged in JSONPATH_ROOTS else [])):
            found[root] = (*found.get(root, ()), action.type)
    return found


@cache
def contact_roots() -> frozenset[str]:
    """The roots of paths that belong to the contact, and so read the same in the next flow.

    Every other root is assumed to be the flow's own (external, Lex, stored input, metrics, ...).
    """
    filled = {root for action in ACTIONS.values() for root in action.effect.fills}
    kept = {root.name for root in JSONPATH_ROOTS.values() if root.in_called_module}
    return frozenset(kept - filled - _DOUBTFUL)


def survives(path: JSONPath) -> bool:
    """Whether a path reads the same after the contact came to another flow."""
    return path.root in contact_roots()
