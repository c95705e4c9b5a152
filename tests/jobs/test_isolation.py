"""A fault in Flowport stays with the item that it met, and leaves a report."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flowport.convert import convert
from flowport.errors import FlowportError, NotFoundError, UnexpectedError
from flowport.jobs import conversion
from flowport.jobs.conversion import ConversionOptions, FileStatus, Task
from flowport.jobs.isolation import isolated

if TYPE_CHECKING:
    from flowport.convert import Conversion
    from flowport.model import LegacyFlow

LEGACY = """{"modules": [{"id": "a", "type": "Disconnect", "branches": [], "parameters": []}],
"version": "1", "type": "contactFlow", "start": "a",
"metadata": {"entryPointPosition": {"x": 0, "y": 0}, "name": "Old"}}"""


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of reports, for this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "flowport" / "reports"


@pytest.mark.parametrize(
    "fault", [TypeError("x"), KeyError("x"), OverflowError("x"), RecursionError("x"), MemoryError()]
)
def test_fault_becomes_a_sentence_with_a_report(fault: Exception, reports: Path) -> None:
    """The sentence names the item and the report; the report says where the fault is."""
    with pytest.raises(UnexpectedError) as caught, isolated("menu.json"):
        raise fault

    (report,) = reports.iterdir()
    assert caught.value.report == report
    assert f"menu.json: unexpected error in Flowport ({type(fault).__name__})" in str(caught.value)
    assert str(report) in str(caught.value)
    assert "test_isolation.py" in report.read_text()
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_error_on_purpose_is_left_alone(reports: Path) -> None:
    """An error that says what is wrong with the item needs no report."""
    with pytest.raises(NotFoundError), isolated("menu.json"):
        raise NotFoundError("there is no flow")

    assert not reports.exists()


def test_error_of_the_system_is_a_sentence(reports: Path) -> None:
    """What the operating system refuses is no fault in Flowport."""
    with pytest.raises(FlowportError, match=r"^other: no such thing$"), isolated("menu.json"):
        raise OSError(2, "no such thing", "other")

    assert not reports.exists()


def test_interruption_is_not_held_up(reports: Path) -> None:
    """Ctrl-C ends the batch."""
    with pytest.raises(KeyboardInterrupt), isolated("menu.json"):
        raise KeyboardInterrupt

    assert not reports.exists()


def test_sentence_without_a_folder_for_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that takes nothing the sentence still comes."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "read-only")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UnexpectedError, match="No report could be written"), isolated("menu.json"):
        raise TypeError


def test_neighbours_of_a_fault_are_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file at which the conversion fails without a sentence does not end the batch."""

    def faulty(document: LegacyFlow, **how: Any) -> Conversion:
        if document.tree["metadata"]["name"] == "Bad":
            raise TypeError("unhashable type: 'list'")
        return convert(document, **how)

    monkeypatch.setattr(conversion, "convert", faulty)
    for name in ("a", "b", "c"):
        text = LEGACY.replace("Old", "Bad") if name == "b" else LEGACY
        (tmp_path / f"{name}.json").write_text(text)
    tasks = [Task(tmp_path / f"{n}.json", tmp_path / "out" / f"{n}.json", False) for n in "abc"]
    outcomes = list(conversion.run(tasks, ConversionOptions()))

    assert [each.status for each in outcomes] == [
        FileStatus.CONVERTED,
        FileStatus.FAILED,
        FileStatus.CONVERTED,
    ]
    assert "unexpected error in Flowport (TypeError)" in outcomes[1].message
