"""Keys of a whole account, permissions of test cases and contacts, and ids where ARNs were kept."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MANAGER = frozenset(
    {
        "Contacts.Create",
        "Contacts.Edit",
        "Contacts.View",
        "TestCases.Create",
        "TestCases.Delete",
        "TestCases.Edit",
        "TestCases.View",
    }
)
_NEW = {"CallCenterManager": _MANAGER, "QualityAnalyst": frozenset({"Contacts.View"})}

#: Members that 0.1 kept as they were given, which may have been an ARN.
_IDS = frozenset(
    {
        "AllowedAccessControlHierarchyGroupId",
        "ContactFlowId",
        "DefaultOutboundQueueId",
        "FlowModuleId",
        "HierarchyGroupId",
        "HoursOfOperationId",
        "OutboundCallerIdNumberId",
        "OutboundFlowId",
        "ParentGroupId",
        "QueueId",
        "QuickConnectIds",
        "RoutingProfileId",
        "SecurityProfileIds",
        "SelfAssignFlowId",
        "UserId",
        "WrapUpFlowId",
    }
)

_resources = sa.table(
    "resources",
    sa.column("instance", sa.String),
    sa.column("kind", sa.String),
    sa.column("id", sa.String),
    sa.column("name", sa.String),
    sa.column("body", sa.JSON),
)


def upgrade() -> None:
    """Make the change."""
    op.add_column(
        "keys",
        sa.Column("whole_account", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(_resources)).all():
        body = _plain(row.body)
        if row.kind == "security-profile" and row.name in _NEW:
            body = {**body, "Permissions": sorted({*body.get("Permissions", ()), *_NEW[row.name]})}
        if body != row.body:
            connection.execute(
                sa.update(_resources)
                .where(
                    _resources.c.instance == row.instance,
                    _resources.c.kind == row.kind,
                    _resources.c.id == row.id,
                )
                .values(body=body)
            )


def _plain(value: Any) -> Any:
    """A body with ids where ARNs of Connect are."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _id(each) if name in _IDS else _plain(each) for name, each in value.items()}


def _id(value: Any) -> Any:
    if isinstance(value, list):
        return [_id(each) for each in value]
    arn = isinstance(value, str) and value.startswith("arn:") and ":connect:" in value
    return value.rpartition("/")[2] if arn else value


def downgrade() -> None:
    """Undo it; permissions and ids stay."""
    op.drop_column("keys", "whole_account")
