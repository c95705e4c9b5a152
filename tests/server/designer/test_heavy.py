"""Which work is done in another process: that on any heavy flow, wherever it is given."""

from __future__ import annotations

import pytest

from documents import a_flow
from flowport.designer.draft import Draft
from flowport.server.designer.heavy import HEAVY, flows_in, is_heavy

_LIGHT = a_flow(("a", "DisconnectParticipant", None))
_MANY = a_flow(*((str(number), "MessageParticipant", "0") for number in range(HEAVY + 1)))


@pytest.mark.parametrize(
    "given", [(_LIGHT, _MANY), (_MANY, _LIGHT), ([_LIGHT, _MANY], 3), (Draft(flow=_MANY),)]
)
def test_a_heavy_flow_is_found_wherever_it_is_given(given: tuple[object, ...]) -> None:
    """The work on a light flow and a heavy one is heavy, whichever comes first."""
    assert any(map(is_heavy, flows_in(given)))


def test_light_flows_are_light() -> None:
    """A few blocks are worked on in the server itself."""
    assert not any(map(is_heavy, flows_in((_LIGHT, [_LIGHT], "text", None))))
