"""Flows as CloudFormation: what a stack deploys is the content, byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import corpus_files, needs_corpus
from flowport.errors import DocumentError
from flowport.files import read_path
from flowport.infrastructure import NamedResource, cloudformation
from flowport.infrastructure.template import MOST_BYTES, MOST_UPLOADED_BYTES
from flowport.model import Flow
from infrastructure.reading_back import INSTANCE, contents_of_stack, flow_resource, uses_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.infrastructure import FlowResource

QUEUE = f"{INSTANCE}/queue/22222222-2222-4333-8444-555555555555"

_AWKWARD = st.sampled_from(
    [
        "${x}",
        "${!x}",
        "$${",
        "$",
        "%",
        "{{resolve",
        "\n",
        "  ",
        "\t",
        "\r\n",
        "\x85",
        "\u2028",
        "\ufeff",
    ]
)
TEXTS = st.lists(
    st.one_of(st.text(max_size=12), _AWKWARD, st.just(QUEUE)), min_size=1, max_size=8
).map(lambda pieces: "".join(pieces) + "}")


def corpus_resources() -> list[FlowResource]:
    """Every flow of the corpus, named after its file."""
    found = []
    for path in corpus_files("language"):
        try:
            flow = read_path(path)
        except DocumentError:
            continue
        if isinstance(flow, Flow):
            found.append(
                flow_resource(path.stem, flow.content(), uses_of(flow), module=flow.is_module)
            )
    return found


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_deployed_as_it_is(text: str) -> None:
    """Whatever a content holds, CloudFormation deploys just that."""
    done = cloudformation(
        [flow_resource("Main", text, [NamedResource(QUEUE, "queue", "Sales")])], INSTANCE
    )

    assert contents_of_stack(done.files) == {"Main": text}


@needs_corpus
def test_real_flows_are_deployed_as_they_are() -> None:
    """All real flows in one export come back byte for byte from its stacks."""
    flows = corpus_resources()

    done = cloudformation(flows, INSTANCE)

    assert contents_of_stack(done.files) == {flow.name: flow.text for flow in flows}


def test_flows_refer_to_each_other_by_their_resources() -> None:
    """A flow that another one names is not a parameter but that flow's own ARN."""
    inner = flow_resource("Inner", "{}", module=True)
    outer = flow_resource(
        "Outer",
        json.dumps({"a": inner.arn, "b": inner.id}),
        [
            NamedResource(inner.arn, "contact_flow_module", "Inner", inner.label),
            NamedResource(inner.id, "contact_flow_module", "Inner", inner.label),
        ],
    )

    done = cloudformation([outer, inner], INSTANCE)

    assert "${Inner.ContactFlowModuleArn}" in done.files["template.yaml"]
    assert contents_of_stack(done.files)["Outer"] == outer.text


def test_a_cycle_keeps_every_reference() -> None:
    """Two flows that name each other are written with one ARN as a parameter, and shells first."""
    one, two = flow_resource("One", ""), flow_resource("Two", "")
    one = flow_resource(
        "One", json.dumps(two.arn), [NamedResource(two.arn, "contact_flow", "Two", two.label)]
    )
    two = flow_resource(
        "Two",
        json.dumps(one.arn),
        [NamedResource(one.arn, "contact_flow", "One", one.label, known=True)],
    )

    done = cloudformation([one, two], INSTANCE)

    assert "${KnownOneArn}" in done.files["template.yaml"]
    assert contents_of_stack(done.files) == {"One": one.text, "Two": two.text}
    assert one.shell in done.files["first/template.yaml"]


def test_templates_stay_within_the_limits() -> None:
    """Flows that are too many for one template are nested stacks, modules first."""
    flows = [
        flow_resource(f"F{number}", json.dumps("x" * 90_000), module=number > 6)
        for number in range(12)
    ]

    files = cloudformation(flows, INSTANCE).files

    stacks = {name: text for name, text in files.items() if name.startswith("stack-")}
    assert len(stacks) > 1
    assert all(len(text.encode()) <= MOST_UPLOADED_BYTES for text in stacks.values())
    assert "AWS::Connect::ContactFlowModule" in stacks["stack-1.yaml"]
    assert len(files["template.yaml"].encode()) <= MOST_BYTES


def test_a_stack_gets_what_an_earlier_one_made() -> None:
    """A flow that names one of an earlier stack gets its ARN from that stack's output."""
    inner = flow_resource("Inner", json.dumps("x" * 250_000), module=True)
    use = NamedResource(inner.arn, "contact_flow_module", "Inner", inner.label)
    outer = flow_resource("Outer", json.dumps([inner.arn, "x" * 250_000]), [use])

    files = cloudformation([outer, inner], INSTANCE).files

    assert "FromInnerArn: !GetAtt Stack1.Outputs.InnerArn" in files["template.yaml"]
    assert contents_of_stack(files)["Outer"] == outer.text


def test_a_flow_that_is_too_large_alone_is_reported() -> None:
    """Content cannot come from a file, so that a large flow needs an upload; a note says so."""
    done = cloudformation([flow_resource("Big", json.dumps("x" * MOST_BYTES))], INSTANCE)

    assert any("upload it to a bucket" in note for note in done.notes)


def test_the_same_flows_give_the_same_files() -> None:
    """The order in which flows arrive changes nothing."""
    flows = [flow_resource(name, json.dumps(name)) for name in ("b c", "b-c", "a", "ü")]

    assert cloudformation(flows, INSTANCE) == cloudformation(flows[::-1], INSTANCE)


@needs_corpus
def test_real_flows_pass_the_linter(tmp_path: Path) -> None:
    """The linter of CloudFormation finds nothing in the templates of all real flows."""
    code, said = lint(cloudformation(corpus_resources(), INSTANCE).files, tmp_path)

    assert (code, said) == (0, "")


def lint(files: Mapping[str, str], folder: Path) -> tuple[int, str]:
    """What cfn-lint says of templates."""
    paths = []
    for name, text in files.items():
        if name.endswith(".yaml") and "/" not in name:
            paths.append(folder / name)
            paths[-1].write_text(text, encoding="utf-8", newline="")
    done = subprocess.run(
        [Path(sys.executable).with_name("cfn-lint"), *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
