"""Flows of hostile shapes, of any size: what makes a computation slow that expects usual flows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.model import Flow, LegacyFlow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["SHAPES", "changed", "legacy"]


def block(name: object, after: object = "end", others: Iterable[object] = ()) -> dict[str, Any]:
    """A block with a next action, and conditions that lead to others."""
    conditions = [
        {"NextAction": str(other), "Condition": {"Operator": "Equals", "Operands": [str(row)]}}
        for row, other in enumerate(others)
    ]
    return {
        "Identifier": str(name),
        "Type": "Compare" if conditions else "MessageParticipant",
        "Parameters": {"ComparisonValue": "$.Attributes.x"} if conditions else {"Text": "x"},
        "Transitions": {
            "NextAction": str(after),
            "Conditions": conditions,
            "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
        },
    }


def flow(blocks: list[dict[str, Any]], **metadata: Any) -> Flow:
    """A flow of blocks, and one that ends it."""
    end = {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}}
    actions = [*blocks, {**end, "Transitions": {}}]
    start = actions[0]["Identifier"]
    tree = {"Version": "2019-10-30", "StartAction": start, "Actions": actions}
    return Flow.from_tree({**tree, "Metadata": metadata})


def chain(size: int) -> Flow:
    """One block after the other, each with an error that leads to the end."""
    return flow([block(number, number + 1) for number in range(size)])


def ring(size: int) -> Flow:
    """A chain whose end is its beginning."""
    return flow([block(number, (number + 1) % size) for number in range(size)])


def back(size: int) -> Flow:
    """Every block leads on, and back to the first."""
    return flow([block(number, number + 1, [0]) for number in range(size)])


def islands(size: int) -> Flow:
    """Blocks that nothing leads to."""
    return flow([block(number) for number in range(size)])


def star(size: int) -> Flow:
    """One block with a branch to each other."""
    return flow([block("hub", "end", range(size)), *map(block, range(size))])


def hub(size: int) -> Flow:
    """One block with all its branches to one other."""
    return flow([block("hub", "end", ["end"] * size)])


def dense(size: int) -> Flow:
    """Each block leads to each."""
    count = round(size**0.5)
    return flow([block(number, "end", range(count)) for number in range(count)])


def twins(size: int) -> Flow:
    """Blocks of one identifier."""
    return flow([block("twin", "twin") for _ in range(size)])


def heap(size: int) -> Flow:
    """A chain with all its blocks in one place."""
    places = {str(number): {"position": {"x": 5, "y": 5}} for number in range(size)}
    blocks = [block(number, number + 1) for number in range(size)]
    return flow(blocks, ActionMetadata=places)


def scattered(size: int) -> Flow:
    """A chain with its blocks as far apart as can be."""
    places = {
        str(number): {"position": {"x": (-1) ** number * 1e308, "y": number * 10**400}}
        for number in range(size)
    }
    return flow([block(number, number + 1) for number in range(size)], ActionMetadata=places)


def notes(size: int) -> Flow:
    """Many notes in one place."""
    note = {"content": "x", "position": {"x": 1, "y": 1}, "size": {"width": 100, "height": 100}}
    return flow([block(0)], Annotations=[{**note, "id": str(n)} for n in range(size)])


def settings(size: int) -> Flow:
    """One block with many settings."""
    made = block(0)
    made["Type"] = "UpdateContactAttributes"
    made["Parameters"] = {"Attributes": {str(number): "$.Attributes.x" for number in range(size)}}
    return flow([made])


def readers(size: int) -> Flow:
    """A function is asked, and each block after it reads another one of its answers."""
    function = {**block("ask", 0), "Type": "InvokeLambdaFunction"}
    function["Parameters"] = {"LambdaFunctionARN": "x", "InvocationTimeLimitSeconds": "3"}
    says = [block(number, number + 1) for number in range(size)]
    for number, made in enumerate(says):
        made["Parameters"] = {"Text": f"$.External.a{number}"}
    return flow([function, *says])


def companions(size: int) -> Flow:
    """A chain in which the designer shows each block as one with the next."""
    known = {str(number): {"children": [str(number + 1)]} for number in range(size)}
    return flow([block(number, number + 1) for number in range(size)], ActionMetadata=known)


def rounds(size: int) -> Flow:
    """Loops one after the other, each with a block that it repeats."""
    blocks: list[dict[str, Any]] = []
    for number in range(0, size, 2):
        loop = block(number, number + 2, [number + 1])
        loop |= {"Type": "Loop", "Parameters": {"LoopCount": "3"}}
        ways = (("ContinueLooping", number + 1), ("DoneLooping", number + 2))
        loop["Transitions"] = {
            "NextAction": str(number + 2),
            "Errors": [],
            "Conditions": [
                {"NextAction": str(to), "Condition": {"Operator": "Equals", "Operands": [way]}}
                for way, to in ways
            ],
        }
        blocks += [loop, block(number + 1, number)]
    return flow(blocks)


SHAPES: dict[str, Callable[[int], Flow]] = {
    made.__name__: made
    for made in (
        *(chain, ring, back, islands, star, hub, dense, twins),
        *(heap, scattered, notes, settings),
        *(readers, companions, rounds),
    )
}


def changed(before: Flow) -> Flow:
    """The flow with some blocks under other names, and some that say something else."""
    actions = [dict(action.tree) for action in before.actions]
    for number, action in enumerate(actions):
        if number % 5 == 2:
            action["Identifier"] = f"new {number}"
        if number % 3 == 1 and "Text" in action["Parameters"]:
            action["Parameters"] = {"Text": f"y {number}"}
    return Flow.from_tree({**before.tree, "Actions": actions})


def legacy(size: int) -> LegacyFlow:
    """A legacy flow of blocks that each lead to the next one."""
    names = [str(number) for number in range(size)]
    modules = [
        {
            "id": name,
            "type": "PlayPrompt",
            "branches": [{"condition": "Success", "transition": after}],
            "parameters": [{"name": "Text", "value": name}],
            "metadata": {"position": {"x": 0, "y": 0}},
        }
        for name, after in zip(names, [*names[1:], names[0]], strict=True)
    ]
    return LegacyFlow.from_tree({"modules": modules, "version": "1", "start": names[0]})
