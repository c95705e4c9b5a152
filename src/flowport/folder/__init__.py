"""An instance that is a folder of files, fit for version control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.folder.file_names import file_name

if TYPE_CHECKING:
    from flowport.folder.instance import FolderInstance

__all__ = ["FolderInstance", "file_name"]


def __getattr__(name: str) -> Any:
    """The instance, imported when it is asked for: most commands use the names of files only."""
    if name != "FolderInstance":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from flowport.folder.instance import FolderInstance  # noqa: PLC0415  see above

    return FolderInstance
