"""The words that declarations choose from: channels, kinds, statuses and rules."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ActionKind",
    "Category",
    "Channel",
    "ChoiceRule",
    "Dynamic",
    "Evidence",
    "Lifecycle",
    "NextRule",
    "OperandSource",
    "Support",
    "ValueKind",
    "WrittenAs",
]


class Channel(StrEnum):
    """How a contact came."""

    VOICE = "VOICE"
    CHAT = "CHAT"
    TASK = "TASK"
    EMAIL = "EMAIL"


class Evidence(StrEnum):
    """What a fact is based on, the strongest first."""

    VERIFIED = "verified"
    """A flow was created in a live instance, and the answer read."""
    DOCUMENTED = "documented"
    OBSERVED = "observed"
    """Seen in flows that a designer exported."""
    INFERRED = "inferred"


class Dynamic(StrEnum):
    """Where a value may come from a JSONPath."""

    STATIC = "static"
    """No JSONPath."""
    STATIC_OR_PATH = "static-or-path"
    """A literal, or exactly one JSONPath."""
    PATH = "path"
    """Exactly one JSONPath, never a literal."""
    TEXT = "text"
    """Anything, JSONPaths inside text as well."""


class ValueKind(StrEnum):
    """What a parameter's value is."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    """Known keys, where parameters below it are declared; free keys where none is."""
    MAP = "map"
    """Free keys; parameters declared below it add to what is known of some."""
    LIST = "list"


class WrittenAs(StrEnum):
    """How a scalar that is not a string is written in the JSON."""

    TEXT = "text"
    """As a string, ``"5"``: the rule of the flow language."""
    JSON = "json"
    """As a JSON number or boolean."""
    EITHER = "either"


class Category(StrEnum):
    """A section of the designer's palette, in its order."""

    INTERACT = "Interact"
    SET = "Set"
    CHECK = "Check"
    ANALYZE = "Analyze"
    LOGIC = "Logic"
    INTEGRATE = "Integrate"
    TERMINATE = "Terminate"


class ActionKind(StrEnum):
    """The flow language's own division of actions."""

    CONTACT = "contact"
    PARTICIPANT = "participant"
    FLOW_CONTROL = "flow-control"
    INTERACTION = "interaction"
    UNLISTED = "unlisted"
    """Real, and missing from the reference."""


class Lifecycle(StrEnum):
    """Whether an action still does something."""

    CURRENT = "current"
    ENDED = "ended"
    """The service behind it ended (Voice ID, 2026-05-20)."""
    OBSOLETE = "obsolete"
    """A spelling of a preview that no document names."""


class Support(StrEnum):
    """What happens when a contact of a channel comes to an action."""

    YES = "yes"
    PARTLY = "partly"
    """Only in some flows, or only some of its settings."""
    NO_EFFECT = "no effect"
    """It goes on, and nothing was done."""
    ERROR = "error branch"
    """It leaves through a branch for errors."""
    NO = "no"
    UNKNOWN = "unknown"


class OperandSource(StrEnum):
    """Where operands come from that the catalogue cannot list."""

    ANY = "any"
    """Whatever the author compares with, a JSONPath as well."""
    INTENTS = "intents"
    """The intents of the bot."""
    MODULE_BRANCHES = "module branches"
    """The branches that the module's ``Settings`` declare."""
    VIEW_ACTIONS = "view actions"
    """The actions of the view."""
    RUNNING_SUM = "running sum"
    """One more than the sum of the percentages so far, up to 100."""
    NUMBERS = "numbers"


class NextRule(StrEnum):
    """Whether ``Transitions.NextAction`` must be there."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    FORBIDDEN = "forbidden"
    """The action is terminal: no transition at all."""


class ChoiceRule(StrEnum):
    """How many of some parameters may stand together."""

    AT_MOST_ONE = "at most one"
    EXACTLY_ONE = "exactly one"
    AT_LEAST_ONE = "at least one"
