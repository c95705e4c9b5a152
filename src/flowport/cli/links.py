"""The address of a one-time link."""

from __future__ import annotations

__all__ = ["sign_in_address"]


def sign_in_address(url: str, token: str) -> str:
    """What a person opens to sign in once, at a server's address."""
    return f"{url.rstrip('/')}/_flowport/link/{token}"
