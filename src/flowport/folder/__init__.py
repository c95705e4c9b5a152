"""An instance that is a folder of files, fit for version control."""

from __future__ import annotations

from flowport.folder.instance import FolderInstance
from flowport.folder.names import file_name

__all__ = ["FolderInstance", "file_name"]
