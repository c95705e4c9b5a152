"""The plain resources: what the API calls each, and what differs between them, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES
from flowport.catalogue.resource_families import RESOURCE_FAMILIES, ResourceFamily

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "REFERS", "PlainKind", "segments_of"]

_STORED: Mapping[str, ResourceFamily] = {f.stored: f for f in RESOURCE_FAMILIES.values()}

_ALL = ("Create", "Describe", "List", "Search", "Update", "Delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainKind:
    """A resource that is made, read, listed, searched, changed and deleted in the plain way.

    Attributes:
        kind: The store's word for it; its family has its other words.
        verbs: Those of the six that are served from here.
        updates: What follows ``Update`` and the word in each operation that changes members.
        describe: The name of its describe, where that is another one.
        name: The member that holds its name.
        unique: Whether names must differ.
        by_name: Whether its name is its id.
        parent: The kind of the resource that it belongs to, which its path names before it.
        defaults: Members of a new one.
        clears: Members that an update removes when it does not give them.
        held_by: Kinds that keep it from being deleted while they name it.
        filters: Parameters of its list, and the member that each is compared with.
        conflict: The error for a name that is taken.
    """

    kind: str
    verbs: tuple[str, ...] = _ALL
    updates: tuple[str, ...] = ("",)
    describe: str = ""
    name: str = "Name"
    unique: bool = True
    by_name: bool = False
    parent: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    clears: Mapping[str, str] = field(default_factory=dict)
    held_by: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    conflict: str = "DuplicateResourceException"

    @property
    def family(self) -> ResourceFamily:
        """What it is called in ARNs, permissions and the API."""
        return _STORED[self.kind]


_WITHOUT_LIST = ("Create", "Describe", "Search", "Update", "Delete")
_WITHOUT_SEARCH = ("Create", "Describe", "List", "Update", "Delete")

KINDS: tuple[PlainKind, ...] = (
    PlainKind(
        kind="queue",
        verbs=_WITHOUT_LIST,
        updates=(
            "HoursOfOperation",
            "MaxContacts",
            "Name",
            "OutboundCallerConfig",
            "OutboundEmailConfig",
            "Status",
        ),
        defaults={"Status": "ENABLED", "QueueType": "STANDARD"},
        clears={"UpdateQueueMaxContacts": "MaxContacts"},
        held_by=("routing-profile", "quick-connect"),
    ),
    PlainKind(
        kind="prompt",
        verbs=("Describe", "List", "Search", "Delete"),
    ),
    PlainKind(
        kind="hours-of-operation",
    ),
    PlainKind(
        kind="hours-of-operation-override",
        parent="hours-of-operation",
    ),
    PlainKind(
        kind="routing-profile",
        updates=("AgentAvailabilityTimer", "Concurrency", "DefaultOutboundQueue", "Name"),
        defaults={"QueueConfigs": [], "ManualAssignmentQueueConfigs": []},
        held_by=("user",),
    ),
    PlainKind(
        kind="quick-connect",
        updates=("Config", "Name"),
        filters={"QuickConnectTypes": "QuickConnectType"},
    ),
    PlainKind(
        kind="security-profile",
        name="SecurityProfileName",
        defaults={"Permissions": []},
        held_by=("user",),
    ),
    PlainKind(
        kind="user",
        verbs=("Describe", "List", "Search", "Update"),
        updates=(
            "Config",
            "Hierarchy",
            "IdentityInfo",
            "PhoneConfig",
            "RoutingProfile",
            "SecurityProfiles",
        ),
        name="Username",
        clears={"UpdateUserHierarchy": "HierarchyGroupId"},
    ),
    PlainKind(
        kind="hierarchy-group",
        verbs=("List", "Search", "Update", "Delete"),
        updates=("Name",),
        held_by=("user", "hierarchy-group"),
    ),
    PlainKind(
        kind="agent-status",
        verbs=("Create", "Describe", "List", "Search", "Update"),
        defaults={"Type": "CUSTOM"},
        filters={"AgentStatusTypes": "Type"},
    ),
    PlainKind(
        kind="task-template",
        verbs=_WITHOUT_SEARCH,
        describe="GetTaskTemplate",
        unique=False,
        defaults={"Status": "ACTIVE"},
        filters={"Status": "Status", "Name": "Name"},
    ),
    PlainKind(
        kind="evaluation-form",
        verbs=("Create", "List", "Search"),
        name="Title",
        unique=False,
        defaults={
            "EvaluationFormVersion": 1,
            "LatestVersion": 1,
            "Locked": False,
            "Status": "DRAFT",
        },
    ),
    PlainKind(
        kind="test-case",
        verbs=("List", "Search", "Delete"),
    ),
    PlainKind(
        kind="rule",
        filters={"PublishStatus": "PublishStatus", "EventSourceName": "EventSourceName"},
        conflict="ResourceConflictException",
    ),
    PlainKind(
        kind="predefined-attribute",
        by_name=True,
    ),
    PlainKind(
        kind="data-table",
        verbs=("List", "Search"),
    ),
    PlainKind(
        kind="vocabulary",
        verbs=("Create", "Describe", "Delete"),
        name="VocabularyName",
        defaults={"State": "ACTIVE"},
        conflict="ResourceConflictException",
    ),
    PlainKind(
        kind="integration-association",
        verbs=("Create", "List", "Delete"),
        name="IntegrationArn",
        filters={"IntegrationType": "IntegrationType", "IntegrationArn": "IntegrationArn"},
    ),
    PlainKind(
        kind="email-address",
        verbs=("Create", "Describe", "Search", "Update"),
        updates=("Metadata",),
        name="EmailAddress",
    ),
    PlainKind(
        kind="workspace",
        updates=("Metadata", "Theme", "Visibility"),
        defaults={"Visibility": "ASSIGNED"},
        clears={"UpdateWorkspaceTheme": "Theme"},
    ),
    PlainKind(
        kind="notification",
        verbs=("Describe", "Update", "Delete"),
        updates=("Content",),
        unique=False,
    ),
    PlainKind(
        kind="extraction-definition",
        verbs=_WITHOUT_SEARCH,
        conflict="ResourceConflictException",
    ),
    PlainKind(
        kind="use-case",
        verbs=("Create", "List", "Delete"),
        name="UseCaseType",
        parent="integration-association",
    ),
)

#: Members that name a thing of the instance, wherever they stand, and its kind.
REFERS: Mapping[str, str] = {
    "HoursOfOperationId": "hours-of-operation",
    "QueueId": "queue",
    "DefaultOutboundQueueId": "queue",
    "QuickConnectIds": "quick-connect",
    "RoutingProfileId": "routing-profile",
    "SecurityProfileIds": "security-profile",
    "HierarchyGroupId": "hierarchy-group",
    "ParentGroupId": "hierarchy-group",
    "UserId": "user",
    "UserIds": "user",
    "EvaluationFormId": "evaluation-form",
    "IntegrationAssociationId": "integration-association",
    "ContactFlowId": "flow",
    "OutboundCallerIdNumberId": "phone-number",
    "EmailAddressId": "email-address",
    "OutboundEmailAddressId": "email-address",
    "OutboundFlowId": "flow",
    "SelfAssignFlowId": "flow",
    "WrapUpFlowId": "flow",
    "FlowModuleId": "module",
}

#: The store's words, and the part of the ARN before the id.
_SEGMENTS: Mapping[str, str] = {
    **{stored: family.slug for stored, family in _STORED.items()},
    **{name: family.slug for name, family in FAMILIES.items()},
    "agent-queue": "queue/agent",
    "attached-file": "file",
    "contact-evaluation": "contact-evaluation",
}

#: The model's shapes of ids, whatever the member is called, and what they may name.
_ID_SHAPES: Mapping[str, tuple[str, ...]] = {
    **{kind.family.id: (kind.kind,) for kind in KINDS},
    "PhoneNumberId": ("phone-number",),
    "ContactFlowId": ("flow", "module"),
    "ContactFlowModuleId": ("module", "flow"),
    "FileId": ("attached-file",),
    "FlowModuleId": ("module",),
    "HierarchyGroupId": ("hierarchy-group",),
    "QueueId": ("queue", "agent-queue"),
}

#: Members whose shape is that of any id, or of another one.
_ID_MEMBERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("AttributeIds", "DataTableId"): (),
    ("ContactFlowId", "ARN"): ("flow",),
    ("ContactFlowModuleId", "ARN"): ("module",),
    ("ContactFlowModuleId", "ResourceId"): ("module",),
    ("EvaluationFormId", "ResourceId"): ("evaluation-form",),
    ("EvaluationId", "ResourceId"): ("contact-evaluation",),
    ("RecordIds", "DataTableId"): (),
    ("UserId", "ResourceId"): ("user",),
}


@cache
def segments_of(member: str, shape: str) -> tuple[str, ...]:
    """The parts before the id in ARNs that a member of a shape takes; none if it is not an id."""
    names = _ID_MEMBERS.get((member, shape), _ID_SHAPES.get(shape, ()))
    return tuple(_SEGMENTS[name] for name in names)
