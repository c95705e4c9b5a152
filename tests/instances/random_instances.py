"""Instances with random flows: everything that a flow can refer to, and everything it can hold."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.errors import RefusedError
from flowport.jobs.moving.plan import label_of
from flowport.ports import FlowKind, State
from instances.kinds import ACCOUNT, module_text, new_flow, new_module

if TYPE_CHECKING:
    from flowport.refs.resource import Resource
    from instances.kinds import Subject

__all__ = ["FOREIGN", "give", "random_instance"]

#: A function of another account, which the target may call by the same name in its own.
FOREIGN = "arn:aws:lambda:us-east-1:999988887777:function:look-up"
NAMES = ("Sales", "sales", "Büro", "a/b", "CON", "Über 1.")
THINGS = ("queue", "prompt", "hours_of_operation", "lambda_function", "user")
_SAID = (
    "Hello.",
    "It costs ${5}.",
    "Press <1>.",
    "{{greeting}}, you called %s.",
    "$.Attributes.greeting",
    "Ask {source} for it.",
)


def give(subject: Subject, dice: random.Random) -> dict[str, list[Resource]]:
    """Resources of each kind, some of the names at random."""
    return {
        kind: [subject.add(kind, name) for name in NAMES[:3] if dice.random() < 0.7]
        for kind in THINGS
    }


class _Blocks:
    """Random blocks of the flows of one instance."""

    def __init__(self, subject: Subject, dice: random.Random) -> None:
        self.dice = dice
        self.about = subject.instance.about
        self.things = give(subject, dice)
        self.flows: dict[str, Resource] = {}

    def any(self, kind: str) -> str:
        """The ARN of a thing, of one of another account, an attribute, or nothing."""
        known = [each.arn for each in self.things[kind]] * 3
        if kind == "lambda_function":
            known.append(FOREIGN)
        return self.dice.choice([*known, "$.Attributes.which", ""])

    def block(self) -> tuple[str, dict[str, Any]]:
        """A block's type and parameters."""
        made: tuple[str, dict[str, Any]] = self.dice.choice(
            [self._say, self._queue, self._hours, self._invoke, self._store, self._go, self._module]
        )()
        return made

    def _say(self) -> tuple[str, dict[str, Any]]:
        if self.things["prompt"] and self.dice.random() < 0.3:
            return "MessageParticipant", {"PromptId": self.any("prompt")}
        text = self.dice.choice(_SAID).replace("{source}", self.about.arn)
        return "MessageParticipant", {"Text": text}

    def _queue(self) -> tuple[str, dict[str, Any]]:
        if self.dice.random() < 0.2:
            return "UpdateContactTargetQueue", {"AgentId": self.any("user")}
        return "UpdateContactTargetQueue", {"QueueId": self.any("queue")}

    def _hours(self) -> tuple[str, dict[str, Any]]:
        return "CheckHoursOfOperation", {"HoursOfOperationId": self.any("hours_of_operation")}

    def _invoke(self) -> tuple[str, dict[str, Any]]:
        more = {"InvocationTimeLimitSeconds": "3"}
        return "InvokeLambdaFunction", {"LambdaFunctionARN": self.any("lambda_function"), **more}

    def _store(self) -> tuple[str, dict[str, Any]]:
        value = self.dice.choice([self.any("queue"), self.any("lambda_function"), "${unfilled}"])
        name = self.dice.choice(["which", "other"])
        return "UpdateContactAttributes", {"Attributes": {name: value}, "TargetContact": "Current"}

    def _go(self) -> tuple[str, dict[str, Any]]:
        flows = [r.arn for label, r in self.flows.items() if label.startswith("flow:")]
        return "TransferToFlow", {"ContactFlowId": self.dice.choice([*flows, ""])}

    def _module(self) -> tuple[str, dict[str, Any]]:
        modules = [r for label, r in self.flows.items() if label.startswith("module:")]
        written = [each.id for each in modules] + [each.arn for each in modules]
        return "InvokeFlowModule", {"FlowModuleId": self.dice.choice([*written, ""])}

    def content(self, ending: str) -> str:
        """A flow of one to four such blocks."""
        number = self.dice.randint(1, 4)
        actions = []
        for place in range(number):
            type_, parameters = self.block()
            actions.append(_action(place, number, type_, parameters))
        end = {"Identifier": "end", "Type": ending, "Parameters": {}, "Transitions": {}}
        tree = {"Version": "2019-10-30", "StartAction": "b0", "Metadata": {}}
        return json.dumps({**tree, "Actions": [*actions, end]})


def _action(place: int, number: int, type_: str, parameters: dict[str, Any]) -> dict[str, Any]:
    after = f"b{place + 1}" if place + 1 < number else "end"
    words = ("True", "False") if type_ == "CheckHoursOfOperation" else ()
    conditions = [
        {"NextAction": after, "Condition": {"Operator": "Equals", "Operands": [word]}}
        for word in words
    ]
    errors = [{"NextAction": "end", "ErrorType": "NoMatchingError"}]
    transitions = {"NextAction": after, "Errors": errors, "Conditions": conditions}
    about = {"Identifier": f"b{place}", "Type": type_}
    return {**about, "Parameters": parameters, "Transitions": transitions}


def random_instance(subject: Subject, seed: int) -> None:
    """Fill an instance: flows and modules, published, saved, with a draft, or archived."""
    dice = random.Random(seed)  # noqa: S311  it makes tests, and guards nothing
    blocks, instance = _Blocks(subject, dice), subject.instance
    news = [new_flow(name) for name in dice.sample(NAMES, dice.randint(1, 4))]
    news += [new_module(name) for name in dice.sample(NAMES, dice.randint(0, 2))]
    for new in news:
        tags = {"team": "a"} if dice.random() < 0.3 else {}
        said = dice.choice(["", "What it is."])
        made = instance.create(replace(new, description=said, tags=tags), publish=True)
        blocks.flows[label_of(new.kind, new.name)] = made.resource
    for new in news:
        _write(instance, blocks, new)


def _write(instance: Any, blocks: _Blocks, new: Any) -> None:
    """Give a flow its content; what can't be published is saved."""
    dice, module = blocks.dice, new.kind is FlowKind.MODULE
    text = blocks.content("EndFlowModuleExecution" if module else "DisconnectParticipant")
    if module:
        settings = json.loads(module_text())["Settings"]
        text = json.dumps({**json.loads(text), "Settings": settings})
    key = next(f.key for f in instance.flows() if (f.key.kind, f.name) == (new.kind, new.name))
    try:
        instance.publish(key, text)
    except RefusedError:
        instance.save(key, text)
    if dice.random() < 0.2 and not module:
        instance.save(key, blocks.content("DisconnectParticipant"))
    if dice.random() < 0.15:
        instance.set_state(key, State.ARCHIVED)


assert ACCOUNT not in FOREIGN
