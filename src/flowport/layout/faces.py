"""What a block shows on the canvas: title, settings, branches; its size follows from that.

The pictures, the outline and the page draw from the same faces, so that sizes agree.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from flowport.catalogue import OPERATORS, action_named
from flowport.catalogue.palette import block_of
from flowport.dataclass import dataclass
from flowport.layout.sizes import MAX_SETTINGS, block_height
from flowport.patterns import pattern

if TYPE_CHECKING:
    from flowport.catalogue import ActionType as Declaration
    from flowport.model import Action, Branch, Flow

#: How a branch is coloured: what went well, one of several answers, what went wrong.
Tone = Literal["success", "answer", "error"]

_TURNING = (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), *_TURNING), " ")
_GENERATED = pattern(r"[0-9a-fA-F-]{32,}")
_IDENTIFIES = pattern(r" (id|arn|ARN)$")
_WORDS = pattern(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Exit:
    """A branch as it is drawn.

    Attributes:
        key: What edits call it (``Branch.key``).
        title: Its name on the block.
        tone: Its colour.
        target: The id of the next block; ``""`` when it is not connected.
    """

    key: str
    title: str
    tone: Tone
    target: str


@dataclass(frozen=True, slots=True)
class Face:
    """A block as it is drawn.

    Attributes:
        id: The action's identifier.
        title: The block's name in the palette; an unknown action's type.
        name: The name that a person gave it, or ``""``.
        category: Its section of the palette, or ``""``.
        settings: Its settings as name and value, all of them, in file order.
        exits: Its branches, from top to bottom.
    """

    id: str
    title: str
    name: str
    category: str
    settings: tuple[tuple[str, str], ...]
    exits: tuple[Exit, ...]

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return block_height(len(self.settings), len(self.exits))

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The settings that have room on it; the last row says how many have not."""
        if len(self.settings) <= MAX_SETTINGS:
            return self.settings
        more = len(self.settings) - MAX_SETTINGS + 1
        return (*self.settings[: MAX_SETTINGS - 1], ("", f"and {more} more settings"))


def faces(flow: Flow) -> tuple[Face, ...]:
    """The faces of all blocks of a flow, in file order; of blocks of one id only the first."""
    found: dict[str, Face] = {}
    for action in flow.actions:
        if action.id not in found:
            found[action.id] = face(action, flow.metadata_of(action.id))
    return tuple(found.values())


def face(action: Action, metadata: dict[str, Any] | None = None) -> Face:
    """The face of one action, given what the designer keeps of it."""
    declared = action_named(action.type)
    made = block_of(action.type, action.parameters)
    block = made[0] if made else None
    titles = declared.titles if declared else ()
    category = block.category if block else declared.category if declared else None
    settings = _settings(action.parameters, _names(metadata or {}), _referring(action.type))
    return Face(
        id=action.id,
        title=block.title if block else titles[0] if titles else _strange(action),
        name="" if _GENERATED.fullmatch(action.id) else quiet(action.id),
        category=category.value if category else "",
        settings=tuple(settings),
        exits=tuple(_exits(action, declared)),
    )


def _strange(action: Action) -> str:
    return quiet(action.type) or "Unknown block"


def _exits(action: Action, declared: Declaration | None) -> list[Exit]:
    """The branches that the designer draws: a copied next action is none."""
    return [
        Exit(branch.key, _exit_title(branch, action, declared), _tone(branch), branch.target)
        for branch in action.branches
        if branch.kind != "next" or not _is_copy(branch.target, action, declared)
    ]


def _is_copy(target: str, action: Action, declared: Declaration | None) -> bool:
    """Whether a next action is that of another branch; one of a missing branch is not yet."""
    others = [branch for branch in action.branches if branch.kind != "next"]
    if declared is None or target not in {branch.target for branch in others}:
        return False
    copies = declared.next.copies
    if copies is None:
        return not declared.next.title
    return bool(target) or any(branch.name == copies for branch in others)


def _tone(branch: Branch) -> Tone:
    """The colour of a branch; an error that says only that no answer fitted is an answer."""
    if branch.kind == "next":
        return "success"
    if branch.kind == "condition" or branch.name == "NoMatchingCondition":
        return "answer"
    return "error"


def _exit_title(branch: Branch, action: Action, declared: Declaration | None) -> str:
    """What the designer writes at a branch."""
    if branch.kind == "next":
        return (declared.next.title if declared else "") or "Next"
    if branch.kind == "error":
        known = {error.type: error.title for error in declared.errors} if declared else {}
        return known.get(branch.name) or quiet(spaced(branch.name)) or "Error"
    if declared and branch.operator == "Equals":
        for conditions in declared.conditions:
            for operand, title in zip(conditions.operands, conditions.titles, strict=False):
                if (operand,) == branch.operands and title:
                    return title
    word = "Pressed " if action.type == "GetParticipantInput" else ""
    operator = OPERATORS.get(branch.operator)
    if branch.operator == "Equals" and branch.name:
        return word + quiet(branch.name)
    return quiet(f"{operator.sign if operator else spaced(branch.operator)} {branch.name}")


def _names(metadata: dict[str, Any]) -> dict[str, str]:
    """The names of resources that the designer keeps, by the parameter that refers to them."""
    parameters = metadata.get("parameters")
    found: dict[str, str] = {}
    for key, value in parameters.items() if isinstance(parameters, dict) else ():
        if isinstance(value, dict) and isinstance(value.get("displayName"), str):
            found[key] = value["displayName"]
    return found


@cache
def _referring(type_: str) -> frozenset[str]:
    """The last parts of the parameters that refer to a resource."""
    declared = action_named(type_)
    return frozenset(
        each.name.rpartition(".")[2]
        for each in (declared.parameters if declared else ())
        if each.refers_to
    )


def _settings(
    parameters: Any, names: dict[str, str], referring: frozenset[str]
) -> list[tuple[str, str]]:
    """Parameters as lines; those of an object have their own names."""

    def said(key: str) -> str:
        return called(key, refers=key in referring)

    found: list[tuple[str, str]] = []
    for key, value in parameters.items() if isinstance(parameters, dict) else ():
        if key in names:
            found.append((said(key), names[key]))
        elif isinstance(value, dict):
            free = "Attributes" in key
            found += [
                (name if free else said(name), _plain(inner)) for name, inner in value.items()
            ]
        else:
            found.append((said(key), _plain(value)))
    return [(quiet(name), quiet(words)) for name, words in found if words]


def _plain(value: Any) -> str:
    """A value as a reader says it: an ARN by its last part, an object by its contents."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    text = " ".join(quiet(str(value)).split())
    return re.split("[:/]", text)[-1] if text.startswith("arn:") else text


def quiet(words: str) -> str:
    """Words without the characters that would steer the terminal that they are printed to."""
    return words.translate(_CONTROLS)


def called(name: str, *, refers: bool) -> str:
    """A parameter's name in words; one that refers to a queue by ``QueueId`` is a "Queue"."""
    words = spaced(name)
    return _IDENTIFIES.sub("", words) if refers else words


def spaced(name: str) -> str:
    """``LambdaFunctionARN`` as "Lambda function ARN"; a name of other form as it is."""
    words = _WORDS.findall(name)
    if not name[:1].isupper() or not name.isalnum():
        return name
    return " ".join(
        word if not index or (word.isupper() and len(word) > 1) else word.lower()
        for index, word in enumerate(words)
    )
