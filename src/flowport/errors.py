"""Every error that Flowport raises on purpose; ``str()`` of one is a sentence for its reader.

::

    FlowportError
    ├── DocumentError            a file or text can't be read as a flow
    │   ├── NotJSONError         it is not JSON (line and column)
    │   └── NotAFlowError        it is JSON, and no flow
    ├── EditError                an edit that the document can't take
    ├── ConversionError          a legacy flow that can't be converted at all
    ├── SplitError               a flow can't be cut into parts, and why
    ├── CheckError               a check was asked for in a way that makes no sense
    ├── MockError            a mocks file, or a mock in it, is invalid
    ├── CaseError            a test case can't be read (with its problems)
    ├── UsageError               the call itself was wrong
    │   └── UnwritableError      a file can't be written: no permission, no room
    ├── WorkLimitError           a computation was stopped: its work or its time was used up
    ├── InstanceError            an instance said no, or can't be reached
    │   ├── NotFoundError        it has no such flow, resource or version
    │   ├── ForbiddenError       the caller may not do that
    │   │   └── CredentialsError the credentials are missing, unknown or expired
    │   ├── ConflictError        it changed in the meantime, or the name is taken
    │   ├── RefusedError         the content was refused, with its problems
    │   ├── QuotaError           it is full
    │   ├── ThrottledError       too many calls for now
    │   ├── StorageError         its database can't go on: a full disk, a damaged file
    │   └── UnreachableError     no answer came; a write may have been done or not
    │       └── InvalidAnswerError  an answer came that Connect can't have given
    ├── UnexpectedError          a fault in Flowport itself, with a report
    └── PlanError                a plan or a run that can't go on
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class FlowportError(Exception):
    """The root: catch this to catch all that Flowport raises on purpose.

    Attributes:
        missing: The path or name that nothing has, where that is what is wrong: the command line
            suggests what is like it.
    """

    missing: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Lets any of them go from process to process, whatever its ``__init__`` takes."""
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(
    kind: type[FlowportError], words: tuple[Any, ...], members: dict[str, Any]
) -> FlowportError:
    """An error that came from another process."""
    made = kind.__new__(kind, *words)
    made.__dict__.update(members)
    return made


class DocumentError(FlowportError):
    """A file or text can't be read as a flow.

    Attributes:
        message: What is wrong, and what to do.
        source: The file's name, or a word for where the text came from.
    """

    def __init__(self, message: str, *, source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message


class NotJSONError(DocumentError):
    """The text is not JSON.

    Attributes:
        line: The line of the fault, counted from 1.
        column: The column of the fault in characters, counted from 1.
    """

    def __init__(self, message: str, *, line: int, column: int, source: str | None = None) -> None:
        super().__init__(message, source=source)
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}"
        return (
            f"{self.source}: {place}: {self.message}" if self.source else f"{place}: {self.message}"
        )


class NotAFlowError(DocumentError):
    """The text is JSON, and holds no flow of either format."""


class EditError(FlowportError):
    """An edit names what the document does not have, or would break its form."""


class ConversionError(FlowportError):
    """A legacy flow is damaged so that no conversion of it would mean the same."""


class SplitError(FlowportError):
    """A flow can't be cut into parts under the limits: what holds it together."""


class CheckError(FlowportError):
    """A check was asked for in a way that makes no sense (an unknown rule or format)."""


class MockError(FlowportError):
    """A mocks file, or a mock in it, is invalid: where, and what to write instead."""


class CaseError(FlowportError):
    """A test case can't be read, or would be refused.

    Attributes:
        problems: A sentence for each problem, with the pointer of its place.
    """

    def __init__(self, message: str, *, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class UsageError(FlowportError):
    """The call itself was wrong: what was given, and what is wanted."""


class UnwritableError(UsageError):
    """A file can't be written where it was to be: no permission, no room, or no such folder."""


class RehearsedError(FlowportError):
    """A transaction came to its end, and was undone because nothing was to be written."""


class WorkLimitError(FlowportError):
    """A computation was stopped, since its work or its time was used up: what to do instead."""


class InstanceError(FlowportError):
    """An instance said no, or can't be reached."""


class NotFoundError(InstanceError):
    """The instance has no such flow, module, resource or version."""


class ForbiddenError(InstanceError):
    """The caller's security profiles or policies don't allow the step."""


class CredentialsError(ForbiddenError):
    """The credentials are missing, unknown or expired: whatever is asked, the answer is no."""


class ConflictError(InstanceError):
    """The target changed in the meantime, or the name is taken."""


class RefusedError(InstanceError):
    """The content was refused.

    Attributes:
        problems: The service's own sentences, one a problem.
    """

    def __init__(self, message: str, *, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class QuotaError(InstanceError):
    """The instance is full: a quota is used up, and trying again won't help."""


class ThrottledError(InstanceError):
    """Too many calls in too short a time; nothing was done."""


class StorageError(InstanceError):
    """The database of an instance can't be read or written; what was not answered was not done."""


class UnreachableError(InstanceError):
    """No answer came: the network, or a fault in the service. A write may have been done or not."""


class InvalidAnswerError(UnreachableError):
    """An answer came that Connect can't have given: cut short, not JSON, or without its members."""


class UnexpectedError(FlowportError):
    """A fault in Flowport itself: what was worked on, and where the report is.

    Attributes:
        report: The file with the report; None where none could be written.
    """

    def __init__(self, message: str, *, report: Path | None = None) -> None:
        super().__init__(message)
        self.report = report


class PlanError(FlowportError):
    """A plan or a run can't go on: what is in the way, and what to do."""
