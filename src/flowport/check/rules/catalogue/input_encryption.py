"""Stored input is encrypted in a way that can't work.

What it does:
    Expects ``InputEncryption`` only beside ``CustomValidation``, and with both ``EncryptionKeyId``
    and ``Key``.

Why:
    The reference says so: phone numbers are not encrypted, and the key's id and its text belong
    together.

Example:
    ``"InputValidation": {"PhoneNumberValidation": {...}}, "InputEncryption": {...}``

Instead:
    ``"InputValidation": {"CustomValidation": {...}}, "InputEncryption": {"EncryptionKeyId": ...,
    "Key": ...}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Path, Site

_KEY = "InputEncryption"


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(p.name.startswith(_KEY) for p in action.parameters)


@action_rule("C021", Severity.ERROR, wants=_wants, about="parameters")
def check(site: Site) -> Iterator[Fault]:
    """Compare the two settings, and the two halves of the key."""
    for here, path in _encryptions(site):
        validation = here.get("InputValidation", here)
        if isinstance(validation, dict) and "CustomValidation" not in validation:
            yield site.fault(
                "only input under CustomValidation can be encrypted; remove InputEncryption",
                *path,
                problem=site.bad_value(path),
            )
        missing = {"EncryptionKeyId", "Key"} - here[_KEY].keys()
        if len(missing) == 1:
            where = (*path, missing.pop())
            yield site.fault(
                "EncryptionKeyId and Key go together; add this one",
                *where,
                problem=f"Action is missing required property. Path: {site.parameter_where(where)}",
            )


def _encryptions(site: Site) -> list[tuple[dict[str, Any], Path]]:
    found = site.parameters.get(_KEY)
    return [(site.parameters, (_KEY,))] if isinstance(found, dict) else []
