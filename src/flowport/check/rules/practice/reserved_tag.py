"""A tag's key begins with a prefix that belongs to AWS.

What it does:
    Looks for keys that begin with ``aws:`` in ``TagContact`` and ``UntagContact``.

Why:
    The service takes the flow, and the tag fails while a contact is there.

Example:
    ``"Tags": {"aws:team": "sales"}``

Instead:
    ``"Tags": {"team": "sales"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type in {"TagContact", "UntagContact"}


@action_rule("D020", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look at the keys."""
    for name in ("Tags", "TagKeys"):
        keys = site.parameters.get(name)
        for key in keys if isinstance(keys, (dict, list)) else ():
            if isinstance(key, str) and key.lower().startswith("aws:"):
                yield site.fault(f"the key {key!r} begins with aws:, which AWS reserves", name)
