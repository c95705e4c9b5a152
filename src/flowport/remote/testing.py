"""The test-case operations of an instance over the Connect API."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from flowport.errors import RefusedError
from flowport.remote.answer_checks import pages
from flowport.remote.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.remote.instance import RemoteInstance

__all__ = ["RemoteTests"]

_INVALID = "InvalidTestCaseException"
_LONGEST_NAME = 127


class RemoteTests:
    """Creates, starts, reads and deletes test cases of an instance."""

    def __init__(self, instance: RemoteInstance) -> None:
        self._instance = instance
        self._id = instance.about.id

    def _call(self, step: str, method: str, **parameters: Any) -> dict[str, Any]:
        with told(self._instance.label, step):
            call = getattr(self._instance.client, method)
            found: dict[str, Any] = call(InstanceId=self._id, **parameters)
            return found

    def create(self, name: str, members: Mapping[str, Any]) -> str:
        """Create a published test case; its id.

        Raises:
            RefusedError: The service finds the case invalid.
        """
        with told(self._instance.label, "create a test case"):
            try:
                found = self._instance.client.create_test_case(
                    InstanceId=self._id, Name=name[:_LONGEST_NAME], Status="PUBLISHED", **members
                )
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") != _INVALID:
                    raise
                raise self._refused(error) from error
        return str(found["TestCaseId"])

    def _refused(self, error: ClientError) -> RefusedError:
        body: Any = error.response
        listed = body.get("Problems") or body.get("problems") or body.get("problemDetails") or ()
        problems = tuple(str(each.get("message", each)) for each in listed)
        what = "; ".join(problems) or str(error)
        place = self._instance.label
        return RefusedError(f"{place}: can't create the test case: {what}", problems=problems)

    def start(self, case: str) -> str:
        """Start an execution; its id."""
        token = str(uuid.uuid4())
        found = self._call(
            "start a test case", "start_test_case_execution", TestCaseId=case, ClientToken=token
        )
        return str(found["TestCaseExecutionId"])

    def status(self, case: str, execution: str) -> str:
        """The status of an execution."""
        found = self._call(
            "read a test execution",
            "get_test_case_execution_summary",
            TestCaseId=case,
            TestCaseExecutionId=execution,
        )
        return str(found["Status"])

    def records(self, case: str, execution: str) -> list[dict[str, Any]]:
        """The records of an execution, in order."""
        found = self._pages(
            "read the records of a test execution",
            "list_test_case_execution_records",
            "ExecutionRecords",
            TestCaseId=case,
            TestCaseExecutionId=execution,
        )
        return [_record(each) for each in found]

    def _pages(
        self, step: str, method: str, member: str, **parameters: Any
    ) -> Iterator[dict[str, Any]]:
        with told(self._instance.label, step):
            client = self._instance.client
            for page in pages(client, method, None, InstanceId=self._id, **parameters):
                yield from page[member]

    def stop(self, case: str, execution: str) -> None:
        """Stop an execution."""
        self._call(
            "stop a test execution",
            "stop_test_case_execution",
            TestCaseId=case,
            TestCaseExecutionId=execution,
        )

    def delete(self, case: str) -> None:
        """Delete a test case."""
        self._call("delete a test case", "delete_test_case", TestCaseId=case)

    def named(self, prefix: str) -> list[str]:
        """The ids of the test cases whose name begins so."""
        found = self._pages("list test cases", "list_test_cases", "TestCaseSummaryList")
        return [str(each["Id"]) for each in found if str(each.get("Name", "")).startswith(prefix)]


def _record(of: Mapping[str, Any]) -> dict[str, Any]:
    """The object in a record; what is not JSON is kept as text."""
    try:
        found = json.loads(of.get("Record") or "{}")
    except ValueError:
        found = {"Text": of["Record"]}
    return found if isinstance(found, dict) else {"Text": str(of.get("Record"))}
