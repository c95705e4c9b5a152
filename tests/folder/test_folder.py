"""What only a folder does: files by hand, changes noticed, stable bytes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from flowport.errors import ConflictError, ForbiddenError, InstanceError
from flowport.folder import FolderInstance
from flowport.folder.lock import locked
from flowport.input_files import walk
from flowport.ports import Status
from instances.kinds import flow_text, new_flow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "flows-of-ours"


def test_the_file_is_the_content(root: Path) -> None:
    """A flow's file holds its content and nothing else, so that the console can import it."""
    FolderInstance(root).create(new_flow("Main", flow_text("Hello.")))

    assert (root / "flows" / "Main.json").read_text() == flow_text("Hello.")


def test_a_file_put_there_by_hand_is_a_flow(root: Path) -> None:
    """Nobody has to tell the record of a new file."""
    root.mkdir()
    (root / "By hand.json").write_text(flow_text(metadata={"name": "Reception"}))

    assert [flow.name for flow in FolderInstance(root).flows()] == ["Reception"]


def test_a_folder_that_cannot_be_listed_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flows that nobody could look for do not count as gone, or a plan would archive them."""
    FolderInstance(root).create(new_flow("Main"))
    listed = os.scandir

    def scandir(path: str) -> Any:
        if Path(path).name == "flows":
            raise PermissionError
        return listed(path)

    monkeypatch.setattr("flowport.files.os.scandir", scandir)

    assert [file.unlisted for file in walk([str(root)])][-1]
    with pytest.raises(ForbiddenError, match="can't be listed"):
        list(FolderInstance(root).flows())


def test_a_file_deleted_by_hand_is_gone(root: Path) -> None:
    """The record alone makes no flow."""
    instance = FolderInstance(root)
    instance.create(new_flow("Main"))
    (root / "flows" / "Main.json").unlink()

    assert list(instance.flows()) == []


def test_an_edit_by_hand_is_a_draft(root: Path) -> None:
    """A published flow whose file was edited is no longer what was published."""
    instance = FolderInstance(root)
    instance.create(new_flow("Main"), publish=True)
    (root / "flows" / "Main.json").write_text(flow_text("Other."))

    assert [flow.status for flow in instance.flows()] == [Status.SAVED]


def test_an_edit_meanwhile_is_not_overwritten(root: Path) -> None:
    """What someone wrote since the flow was read here stays."""
    instance = FolderInstance(root)
    made = instance.create(new_flow("Main"))
    instance.read(made.key)
    (root / "flows" / "Main.json").write_text(flow_text("Theirs."))

    with pytest.raises(ConflictError, match="changed in the meantime"):
        instance.save(made.key, flow_text("Ours."))


def test_two_processes_see_each_other(root: Path) -> None:
    """A flow that another one made is there, and its entry is kept."""
    one, other = FolderInstance(root), FolderInstance(root)
    one.create(new_flow("One"))
    other.create(new_flow("Other"))
    one.create(new_flow("Third"))

    assert [flow.name for flow in other.flows()] == ["One", "Other", "Third"]


def test_a_second_writer_waits_and_is_told(root: Path) -> None:
    """A lock that is held too long is a conflict."""
    lock = root / ".flowport" / "lock"

    with locked(lock), pytest.raises(ConflictError, match="another flowport"), locked(lock, 0.1):
        pass


def test_the_record_is_stable(root: Path) -> None:
    """Saving the same flow again changes no byte of the record."""
    instance = FolderInstance(root)
    made = instance.create(new_flow("Main"), publish=True)
    before = (root / "instance.json").read_bytes()
    instance.publish(made.key, flow_text())

    assert (root / "instance.json").read_bytes() == before


def _entry(**wrong: Any) -> bytes:
    """A record whose one flow has something wrong."""
    flow = {"file": "x", "kind": "flow", "id": "i", "name": "n", "type": "CONTACT_FLOW", **wrong}
    arn = "arn:aws:connect:eu-west-2:111122223333:instance/i"
    return json.dumps({"instance": {"arn": arn}, "flows": [flow]}).encode()


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (b"{", "not JSON"),
        (b"{}", "lacks 'instance'"),
        (b'{"instance": {"arn": "x"}}', "is not the ARN of an instance"),
        (b'{"instance": {"arn": 3}}', "damaged"),
        (
            b'{"instance": {"arn": "arn:aws:connect:a:1:instance/i"}, "flows": [{"file": "x"}]}',
            "lacks 'kind'",
        ),
        (
            b'{"instance": {"arn": "arn:aws:connect:a:1:instance/i"}, "resources": {"quue": []}}',
            "'quue'",
        ),
        (b'{"format": 3, "instance": {"arn": "arn:aws:connect:a:1:instance/i"}}', "format is 3"),
        (b'{"instance": {"arn": "arn:aws:s3:::bucket"}}', "is not the ARN of an instance"),
        (_entry(name=["x"]), "name of the flow 'i' is ['x'], and should be a string"),
        (_entry(tags=[1]), "tags of the flow 'i' is [1], and should be an object"),
    ],
)
def test_a_damaged_record_is_told(root: Path, damage: bytes, word: str) -> None:
    """The sentence names the file and what is wrong with it."""
    root.mkdir()
    (root / "instance.json").write_bytes(damage)

    with pytest.raises(InstanceError) as caught:
        FolderInstance(root).flows()

    assert word in str(caught.value)
    assert "instance.json" in str(caught.value)


def test_a_record_leads_out_of_the_folder(root: Path) -> None:
    """A record that names a file elsewhere does not get it read or deleted."""
    instance = FolderInstance(root)
    made = instance.create(new_flow("Main"))
    record = json.loads((root / "instance.json").read_text())
    record["flows"][0]["file"] = "../elsewhere.json"
    (root / "instance.json").write_text(json.dumps(record))

    with pytest.raises(InstanceError, match="leads out"):
        FolderInstance(root).delete(made.key)
