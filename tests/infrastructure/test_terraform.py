"""Flows as Terraform: what templates give is the content, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import hypothesis
import pytest
from tree_sitter import Language, Parser
from tree_sitter_hcl import language

from corpus import needs_corpus
from flowport.infrastructure import NamedResource, terraform
from flowport.infrastructure.hcl_text import block, map_of, quoted
from flowport.infrastructure.logical_names import named_uses, snake
from infrastructure.reading_back import INSTANCE, contents_of_terraform, flow_resource
from infrastructure.test_cloudformation import QUEUE, TEXTS, corpus_resources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TERRAFORM = shutil.which("terraform")
needs_terraform = pytest.mark.skipif(TERRAFORM is None, reason="no Terraform on this machine")


def is_hcl(text: str) -> bool:
    """Whether a text is in Terraform's language."""
    return not Parser(Language(language())).parse(text.encode()).root_node.has_error


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Terraform in a folder."""
    assert TERRAFORM is not None
    return subprocess.run(
        [TERRAFORM, *words],
        cwd=folder,
        env=os.environ | {"CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )


@hypothesis.settings(max_examples=150, deadline=None)
@hypothesis.given(TEXTS)
def test_any_text_is_given_back(text: str) -> None:
    """Whatever a content holds, its template file gives just that."""
    flow = flow_resource("Main", text, [NamedResource(QUEUE, "queue", "Sales")])

    files = terraform([flow], INSTANCE).files

    names = {"queue_sales_arn": QUEUE}
    assert contents_of_terraform(flow, files["flows/main.json.tftpl"], names) == text


@needs_corpus
def test_real_flows_parse() -> None:
    """Every file of an export of real flows is in Terraform's language."""
    files = terraform(corpus_resources(), INSTANCE).files

    assert [name for name, text in files.items() if name.endswith(".tf") and not is_hcl(text)] == []


def test_a_queue_is_found_by_its_name() -> None:
    """What Terraform can find by name is a data source, anything else a variable."""
    function = "arn:aws:lambda:eu-west-2:111122223333:function:look-up"
    flow = flow_resource(
        "Main",
        json.dumps([QUEUE, function]),
        [
            NamedResource(QUEUE, "queue", "Sales"),
            NamedResource(function, "lambda_function", "look-up"),
        ],
    )

    files = terraform([flow], INSTANCE).files

    assert 'data "aws_connect_queue" "queue_sales_arn"' in files["data.tf"]
    assert f'= "{function}"' in files["source.tfvars"]
    assert "lambda_function_look_up_arn" in files["variables.tf"]


def test_a_cycle_keeps_every_reference() -> None:
    """A flow of a cycle is named by a variable, and can be created without its content first."""
    two = flow_resource("Two", "")
    one = flow_resource(
        "One", json.dumps(two.arn), [NamedResource(two.arn, "contact_flow", "Two", two.label)]
    )
    two = flow_resource(
        "Two",
        json.dumps(one.arn),
        [NamedResource(one.arn, "contact_flow", "One", one.label, known=True)],
    )

    files = terraform([one, two], INSTANCE).files

    assert "var.known_flow_one_arn" in files["flows.tf"]
    assert "var.first_apply ?" in files["flows.tf"]
    assert is_hcl(files["flows.tf"])


@needs_terraform
def test_files_are_laid_out_as_terraform_does(tmp_path: Path) -> None:
    """The formatter of Terraform changes nothing."""
    flows = corpus_resources()[:20] or [flow_resource("Main", "{}")]
    write(terraform(flows, INSTANCE).files, tmp_path)

    done = run(tmp_path, "fmt", "-check", "-recursive")

    assert (done.returncode, done.stdout) == (0, "")


@needs_terraform
def test_terraform_gives_signs_before_an_arn_as_they_are(tmp_path: Path) -> None:
    """Dollar signs before an ARN do not escape the expression that fills it in."""
    text = f"$${{x}} ${QUEUE} $${QUEUE} %{QUEUE} $${{{QUEUE}"
    flow = flow_resource("Main", text, [NamedResource(QUEUE, "queue", "Sales")])
    write(terraform([flow], INSTANCE).files, tmp_path)
    call = f'templatefile("flows/main.json.tftpl", {{ queue_sales_arn = "{QUEUE}" }})'
    (tmp_path / "flows.tf").write_text(f'output "text" {{\n  value = {call}\n}}\n')
    for other in {*tmp_path.glob("*.tf")} - {tmp_path / "flows.tf"}:
        other.unlink()

    assert run(tmp_path, "init").returncode == 0
    assert run(tmp_path, "apply", "-auto-approve").returncode == 0
    assert json.loads(run(tmp_path, "output", "-json", "text").stdout) == text


@needs_terraform
@needs_corpus
def test_terraform_gives_real_flows_byte_for_byte(tmp_path: Path) -> None:
    """Terraform itself evaluates every template file to the content that was exported."""
    flows = corpus_resources()
    files = terraform(flows, INSTANCE).files
    write({name: text for name, text in files.items() if name.endswith(".tftpl")}, tmp_path)
    uses = sorted({use for flow in flows for use in flow.uses})
    values = {name: quoted(written) for written, name in named_uses(uses, snake, "_").items()}
    calls = {
        f"f{number}": f'templatefile("{name}", local.values)'
        for number, name in enumerate(files)
        if name.endswith(".tftpl")
    }
    (tmp_path / "main.tf").write_text(
        block("locals", [f"  values = {map_of(values)}"])
        + block('output "all"', [f"  value = {map_of(calls)}"]),
        encoding="utf-8",
    )

    assert run(tmp_path, "init").returncode == 0
    assert run(tmp_path, "apply", "-auto-approve").returncode == 0
    given = json.loads(run(tmp_path, "output", "-json", "all").stdout)

    assert sorted(given.values()) == sorted(flow.text for flow in flows)


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
