"""What the command line does, as Python calls: ``flowport.open("flows")``.

Example::

    import flowport

    flows = flowport.open("flows")
    menu = flows["Main menu"]
    for finding in menu.check():
        print(finding.message)
"""

from __future__ import annotations

from flowport.library.conversation import Conversation
from flowport.library.editing import OpenBlock, OpenFlow
from flowport.library.moves import Move
from flowport.library.workspace import Workspace, open_workspace

__all__ = ["Conversation", "Move", "OpenBlock", "OpenFlow", "Workspace", "open"]

#: ``flowport.open``: the flows of a file, a folder or an instance.
open = open_workspace  # noqa: A001  flowport.open reads as in every library that opens things
