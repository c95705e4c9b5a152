"""What comes out of the source: which content, and whether it counts as published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.jobs.moving.placeholder_contents import shell
from flowport.ports import MODULE, FlowKind, NewFlow
from jobs.moving.running import apply, plan, undo
from jobs.moving.world import Memory, module, populate

if TYPE_CHECKING:
    from pathlib import Path


def with_module(draft: str) -> Memory:
    """A source with a module that the API could only make as a shell, and a draft over it."""
    source = Memory()
    new = NewFlow(kind=FlowKind.MODULE, name="Greeting", type=MODULE, text=shell(MODULE))
    source.save(source.create(new, publish=True).key, draft)
    return source


def test_a_draft_over_a_shell_is_what_comes() -> None:
    """A module that was only ever saved comes as its draft, and is saved only."""
    (item,) = plan(with_module(module(text="Welcome.")), Memory("444455556666")).items

    assert ("Welcome." in item.text, item.publish) == (True, False)


def test_a_module_that_only_ends_is_published() -> None:
    """A module whose whole content is no more than a shell is published as it is."""
    (item,) = plan(with_module(shell(MODULE)), Memory("444455556666")).items

    assert item.publish


def test_a_source_without_a_description_leaves_the_targets(tmp_path: Path) -> None:
    """Where the source says no description, the target's stays."""
    source, target = Memory(), Memory("444455556666")
    populate(source, {"flow:Main": ["queue:Sales"]})
    source.describe(source.flows()[0].key, description="")
    populate(target, {"flow:Main": []})
    apply(plan(source, target), target, tmp_path / "journal")

    assert target.read(target.flows()[0].key).description == "It is Main."


def modules(source: Any, target: Any) -> list[str | None]:
    """The same module in both, with other settings beside its content; those of the target."""
    for instance, settings in (
        (source, '{"Transitions": []}'),
        (target, '{"InputParameters": []}'),
    ):
        made = instance.create(
            NewFlow(kind=FlowKind.MODULE, name="Greeting", type=MODULE, text=module()), publish=True
        )
        instance.publish(made.key, module(), settings=settings)
    return settings_of(target)


def settings_of(instance: Any) -> list[str | None]:
    """The settings of all modules."""
    return [instance.read(flow.key).settings for flow in instance.flows()]


def test_settings_alone_are_a_change(tmp_path: Path) -> None:
    """A module that differs in its settings alone is updated, and taken back as it was."""
    source, target = Memory(), Memory("444455556666")
    before = modules(source, target)
    made = plan(source, target)
    apply(made, target, tmp_path / "journal")
    after = settings_of(target)
    undo(made, target, tmp_path / "journal")

    assert (made.items[0].changes, after, settings_of(target)) == (
        ("~ its settings",),
        settings_of(source),
        before,
    )
