"""URLs of the audio of prompts: signed, and for a while good for whoever has one."""

from __future__ import annotations

import hashlib
import hmac
import re
import time

__all__ = ["LIFE", "PATH", "PromptUrls"]

#: How long a URL is good, in seconds.
LIFE = 300
#: What the path of every one begins with.
PATH = "/prompt-files/"

_FORM = re.compile(
    rf"(?:https?://[^/\s]+)?{PATH}(?P<instance>[\w-]+)/(?P<prompt>[\w-]+)\.wav"
    r"\?X-Amz-Expires=(?P<until>\d{1,12})&X-Amz-Signature=(?P<code>[0-9a-f]{64})",
    re.ASCII,
)


class PromptUrls:
    """Makes and reads them with a secret of the store."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def url(self, origin: str, instance: str, prompt: str) -> str:
        """The URL of a prompt's audio under the address of the server that the caller used."""
        until = str(int(time.time()) + LIFE)
        code = self._code(instance, prompt, until)
        query = f"X-Amz-Expires={until}&X-Amz-Signature={code}"
        return f"{origin}{PATH}{instance}/{prompt}.wav?{query}"

    def read(self, url: str) -> tuple[str, str] | None:
        """The instance and prompt of a URL or its path; None if it is forged or too old."""
        found = _FORM.fullmatch(url)
        if found is None or int(found["until"]) < time.time():
            return None
        code = self._code(found["instance"], found["prompt"], found["until"])
        if not hmac.compare_digest(code, found["code"]):
            return None
        return found["instance"], found["prompt"]

    def _code(self, *parts: str) -> str:
        return hmac.new(self._secret, "\n".join(parts).encode(), hashlib.sha256).hexdigest()
