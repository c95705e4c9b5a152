"""What the API calls flows and modules: one set of calls, and the words that differ as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.ports import FlowKind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FAMILIES", "Family"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The words of one family.

    Attributes:
        kind: Flow or module.
        word: What the API calls it, in members.
        snake: The same in the client's methods.
        title: What sentences call it.
        reference: The reference kind of one.
        slug: Its part of an ARN.
        rows: The member that lists summaries.
        version_rows: The member that lists versions.
        alias_rows: The member that lists aliases.
        state: The member that sets its state.
    """

    kind: FlowKind
    word: str
    snake: str
    title: str
    reference: str
    slug: str
    rows: str
    version_rows: str
    alias_rows: str
    state: str

    @property
    def id(self) -> str:
        """The parameter that names one."""
        return f"{self.word}Id"

    @property
    def new_id(self) -> str:
        """The member that bears the id of a new one."""
        return "ContactFlowId" if self.kind is FlowKind.FLOW else "Id"

    @property
    def new_arn(self) -> str:
        """The member that bears the ARN of a new one."""
        return "ContactFlowArn" if self.kind is FlowKind.FLOW else "Arn"

    @property
    def list(self) -> str:
        """The method that lists them."""
        return f"list_{self.snake}s"

    @property
    def versions(self) -> str:
        """The method that lists versions."""
        return f"list_{self.snake}_versions"

    @property
    def describe(self) -> str:
        """The method that reads one."""
        return f"describe_{self.snake}"

    @property
    def create(self) -> str:
        """The method that makes one."""
        return f"create_{self.snake}"

    @property
    def content(self) -> str:
        """The method that replaces content."""
        return f"update_{self.snake}_content"

    @property
    def metadata(self) -> str:
        """The method that changes name, description and state."""
        return f"update_{self.snake}_metadata"

    @property
    def delete(self) -> str:
        """The method that deletes one."""
        return f"delete_{self.snake}"

    @property
    def version(self) -> str:
        """The method that makes a version."""
        return f"create_{self.snake}_version"

    @property
    def number(self) -> str:
        """The parameter that names a version."""
        return f"{self.word}Version"

    @property
    def delete_version(self) -> str:
        """The method that deletes a version."""
        return f"delete_{self.snake}_version"

    @property
    def aliases(self) -> str:
        """The method that lists aliases."""
        return f"list_{self.snake}_aliases"

    @property
    def alias(self) -> str:
        """The method that makes an alias."""
        return f"create_{self.snake}_alias"

    @property
    def delete_alias(self) -> str:
        """The method that deletes an alias."""
        return f"delete_{self.snake}_alias"


#: Both families.
FAMILIES: Mapping[FlowKind, Family] = {
    FlowKind.FLOW: Family(
        kind=FlowKind.FLOW,
        word="ContactFlow",
        snake="contact_flow",
        title="flow",
        reference="contact_flow",
        slug="contact-flow",
        rows="ContactFlowSummaryList",
        version_rows="ContactFlowVersionSummaryList",
        alias_rows="ContactFlowAliasSummaryList",
        state="ContactFlowState",
    ),
    FlowKind.MODULE: Family(
        kind=FlowKind.MODULE,
        word="ContactFlowModule",
        snake="contact_flow_module",
        title="flow module",
        reference="contact_flow_module",
        slug="flow-module",
        rows="ContactFlowModulesSummaryList",
        version_rows="ContactFlowModuleVersionSummaryList",
        alias_rows="ContactFlowModuleAliasSummaryList",
        state="State",
    ),
}
