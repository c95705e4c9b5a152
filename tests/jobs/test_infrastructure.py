"""Infrastructure code of an instance: what is written, what is left out, and what is read back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from flowport.containers import read
from flowport.jobs.documents import incoming
from flowport.jobs.infrastructure import CodeLanguage, infrastructure_code
from infrastructure.reading_back import contents_of_stack
from instances.kinds import KINDS, flow_text, module_text, new_flow, new_module

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from instances.kinds import Subject


@pytest.fixture(params=["folder", "local"])
def subject(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Subject]:
    """An instance with the queue Sales, and the flow Main in which it is chosen."""
    made = KINDS[request.param](tmp_path / "place")
    queue = made.add("queue", "Sales")
    made.instance.create(new_flow("Main", with_queue(queue.arn)), publish=True)
    yield made
    made.close()


def with_queue(queue: str) -> str:
    """A flow that chooses a queue."""
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {"Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": queue}}
    return json.dumps(tree, indent=2)


def with_target(text: str, arn: str) -> str:
    """A flow that goes on to another one."""
    tree = json.loads(text)
    tree["Actions"][0] |= {"Type": "TransferToFlow", "Parameters": {"ContactFlowId": arn}}
    return json.dumps(tree)


def code(subject: Subject, language: str = "cloudformation", **options: Any) -> Any:
    """Infrastructure code of all flows of an instance."""
    flows = subject.instance.flows()
    return infrastructure_code(subject.instance, flows, CodeLanguage(language), **options)


def test_what_is_written_is_what_the_instance_publishes(subject: Subject) -> None:
    """A stack deploys the published content, byte for byte."""
    main = next(flow for flow in subject.instance.flows() if flow.name == "Main")

    files = code(subject).code.files

    assert contents_of_stack(files)["Main"] == subject.instance.read(main.key).text
    assert '"QueueId": "${QueueSalesArn}"' in files["template.yaml"]


def test_our_own_reader_reads_what_was_written(subject: Subject) -> None:
    """A template is read back with each flow's name, type and content."""
    files = code(subject).code.files
    values = {v["ParameterKey"]: v["ParameterValue"] for v in json.loads(files["parameters.json"])}

    found = read(files["template.yaml"].encode(), name="template.yaml", values=values)

    texts = {each.document.name: each.document.content() for each in found.flows}
    assert texts["Main"] == contents_of_stack(files)["Main"]
    assert found.problems == ()


def test_a_saved_flow_is_left_out(subject: Subject) -> None:
    """A flow that was never published is left out with its reason, and written when asked."""
    subject.instance.create(new_flow("Draft"))

    done, asked = code(subject), code(subject, drafts=True)

    assert [(e.summary.name, e.reason) for e in done.left_out] == [
        ("Draft", "only saved, never published; allow drafts to write it all the same")
    ]
    assert "# Draft: only saved" in asked.code.files["template.yaml"]


def test_flows_in_a_cycle_keep_their_references(subject: Subject) -> None:
    """Flows that go on to each other are both written, with every reference in place."""
    one = subject.instance.create(new_flow("One"), publish=True)
    two = subject.instance.create(new_flow("Two", with_target(flow_text(), one.arn)), publish=True)
    subject.instance.publish(one.key, with_target(flow_text(), two.arn))

    files = code(subject).code.files

    found = contents_of_stack(files)
    assert two.arn in found["One"]
    assert one.arn in found["Two"]
    assert "first/template.yaml" in files


def test_a_module_is_named_by_its_resource(subject: Subject) -> None:
    """A module's id in a flow is taken from the module's own resource."""
    module = subject.instance.create(new_module("Ask"), publish=True)
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {
        "Type": "InvokeFlowModule",
        "Parameters": {"FlowModuleId": module.key.id},
    }
    subject.instance.create(new_flow("Caller", json.dumps(tree)), publish=True)

    files = code(subject).code.files

    assert '!Select [1, !Split ["flow-module/"' in files["template.yaml"]
    assert contents_of_stack(files)["Caller"] == json.dumps(tree)
    assert json.loads(contents_of_stack(files)["Ask"]) == json.loads(module_text())


def test_terraform_imports_what_exists(subject: Subject) -> None:
    """Every flow has an import block with the id that the provider expects."""
    main = next(flow for flow in subject.instance.flows() if flow.name == "Main")

    files = code(subject, "terraform").code.files

    assert f'"${{var.instance_id}}:{main.key.id}"' in files["imports.tf"]
    assert '"QueueId": "${queue_sales_arn}"' in files["flows/main.json.tftpl"]


@pytest.mark.parametrize("enabled", [True, False])
def test_external_invocation_is_written_and_read_back(subject: Subject, *, enabled: bool) -> None:
    """A template has a module's external invocation and settings, and an import of it as well."""
    module = replace(new_module("Pay"), invocation={"Enabled": enabled})
    made = subject.instance.create(module, publish=True)
    files = infrastructure_code(subject.instance, [made], CodeLanguage.CLOUDFORMATION).code.files
    (known,) = read(files["template.yaml"].encode(), name="t.yaml").flows
    found = incoming(known.document, "t.yaml")

    assert found.invocation == {"Enabled": enabled}
