"""What still names the source in a flow that is about to be published.

A string in a parameter, an attribute or a condition that holds the source instance's id (inside an
ARN, in a URL or alone), or the ARN of a function or bot that a resolution would have replaced. In
text that is only spoken it is a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.model.pointer import pointer
from flowport.refs.arn import ARN_INSIDE, kind_of, parse
from flowport.refs.paths import leaves
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from flowport.model import Action, Flow
    from flowport.refs.source_instance import SourceInstance

__all__ = ["Residue", "residue"]

_SPOKEN = {"Text", "SSML"}
_CALLED = {"lambda_function", "lex_v2_bot_alias"}


@dataclass(frozen=True, slots=True)
class Residue:
    """A string that still names the source.

    Attributes:
        block: The identifier of its block.
        pointer: Its JSON pointer.
        path: Where it is, for a reader.
        value: The string.
        names: What of the source it names: an ARN or an instance's id.
        spoken: Whether it is only spoken or shown.
    """

    block: str
    pointer: str
    path: str
    value: str
    names: str
    spoken: bool

    @property
    def sentence(self) -> str:
        """What is wrong, and what to do, without a full stop."""
        return (
            f"{self.path} still names the source ({self.names}); {Remedy.REWRITE}, bind it, or "
            f"{Remedy.VALUE} {self.value!r}"
        )


def residue(
    flow: Flow,
    origin: SourceInstance,
    target: str,
    *,
    replaced: Callable[[str, str], bool],
    known: Collection[str] = (),
    allow: Collection[str] = (),
) -> Iterator[Residue]:
    """What still names the source, in the order of the blocks.

    Args:
        flow: The flow as it would be published.
        origin: Where it comes from.
        target: The ARN of the instance that it is published in.
        replaced: Whether a resolution would replace a function or bot: its kind, and its ARN.
        known: Pointers of references that have an outcome of their own.
        allow: Values that a person allows.
    """
    ids = {each.casefold() for each in origin.ids if each != target.rpartition("/")[2]}
    for action in flow.actions:
        for keys, value in _texts(action):
            if value in allow or not ("arn:" in value or any(e in value.casefold() for e in ids)):
                continue
            where = action.pointer + pointer(*keys)
            names = None if where in known else _named(value, ids, replaced, allow)
            if names:
                path = ".".join(map(str, keys[1:]))
                yield Residue(action.id, where, path, value, names, str(keys[-1]) in _SPOKEN)


def _texts(action: Action) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from leaves(action.parameters, ("Parameters",))
    conditions = action.transitions.get("Conditions")
    if conditions:
        yield from leaves(conditions, ("Transitions", "Conditions"))


def _named(
    value: str, ids: Collection[str], replaced: Callable[[str, str], bool], allow: Collection[str]
) -> str:
    """What of the source a string names; empty for nothing."""
    for found in ARN_INSIDE.finditer(value):
        text = found[0].rstrip(".")
        arn, kind = parse(text), kind_of(text)
        if text in allow or arn is None:
            continue
        if (arn.instance_id or "").casefold() in ids or (
            kind in _CALLED and replaced(kind or "", text)
        ):
            return text
    return next((f"instance {each}" for each in ids if each in value.casefold()), "")
