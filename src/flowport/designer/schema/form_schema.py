"""What the server says of the form of a block."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from flowport.catalogue.terms import Dynamic, ValueKind
from flowport.designer.schema.document_schema import BranchJSON, Path, ReferenceJSON, ResourceJSON


class FieldItemJSON(TypedDict):
    """A value in a list or map; only those of a map have a key."""

    key: NotRequired[str]
    path: Path
    value: str


class FieldJSON(TypedDict):
    """A parameter in the form of a block.

    Attributes:
        languages: The language of each known voice, where the parameter takes a voice.
    """

    path: Path
    name: str
    label: str
    kind: ValueKind
    present: bool
    value: str | None
    items: list[FieldItemJSON] | None
    required: bool
    refused: bool
    dynamic: Dynamic
    isDynamic: bool
    allowed: list[str]
    suggested: list[str]
    languages: dict[str, str]
    minimum: float | None
    maximum: float | None
    maxLength: int | None
    refersTo: str | None
    resource: ResourceJSON | None
    depth: int
    group: int | None
    alternative: int | None
    note: str


class UnknownValueJSON(TypedDict):
    """A value that the catalogue does not know, as JSON."""

    path: Path
    text: str


class NamespaceKeyJSON(TypedDict):
    """An attribute; ``where`` is the document, flows around it, or neither."""

    path: str
    where: Annotated[str, Literal["here", "around", "known"]]


class NamespaceJSON(TypedDict):
    """Attributes that a field can read."""

    title: str
    prefix: str
    keys: list[NamespaceKeyJSON]


class ModeJSON(TypedDict):
    """One of the things that a block can be set to do."""

    title: str
    selected: bool


class OperatorJSON(TypedDict):
    """An operator of conditions."""

    name: str
    title: str
    sign: str


class ConditionRowJSON(TypedDict):
    """A condition of a block."""

    operator: str
    operands: list[str]
    target: str


class ConditionsJSON(TypedDict):
    """The conditions of a block: those that are there, and those that may be."""

    operators: list[OperatorJSON]
    operands: list[tuple[str, str]]
    free: bool
    minimum: int
    maximum: int | None
    rows: list[ConditionRowJSON]


class ErrorBranchJSON(TypedDict):
    """An error branch that a block has or may have."""

    type: str
    title: str
    present: bool
    required: bool
    target: str


class GoneJSON(TypedDict):
    """What is left to say of a block that is not in the document any more."""

    block: str
    gone: Literal[True]


class PropertiesJSON(TypedDict):
    """The form of one block; ``Gone`` is there for one that is not in the document any more."""

    block: str
    gone: NotRequired[Literal[False]]
    type: str
    title: str
    name: str
    titles: list[str]
    doc: str
    status: str
    modes: list[ModeJSON]
    fields: list[FieldJSON]
    unknown: list[UnknownValueJSON]
    branches: list[BranchJSON]
    conditions: ConditionsJSON | None
    errors: list[ErrorBranchJSON]
    json: str
    references: list[ReferenceJSON]


class NamespacesJSON(TypedDict):
    """All attributes that a field can read."""

    namespaces: list[NamespaceJSON]
