"""What the server says of plans and runs."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from flowport.designer.schema.document_schema import PermissionsJSON, ReferenceJSON


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


class RunEventJSON(TypedDict):
    """What happened in a run.

    Attributes:
        label: What the step is about, as "flow:Main menu".
        id: The id of what was written.
    """

    event: Annotated[str, Literal["begin", "step", "end"]]
    step: NotRequired[str]
    label: NotRequired[str]
    id: NotRequired[str]
    what: NotRequired[str]
    outcome: NotRequired[str]
    reasons: NotRequired[list[str]]
    state: NotRequired[str]
    problem: NotRequired[str]
    by: NotRequired[str]
