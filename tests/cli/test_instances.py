"""The commands that move flows between instances, as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from flowport.cli import app
from flowport.errors import FlowportError
from flowport.folder import FolderInstance
from flowport.ports import State, Status
from instances.kinds import flow_text, folder, new_flow

if TYPE_CHECKING:
    from instances.kinds import Subject


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with two instances: source and target."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flowport.toml").write_text(
        '[instances.source]\nfolder = "s"\n\n[instances.target]\nfolder = "t"\n'
    )
    return tmp_path


@pytest.fixture
def source(here: Path) -> Subject:
    """The instance called source, with one flow that plays a prompt."""
    made = folder(here / "s")
    prompt = made.add("prompt", "Hello.wav")
    text = json.loads(flow_text())
    text["Actions"][0]["Parameters"] = {"PromptId": prompt.arn}
    made.instance.create(new_flow("Main", json.dumps(text)), publish=True)
    return made


@pytest.fixture
def target(here: Path) -> Subject:
    """The instance called target, empty."""
    return folder(here / "t")


def run(*words: str, text: str | None = None) -> Result:
    """Run a command; an error of ours is in ``result.exception``."""
    return CliRunner().invoke(app, words, input=text)


def said(*words: str) -> Any:
    """What a command says as JSON."""
    return json.loads(run(*words, "--json").stdout)


def error(result: Result) -> str:
    """The sentence that ends a command."""
    assert isinstance(result.exception, FlowportError), result.output
    return str(result.exception)


@pytest.mark.usefixtures("source")
def test_export_one_flow(here: Path) -> None:
    """One flow becomes a file of its name, without extension, that says the prompt's name."""
    run("export", "source", "Main")

    assert '"displayName": "Hello.wav"' in (here / "Main").read_text()


@pytest.mark.usefixtures("source")
def test_export_does_not_overwrite(here: Path) -> None:
    """A file that exists stays unless told otherwise."""
    (here / "Main").write_text("mine")

    assert "exists" in error(run("export", "source", "Main"))


@pytest.mark.usefixtures("source")
def test_export_a_folder(here: Path) -> None:
    """Into a folder go a file for each flow and the directory of what they use."""
    run("export", "source", "-o", "out/")
    record = json.loads((here / "out" / "instance.json").read_text())

    assert [r["name"] for r in record["resources"]["prompt"]] == ["Hello.wav"]
    assert (here / "out" / "flows" / "Main.json").is_file()


def test_exporting_twice_changes_nothing(here: Path, source: Subject) -> None:
    """A second export of unchanged flows leaves every byte as it was."""
    source.instance.create(new_flow("Other"))
    run("export", "source", "-o", "out/")
    before = {p: p.read_bytes() for p in (here / "out").rglob("*.json")}
    run("export", "source", "-o", "out/")

    assert {p: p.read_bytes() for p in (here / "out").rglob("*.json")} == before


def test_an_exported_draft_is_a_draft(here: Path, source: Subject) -> None:
    """Of a published flow with a newer draft the folder has the draft, and does not call it heard.

    Whoever migrates from the folder would otherwise publish what nobody published.
    """
    (main,) = source.instance.flows()
    source.instance.create(new_flow("Other"), publish=True)
    source.instance.save(main.key, flow_text("A draft."))
    run("export", "source", "-o", "saved/")
    run("export", "source", "-o", "heard/", "--published")
    told = [
        {flow.name: flow.status for flow in FolderInstance(here / name).flows()}
        for name in ("saved", "heard")
    ]

    assert told == [
        {"Main": Status.SAVED, "Other": Status.PUBLISHED},
        {"Main": Status.PUBLISHED, "Other": Status.PUBLISHED},
    ]


def test_export_refuses_what_is_too_large(source: Subject) -> None:
    """A hundred blocks are not exported, and the sentence says the way out."""
    tree = json.loads(flow_text())
    block = tree["Actions"][1]
    tree["Actions"] += [{**block, "Identifier": f"b{i}"} for i in range(98)]
    source.instance.create(new_flow("Large", json.dumps(tree)))
    result = run("export", "source", "Large", "-o", "large")

    assert result.exit_code == 1
    assert "flowport split" in result.stderr


def test_a_draft_has_no_published_content(source: Subject) -> None:
    """Of all flows, those that were never published are reported, and the others are exported."""
    source.instance.create(new_flow("Draft"))
    result = run("export", "source", "--published", "-o", "out/")

    assert result.exit_code == 1
    assert "'Draft' was never published" in result.stderr
    assert _flows("out") == ["Main"]


@pytest.mark.usefixtures("source")
def test_export_dry_run(here: Path) -> None:
    """A dry run says the file and writes none."""
    assert said("export", "source", "--dry-run", "-o", "out/")[0]["file"] == "out"
    assert not (here / "out").exists()


@pytest.mark.usefixtures("source")
def test_a_folder_of_another_instance_is_left_alone(target: Subject) -> None:
    """An export does not mix two instances in one folder."""
    target.instance.create(new_flow("Theirs"))

    assert "another instance" in error(run("export", "source", "-o", "t/"))


@pytest.mark.usefixtures("source")
def test_import_warns_and_saves(target: Subject) -> None:
    """Without the prompt the flow is saved, its block is reported, and the exit code says so."""
    target.add("prompt", "Music.wav")
    run("export", "source", "-o", "out/")
    result = run("import", "out", "target", "--publish")

    assert result.exit_code == 1
    assert "block Play prompt “say”: the target has no prompt named 'Hello.wav'" in result.stderr


@pytest.mark.usefixtures("source")
def test_import_then_publish(target: Subject) -> None:
    """Once the prompt is there, publish resolves and publishes what was saved."""
    run("export", "source", "-o", "out/")
    run("import", "out", "target")
    refused = run("publish", "target", "Main")
    target.add("prompt", "Hello.wav")
    done = run("publish", "target", "Main")

    assert (refused.exit_code, done.exit_code) == (1, 0)


@pytest.mark.usefixtures("source")
def test_bindings_decide(here: Path, target: Subject) -> None:
    """A saved bindings file, edited by a person, is what the next run takes."""
    other = target.add("prompt", "Bye.wav")
    run("export", "source", "-o", "out/")
    run("resolve", "out/flows", "--in", "target", "--save-bindings", "b.toml")
    text = (here / "b.toml").read_text().replace('to = ""', 'to = "Bye.wav"')
    (here / "b.toml").write_text(text)
    found = said("import", "out", "target", "--bindings", "b.toml")

    assert found["flows"][0]["references"][0]["becomes"]["arn"] == other.arn


@pytest.mark.usefixtures("source", "target")
def test_bindings_that_cannot_be_kept_hide_no_outcome(here: Path) -> None:
    """What was written is reported, though the bindings file can't be."""
    run("export", "source", "-o", "out/")
    (here / "taken").write_text("")
    result = run("import", "out", "target", "--save-bindings", "taken/b.toml")

    assert "Main" in result.stdout
    assert "taken" in error(result)


@pytest.mark.usefixtures("source", "target")
def test_import_dry_run_writes_nothing() -> None:
    """A dry run tells what would be made."""
    run("export", "source", "-o", "out/")
    found = said("import", "out", "target", "--dry-run")

    assert found["flows"][0]["outcome"] == "create"
    assert _flows("t") == []


def _flows(folder_name: str) -> list[str]:
    return [flow.name for flow in FolderInstance(Path(folder_name)).flows()]


@pytest.mark.usefixtures("target")
def test_all_problems_are_told_and_nothing_written(here: Path) -> None:
    """Two bad files and a good one: both are reported, and the good one is not written either."""
    (here / "in").mkdir()
    (here / "in" / "good.json").write_text(
        flow_text(metadata={"name": "Good", "type": "contactFlow"})
    )
    (here / "in" / "broken.json").write_text('{"Actions": [')
    (here / "in" / "untyped.json").write_text(flow_text(metadata={"name": "Untyped"}))
    result = run("import", "in", "target")

    assert result.exit_code == 2
    assert "broken.json" in result.stderr
    assert "--type" in result.stderr
    assert _flows("t") == []


@pytest.mark.parametrize("file", ["Main.json", "New.json"])
def test_a_damaged_file_of_a_folder_is_told(here: Path, source: Subject, file: str) -> None:
    """Half a flow in an instance's folder stops an import, whether the record names it or not."""
    folder(here / "t")
    whole = source.instance.read(next(iter(source.instance.flows())).key).text
    (here / "s" / "flows" / file).write_text(whole[: len(whole) // 2])
    result = run("import", "s", "target")

    assert result.exit_code == 2
    assert f"{file.removesuffix('.json')}: line 1" in result.stderr
    assert _flows("t") == []


def test_a_damaged_file_of_a_folder_is_no_answer(here: Path, source: Subject) -> None:
    """Who asks for all uses of a thing is told of a file that could not be looked through."""
    whole = source.instance.read(next(iter(source.instance.flows())).key).text
    (here / "s" / "flows" / "New.json").write_text(whole[:-9])

    assert "New" in run("refs", "source", "--to", "Hello.wav").stderr


@pytest.mark.usefixtures("source", "target")
def test_a_conflict_without_a_choice() -> None:
    """A taken name stops the import where nobody can be asked."""
    run("export", "source", "Main", "-o", "main.json")
    run("import", "main.json", "target")

    assert "--on-conflict" in run("import", "main.json", "target").stderr


@pytest.mark.usefixtures("source")
def test_refs_answers_who_uses_it() -> None:
    """The flows that use a prompt are found by its name."""
    assert [use["flow"] for use in said("refs", "source", "--to", "Hello.wav")] == ["Main"]


@pytest.mark.usefixtures("source")
def test_versions_and_restore(source: Subject) -> None:
    """A version that was made can be listed and gone back to."""
    run("versions", "source", "Main", "--make", "as it was")
    (flow,) = source.instance.flows()
    before = source.instance.read(flow.key).text
    source.instance.publish(flow.key, flow_text("Other."))
    run("restore", "source", "Main", "--version", "1")

    assert source.instance.read(flow.key).text == before
    assert [v["description"] for v in said("versions", "source", "Main")] == ["as it was"]


def test_no_version_of_what_was_never_published(here: Path, source: Subject) -> None:
    """It is refused before a run begins, so that none is left to resume."""
    source.instance.create(new_flow("Draft"))
    refused = run("versions", "source", "Draft", "--make", "x", "--runs", str(here / "runs"))

    assert "can't create a version of 'Draft': it was never published" in error(refused)
    assert said("runs", "--runs", str(here / "runs")) == []


def test_archive_and_restore(source: Subject) -> None:
    """An archived flow comes back."""
    states = []
    for word in ("archive", "restore"):
        run(word, "source", "Main")
        states += [flow.state for flow in source.instance.flows()]

    assert states == [State.ARCHIVED, State.ACTIVE]


@pytest.mark.parametrize("more", [(), ("--delete", "--yes")])
def test_archive_dry_run(source: Subject, more: tuple[str, ...]) -> None:
    """A dry run says what would be done, and nothing is."""
    if more:
        run("archive", "source", "Main")
    before = list(source.instance.flows())
    (told,) = said("archive", "source", "Main", "--dry-run", *more)

    assert told["outcome"] == ("would be deleted" if more else "would be archived")
    assert list(source.instance.flows()) == before


def test_what_cannot_be_looked_up_is_told(source: Subject) -> None:
    """A case template is in its own instance, and whoever exports or publishes it is reported."""
    tree, template = json.loads(flow_text()), "6f1a2b3c-1111-4000-8000-000000000001"
    tree["Actions"][0] |= {"Type": "CreateCase", "Parameters": {"CaseTemplateId": template}}
    source.instance.create(new_flow("Case", json.dumps(tree)))
    told = f"block Cases “say”: the case template {template} can't be looked up here"

    assert f"{told}, and stays as it is; the file has no name of it" in (
        run("export", "source", "Case", "-o", "case").stderr
    )
    assert told in run("publish", "source", "Case", "--dry-run").stderr


def test_one_flow_that_fails_stops_no_other(here: Path, source: Subject) -> None:
    """A file that was damaged meanwhile is reported, and the next flow is published."""
    source.instance.create(new_flow("Another"))
    (here / "s" / "flows" / "Another.json").write_text('{"Actions": ')
    result = run("publish", "source", "*")

    assert result.exit_code == 2
    assert "flowport: Another: Another: line 1" in result.stderr
    assert "Main     published" in result.stdout


def test_only_what_is_archived_is_deleted(source: Subject) -> None:
    """Deleting wants two steps."""
    assert "not archived" in error(run("archive", "source", "Main", "--delete", "--yes"))
    run("archive", "source", "Main")
    run("archive", "source", "Main", "--delete", "--yes")

    assert list(source.instance.flows()) == []


LEGACY = {
    "modules": [
        {
            "id": "6f1a2b3c-0000-4000-8000-000000000001",
            "type": "Disconnect",
            "branches": [],
            "parameters": [],
            "metadata": {"position": {"x": 1, "y": 1}},
        }
    ],
    "version": "1",
    "type": "contactFlow",
    "start": "6f1a2b3c-0000-4000-8000-000000000001",
    "metadata": {"entryPointPosition": {"x": 0, "y": 0}, "name": "Old", "type": "contactFlow"},
}


def test_opt_in_keeps_the_original(target: Subject) -> None:
    """A published legacy flow is converted, and its first version is what it was."""
    made = target.instance.create(new_flow("Old", json.dumps(LEGACY)), publish=True)
    assert run("opt-in", "target").exit_code == 0
    texts = [target.instance.read(made.key).text, target.instance.read(made.key, 1).text]

    assert ["Actions" in json.loads(text) for text in texts] == [True, False]


def test_opt_in_asks_where_drafts_go(here: Path, target: Subject) -> None:
    """A legacy draft can't become a version, so its original needs a folder."""
    target.instance.create(new_flow("Old", json.dumps(LEGACY)))
    refused = run("opt-in", "target")
    run("opt-in", "target", "--originals", "kept")

    assert "--originals" in error(refused)
    assert json.loads((here / "kept" / "Old.json").read_text()) == LEGACY


def test_opt_in_dry_run(target: Subject) -> None:
    """A dry run reports and changes nothing."""
    made = target.instance.create(new_flow("Old", json.dumps(LEGACY)), publish=True)

    assert said("opt-in", "target", "--dry-run")[0]["outcome"] == "would be converted"
    assert json.loads(target.instance.read(made.key).text) == LEGACY


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("[instances.a]\n", "needs one of"),
        ('[instances.a]\nfoldr = "x"\n', "foldr"),
        ("[instances.a]\nfolder = 3\n", "string"),
        ("[instances]\na = 3\n", "table"),
        ("[instances", "TOML"),
    ],
)
def test_a_damaged_configuration_is_told(here: Path, toml: str, word: str) -> None:
    """The sentence names the file and what is wrong in it."""
    (here / "flowport.toml").write_text(toml)
    sentence = error(run("export", "a"))

    assert word in sentence
    assert "flowport.toml" in sentence


@pytest.mark.usefixtures("here")
def test_an_unknown_instance_is_told() -> None:
    """The sentence says what an instance may be written as."""
    assert "local:NAME" in error(run("export", "nowhere"))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", [("export",), ("refs",), ("publish", "x"), ("opt-in",)])
def test_a_folder_that_is_not_there_is_told(words: tuple[str, ...]) -> None:
    """A configured folder that nobody made yet has nothing to be read."""
    assert "there is no folder" in error(run(words[0], "source", *words[1:]))


@pytest.mark.usefixtures("target")
def test_a_hidden_arn_is_reported(here: Path) -> None:
    """An ARN in a plain attribute is reported with its block, and stays."""
    queue = "arn:aws:connect:eu-west-2:111122223333:instance/i/queue/q"
    tree = json.loads(flow_text(metadata={"name": "Main", "type": "contactFlow"}))
    tree["Actions"][0] |= {
        "Type": "UpdateContactAttributes",
        "Parameters": {"Attributes": {"spare": queue}, "TargetContact": "Current"},
    }
    (here / "main.json").write_text(json.dumps(tree))
    result = run("import", "main.json", "target")

    note = "note: Main: block Set contact attributes “say”: Attributes.spare is left as it is"
    assert f"{note}, with {queue}" in result.stderr


@pytest.mark.usefixtures("source")
def test_refs_to_a_name_that_nothing_has() -> None:
    """A misspelled name ends with exit code 1 and the name that was meant."""
    done = run("refs", "source", "--to", "Helo.wav")

    assert done.exit_code == 1
    assert (
        "nothing here has the name, id or ARN 'Helo.wav'; did you mean 'Hello.wav'?" in done.stderr
    )


def test_refs_to_something_that_no_flow_uses(source: Subject) -> None:
    """What is there and is used by nothing is no error: it may be deleted."""
    source.add("queue", "Lonely")
    done = run("refs", "source", "--to", "Lonely")

    assert (done.exit_code, done.stderr) == (0, "no flow here uses 'Lonely'\n")
