"""The build hook: the wheel and the source distribution carry the designer's page, built."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType


class PageHook(BuildHookInterface[Any]):
    """Builds the page if it is stale; only then does the build ask for Node."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling."""
        page = self._page()
        return [page.NODE] if page is not None and page.stale() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page before files are collected."""
        del version, build_data
        page = self._page()
        if page is not None and page.stale():
            self.app.display_waiting("Building the designer's page")
            page.build()

    def _page(self) -> ModuleType | None:
        """``web/build.py``, where the sources are."""
        path = Path(self.root) / "web" / "build.py"
        spec = importlib.util.spec_from_file_location("flowport_page", path)
        if not path.is_file() or spec is None or spec.loader is None:
            return None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
