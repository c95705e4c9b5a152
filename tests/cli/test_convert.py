"""``flowport convert`` on files, folders and standard input, good and bad."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from command import ROOT, flowport

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = ROOT / "samples" / "legacy"


def legacy(**changes: object) -> bytes:
    """A legacy flow of one block, with top-level changes."""
    block = {"id": "bye", "type": "Disconnect", "branches": [], "parameters": [], "metadata": {}}
    return json.dumps(
        {"modules": [block], "version": "1", "type": "contactFlow", "start": "bye", **changes}
    ).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a legacy flow, one below it, a new one, a damaged one and a text."""
    root = tmp_path / "flows"
    (root / "deep").mkdir(parents=True)
    (root / "one").write_bytes(legacy())
    (root / "deep" / "two.json").write_bytes(legacy())
    (root / "new.json").write_bytes(b'{"Version": "2019-10-30", "StartAction": "", "Actions": []}')
    (root / "broken.json").write_bytes(b'{"modules": [')
    (root / "README.md").write_text("Our flows.")
    return root


def test_a_folder_is_converted_with_its_structure(folder: Path, tmp_path: Path) -> None:
    """Good flows are converted, new ones copied, a damaged one makes the exit code 2."""
    done = flowport("convert", folder, "-o", tmp_path / "out", code=2)

    text = done.stdout.decode()
    assert sorted(p.name for p in (tmp_path / "out").rglob("*") if p.is_file()) == [
        "new.json",
        "one",
        "two.json",
    ]
    assert json.loads((tmp_path / "out" / "deep" / "two.json").read_bytes())["StartAction"] == "bye"
    assert "broken.json: line 1, column 14: not JSON" in text
    assert "1 not a flow" in text
    assert "2 converted" in text


def test_one_file_goes_to_standard_output(folder: Path) -> None:
    """Without -o the flow is printed, and what is to be said goes to standard error."""
    done = flowport("convert", folder / "one")

    assert json.loads(done.stdout)["Actions"][0]["Type"] == "DisconnectParticipant"
    assert b"1 converted" in done.stderr


def test_standard_input_is_converted() -> None:
    """A minus sign reads standard input."""
    done = flowport("convert", "-", stdin=legacy())

    assert json.loads(done.stdout)["Version"] == "2019-10-30"


def test_in_place_rewrites_legacy_files_only(folder: Path) -> None:
    """Legacy files are replaced; every other file keeps its bytes."""
    before = (folder / "new.json").read_bytes()

    flowport("convert", folder, "--in-place", code=2)

    assert b'"Actions"' in (folder / "one").read_bytes()
    assert (folder / "new.json").read_bytes() == before
    assert (folder / "broken.json").read_bytes() == b'{"modules": ['


def test_nothing_is_overwritten_unless_told(folder: Path, tmp_path: Path) -> None:
    """An existing file stands, with a sentence; --force replaces it."""
    out = tmp_path / "out.json"
    out.write_text("mine")

    refused = flowport("convert", folder / "one", "-o", out, code=1)

    assert out.read_text() == "mine"
    assert b"exists; choose another name, or use --force" in refused.stdout
    flowport("convert", folder / "one", "-o", out, "--force")
    assert "Actions" in out.read_text()


def test_an_output_folder_inside_the_source_is_not_read(folder: Path) -> None:
    """A second run does not take the outcome of the first for a source."""
    flowport("convert", folder, "-o", folder / "out", code=2)

    again = flowport("convert", folder, "-o", folder / "out", "--force", code=2)

    assert b"2 converted" in again.stdout


@pytest.mark.parametrize("source", ["deep", "deep/two.json"])
def test_the_output_may_be_a_folder_around_the_source(folder: Path, source: str) -> None:
    """Only an output folder within a source is left out, not a source within the output folder."""
    done = flowport("convert", source, "-o", ".", cwd=folder)

    assert b"1 converted" in done.stdout
    assert b'"Actions"' in (folder / "two.json").read_bytes()


def test_a_failed_write_leaves_no_part_behind(folder: Path) -> None:
    """A full disk (here: a limit on the size of files) is one sentence, and the folder is empty."""
    block = {"id": "x", "type": "Mystery", "branches": [], "parameters": [{"name": "x" * 9000}]}
    (folder / "one").write_bytes(legacy(modules=[block], start="x"))
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
        "sys.argv[0] = 'flowport'; import flowport.__main__ as m; m.main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, "convert", folder / "one", "-o", folder / "out" / "one"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    assert b"file too large" in done.stdout
    assert list((folder / "out").iterdir()) == []


def test_a_pipe_is_written_to_and_not_replaced(folder: Path) -> None:
    """A named pipe stays one, --force or not, and its reader gets the flow."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    script = "import sys; sys.stdout.write(open(sys.argv[1]).read())"
    reading = [sys.executable, "-c", script, str(pipe)]
    with subprocess.Popen(reading, stdout=subprocess.PIPE) as reader:
        flowport("convert", folder / "one", "-o", pipe, "--force")
        data, _ = reader.communicate(timeout=20)

    assert json.loads(data)["StartAction"] == "bye"
    assert pipe.is_fifo()


def test_a_link_to_itself_is_no_traceback(folder: Path) -> None:
    """--force over a link that leads nowhere puts the flow in its place."""
    (folder / "loop").symlink_to("loop")

    flowport("convert", folder / "one", "-o", folder / "loop", "--force")

    assert (folder / "loop").is_file()


def test_a_full_output_is_one_sentence(folder: Path) -> None:
    """Standard output that takes nothing is reported with exit code 2."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123  a device
        done = subprocess.run(
            [sys.executable, "-m", "flowport", "convert", folder / "one"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )

    assert done.stderr == b"flowport: the disk is full\n"
    assert done.returncode == 2


def test_half_a_character_is_printed_as_its_escape(tmp_path: Path) -> None:
    """A lone surrogate in an id or type breaks neither the notes nor the report."""
    block = {"id": "a\ud800", "type": "Z\ud800", "branches": [], "parameters": []}
    (tmp_path / "odd").write_bytes(legacy(modules=[block]))

    done = flowport(
        "convert", tmp_path / "odd", "-o", tmp_path / "out", "--report", tmp_path / "r.json"
    )

    assert b"Unknown block Z\\ud800" in done.stdout
    assert '"Z\\ud800"' in (tmp_path / "r.json").read_text()


def test_an_existing_report_stops_the_call_before_anything_is_written(folder: Path) -> None:
    """The report is not a file of the run's own, so the call was wrong."""
    (folder / "r.json").write_text("mine")

    flowport("convert", folder / "one", "-o", folder / "o", "--report", folder / "r.json", code=2)

    assert not (folder / "o").exists()


@pytest.mark.parametrize("place", ["flows/one", "out/one"])
def test_a_report_never_takes_the_place_of_a_flow(folder: Path, place: str) -> None:
    """Not even --force lets it overwrite a flow that the same call reads or writes."""
    report = folder.parent / place
    out = folder.parent / "out"

    done = flowport("convert", folder, "-o", out, "--report", report, "--force", code=2)

    assert b"choose another name for the report" in done.stderr
    assert (folder / "one").read_bytes() == legacy()
    assert not out.exists()


def test_a_damaged_flow_to_standard_output_is_named_with_exit_code_1(tmp_path: Path) -> None:
    """The sentence says which file it is about, as it does with -o."""
    (tmp_path / "bad").write_bytes(legacy(modules=[{"id": "a"}, {"id": "a"}]))

    done = flowport("convert", tmp_path / "bad", code=1)

    assert b"bad: Blocks 1 and 2 of the flow both have the id a" in done.stderr


def test_a_shell_completes_the_files() -> None:
    """The paths of a command are files to the shell."""
    done = subprocess.run(
        [sys.executable, "-m", "flowport"],
        capture_output=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "_FLOWPORT_COMPLETE": "bash_complete",
            "COMP_WORDS": "flowport convert sam",
            "COMP_CWORD": "2",
        },
    )

    assert done.stdout == b"file,sam\n"


def test_strict_refuses_doubts(tmp_path: Path) -> None:
    """With --strict an unknown block fails its flow, and nothing is written."""
    block = {"id": "x", "type": "Mystery", "branches": [], "parameters": [], "metadata": {}}
    (tmp_path / "odd").write_bytes(legacy(modules=[block], start="x"))

    done = flowport("convert", tmp_path / "odd", "-o", tmp_path / "out", "--strict", code=1)

    assert b"--strict" in done.stdout
    assert not (tmp_path / "out").exists()


def test_the_report_holds_every_note(tmp_path: Path) -> None:
    """The report is JSON, with kind, block, place and sentence of each note."""
    block = {"id": "x", "type": "Mystery", "branches": [], "parameters": [], "metadata": {}}
    (tmp_path / "odd").write_bytes(legacy(modules=[block], start="x"))

    flowport("convert", tmp_path / "odd", "-o", tmp_path / "o", "--report", tmp_path / "r.json")

    (file,) = json.loads((tmp_path / "r.json").read_bytes())["files"]
    assert {"kind": "unknown", "block": "x"}.items() <= file["notes"][-1].items()


def test_the_api_home_leaves_the_name_out(tmp_path: Path) -> None:
    """Content for the API does not say name, type and status inside."""
    source = legacy(metadata={"name": "Main", "type": "contactFlow", "status": "saved"})

    done = flowport("convert", "-", "--for", "api", stdin=source)

    assert json.loads(done.stdout)["Metadata"].keys() <= {"ActionMetadata", "entryPointPosition"}
    assert tmp_path.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere", "-o", "out"], "nowhere: there is no such file or folder"),
        (["."], "say where the flows go"),
        ([".", "-o", "x", "--in-place"], "not both"),
        (["-", "-", "-o", "x"], "goes alone"),
        (["empty", "-o", "out"], "it has no files"),
        (["plain", "-o", "out"], "there is no flow in plain"),
    ],
)
def test_a_wrong_call_is_one_sentence(tmp_path: Path, arguments: list[str], says: str) -> None:
    """A call that can't be meant exits with 2, and writes nothing."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "notes.txt").write_text("hello")

    done = flowport("convert", *arguments, cwd=tmp_path, code=2)

    assert says in done.stderr.decode()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "is not UTF-16"),
        (b'{"modules": [}', "line 1, column 14"),
        (b'{"other": 1}', "no flow"),
        (legacy(modules=[{"id": "a"}, {"id": "a"}]), "both have the id a"),
        (legacy(modules={}), "/modules is an object, and should be a list"),
        (b'{"modules":' + b"[" * 500_000, "nested more than 200 levels"),
        (b'{"modules": [' + b" " * 33_000_000 + b"]}", "more than 32 MB"),
    ],
    ids=["empty", "half", "json", "other", "twice", "types", "deep", "huge"],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    """Each kind of damage is reported, with exit code 2 and nothing written."""
    (tmp_path / "bad").write_bytes(data)

    code = 1 if "both have" in says else 2  # that one can be read, and not converted
    done = flowport("convert", tmp_path / "bad", "-o", tmp_path / "out", code=code)

    assert says in (done.stdout + done.stderr).decode()
    assert not (tmp_path / "out").exists()


def test_an_unreadable_file_is_one_sentence(tmp_path: Path) -> None:
    """A file that the system refuses to read (even to root) is reported, not raised."""
    done = flowport("convert", "/proc/self/mem", "-o", tmp_path / "out", code=2)

    assert b"damaged: /proc/self/mem: input/output error" in done.stdout


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """In place, the new file has the former one's mode."""
    (tmp_path / "one").write_bytes(legacy())
    (tmp_path / "one").chmod(0o640)

    flowport("convert", tmp_path / "one", "--in-place")

    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o640


def test_many_files_convert_in_two_processes_as_in_one(tmp_path: Path) -> None:
    """The outcome does not depend on how many processes work."""
    for at in range(300):
        (tmp_path / f"flow-{at}").write_bytes(legacy(start=str(at)))

    one = flowport("convert", tmp_path, "-o", tmp_path / "a", "--workers", "1")
    shutil.rmtree(tmp_path / "a")
    two = flowport("convert", tmp_path, "-o", tmp_path / "a", "--workers", "2")

    assert one.stdout == two.stdout


def test_no_process_outlives_a_killed_conversion(tmp_path: Path) -> None:
    """Whoever kills the command kills its workers, which hold its output open as they live."""
    for at in range(1000):
        (tmp_path / f"flow-{at}").write_bytes(legacy(start=str(at)))
    out = tmp_path / "out"
    call = ["-m", "flowport", "convert", str(tmp_path), "-o", str(out), "--workers", "2"]
    with subprocess.Popen(
        [sys.executable, *call], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        while running.poll() is None and not out.exists():
            time.sleep(0.01)
        running.kill()

        said, _ = running.communicate(timeout=60)

    assert b"Traceback" not in said


def test_version_and_help_and_completion_are_there() -> None:
    """The small questions are answered."""
    assert flowport("--version").stdout.startswith(b"flowport ")
    assert b"convert" in flowport("--help").stdout
    assert b"_FLOWPORT_COMPLETE" in flowport("completion", "bash").stdout


def test_starting_loads_nothing_heavy() -> None:
    """--version imports neither click nor any library that only some commands use."""
    script = (
        "import sys; sys.argv = ['flowport', '--version']; import flowport.__main__ as m; m.main()"
    )
    script += "; print([n for n in ('click', 'rich', 'boto3', 'sqlalchemy') if n in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    assert done.stdout.splitlines()[-1] == b"[]"


def doubtful(folder: Path, count: int) -> Path:
    """A folder of legacy flows that each have a note to read."""
    wait = {"id": "a", "type": "Wait", "branches": [], "parameters": []}
    flow = {"modules": [wait], "version": "1", "start": "a", "metadata": {"name": "Slow"}}
    for number in range(count):
        (folder / f"{number}.json").write_text(json.dumps(flow), encoding="utf-8")
    return folder


def test_a_dry_run_shows_the_notes_and_writes_nothing(tmp_path: Path) -> None:
    """With --dry-run there are notes and a count, and no file."""
    (tmp_path / "in").mkdir()
    done = flowport("convert", doubtful(tmp_path / "in", 1), "-o", "out", "--dry-run", cwd=tmp_path)

    assert b"1 with notes to read" in done.stdout
    assert not (tmp_path / "out").exists()


def test_many_notes_say_how_to_read_them(tmp_path: Path) -> None:
    """Above a few files the notes are not printed, so the command says where they are."""
    (tmp_path / "in").mkdir()
    folder = doubtful(tmp_path / "in", 4)

    assert b"use --report FILE" in flowport("convert", folder, "-o", "out", cwd=tmp_path).stdout
    done = flowport("convert", folder, "-o", "new", "--report", "r.json", cwd=tmp_path)
    assert b"They are in r.json." in done.stdout


def test_the_report_says_where_a_note_is_and_what_to_do(tmp_path: Path) -> None:
    """Every doubt has line, column and advice, however many files there are."""
    (tmp_path / "in").mkdir()
    flowport(
        "convert", doubtful(tmp_path / "in", 4), "-o", "out", "--report", "r.json", cwd=tmp_path
    )

    files = json.loads((tmp_path / "r.json").read_bytes())["files"]
    doubts = [note for file in files for note in file["notes"] if note["kind"] != "exact"]
    assert doubts
    assert all(note["line"] == 1 and note["column"] > 1 and note["advice"] for note in doubts)
