"""The page's types of answers are made from the types that the server's builders keep to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_type_hints

import pytest

from flowport.designer.schema.answer_schema import LinkSizesJSON, SizesJSON
from flowport.layout.sizes import as_tables
from page_types import FILES, page_types

_API = Path(__file__).parents[2] / "web" / "src" / "api"


@pytest.mark.parametrize("name", FILES)
def test_the_pages_types_are_those_of_the_schema(name: str) -> None:
    """The generated file is up to date; FLOWPORT_RENEW=1 writes it again."""
    path, made = _API / f"{FILES[name]}.ts", page_types(name)
    if os.environ.get("FLOWPORT_RENEW") == "1":
        path.write_text(made, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == made


def test_the_sizes_are_those_of_the_schema() -> None:
    """The numbers by which the canvas draws are the ones that the page knows by name."""
    sizes = as_tables()

    assert {*sizes} == {*get_type_hints(SizesJSON)}
    assert {*sizes["links"]} == {*get_type_hints(LinkSizesJSON)}
