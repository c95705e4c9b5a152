"""The contract's page says what the server does."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowport.designer.perform import COMMANDS
from flowport.server.designer.endpoint_registry import Endpoint, endpoints
from flowport.server.designer.refusals import STATUSES

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "designer-api.md").read_text("utf-8")

#: How the page writes the parameters of paths.
LETTERS = {"instance": "I", "flow": "F", "plan": "P", "run": "R", "session": "S", "test": "T"}


def said(endpoint: Endpoint) -> str:
    """How the page writes an endpoint."""
    path = endpoint.path.lstrip("/")
    for word, letter in LETTERS.items():
        path = path.replace(f"{{{word}}}", letter)
    return f"`{endpoint.method} {path}"


@pytest.mark.parametrize("endpoint", endpoints(), ids=said)
def test_every_endpoint_is_described(endpoint: Endpoint) -> None:
    """A call that the page may make is in its contract."""
    assert said(endpoint) in PAGE


@pytest.mark.parametrize("kind", sorted(COMMANDS))
def test_every_command_is_described(kind: str) -> None:
    """A command that the page may send is in the contract."""
    assert f"| `{kind}` |" in PAGE


@pytest.mark.parametrize("code", sorted(STATUSES))
def test_every_code_is_described(code: str) -> None:
    """A code that an error may have is in the contract."""
    assert f"`{code}`" in PAGE
