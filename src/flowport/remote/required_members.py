"""What an answer of each operation must have, because it is what the operation is called for.

Source of every line: the operation's output in botocore's service model (connect, 2017-08-08, as of
botocore 1.44.5; lexv2-models, 2020-08-07) and its page in the API reference, whose address
``source`` gives. The model marks no member of an output as required; these are the ones without
which an answer says nothing. A member that is a list or a map may be empty, but not absent.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEMBERS", "source"]

_REFERENCE = "https://docs.aws.amazon.com/connect/latest/APIReference/API_{}.html"
_LEX = "https://docs.aws.amazon.com/lexv2/latest/APIReference/API_{}.html"


def _rows(member: str, *names: str) -> tuple[str, ...]:
    """A list whose rows have members; one without any is a list of strings."""
    return tuple(f"{member}[].{name}" for name in names) or (f"{member}[]",)


#: Each operation, and the paths of the members that its answer must have: ``A.B`` is member B of
#: A, ``A[].B`` member B of each row of A, ``A|B`` one of the two. An operation with no path answers
#: with no member; its answer must carry the request id.
MEMBERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "DescribeInstance": ("Instance.Id", "Instance.Arn"),
        # Flows and modules
        "ListContactFlows": _rows("ContactFlowSummaryList", "Id", "Arn", "Name", "ContactFlowType"),
        "ListContactFlowModules": _rows("ContactFlowModulesSummaryList", "Id", "Arn", "Name"),
        "DescribeContactFlow": tuple(
            f"ContactFlow.{name}" for name in ("Id", "Arn", "Name", "Type", "Content")
        ),
        "DescribeContactFlowModule": tuple(
            f"ContactFlowModule.{name}" for name in ("Id", "Arn", "Name", "Content")
        ),
        "CreateContactFlow": ("ContactFlowId", "ContactFlowArn"),
        "CreateContactFlowModule": ("Id", "Arn"),
        "UpdateContactFlowContent": (),
        "UpdateContactFlowModuleContent": (),
        "UpdateContactFlowMetadata": (),
        "UpdateContactFlowModuleMetadata": (),
        "DeleteContactFlow": (),
        "DeleteContactFlowModule": (),
        "ListContactFlowVersions": _rows("ContactFlowVersionSummaryList", "Version"),
        "ListContactFlowModuleVersions": _rows("ContactFlowModuleVersionSummaryList", "Version"),
        "ListViewVersions": _rows("ViewVersionSummaryList", "Version"),
        "DescribeView": ("View.Id", "View.Content"),
        "CreateContactFlowVersion": ("Version",),
        "CreateContactFlowModuleVersion": ("Version",),
        "ListContactFlowAliases": _rows(
            "ContactFlowAliasSummaryList", "AliasId", "AliasName", "Version"
        ),
        "ListContactFlowModuleAliases": _rows(
            "ContactFlowModuleAliasSummaryList", "AliasId", "AliasName", "Version"
        ),
        "DeleteContactFlowVersion": (),
        "DeleteContactFlowModuleVersion": (),
        "CreateContactFlowAlias": ("Id",),
        "CreateContactFlowModuleAlias": ("Id",),
        "DeleteContactFlowAlias": (),
        "DeleteContactFlowModuleAlias": (),
        "ListTagsForResource": ("tags",),
        "TagResource": (),
        "UntagResource": (),
        # What flows refer to
        "ListQueues": _rows("QueueSummaryList", "Id", "Arn"),
        "ListUsers": _rows("UserSummaryList", "Id", "Arn"),
        "ListPrompts": _rows("PromptSummaryList", "Id", "Arn"),
        "ListHoursOfOperations": _rows("HoursOfOperationSummaryList", "Id", "Arn"),
        "ListPhoneNumbersV2": _rows(
            "ListPhoneNumbersSummaryList", "PhoneNumberId", "PhoneNumberArn"
        ),
        "ListTaskTemplates": _rows("TaskTemplates", "Id", "Arn"),
        "ListViews": _rows("ViewsSummaryList", "Id", "Arn"),
        "ListDataTables": _rows("DataTableSummaryList", "Id", "Arn"),
        "ListLambdaFunctions": _rows("LambdaFunctions"),
        "ListBots": _rows("LexBots", "LexBot|LexV2Bot"),
        "ListSecurityKeys": _rows("SecurityKeys", "AssociationId"),
        "ListPredefinedAttributes": _rows("PredefinedAttributeSummaryList", "Name"),
        "ListIntegrationAssociations": _rows("IntegrationAssociationSummaryList", "IntegrationArn"),
        "ListQuickConnects": _rows("QuickConnectSummaryList", "Id", "Arn"),
        "DescribeBotAlias": ("botAliasName",),
        "DescribeBot": ("botName",),
        # What is created beside flows
        "DescribeHoursOfOperation": (
            "HoursOfOperation.HoursOfOperationId",
            "HoursOfOperation.Name",
        ),
        "CreateHoursOfOperation": ("HoursOfOperationId", "HoursOfOperationArn"),
        "DeleteHoursOfOperation": (),
        "ListHoursOfOperationOverrides": _rows(
            "HoursOfOperationOverrideList", "Name", "EffectiveFrom", "EffectiveTill"
        ),
        "CreateHoursOfOperationOverride": ("HoursOfOperationOverrideId",),
        "DescribeQueue": ("Queue.QueueId", "Queue.Name"),
        "CreateQueue": ("QueueId", "QueueArn"),
        "DeleteQueue": (),
        "UpdateQueueStatus": (),
        "UpdateQueueOutboundCallerConfig": (),
        "UpdateQueueOutboundEmailConfig": (),
        "ListQueueQuickConnects": _rows("QuickConnectSummaryList", "Id"),
        "ListQueueEmailAddresses": _rows("EmailAddressMetadataList", "Id"),
        "AssociateQueueQuickConnects": (),
        "DescribeQuickConnect": ("QuickConnect.QuickConnectId", "QuickConnect.Name"),
        "CreateQuickConnect": ("QuickConnectId", "QuickConnectARN"),
        "DeleteQuickConnect": (),
        # Test cases
        "ListTestCases": _rows("TestCaseSummaryList", "Id", "Name"),
        "CreateTestCase": ("TestCaseId",),
        "DeleteTestCase": (),
        "StartTestCaseExecution": ("TestCaseExecutionId",),
        "StopTestCaseExecution": (),
        "GetTestCaseExecutionSummary": ("Status",),
        "ListTestCaseExecutionRecords": _rows("ExecutionRecords", "Status"),
    }
)


def source(operation: str) -> str:
    """The page of the API reference that says what an operation answers."""
    lex = operation in {"DescribeBot", "DescribeBotAlias"}
    return (_LEX if lex else _REFERENCE).format(operation)
