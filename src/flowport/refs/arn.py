"""ARNs taken apart: what kind of thing one names, in which instance, and under which name."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from flowport.catalogue.references import REFERENCE_KINDS, MatchedBy, ReferenceKind
from flowport.dataclass import dataclass
from flowport.patterns import pattern

__all__ = ["ARN_INSIDE", "Arn", "is_uuid", "kind_of", "parse"]

_ARN = pattern(r"arn:([\w-]+):([a-z0-9-]+):([^:\s]*):([^:\s]*):(\S+)")
_KEPT = 8192  # ARNs that are remembered, as a batch of flows names the same ones again and again
_UUID = pattern(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_INSTANCE = pattern(r"instance/([^/]+)(?:/(.+))?")
_FUNCTION = pattern(r"(function:[^:]+):([^:]+)")
_QUALIFIER = pattern(r"(.+?):(\$?[\w-]+)")

#: An ARN anywhere in a string.
ARN_INSIDE = pattern(r"arn:[\w-]+:[a-z0-9-]+:[\w-]*:\w*:[^\s\"'<>,;{}\[\]\\]+")


@dataclass(frozen=True, slots=True)
class Arn:
    """The five parts behind ``arn:``.

    Attributes:
        partition: ``aws``, ``aws-us-gov``, ``aws-cn``.
        service: ``connect``, ``lambda``, ``lex`` and so on.
        region: The Region, empty where the service has none.
        account: The account, ``aws`` for what Amazon owns.
        resource: The rest.
    """

    partition: str
    service: str
    region: str
    account: str
    resource: str

    def __str__(self) -> str:
        parts = (self.partition, self.service, self.region, self.account, self.resource)
        return ":".join(("arn", *parts))

    @property
    def instance(self) -> str | None:
        """The ARN of the Connect instance that the thing belongs to, or is; None outside one."""
        found = _INSTANCE.fullmatch(self.resource) if self.service == "connect" else None
        return str(replace(self, resource=f"instance/{found[1]}")) if found else None

    @property
    def instance_id(self) -> str | None:
        """The id of that instance."""
        found = _INSTANCE.fullmatch(self.resource) if self.service == "connect" else None
        return found[1] if found else None

    @property
    def below(self) -> str:
        """The resource part, without ``instance/<id>/`` where it begins with that."""
        found = _INSTANCE.fullmatch(self.resource) if self.service == "connect" else None
        return (found[2] or "") if found else self.resource

    @property
    def qualifier(self) -> str:
        """The version or alias behind a flow's, module's or view's id, with its colon; or empty."""
        found = _QUALIFIER.fullmatch(self.below) if self.service == "connect" else None
        return f":{found[2]}" if found else ""

    @property
    def function_qualifier(self) -> str:
        """The version or alias behind a Lambda function's name, with its colon; or empty."""
        found = _FUNCTION.fullmatch(self.resource) if self.service == "lambda" else None
        return f":{found[2]}" if found else ""

    @property
    def plain_function(self) -> Arn:
        """A Lambda function's ARN without that qualifier."""
        end = len(self.function_qualifier)
        return replace(self, resource=self.resource[:-end]) if end else self

    @property
    def plain(self) -> Arn:
        """The ARN without a qualifier of Connect."""
        end = len(self.qualifier)
        return replace(self, resource=self.resource[:-end]) if end else self

    @property
    def kind(self) -> ReferenceKind | None:
        """The kind of thing it names, None for one that no flow refers to."""
        return _kind(self)

    def is_of(self, kind: ReferenceKind) -> bool:
        """Whether its resource part is that of a kind."""
        if kind.service == "connect" and kind.name != "view":
            if (self.instance is not None) is not kind.in_instance:
                return False
            if kind.name == "user" and self.below.startswith("queue/agent/"):
                return True
            if kind.name == "queue" and self.below.startswith("queue/agent/"):
                return False
        return self.below.startswith(kind.slug + kind.separator)

    @property
    def tail(self) -> str:
        """The id behind the slug, without a qualifier."""
        plain, kind = self.plain.below, self.kind
        if kind is None:
            return plain.rpartition("/")[2]
        if plain.startswith("queue/agent/"):
            return plain.removeprefix("queue/agent/")
        return plain.removeprefix(kind.slug + kind.separator)

    @property
    def name(self) -> str | None:
        """The name inside it: a function's (with its alias), a Lex bot's and alias' ids."""
        kind = self.kind
        return self.tail if kind and kind.matched_by is MatchedBy.ARN_NAME else None


@lru_cache(maxsize=_KEPT)
def _kind(arn: Arn) -> ReferenceKind | None:
    for kind in REFERENCE_KINDS.values():
        if kind.service == arn.service and arn.is_of(kind):
            return kind
    return None


@lru_cache(maxsize=_KEPT)
def parse(text: str) -> Arn | None:
    """The ARN that a string is, or None."""
    if not text.startswith("arn:"):
        return None
    found = _ARN.fullmatch(text)
    return Arn(*found.groups()) if found else None


def kind_of(text: str) -> str | None:
    """The reference kind of the thing that an ARN names, by its name; None for anything else."""
    arn = parse(text)
    kind = arn.kind if arn else None
    return kind.name if kind else None


def is_uuid(text: str) -> bool:
    """Whether a string is a bare id as Connect makes them."""
    return _UUID.fullmatch(text) is not None
