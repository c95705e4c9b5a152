"""The smallest valid content of a flow of each type: a placeholder while a cycle is written."""

from __future__ import annotations

import json

from flowport.catalogue import ACTIONS
from flowport.catalogue.families import MODULE, VERSION, settings
from flowport.jobs.moving.contents import digest

__all__ = ["is_shell", "shell"]

_ENDS = ("DisconnectParticipant", "EndFlowExecution")
_MODULE_END = "EndFlowModuleExecution"


def shell(type: str) -> str:  # noqa: A002  the API's word
    """A content that does nothing but end, for a flow type or ``MODULE``."""
    fit = (each for each in _ENDS if type in ACTIONS[each].flow_types)
    end = _MODULE_END if type == MODULE else next(fit, _ENDS[0])
    tree = {
        "Version": VERSION,
        "StartAction": "end",
        "Metadata": {},
        "Actions": [{"Identifier": "end", "Type": end, "Parameters": {}, "Transitions": {}}],
    }
    if type == MODULE:
        tree["Settings"] = settings("Success", "Error")
    return json.dumps(tree)


def is_shell(text: str, type: str) -> bool:  # noqa: A002  as above
    """Whether a content is such a one, however it is written."""
    return digest(text) == digest(shell(type))
