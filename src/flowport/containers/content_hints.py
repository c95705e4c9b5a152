"""Words in a file's bytes that tell whether it can hold flows, before anything is parsed."""

from __future__ import annotations

__all__ = ["DOCUMENT_ENDINGS", "is_own_file", "may_hold_flows", "seems_damaged"]

#: Files that show or build flows, and hold none.
DOCUMENT_ENDINGS = frozenset(
    {".md", ".markdown", ".rst", ".adoc", ".html", ".htm", ".py", ".ts", ".tsx", ".js", ".jsx",
     ".mjs", ".cjs", ".go", ".java", ".cs", ".rb", ".sh", ".ps1", ".ipynb", ".svg", ".css",
     ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".log", ".csv", ".lock"}
)  # fmt: skip

_HCL = (".tf", ".tofu")
_KEYS = (b'"StartAction"', b'"Actions"', b'"modules"')
_OWN = {"flowport.toml", "instance.json"}


def may_hold_flows(data: bytes, ending: str) -> bool:
    """Whether any word of a flow, or of a resource that is one, is in a file."""
    plain = data.replace(b"\x00", b"") if b"\x00" in data[:64] else data
    if ending in _HCL:
        return b"connect_contact_flow" in plain
    return (
        b"StartAction" in plain
        or b"modules" in plain
        or b"Actions" in plain
        or b"AWS::Connect::ContactFlow" in plain
        or b"connect_contact_flow" in plain
        or (b"connect" in plain and b"ontactFlow" in plain)
    )


def seems_damaged(data: bytes) -> bool:
    """Whether what can't be read was meant as a flow.

    What begins like JSON has one of a flow's keys; anything else two words that go together.
    """
    plain = data.replace(b"\x00", b"")
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"{" and any(
        word in plain for word in _KEYS
    ):
        return True
    return (b"StartAction" in plain and (b"Identifier" in plain or b"Actions" in plain)) or (
        b"modules" in plain and b"branches" in plain
    )


def is_own_file(data: bytes, name: str | None) -> bool:
    """Whether Flowport wrote a file for itself: its record or its settings."""
    base = (name or "").replace("\\", "/").rpartition("/")[2]
    return base in _OWN and not seems_damaged(data)
