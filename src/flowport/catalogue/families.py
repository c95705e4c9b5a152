"""Flows and flow modules: what is the same for both, and every word in which they differ.

Source: the operations and members of botocore's service model (connect, 2017-08-08), and the
permissions of security profiles in the administrator guide.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flowport.catalogue.declaration import Declaration
from flowport.catalogue.resource_families import RESOURCE_FAMILIES, ResourceFamily

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "FAMILIES",
    "KIND_OF_REFERENCE",
    "METHODS",
    "MODULE",
    "VERSION",
    "FlowFamily",
    "family_of",
    "settings",
]

#: The only version of the flow language.
VERSION = "2019-10-30"

#: What a module has in the place of a flow's type.
MODULE = "MODULE"


class FlowFamily(Declaration, kw_only=True):
    """What is called differently for flows and for flow modules.

    Attributes:
        kind: ``flow`` or ``module``.
        reference: The reference kind of one; also its word in the client's methods.
        hash: The member with the hash of its content.
        problems: The member with the problems of a refused content.
        lower: Whether its status comes in lower case (the live service's habit for modules).
        extra: Members that it has beside what both have.
        state: The member that sets its state.
        new_id: The member with the id of a new one.
        new_arn: The member with the ARN of a new one.
    """

    kind: str
    reference: str
    hash: str
    problems: str
    lower: bool
    extra: tuple[str, ...]
    state: str
    new_id: str
    new_arn: str

    @property
    def _family(self) -> ResourceFamily:
        return RESOURCE_FAMILIES[self.reference]

    @property
    def title(self) -> str:
        """What sentences call it."""
        return self._family.title

    @property
    def slug(self) -> str:
        """Its part of an ARN."""
        return self._family.slug

    @property
    def word(self) -> str:
        """Its word in the API's operations and members."""
        return self._family.word

    @property
    def permission(self) -> str:
        """The prefix of its permissions."""
        return self._family.permission

    @property
    def rows(self) -> str:
        """The member that lists summaries."""
        return self._family.rows

    @property
    def id(self) -> str:
        """The member that names one."""
        return self._family.id

    @property
    def arn(self) -> str:
        """The member with its ARN."""
        return f"{self.word}Arn"

    @property
    def version(self) -> str:
        """The member that names a version."""
        return f"{self.word}Version"

    @property
    def version_rows(self) -> str:
        """The member that lists versions."""
        return f"{self.word}VersionSummaryList"

    @property
    def alias_rows(self) -> str:
        """The member that lists aliases."""
        return f"{self.word}AliasSummaryList"

    @property
    def refused(self) -> str:
        """The error for a content that can't be published."""
        return f"Invalid{self.word}Exception"

    def status(self, *, published: bool) -> str:
        """Its status as the service writes it."""
        word = "PUBLISHED" if published else "SAVED"
        return word.lower() if self.lower else word

    def method(self, step: str) -> str:
        """The client's method for a step of ``METHODS``."""
        return METHODS[step].format(self.reference)


#: The client's methods: what each step is called, around the word of the family.
METHODS = {
    "list": "list_{}s",
    "describe": "describe_{}",
    "create": "create_{}",
    "content": "update_{}_content",
    "metadata": "update_{}_metadata",
    "delete": "delete_{}",
    "versions": "list_{}_versions",
    "version": "create_{}_version",
    "delete_version": "delete_{}_version",
    "aliases": "list_{}_aliases",
    "alias": "create_{}_alias",
    "delete_alias": "delete_{}_alias",
}

#: Both families, by kind.
FAMILIES: Mapping[str, FlowFamily] = MappingProxyType(
    {
        "flow": FlowFamily(
            kind="flow",
            reference="contact_flow",
            hash="FlowContentSha256",
            problems="problems",
            lower=False,
            extra=(),
            state="ContactFlowState",
            new_id="ContactFlowId",
            new_arn="ContactFlowArn",
        ),
        "module": FlowFamily(
            kind="module",
            reference="contact_flow_module",
            hash="FlowModuleContentSha256",
            problems="Problems",
            lower=True,
            extra=("Settings", "ExternalInvocationConfiguration"),
            state="State",
            new_id="Id",
            new_arn="Arn",
        ),
    }
)

#: The kind (``flow``, ``module``) of what each reference kind refers to.
KIND_OF_REFERENCE: Mapping[str, str] = MappingProxyType(
    {family.reference: family.kind for family in FAMILIES.values()}
)


def family_of(type_: str) -> FlowFamily:
    """The family of a flow type, or of ``MODULE``."""
    return FAMILIES["module" if type_ == MODULE else "flow"]


def settings(*results: str) -> dict[str, Any]:
    """The ``Settings`` of a module without parameters, with these results."""
    transitions = [
        {"DisplayName": name, "ReferenceName": name, "Description": ""} for name in results
    ]
    return {"InputParameters": [], "OutputParameters": [], "Transitions": transitions}
