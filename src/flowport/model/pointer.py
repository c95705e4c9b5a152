"""JSON pointers (RFC 6901): how notes, findings and edits name a place in a document."""

from __future__ import annotations

from typing import Any

from flowport.errors import EditError
from flowport.model.digits import whole_number


def pointer(*keys: str | int) -> str:
    """The pointer through these keys and indices."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in keys)


def parts(text: str) -> list[str]:
    """The keys and indices of a pointer, as text.

    Raises:
        EditError: it is neither empty nor begins with a slash.
    """
    if not text:
        return []
    if not text.startswith("/"):
        message = f"{text!r} is not a JSON pointer; write it as /Actions/0/Parameters/Text"
        raise EditError(message)
    return [part.replace("~1", "/").replace("~0", "~") for part in text[1:].split("/")]


def get(tree: Any, text: str) -> Any:
    """The value at a pointer.

    Raises:
        EditError: the tree has no such place.
    """
    here = tree
    for part in parts(text):
        try:
            here = here[_index(part)] if isinstance(here, list) else here[part]
        except (KeyError, IndexError, ValueError, TypeError):
            message = f"there is nothing at {text}"
            raise EditError(message) from None
    return here


def index_in(part: str) -> int:
    """The index of a list that a pointer's part can be; -1 for none."""
    found = whole_number(part)
    return -1 if found is None else found


def _index(part: str) -> int:
    found = index_in(part)
    if found < 0:
        raise ValueError(part)
    return found


def put(tree: Any, text: str, value: Any) -> Any:
    """The tree with the value at a pointer replaced, or added where its parent has none.

    All that the pointer does not pass is shared with the former tree. A list takes the index
    behind its last (or ``-``) as an append.

    Raises:
        EditError: the parent is not there, or is not an object or list.
    """
    return _put(tree, parts(text), value, text)


def _put(here: Any, keys: list[str], value: Any, text: str) -> Any:
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(here, dict):
        if rest and key not in here:
            message = f"there is nothing at {text}"
            raise EditError(message)
        return {**here, key: _put(here.get(key), rest, value, text)}
    if isinstance(here, list):
        index = len(here) if key == "-" else index_in(key)
        if not 0 <= index <= len(here) - bool(rest):
            message = f"there is nothing at {text}"
            raise EditError(message)
        inner = _put(here[index] if rest else None, rest, value, text)
        return [*here[:index], inner, *here[index + 1 :]]
    message = f"there is nothing at {text}"
    raise EditError(message)


def drop(tree: Any, text: str) -> Any:
    """The tree without the value at a pointer.

    Raises:
        EditError: there is no such value.
    """
    get(tree, text)
    *path, last = parts(text)
    parent_pointer = pointer(*path)
    parent = get(tree, parent_pointer)
    if isinstance(parent, list):
        index = int(last)
        return put(tree, parent_pointer, parent[:index] + parent[index + 1 :])
    kept = {key: value for key, value in parent.items() if key != last}
    return put(tree, parent_pointer, kept)
