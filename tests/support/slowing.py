"""A slow machine for tests of the page: late answers, and a processor at a fraction of its speed.

``FLOWPORT_SLOW_PAGE=400 pytest tests/web`` delays each call of the page by up to so many
milliseconds on its way out, and each answer on its way back. Which tests fail then, act before
what they act on is there, or show that the page does.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

__all__ = ["slow_down"]

_MOST = int(os.environ.get("FLOWPORT_SLOW_PAGE", "0"))
#: How many times slower than this machine the page's processor is.
_TIMES = 4

_LATE = """
const asked = window.fetch;
const pause = () => new Promise((go) => setTimeout(go, Math.random() * MOST));
window.fetch = async (...call) => {
  await pause();
  const answer = await asked(...call);
  await pause();
  return answer;
};
"""


def slow_down(context: BrowserContext) -> None:
    """Slow the pages of a browser's context down, where the environment asks for it."""
    if _MOST:
        context.add_init_script(_LATE.replace("MOST", str(_MOST)))
        context.on("page", _throttle)


def _throttle(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _TIMES})
