"""Commands that no page makes: each is refused with a sentence."""

from __future__ import annotations

import pytest

from flowport.designer.draft import blank
from flowport.designer.perform import perform
from flowport.errors import EditError

HOSTILE = [
    {"kind": "all", "commands": [{"commands": []}]},
    {"kind": "all", "commands": [{"kind": None, "commands": [{}]}]},
    {"kind": "all", "commands": [{"kind": ["all"], "commands": []}]},
    {"kind": "all", "commands": [7]},
]


@pytest.mark.parametrize("command", HOSTILE, ids=str)
def test_a_hostile_command_is_refused(command: dict[str, object]) -> None:
    """Whatever is nested in it, the document stays as it is."""
    with pytest.raises(EditError):
        perform(blank("flow", "CONTACT_FLOW"), command)
