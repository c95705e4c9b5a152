"""What the server says of plans and runs."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from flowport.designer.schema.document_schema import ReferenceJSON, ResourceJSON
from flowport.designer.schema.list_schema import PermissionsJSON


class TargetJSON(TypedDict):
    """An instance or folder that flows can move to."""

    id: str
    name: str
    kind: Annotated[str, Literal["local", "folder", "live"]]
    arn: str
    permissions: PermissionsJSON
    makes: list[str]
    protected: bool
    allowed: bool
    reason: str


class PlanReferenceJSON(ReferenceJSON):
    """A reference of a flow that moves.

    Attributes:
        made: Whether its target is made on the way.
        blocks: Whether it keeps the flow from being published.
    """

    made: bool
    blocks: bool


class PlanItemJSON(TypedDict):
    """A flow of a plan."""

    kind: str
    name: str
    type: str
    action: Annotated[
        str,
        Literal["create", "update", "unchanged", "blocked", "archive", "only in the target"],
    ]
    publish: bool
    drift: bool
    reasons: list[str]
    changes: list[str]
    references: list[PlanReferenceJSON]


class PlanResourceJSON(TypedDict):
    """A resource that a plan creates."""

    kind: str
    name: str
    notes: list[str]


class SideJSON(TypedDict):
    """What flows move from, or to."""

    name: str
    arn: str


class PlanJSON(TypedDict):
    """What a migration would do."""

    source: SideJSON
    target: SideJSON
    counts: dict[str, int]
    steps: int
    archived: int
    held: int
    confirmArchive: bool
    calls: dict[str, int]
    seconds: float
    warnings: list[str]
    losses: list[str]
    missing: list[str]
    items: list[PlanItemJSON]
    resources: list[PlanResourceJSON]


class PlanningJSON(TypedDict):
    """How far a plan is."""

    plan: str
    state: Annotated[str, Literal["planning", "ready", "failed"]]
    what: str
    done: int
    of: int
    message: str
    result: PlanJSON | None


class RunStateJSON(TypedDict):
    """How far a run is."""

    what: Annotated[str, Literal["apply", "undo"]]
    state: Annotated[str, Literal["under way", "stopped", "complete", "incomplete", "undone"]]
    done: int
    of: int
    secondsLeft: float
    problem: str


class RunJSON(RunStateJSON):
    """A run out of the instance or into it; ``command`` is what began it, such as "import"."""

    id: str
    command: str
    began: float
    source: str
    target: str
    targetArn: str
    permitted: bool


class RunEndJSON(TypedDict, total=False):
    """How a run ended."""

    state: str
    problem: str
    done: int
    of: int


class RunEventJSON(RunEndJSON):
    """What happened in a run.

    Attributes:
        label: What the step is about, as "flow:Main menu".
        id: The id of what was written.
    """

    event: Annotated[str, Literal["begin", "step", "end"]]
    at: NotRequired[float]
    secondsLeft: NotRequired[float]
    step: NotRequired[str]
    label: NotRequired[str]
    id: NotRequired[str]
    what: NotRequired[str]
    outcome: NotRequired[str]
    reasons: NotRequired[list[str]]
    by: NotRequired[str]


class TargetsJSON(TypedDict):
    """Where the flows of an instance can move to."""

    targets: list[TargetJSON]


class FoundResourcesJSON(TypedDict):
    """The first resources that a search finds, and whether there are more."""

    resources: list[ResourceJSON]
    more: bool


class ResourcesJSON(FoundResourcesJSON):
    """Resources of an instance; ``known`` says whether its resources of the kind can be read."""

    known: bool


class BegunPlanJSON(TypedDict):
    """The id of a plan that is being made."""

    plan: str


class BegunRunJSON(TypedDict):
    """The id of a run that was begun."""

    run: str


class RunListJSON(TypedDict):
    """The runs out of an instance or into it."""

    runs: list[RunJSON]


class ShownRunJSON(TypedDict):
    """A run."""

    run: RunJSON


class RunNewsJSON(ShownRunJSON):
    """A run, and what happened in it; ``after`` is what the next request says."""

    events: list[RunEventJSON]
    after: int
