"""The namespaces from which a JSONPath reads, and which of them outlive the flow."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.shapes import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue.jsonpath import JSONPath

__all__ = ["CONTACT_ROOTS", "JSONPATH_ROOTS", "Root", "survives"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Root:
    """The first step of a JSONPath, ``$.<name>``.

    Attributes:
        name: The step.
        title: What it holds, as the designer's list of namespaces calls it.
        leaf: Whether the root is itself a value, with nothing below it.
        known: The paths below it that are known; others may exist.
        in_called_module: Whether a module sees what its caller stored there.
        filled_by: Action types that fill it; empty for what the contact brings.
        evidence: What it rests on.
    """

    name: str
    title: str
    leaf: bool = False
    known: tuple[str, ...] = ()
    in_called_module: bool = True
    filled_by: tuple[str, ...] = ()
    evidence: Evidence = Evidence.DOCUMENTED


_PROFILES = (
    "GetCustomerProfile",
    "CreateCustomerProfile",
    "UpdateCustomerProfile",
    "GetCustomerProfileObject",
    "GetCalculatedAttributesForCustomerProfile",
    "AssociateContactToCustomerProfile",
)


def _leaf(name: str, evidence: Evidence = Evidence.DOCUMENTED) -> Root:
    """A system attribute that is a value."""
    return Root(name=name, title="System", leaf=True, evidence=evidence)


_ROOTS = (
    Root(name="Attributes", title="User defined", filled_by=("UpdateContactAttributes",)),
    Root(
        name="FlowAttributes",
        title="Flow",
        in_called_module=False,
        filled_by=("UpdateFlowAttributes",),
    ),
    Root(
        name="External",
        title="External",
        in_called_module=False,
        filled_by=("InvokeLambdaFunction",),
    ),
    Root(
        name="Lex",
        title="Lex",
        known=("IntentName", "IntentConfidence", "Slots", "SessionAttributes", "SentimentResponse"),
        in_called_module=False,
        filled_by=("ConnectParticipantWithLexBot",),
    ),
    Root(name="Customer", title="Customer", in_called_module=False, filled_by=_PROFILES),
    Root(name="Case", title="Cases", filled_by=("CreateCase", "GetCase", "UpdateCase")),
    Root(
        name="Views",
        title="Views",
        known=("ViewResultData", "Action"),
        filled_by=("ShowView",),
    ),
    Root(
        name="Wisdom",
        title="Connect assistant",
        known=("SessionArn",),
        in_called_module=False,
        filled_by=("CreateWisdomSession",),
    ),
    Root(
        name="Metrics",
        title="Queue metrics",
        known=("Queue", "Agents"),
        in_called_module=False,
        filled_by=("GetMetricData",),
    ),
    Root(
        name="DataTables",
        title="Data tables",
        filled_by=("EvaluateDataTableValues", "ListDataTableValues"),
    ),
    Root(name="Modules", title="Modules", filled_by=("InvokeFlowModule",)),
    Root(
        name="Email",
        title="Email",
        known=("EmailMessage.Plaintext",),
        filled_by=("LoadContactContent",),
    ),
    Root(name="ExternalTool", title="External tool", known=("InvocationId", "ResultData")),
    Root(name="MediaStreams", title="Media streams", known=("Customer.Audio",)),
    Root(name="Media", title="Media", known=("Sip.Headers", "InitialMessage")),
    Root(name="References", title="References"),
    Root(name="SegmentAttributes", title="Segment attributes", evidence=Evidence.INFERRED),
    Root(name="Tags", title="Tags", evidence=Evidence.INFERRED),
    Root(
        name="StoredCustomerInput",
        title="System",
        leaf=True,
        in_called_module=False,
        filled_by=("GetParticipantInput",),
    ),
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

#: Every known root by its name. The list is not complete: an unknown root is worth a warning.
JSONPATH_ROOTS: Mapping[str, Root] = MappingProxyType({root.name: root for root in _ROOTS})

#: Roots that no block is known to fill, and that may not be the contact's.
_DOUBTFUL = frozenset({"ExternalTool", "Task"})

#: The roots of paths that belong to the contact, and so read the same in the next flow.
#: Every other root is assumed to be the flow's own (external, Lex, stored input, metrics, ...).
CONTACT_ROOTS = (
    frozenset(
        root.name
        for root in JSONPATH_ROOTS.values()
        if root.in_called_module and root.filled_by in {(), ("UpdateContactAttributes",)}
    )
    - _DOUBTFUL
)


def survives(path: JSONPath) -> bool:
    """Whether a path reads the same after the contact came to another flow."""
    return path.root in CONTACT_ROOTS
