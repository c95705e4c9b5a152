"""The four security profiles that every instance has, and what each allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROFILES"]

_FLOWS = ("ContactFlows", "ContactFlowModules")
_CONFIGURED = (
    "AgentStates",
    "DataTables",
    "EmailAddresses",
    "EvaluationForms",
    "HoursOfOperation",
    "Notifications",
    "PhoneNumbers",
    "PredefinedAttributes",
    "Prompts",
    "Queues",
    "RoutingPolicies",
    "Rules",
    "SecurityProfiles",
    "TaskTemplates",
    "TestCases",
    "TransferDestinations",
    "UserHierarchies",
    "Users",
    "Views",
    "Workspaces",
)
_STEPS = ("Create", "Delete", "Edit", "View")

_ADMIN = (
    "BasicAgentAccess",
    *(f"Contacts.{step}" for step in ("Create", "Edit", "View")),
    "Instance.Edit",
    "Instance.View",
    *(f"{thing}.{step}" for thing in (*_FLOWS, *_CONFIGURED) for step in _STEPS),
    *(f"{thing}.Publish" for thing in _FLOWS),
)
_MANAGER = (
    "BasicAgentAccess",
    *(f"Contacts.{step}" for step in ("Create", "Edit", "View")),
    "Instance.View",
    *(f"{thing}.{step}" for thing in _FLOWS for step in (*_STEPS, "Publish")),
    *(
        f"{thing}.{step}"
        for thing in (
            "AgentStates",
            "HoursOfOperation",
            "Prompts",
            "Queues",
            "RoutingPolicies",
            "TransferDestinations",
            "UserHierarchies",
            "Users",
        )
        for step in ("Create", "Edit", "View")
    ),
    *(f"TestCases.{step}" for step in _STEPS),
    "PhoneNumbers.View",
    "SecurityProfiles.View",
    "Views.View",
)
_ANALYST = (
    "BasicAgentAccess",
    "Contacts.View",
    *(f"EvaluationForms.{step}" for step in _STEPS),
    *(f"Rules.{step}" for step in _STEPS),
    "Queues.View",
    "Users.View",
)

#: name -> (what it is for, what it allows)
PROFILES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Admin": ("Everything, also what no permission names.", _ADMIN),
    "Agent": ("Answers contacts; sees nothing of the configuration.", ("BasicAgentAccess",)),
    "CallCenterManager": ("Makes and publishes flows, and what they use.", _MANAGER),
    "QualityAnalyst": ("Keeps evaluation forms and rules; sees no flows.", _ANALYST),
}
