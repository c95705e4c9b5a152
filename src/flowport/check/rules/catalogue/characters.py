"""A sequence of digits holds something else.

What it does:
    Looks for characters that can't be pressed: in the digits that end an input, and in those that
    are sent to a called number.

Why:
    A telephone has the keys 0 to 9, the star and the hash. What it lacks is never pressed, and
    never sent.

Example:
    ``"DTMFConfiguration": {"InputTerminationSequence": "OK"}``

Instead:
    ``"DTMFConfiguration": {"InputTerminationSequence": "#"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return bool(parameter.characters)


@value_rule("C025", Severity.WARNING, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look at each character."""
    declared, said, path = value
    if not isinstance(said, (str, int)) or isinstance(said, bool):
        return
    text = str(said)
    strange = [character for character in text if character not in declared.characters]
    if strange and "$" not in text and not is_placeholder(text):
        yield site.fault(
            f"{declared.name} holds {strange[0]!r}, and takes only {' '.join(declared.characters)}",
            *path,
        )
