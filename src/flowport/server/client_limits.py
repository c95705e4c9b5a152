"""What one client may send, how long it may take, and how many connections one host may hold."""

from __future__ import annotations

import ipaddress
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CONNECTIONS", "ClientLimits", "HostConnections", "host_key", "is_address"]

#: How many connections one host may hold, if nothing else is set.
CONNECTIONS = 100

_IPV6_PREFIX = 64  # bits: what one customer of a provider has for itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLimits:
    """The limits of a connection.

    Attributes:
        header_bytes: The longest request line with all headers.
        header_count: The most headers.
        header_seconds: How long the headers may take, from the connection or their first byte.
        body_seconds: After how many seconds of a body its speed is measured, again and again.
        body_rate: The slowest body, in bytes a second.
        longest_body: How long a body may take in all, in seconds.
        reading_seconds: How long a client may leave an answer unread.
    """

    header_bytes: int = 32_768
    header_count: int = 100
    header_seconds: float = 10.0
    body_seconds: float = 15.0
    body_rate: float = 4_000.0
    longest_body: float = 900.0
    reading_seconds: float = 60.0


@dataclass(slots=True)
class HostConnections:
    """Counts the open connections of each host.

    Attributes:
        most: The most of one host.
        exempt: Hosts and networks that are not counted: the trusted proxies.
    """

    most: int = CONNECTIONS
    exempt: Sequence[str] = ()
    _open: Counter[str] = field(default_factory=Counter)

    def enter(self, host: str) -> bool:
        """Count a connection; False, and not counted, if its host has as many as it may."""
        if self._open[host] >= self.most and not self._is_exempt(host):
            return False
        self._open[host] += 1
        return True

    def leave(self, host: str) -> None:
        """A connection that was counted ended."""
        self._open[host] -= 1
        if self._open[host] <= 0:
            del self._open[host]

    def _is_exempt(self, host: str) -> bool:
        return any(_within(host, each) for each in self.exempt)


@lru_cache(maxsize=1024)
def _within(host: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def host_key(host: str) -> str:
    """What a host is counted by: its address, or the /64 network of an IPv6 address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))


def is_address(text: str) -> bool:
    """Whether a string is an IP address or a network in CIDR form."""
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
