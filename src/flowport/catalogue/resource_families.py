"""Families of resources: what each kind is called in sentences, ARNs, permissions and the API.

Every table about kinds of resources takes these words from here. Source: the operations and members
of botocore's service model (connect, 2017-08-08), and the permissions of security profiles in the
administrator guide.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.declaration import Declaration

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RESOURCE_FAMILIES", "ResourceFamily"]


class ResourceFamily(Declaration, kw_only=True):
    """What one kind of resource is called.

    Attributes:
        name: Its name here, in lower case with underscores; a reference kind where flows refer to
            it.
        title: What to call it in a sentence.
        slug: What is in its ARN before its id.
        permission: The prefix of its permissions.
        word: The API's word for one, as in ``CreateQueue``.
        plural: The API's word for many, as in ``SearchQueues``.
        listing: The operation that lists all of its kind, or the search where the API has no list.
        rows: The member of that operation's answer that holds the list.
    """

    name: str
    title: str
    slug: str
    permission: str
    word: str
    plural: str
    listing: str
    rows: str

    @property
    def stored(self) -> str:
        """The store's word for it; flows and flow modules have their own."""
        return self.name.replace("_", "-")

    @property
    def id(self) -> str:
        """The member with its id."""
        return f"{self.word}Id"


def _family(name: str, slug: str, permission: str, **irregular: str) -> ResourceFamily:
    """A family whose other words follow from its name, but for the irregular ones."""
    word = irregular.get("word") or name.title().replace("_", "")
    plural = irregular.get("plural") or f"{word}s"
    regular = {
        "title": name.replace("_", " "),
        "word": word,
        "plural": plural,
        "listing": f"List{plural}",
        "rows": f"{word}SummaryList",
    }
    return ResourceFamily(name=name, slug=slug, permission=permission, **{**regular, **irregular})


_FAMILIES = (
    _family("contact_flow", "contact-flow", "ContactFlows", title="flow"),
    _family(
        "contact_flow_module",
        "flow-module",
        "ContactFlowModules",
        title="flow module",
        rows="ContactFlowModulesSummaryList",
    ),
    _family("queue", "queue", "Queues"),
    _family("user", "agent", "Users", title="agent"),
    _family("prompt", "prompt", "Prompts"),
    _family("hours_of_operation", "operating-hours", "HoursOfOperation"),
    _family(
        "hours_of_operation_override",
        "operating-hours-override",
        "HoursOfOperation",
        rows="HoursOfOperationOverrideList",
    ),
    _family("routing_profile", "routing-profile", "RoutingPolicies"),
    _family("quick_connect", "transfer-destination", "TransferDestinations"),
    _family("security_profile", "security-profile", "SecurityProfiles"),
    _family("hierarchy_group", "agent-group", "UserHierarchies", word="UserHierarchyGroup"),
    _family("agent_status", "agent-state", "AgentStates", plural="AgentStatuses"),
    _family(
        "phone_number",
        "phone-number",
        "PhoneNumbers",
        listing="ListPhoneNumbersV2",
        rows="ListPhoneNumbersSummaryList",
    ),
    _family("task_template", "task-template", "TaskTemplates", rows="TaskTemplates"),
    _family("view", "view", "Views", rows="ViewsSummaryList"),
    _family("data_table", "data-table", "DataTables"),
    _family(
        "email_address",
        "email-address",
        "EmailAddresses",
        plural="EmailAddresses",
        listing="SearchEmailAddresses",
        rows="EmailAddresses",
    ),
    _family("evaluation_form", "evaluation-form", "EvaluationForms"),
    _family("test_case", "test-case", "TestCases"),
    _family("rule", "rule", "Rules"),
    _family("predefined_attribute", "predefined-attribute", "PredefinedAttributes"),
    _family(
        "vocabulary", "vocabulary", "Rules", plural="Vocabularies", listing="SearchVocabularies"
    ),
    _family("integration_association", "integration-association", "Instance"),
    _family("use_case", "use-case", "Instance"),
    _family("workspace", "workspace", "Workspaces"),
    _family("notification", "notification", "Notifications"),
    _family("extraction_definition", "extraction-definition", "Rules"),
)

#: Every family by its name.
RESOURCE_FAMILIES: Mapping[str, ResourceFamily] = MappingProxyType({f.name: f for f in _FAMILIES})
