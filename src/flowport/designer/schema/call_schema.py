"""What the server says of calls and test cases."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from flowport.simulate import QuestionKind
from flowport.testing.comparison_schema import AffectedFlowJSON, ComparisonJSON

Channel = Annotated[str, Literal["VOICE", "CHAT", "TASK", "EMAIL"]]


class CallEventJSON(TypedDict):
    """One block of the way of a call.

    Attributes:
        own: Whether it is a block of the open document.
        returned: The block and branch of the open document that a module came back to.
    """

    block: str
    title: str
    flow: str
    own: bool
    heard: str
    said: str
    branch: str
    returned: tuple[str, str] | None
    label: str
    seconds: float


class CallOptionJSON(TypedDict):
    """A choice among the answers to a question.

    Attributes:
        branch: The branch that it takes, as far as that is known.
        result: Whether a result can be written for it.
    """

    label: str
    branch: str
    error: bool
    result: bool


class CallQuestionJSON(TypedDict):
    """What a call waits for.

    Attributes:
        single: Whether one key is a whole answer.
        words: Whether words can be said to it: a bot.
    """

    kind: QuestionKind
    block: str
    title: str
    flow: str
    own: bool
    heard: str
    about: str
    single: bool
    words: bool
    hangUp: bool
    options: list[CallOptionJSON]


class WalkedJSON(TypedDict):
    """A call as far as its answers lead.

    Attributes:
        used: How many of the answers were given.
    """

    events: list[CallEventJSON]
    question: CallQuestionJSON | None
    ending: str
    problem: str
    seconds: float
    begins: float
    used: int
    attributes: list[tuple[str, str]]
    flowAttributes: list[tuple[str, str]]
    queue: str
    notes: list[str]


class CalledJSON(WalkedJSON):
    """A call, and whether the user may save it as a test case."""

    maySave: bool


class TestCaseJSON(TypedDict):
    """A test case in the list."""

    id: str
    name: str
    description: str
    status: str
    modified: float


class TestCasesJSON(TypedDict):
    """The test cases of a flow."""

    tests: list[TestCaseJSON]
    mayDelete: bool


class CheckedValueJSON(TypedDict):
    """A check of a value in a test case."""

    namespace: str
    operator: str
    expected: str
    actual: str
    status: str


class ObservationJSON(TypedDict):
    """What a test case expects at one point, and what was heard there."""

    id: str
    event: str
    expected: str
    heard: str
    status: Annotated[str, Literal["PASSED", "FAILED", "MISSING"]]
    checks: list[CheckedValueJSON]


class VerdictJSON(TypedDict):
    """How a test case ended.

    Attributes:
        reached: The branches that it took, each by its block and key.
    """

    passed: bool
    reason: str
    rows: list[ObservationJSON]
    trail: list[CallEventJSON]
    warnings: list[str]
    seconds: float
    reached: list[tuple[str, str]]


class SavedTestJSON(TypedDict):
    """A call that was saved as a test case, and how that ends on the document."""

    test: TestCaseJSON
    result: VerdictJSON | None


class TestOutcomeJSON(TestCaseJSON, VerdictJSON):
    """A test case that ran."""


class ReachableJSON(TypedDict):
    """What there is to reach in a document.

    Attributes:
        impossible: Branches that no contact can take: block, key, and the reason.
    """

    blocks: int
    branches: int
    impossible: list[tuple[str, str, str]]


class RanJSON(TypedDict):
    """Test cases that ran, and the ids of those that there was no time for."""

    results: list[TestOutcomeJSON]
    left: list[str]
    flow: ReachableJSON


class AffectedCallsJSON(TypedDict):
    """The calls that a plan or an import affects; ``left`` are flows that were not compared."""

    flows: list[AffectedFlowJSON]
    left: list[str]


class ComparedCallsJSON(TypedDict):
    """The calls that differ between two contents of a flow."""

    calls: ComparisonJSON
