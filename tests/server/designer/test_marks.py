"""Colors of instances: what ``flowport.toml`` says reaches the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsing import Browser
    from serving import Served


@pytest.fixture
def toml(site: Served) -> Iterator[Path]:
    """The project's file, which a test may fill."""
    file = Path(site.app.options.project) / "flowport.toml"
    before = file.read_text()
    yield file
    file.write_text(before)


def _mark(admin: Browser) -> tuple[str, bool]:
    here = next(each for each in admin.get("session")["instances"] if each["id"] == admin.instance)
    return here["color"], here["protected"]


def _local(site: Served, *lines: str) -> str:
    database = f'database = "{site.store.address}"'
    return "\n".join(["[instances.here]", f'local = "{site.instance}"', database, *lines])


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        ([], ("", False)),
        (['color = "green"'], ("green", False)),
        (["protected = true"], ("red", True)),
        (["protected = true", 'color = "purple"'], ("purple", True)),
    ],
)
def test_a_local_instance_has_the_mark_of_its_table(
    site: Served, admin: Browser, toml: Path, lines: list[str], mark: tuple[str, bool]
) -> None:
    """The table's color is the instance's; a protected one without a color is red."""
    toml.write_text(_local(site, *lines))

    assert _mark(admin) == mark


def test_an_arn_names_the_instance_too(site: Served, admin: Browser, toml: Path) -> None:
    """A table with the instance's ARN marks it."""
    toml.write_text(f'[instances.here]\narn = "{site.arn}"\ncolor = "blue"')

    assert _mark(admin) == ("blue", False)


def test_another_database_is_not_marked(admin: Browser, toml: Path) -> None:
    """The same name in another database is another instance."""
    toml.write_text('[instances.here]\nlocal = ""\ndatabase = "other.db"\ncolor = "red"')

    assert _mark(admin) == ("", False)


@pytest.mark.parametrize("text", ["[instances", '[instances.here]\nlocal = ""\ncolor = "puce"'])
def test_an_invalid_file_keeps_nobody_out(admin: Browser, toml: Path, text: str) -> None:
    """A file that can't be read marks nothing, and the session is answered."""
    toml.write_text(text)

    assert _mark(admin) == ("", False)
