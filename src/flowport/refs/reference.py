"""A reference in a flow, with every place that repeats it."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from flowport.catalogue.jsonpath import paths
from flowport.dataclass import dataclass
from flowport.model.block_names import block_label
from flowport.model.pointer import parts
from flowport.refs.arn import ARN_INSIDE, is_uuid, parse

__all__ = ["Copy", "Form", "Reference", "ReferencePlace", "form_of"]


#: Kinds of the instance that have versions or aliases of their own.
_QUALIFIED = frozenset({"contact_flow", "contact_flow_module", "view"})


class Form(StrEnum):
    """How a reference is written."""

    ARN = "arn"
    ID = "id"
    """A bare id."""
    NAME = "name"
    """Neither an ARN nor an id: a name, or a placeholder of some template."""
    EMPTY = "empty"
    """Nothing is chosen; perhaps the metadata knows a name."""
    DYNAMIC = "dynamic"
    """A JSONPath: known only while a call runs, and never touched."""
    EMBEDDED = "embedded"
    """An ARN inside a longer text: reported, and never touched."""


class ReferencePlace(StrEnum):
    """Where a reference stands."""

    PARAMETER = "parameter"
    """In a parameter that refers to something: what the service runs."""
    METADATA = "metadata"
    """Only in the designer's metadata, where it repeats no parameter of the block."""
    VALUE = "value"
    """Hidden in a plain value, such as a contact attribute."""
    READ = "read"
    """In a plain value that a block reads as a reference: what the service runs."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A place in the metadata that repeats a reference.

    Attributes:
        pointer: The JSON pointer of what is there.
        holds: ``id`` (an ARN or id), ``name``, or for Lex ``bot`` or ``alias``.
    """

    pointer: str
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference in a flow.

    Attributes:
        kind: What it refers to, as the catalogue spells it; empty for an id of unknown kind.
        block: The identifier of its block.
        action: The type of the block's action.
        pointer: The JSON pointer of the value.
        written: The value as it is there.
        form: How it is written.
        name: The resource's name, from the metadata or from inside the ARN; None if unknown.
        copies: The places in the metadata that repeat it and must be rewritten with it.
        place: Where it stands.
        target_types: For a flow: the types that the parameter takes; empty for any.
        version: A view's version where it is in a parameter of its own; empty elsewhere.
        region: The Region of a Lex V1 bot, which is in a parameter of its own; empty elsewhere.
        attribute: For a plain value: the namespace and name of the attribute that holds it, or
            that a condition compares with it; empty elsewhere.
        title: What a reader calls its block; empty if unknown.
    """

    kind: str
    block: str
    action: str
    pointer: str
    written: str
    form: Form
    name: str | None = None
    copies: tuple[Copy, ...] = ()
    place: ReferencePlace = ReferencePlace.PARAMETER
    target_types: tuple[str, ...] = ()
    version: str = ""
    region: str = ""
    attribute: tuple[str, str] | None = None
    title: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        """Its block in a sentence."""
        return block_label(self.title, self.block)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys and indices of its path below ``Parameters``; none in the metadata."""
        return () if self.place is ReferencePlace.METADATA else tuple(parts(self.pointer)[3:])

    @property
    def path(self) -> str:
        """The parameter, such as ``Messages.0.PromptId``."""
        return ".".join(self.keys)

    @property
    def pattern(self) -> str:
        """The parameter as the catalogue spells it, such as ``Messages[].PromptId``."""
        words = ["[]" if key.isdigit() else f".{key}" for key in self.keys]
        return "".join(words).removeprefix(".")

    @property
    def qualifier(self) -> str:
        """The version or alias that it names, with its colon; empty where it names none.

        A Lambda function's is part of its ARN as well, a Lex alias is a resource of its own.
        """
        arn = parse(self.written)
        if arn and arn.service == "lambda":
            return arn.function_qualifier
        behind = arn.qualifier if arn else ""
        if self.form is Form.ID and self.kind in _QUALIFIED:
            behind = "".join(self.written.partition(":")[1:])
        number = self.version if self.version.isdigit() or self.version.startswith("$") else ""
        return behind or (f":{number}" if number else "")

    @property
    def plain(self) -> str:
        """What is written, without a version or alias behind it."""
        arn = parse(self.written)
        if arn:
            return str(arn.plain_function if arn.service == "lambda" else arn.plain)
        return self.written.partition(":")[0] if self.form is Form.ID else self.written

    @property
    def dynamic(self) -> bool:
        """Whether its target is known only while a call runs."""
        return self.form is Form.DYNAMIC

    @property
    def key(self) -> tuple[str, str]:
        """What two references to the same thing share: the kind, and the value or name."""
        return self.kind, self.written or self.name or ""


def form_of(text: str) -> Form:
    """How a value is written."""
    if not text.strip():
        return Form.EMPTY
    if paths(text):
        return Form.DYNAMIC
    if parse(text):
        return Form.ARN
    if is_uuid(text.partition(":")[0]):
        return Form.ID
    return Form.EMBEDDED if "arn:" in text and ARN_INSIDE.search(text) else Form.NAME
