"""Names for resources and parameters: readable, unique, and the same each time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from flowport.catalogue.references import REFERENCE_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flowport.infrastructure.written_flows import FlowResource, NamedResource

__all__ = ["camel", "kind_title", "named_flows", "named_uses", "snake"]

_WORD = re.compile(r"[A-Za-z0-9]+")
_MOST = 120  # characters; CloudFormation takes 255, and a suffix may follow


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _WORD.findall(plain)


def camel(text: str) -> str:
    """A string as a CloudFormation name: letters and digits, a letter first, capitals for words."""
    found = "".join(word[0].upper() + word[1:] for word in _words(text))[:_MOST]
    return f"N{found}" if found[:1].isdigit() else found


def snake(text: str) -> str:
    """A string as a Terraform name: lower-case words with underscores, a letter first."""
    found = "_".join(word.lower() for word in _words(text))[:_MOST]
    return f"n_{found}" if found[:1].isdigit() else found


def kind_title(kind: str) -> str:
    """What people call a kind of reference."""
    return REFERENCE_KINDS[kind].title if kind in REFERENCE_KINDS else "resource"


def _unique(keys: Mapping[str, str], join: str) -> dict[str, str]:
    """Names by key, each with a suffix made of its key where two would be the same."""
    counts = Counter(name.casefold() for name in keys.values())
    return {
        key: name if counts[name.casefold()] == 1 else f"{name}{join}{_suffix(key)}"
        for key, name in keys.items()
    }


def _suffix(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:6]


def named_flows(
    flows: Iterable[FlowResource], style: Callable[[str], str], join: str = ""
) -> dict[str, str]:
    """A name for each flow, by its label."""
    keys = {
        flow.label: style(flow.name) or style(f"{'module' if flow.module else 'flow'} {flow.type}")
        for flow in flows
    }
    return _unique(keys, join)


def named_uses(
    uses: Iterable[NamedResource], style: Callable[[str], str], join: str = ""
) -> dict[str, str]:
    """A name for what is used and not written with it, by what the contents have."""
    keys = {
        use.written: style(f"{kind_title(use.kind)} {use.name} {'id' if use.bare else 'arn'}")
        for use in uses
    }
    return _unique(keys, join)
