"""The catalogue's declarations, prepared once for the quick loop that reads the blocks."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from flowport.catalogue import ACTIONS, Condition
from flowport.catalogue.legacy import (
    LEGACY_BLOCKS,
    LegacyBlockType,
    LegacyBranch,
    LegacyParameter,
    Level,
    ParameterUse,
)
from flowport.convert import blocks
from flowport.convert.action_draft import ActionDraft
from flowport.dataclass import dataclass

__all__ = ["ConversionPlan", "ParameterRule", "plan_for"]

Finish = Callable[[ActionDraft], None]


@dataclass(frozen=True, slots=True)
class ParameterRule:
    """One legacy parameter, ready to be placed.

    Attributes:
        use: What becomes of it.
        path: Its place among the action's parameters.
        ssml: Its place when the text is SSML; empty for the same.
        values: Words (lower case) and what they become.
        implied: Words (lower case) that are left out.
        level: How well it is borne out.
        doubtful: Whether it is less well borne out than its block, and so deserves a note where
            no export has it.
        key: The path of one step where a string can go without a second look; empty for none.
        ssml_key: The same for a string that is SSML.
        keyed: Whether the value goes under the parameter's own key.
        unsaid: Values that are left out without a word.
        fields: How many fields a literal parameter of this use has.
        blank: Whether a missing value is written as an empty text: a reference to choose.
    """

    use: ParameterUse
    path: tuple[str, ...]
    ssml: tuple[str, ...]
    values: Mapping[str, Any]
    implied: frozenset[str]
    level: Level
    doubtful: bool
    key: str
    ssml_key: str
    keyed: bool
    unsaid: frozenset[str]
    fields: int
    blank: bool


@dataclass(frozen=True, slots=True)
class ConversionPlan:
    """How one form of legacy block is converted.

    Attributes:
        block: The declaration.
        rules: Its parameters by name.
        branches: Its branches by name.
        finish: The code that says what the table can't; None for none.
        default: The branch that becomes ``NextAction``; None where the block's branches decide.
        sure: Whether the block is borne out so well that it needs no note.
        required: The parameters that every such action must have.
        required_when: Those that it must have under some of its settings, with these.
    """

    block: LegacyBlockType
    rules: Mapping[str, ParameterRule]
    branches: Mapping[str, LegacyBranch]
    finish: Finish | None
    default: str | None
    sure: bool
    required: frozenset[str]
    required_when: tuple[tuple[str, Condition], ...]


def plan_for(type_: object, target: object) -> ConversionPlan | None:
    """The plan for a legacy type and target; None for an unknown block."""
    try:
        return _plans().get((type_, target or None))
    except TypeError:  # a list or an object where a string belongs
        return None


@cache
def _plans() -> Mapping[tuple[object, object], ConversionPlan]:
    code = {
        found.name: importlib.import_module(f"{blocks.__name__}.{found.name}").finish
        for found in pkgutil.iter_modules(blocks.__path__)
    }
    return {(block.type, block.target): _plan(block, code) for block in LEGACY_BLOCKS.values()}


def _plan(block: LegacyBlockType, code: Mapping[str, Finish]) -> ConversionPlan:
    forms = (block.form, block.like, block.alias_of)
    finish = next((code[_snake(form)] for form in forms if _snake(form) in code), None)
    rules = {parameter.name: _rule(parameter, block) for parameter in block.parameters}
    branches = {branch.name: branch for branch in block.branches}
    default = None if len(block.default) > 1 else "".join(block.default)
    own = [p for p in ACTIONS[block.action].parameters if "." not in p.name]
    required = frozenset(p.name for p in own if p.required)
    sometimes = tuple((p.name, p.required_when) for p in own if p.required_when is not None)
    sure = block.level is Level.A
    return ConversionPlan(block, rules, branches, finish, default, sure, required, sometimes)


def _rule(parameter: LegacyParameter, block: LegacyBlockType) -> ParameterRule:
    doubtful = parameter.level > block.level
    plain = not (parameter.values or doubtful or "." in parameter.to)
    if parameter.use is ParameterUse.VALUE:
        plain = plain and not parameter.implied
    return ParameterRule(
        use=parameter.use,
        path=tuple(parameter.to.split(".")),
        ssml=(parameter.ssml,) if parameter.ssml else (),
        values=parameter.values,
        implied=parameter.implied,
        level=parameter.level,
        doubtful=doubtful,
        key=parameter.to if plain else "",
        keyed=parameter.use is ParameterUse.MAP,
        unsaid=parameter.implied if parameter.use is ParameterUse.OMIT else frozenset(),
        ssml_key=parameter.ssml if plain else "",
        fields=3 if parameter.use is ParameterUse.MAP else 2,
        blank=any(
            declared.name == parameter.to and declared.required and declared.refers_to
            for declared in ACTIONS[block.action].parameters
        ),
    )


def _snake(form: str) -> str:
    """The name of the file for a form: ``Transfer/PhoneNumber`` is ``transfer_phone_number``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|/", "_", form).lower()
