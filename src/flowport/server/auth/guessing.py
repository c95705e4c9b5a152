"""How often sign-ins may fail, by host, browser and name, without locking anybody out.

Failures count for the host that they come from, whatever names it tries. A browser that signed in
with a name before has a cookie that says so, and counts for itself: a stranger at the same host
takes nothing from it. A name that fails from everywhere is refused to strangers alone, and goes on
working in the browsers, and from the hosts, where it was signed in with before; and a one-time
link always works.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from flowport.server.auth.tries import Tries
from flowport.server.client_limits import host_key

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Guessing"]

_OF_A_NAME = 100  # failures an hour, of all strangers together
_HOSTS = 10_000


class Guessing:
    """The sign-ins that failed.

    Args:
        secret: What the cookies of known browsers are signed with.
        clock: Seconds, for tests.
    """

    def __init__(self, secret: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._secret = secret.encode()
        self._known = Tries(clock)
        self._hosts = Tries(clock)
        self._names = Tries(clock, minute=None, hour=_OF_A_NAME)
        self._entered: OrderedDict[tuple[str, str], None] = OrderedDict()

    def too_many(self, name: str, host: str, browser: str) -> bool:
        """Whether a sign-in is refused unread."""
        if self._is_known(name, browser):
            return self._known.too_many(browser)
        if self._hosts.too_many(host_key(host)):
            return True
        entered = (name, host_key(host)) in self._entered
        return not entered and self._names.too_many(name)

    def failed(self, name: str, host: str, browser: str) -> None:
        """Remember a sign-in that failed."""
        if self._is_known(name, browser):
            self._known.note(browser)
            return
        self._hosts.note(host_key(host))
        self._names.note(name)

    def entered(self, name: str, host: str) -> str:
        """Remember a sign-in that went well; gives the cookie that says so."""
        self._entered[name, host_key(host)] = None
        self._entered.move_to_end((name, host_key(host)))
        while len(self._entered) > _HOSTS:
            self._entered.popitem(last=False)
        nonce = secrets.token_urlsafe(16)
        return f"{nonce}.{self._signed(name, nonce)}"

    def _is_known(self, name: str, browser: str) -> bool:
        nonce, _, signature = browser.partition(".")
        return hmac.compare_digest(self._signed(name, nonce).encode(), signature.encode())

    def _signed(self, name: str, nonce: str) -> str:
        text = f"{nonce}\n{name}".encode(errors="surrogatepass")
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()
