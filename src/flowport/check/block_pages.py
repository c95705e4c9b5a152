"""The reference pages of blocks as Markdown, made from the catalogue's declarations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowport.catalogue import (
    ACTIONS,
    ALL_FLOW_TYPES,
    BLOCKS,
    FLOW_TYPES,
    Category,
    Channel,
    Dynamic,
    Lifecycle,
    NextRule,
    PaletteBlock,
    Support,
    ValueKind,
    action_named,
)
from flowport.catalogue.conditions import in_words
from flowport.catalogue.legacy import LEGACY_BLOCKS, ParameterUse
from flowport.catalogue.palette import MANY
from flowport.check.rule import ActionRule, ValueRule
from flowport.check.rule_registry import every

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.catalogue import ActionType, Parameter
    from flowport.catalogue.legacy import LegacyBlockType
    from flowport.check.rule_registry import RegisteredRule

__all__ = ["block_named", "block_names", "block_page", "block_pages", "page_name"]

_GENERATED = (
    "<!-- Made from the catalogue (`make docs`); change the declaration, not this page. -->"
)

_DYNAMIC = {
    Dynamic.STATIC: "fixed",
    Dynamic.STATIC_OR_PATH: "fixed, or one JSONPath",
    Dynamic.PATH: "one JSONPath",
    Dynamic.TEXT: "fixed, with JSONPaths",
}
_SUPPORT = {
    Support.YES: "yes",
    Support.PARTLY: "partly",
    Support.NO_EFFECT: "no effect; the contact continues",
    Support.ERROR: "takes the Error branch",
    Support.NO: "no",
    Support.UNKNOWN: "unknown",
}


def block_pages() -> dict[str, str]:
    """Every page by its file name: one a block, and ``README.md``, which lists them."""
    return {"README.md": _index(), **{page_name(b): block_page(b) for b in BLOCKS.values()}}


def page_name(block: PaletteBlock) -> str:
    """The file name of a block's page."""
    return re.sub(r"[^a-z0-9]+", "-", block.title.lower()).strip("-") + ".md"


def block_named(name: str) -> PaletteBlock | None:
    """The block of that title, former title or action type, in any case; None if there is none."""
    known = action_named(name)
    wanted = (known.type if known else name.strip()).lower()
    for block in BLOCKS.values():
        types = [mode.actions[0] for mode in block.modes]
        if wanted in {title.lower() for title in (block.title, *block.former_titles, *types)}:
            return block
    return None


def block_names() -> list[str]:
    """The titles and action types of all blocks."""
    types = [mode.actions[0] for block in BLOCKS.values() for mode in block.modes]
    return [*(block.title for block in BLOCKS.values()), *types]


def block_page(block: PaletteBlock) -> str:
    """The page of a block."""
    actions = _actions(block)
    parts = [
        f"{_GENERATED}\n# {block.title}",
        _about(block),
        "## What it does",
        _lines(dict.fromkeys(action.does for action in actions)),
        "## What a caller hears",
        _lines(dict.fromkeys(action.hears for action in actions)),
        "## Branches",
        ", ".join(f"*{name}*" for name in map(_plain, block.branches)) or "None: it ends the flow.",
        "## Where it can be used",
        _places(block, actions),
        *(part for action in actions for part in _action(action)),
        *_legacy(actions),
        "## Checks",
        _checks(actions),
    ]
    return "\n\n".join(parts) + "\n"


def _actions(block: PaletteBlock) -> list[ActionType]:
    """The actions that a block makes, each once."""
    types = dict.fromkeys(name for mode in block.modes for name in mode.actions)
    return [ACTIONS[name] for name in types]


def _about(block: PaletteBlock) -> str:
    lines = [f"Palette section: {block.category.value}."]
    if block.former_titles:
        lines.append(f"Earlier names: {', '.join(block.former_titles)}.")
    if not block.offered:
        lines.append("The palette no longer offers it; existing flows may have it.")
    modes = [f"{mode.title} (`{'`, `'.join(mode.actions)}`)" for mode in block.modes if mode.title]
    if modes:
        lines.append(f"\n\nIt can be set to: {'; '.join(modes)}.")
    return " ".join(lines).replace(". \n", ".\n")


def _lines(sentences: Iterable[str]) -> str:
    found = list(sentences)
    return found[0] if len(found) == 1 else "\n".join(f"- {sentence}" for sentence in found)


def _plain(branch: str) -> str:
    """A branch's name, with the marks of "as many as there are" in words."""
    return branch.replace("<", "").replace(">", "")


def _places(block: PaletteBlock, actions: list[ActionType]) -> str:
    if block.modules_only:
        types = "Modules only."
    elif block.flow_types == ALL_FLOW_TYPES:
        types = "All types of flow."
    else:
        types = ", ".join(FLOW_TYPES[type_].title for type_ in block.flow_types) + "."
    inside = {action.in_module for action in actions}
    if not block.modules_only:
        types += " In modules: " + ("yes." if inside == {True} else "not known.")
    rows = [f"| {channel.value} | {_support(channel, actions)} |" for channel in Channel]
    return "\n".join([types, "", "| Channel | Supported |", "|---|---|", *rows])


def _support(channel: Channel, actions: list[ActionType]) -> str:
    return "; ".join(dict.fromkeys(_SUPPORT[action.channels[channel]] for action in actions))


def _action(action: ActionType) -> Iterator[str]:
    """The part of a page about one action."""
    yield f"## `{action.type}`"
    about = [f"[AWS documentation]({action.doc})."] if action.doc else []
    if action.status is Lifecycle.ENDED:
        about.append("The service behind it has ended.")
    if action.effect.fills:
        about.append(f"Fills {', '.join(f'`$.{root}`' for root in action.effect.fills)}.")
    if about:
        yield " ".join(about)
    yield _parameters(action)
    branches = _transitions(action)
    if branches:
        yield "\n".join(["| Branch | In the flow language |", "|---|---|", *branches])
    testing = _testing(action)
    if testing:
        yield testing


def _parameters(action: ActionType) -> str:
    if not action.parameters:
        return "It has no parameters."
    rows = [
        f"| `{p.name}` | {p.kind.value} | {_required(p)} | {_values(p)} | {_DYNAMIC[p.dynamic]} |"
        for p in action.parameters
    ]
    head = ["| Parameter | Type | Required | Values | Dynamic |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _required(parameter: Parameter) -> str:
    if parameter.required:
        return "yes"
    return f"when {in_words(parameter.required_when)}" if parameter.required_when else "no"


def _values(parameter: Parameter) -> str:
    lines: list[str] = []
    if parameter.refers_to:
        lines.append(f"a {parameter.refers_to.replace('_', ' ')}")
    if parameter.allowed:
        lines.append(", ".join(f"`{value}`" for value in parameter.allowed))
    if parameter.suggested:
        lines.append(f"such as {', '.join(f'`{value}`' for value in parameter.suggested)}")
    if parameter.vocabulary:
        lines.append(f"a known {parameter.vocabulary.replace('-', ' ')}")
    lines += _limits(parameter)
    if parameter.note:
        lines.append(parameter.note.rstrip("."))
    return "; ".join(lines)


def _limits(parameter: Parameter) -> Iterator[str]:
    low, high = parameter.minimum, parameter.maximum
    if low is not None and high is not None:
        yield f"{low:g} to {high:,.0f}"
    elif low is not None or high is not None:
        yield f"at least {low:g}" if low is not None else f"at most {high:,.0f}"
    if parameter.max_length:
        yield f"at most {parameter.max_length:,} characters"
    if parameter.max_items:
        word = "entries" if parameter.kind in {ValueKind.MAP, ValueKind.OBJECT} else "items"
        yield f"at most {parameter.max_items} {word}"


def _transitions(action: ActionType) -> list[str]:
    rows: list[str] = []
    if action.next.title and action.next.rule is not NextRule.FORBIDDEN:
        rows.append(f"| {action.next.title} | `NextAction` |")
    for conditions in action.conditions:
        when = f" when {in_words(conditions.when)}" if conditions.when else ""
        for operand, title in zip(conditions.operands, conditions.titles, strict=True):
            rows.append(f"| {title} | condition `{operand}`{when} |")
        if conditions.source:
            name = _plain(MANY[conditions.source])
            rows.append(f"| {name} | condition: {', '.join(conditions.operators)}{when} |")
    for error in action.errors:
        when = f" when {in_words(error.when)}" if error.when else ""
        optional = "" if error.required else ", optional"
        rows.append(f"| {error.title} | error `{error.type}`{optional}{when} |")
    return rows


def _testing(action: ActionType) -> str:
    """What a test case of the service can do with an action; ``""`` for nothing."""
    testing, lines = action.testing, list[str]()
    if testing.speaks:
        lines.append("hears what it says")
    if testing.started:
        lines.append("observes that it began")
    if testing.completes:
        lines.append("observes that it ended well")
    if testing.override:
        lines.append("replaces its resource or its answer")
    return f"A test case {', '.join(lines)}." if lines else ""


def _legacy(actions: list[ActionType]) -> Iterator[str]:
    """The legacy blocks that become these actions."""
    types = {action.type for action in actions}
    forms = [block for block in LEGACY_BLOCKS.values() if block.action in types]
    yield "## Legacy form"
    if not forms:
        yield "None: older exports do not have this block."
        return
    yield "\n".join(_form(form) for form in forms)


def _form(form: LegacyBlockType) -> str:
    target = f" with the target `{form.target}`" if form.target else ""
    known = {
        ParameterUse.VALUE: lambda p: f"`{p.name}` → `{p.to}`",
        ParameterUse.MAP: lambda p: f"`{p.name}` → `{p.to}` by key",
        ParameterUse.OMIT: lambda p: f"`{p.name}` (not needed)",
        ParameterUse.CODE: lambda p: f"`{p.name}` (by its meaning)",
    }
    mapped = ", ".join(known[parameter.use](parameter) for parameter in form.parameters)
    return f"- `{form.type}`{target} becomes `{form.action}`" + (f": {mapped}." if mapped else ".")


def _checks(actions: list[ActionType]) -> str:
    """The rules that look at these actions or at their parameters in particular."""
    found = [entry for entry in every() if any(_looks_at(entry, action) for action in actions)]
    rows = [f"- [{e.code}](../../rules/{e.code}.md): {e.title.replace('``', '`')}" for e in found]
    return "\n".join([*rows, "- The rules about structure, which look at every block."])


def _looks_at(entry: RegisteredRule, action: ActionType) -> bool:
    rule = entry.rule
    if isinstance(rule, ActionRule):
        return rule.wants(action) and not _wants_all(rule)
    return isinstance(rule, ValueRule) and any(map(rule.wants, action.parameters))


def _wants_all(rule: ActionRule) -> bool:
    return all(rule.wants(action) for action in ACTIONS.values())


def _index() -> str:
    lines = [_GENERATED, "# Blocks", "", "Every block of the designer, by palette section."]
    for category in Category:
        lines += ["", f"## {category.value}", "", "| Block | Actions | What it does |"]
        lines.append("|---|---|---|")
        for block in BLOCKS.values():
            if block.category is category:
                actions = _actions(block)
                types = ", ".join(f"`{action.type}`" for action in actions)
                lines.append(
                    f"| [{block.title}]({page_name(block)}) | {types} | {actions[0].does} |"
                )
    return "\n".join(lines) + "\n"
