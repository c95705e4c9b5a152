"""Flows of any size for tests: menus, loops, merges, ways back, and every kind of block."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from flowport.model import Flow
from simulate.blocks import block

__all__ = ["generate"]

ARN = "arn:aws:connect:us-east-1:111122223333:instance/11111111-2222-3333-4444-555555555555"
LEX = "arn:aws:lex:us-east-1:111122223333:bot-alias"
#: What is read anywhere, however long ago it was filled.
_READ = (
    "$.External.name",
    "$.External.name",
    "$.External.tier",
    "$.External.address.city",
    "$['External']['phone']",
    "$.Lex.IntentName",
    "$.Lex.Slots.date",
    "$.FlowAttributes.mood",
    "$.FlowAttributes.count",
    "$.Metrics.Queue.Size",
    "$.Attributes.name",
    "$.Attributes.tier",
    "$.CustomerEndpoint.Address",
    "$.Queue.Name",
)
#: What no attribute can carry: by the block that fills it, read only soon after it.
_NEAR = {
    "GetCustomerProfile": "$.Customer.FirstName",
    "GetCase": "$.Case.case_id",
    "GetParticipantInput": "$.StoredCustomerInput",
}
#: Blocks that fill without replacing, of which a flow gets one.
_ONCE = {"GetCustomerProfile", "GetCase"}
_WORDS = ("gold", "1", "5", "42")
_ERROR = "NoMatchingError"

#: Blocks that go on: type, parameters (``@`` represents a path), errors.
_STEPS: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    ("MessageParticipant", {"Text": "Hello @, we are here"}, (_ERROR,)),
    ("MessageParticipant", {"SSML": "<speak>@</speak>"}, (_ERROR,)),
    ("MessageParticipant", {"PromptId": f"{ARN}/prompt/1"}, (_ERROR,)),
    ("UpdateContactAttributes", {"Attributes": {"name": "@"}}, (_ERROR,)),
    ("UpdateContactAttributes", {"Attributes": {"tier": "@", "note": "x @"}}, (_ERROR,)),
    ("UpdateFlowAttributes", {"FlowAttributes": {"mood": {"Value": "@"}}}, (_ERROR,)),
    ("UpdateFlowAttributes", {"FlowAttributes": {"count": {"Value": "7"}}}, (_ERROR,)),
    (
        "InvokeLambdaFunction",
        {
            "LambdaFunctionARN": "arn:aws:lambda:us-east-1:111122223333:function:f",
            "InvocationTimeLimitSeconds": "3",
            "LambdaInvocationAttributes": {"in": "@"},
        },
        (_ERROR,),
    ),
    ("GetMetricData", {}, (_ERROR,)),
    ("UpdateContactTargetQueue", {"QueueId": f"{ARN}/queue/1"}, (_ERROR,)),
    ("UpdateContactTextToSpeechVoice", {"TextToSpeechVoice": "Joanna"}, (_ERROR,)),
    ("UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled"}, ()),
    ("UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Disabled"}, ()),
    ("UpdateContactEventHooks", {"EventHooks": {"CustomerQueue": f"{ARN}/contact-flow/1"}},
     (_ERROR,)),
    ("UpdateContactRecordingBehavior",
     {"RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"]}}, ()),
    ("UpdateContactCallbackNumber", {"CallbackNumber": "$.CustomerEndpoint.Address"},
     ("InvalidCallbackNumber", "CallbackNumberNotDialable")),
    ("UpdateContactData", {"LanguageCode": "en-US"}, (_ERROR,)),
    ("UpdateContactRoutingBehavior", {"QueuePriority": "3"}, ()),
    ("UpdatePreviousContactParticipantState",
     {"PreviousContactParticipantState": "OffHold"}, (_ERROR,)),
    ("TagContact", {"Tags": {"a": "b"}}, (_ERROR,)),
    ("CreateTask", {"Name": "@", "ContactFlowId": f"{ARN}/contact-flow/1"}, (_ERROR,)),
    ("CreateCallbackContact",
     {"InitialCallDelaySeconds": "5", "MaximumConnectionAttempts": "1", "RetryDelaySeconds": "9"},
     (_ERROR,)),
    ("GetCustomerProfile",
     {"ProfileRequestData": {"IdentifierName": "_phone", "IdentifierValue": "@"},
      "ProfileResponseData": ["FirstName"]},
     ("MultipleFoundError", "NoneFoundError", _ERROR)),
    ("GetCase", {"LinkContactToCase": "false", "CaseResponseFields": ["case_id"]},
     ("ContactNotLinked", "MultipleFound", "NoneFound", _ERROR)),
    ("GetParticipantInput",
     {"Text": "Type @", "StoreInput": "True", "InputTimeLimitSeconds": "5",
      "InputValidation": {"CustomValidation": {"MaximumLength": "4"}}}, (_ERROR,)),
    ("UpdateContactMediaStreamingBehavior",
     {"MediaStreamingState": "Enabled", "MediaStreamType": "Audio",
      "Participants": [{"ParticipantType": "Customer", "MediaDirections": ["To"]}]}, (_ERROR,)),
    ("InvokeFlowModule", {"FlowModuleId": "22222222-3333-4444-5555-666666666666"}, (_ERROR,)),
    ("TransferParticipantToThirdParty",
     {"ThirdPartyPhoneNumber": "+15550100", "ThirdPartyConnectionTimeLimitSeconds": "30",
      "ContinueFlowExecution": "True"},
     ("ConnectionTimeLimitExceeded", "CallFailed", _ERROR)),
)  # fmt: skip

#: Blocks that tell ways apart: type, parameters, operator, operands, errors.
_FORKS: tuple[tuple[str, dict[str, Any], str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Compare", {"ComparisonValue": "@"}, "Equals", _WORDS, ("NoMatchingCondition",)),
    ("Compare", {"ComparisonValue": "@"}, "NumberLessThan", ("5", "42"), ("NoMatchingCondition",)),
    ("GetParticipantInput", {"Text": "Press", "StoreInput": "False", "InputTimeLimitSeconds": "5"},
     "Equals", ("1", "2", "3", "4"),
     ("InputTimeLimitExceeded", "NoMatchingCondition", _ERROR)),
    ("ConnectParticipantWithLexBot",
     {"Text": "How can we help?", "LexV2Bot": {"AliasArn": f"{LEX}/A/B"}},
     "Equals", ("Book", "Cancel"), ("InputTimeLimitExceeded", "NoMatchingCondition", _ERROR)),
    ("CheckHoursOfOperation", {"HoursOfOperationId": f"{ARN}/operating-hours/1"},
     "Equals", ("True", "False"), (_ERROR,)),
    ("CheckMetricData", {"MetricType": "NumberOfContactsInQueue"},
     "NumberGreaterThan", ("10", "5"), ("NoMatchingCondition", _ERROR)),
    ("DistributeByPercentage", {}, "NumberLessThan", ("31", "61"), ("NoMatchingCondition",)),
)  # fmt: skip

_ENDS: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    ("DisconnectParticipant", {}, ()),
    ("TransferContactToQueue", {}, ("QueueAtCapacity", _ERROR)),
    ("TransferToFlow", {"ContactFlowId": f"{ARN}/contact-flow/2"}, (_ERROR,)),
)


@dataclass(slots=True)
class _Maker:
    """A flow under construction: blocks are made in order, each leading to later ones."""

    rng: random.Random
    size: int
    far: float
    back: float
    logging: float
    near: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    guarded: set[int] = field(default_factory=set)
    blocks: list[dict[str, Any]] = field(default_factory=list)
    menus: list[str] = field(default_factory=list)

    def name(self, number: int) -> str:
        """The identifier of a block by its number; the last ones are the shared endings."""
        return f"block {min(number, self.size - 1)}"

    def later(self, number: int) -> str:
        """Some block after this one: near as a rule, far at times, a menu before it rarely."""
        roll = self.rng.random()
        if self.menus and roll < self.back:
            return self.rng.choice(self.menus[-6:])
        if roll < self.back + self.far:
            return self.name(number + self.rng.randint(8, 60))
        return self.name(number + self.rng.randint(1, 6))

    def filled(self, value: Any) -> Any:
        """The parameters with a path for each ``@``."""
        if isinstance(value, str):
            if self.near and "@" in value:
                self.guarded.add(len(self.blocks))
                return value.replace("@", self.near.pop())
            return value.replace("@", self.rng.choice(_READ))
        if isinstance(value, dict):
            return {key: self.filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        return value

    def failing(self, number: int, errors: tuple[str, ...]) -> dict[str, str]:
        """Where errors lead: to the shared apology as a rule."""
        sorry = self.name(self.size - 2)
        return {e: sorry if self.rng.random() < 0.7 else self.later(number) for e in errors}

    def step(self, number: int) -> None:
        """A block that goes on."""
        kinds = [s for s in _STEPS if "Logging" not in s[0] or self.rng.random() < self.logging]
        type_, parameters, errors = self.rng.choice([k for k in kinds if k[0] not in self.used])
        self.used |= {type_} & _ONCE
        fails = self.failing(number, errors)
        made = block(
            self.name(number), type_, self.filled(parameters), to=self.name(number + 1), fails=fails
        )
        self.blocks.append(made)
        self.near = [_NEAR[type_]] if type_ in _NEAR else []

    def fork(self, number: int) -> None:
        """A block that tells ways apart; the first way goes to the next block."""
        type_, parameters, operator, operands, errors = self.rng.choice(_FORKS)
        targets = [self.name(number + 1), *(self.later(number) for _ in operands[1:])]
        fails = self.failing(number, errors)
        made = block(
            self.name(number),
            type_,
            self.filled(parameters),
            to=fails[errors[0]],
            when=dict(zip(operands, targets, strict=True)),
            fails=fails,
            operator=operator,
        )
        if type_ == "GetParticipantInput":
            self.menus.append(self.name(number))
        self.blocks.append(made)
        self.near = []

    def loop(self, number: int) -> int:
        """A loop with a short body; how many blocks it took."""
        self.near = []
        body = self.rng.randint(1, 4)
        first, after = self.name(number), self.name(number + body + 1)
        count = str(self.rng.randint(0, 5))
        when = {"ContinueLooping": self.name(number + 1), "DoneLooping": after}
        self.blocks.append(block(first, "Loop", {"LoopCount": count}, to=after, when=when))
        for inner in range(number + 1, number + body + 1):
            self.step(inner)
        self.blocks[-1]["Transitions"]["NextAction"] = first
        self.near = []
        return body + 1

    def end(self, number: int) -> None:
        """A block where the contact leaves; what follows is come to from elsewhere."""
        self.near = []
        type_, parameters, errors = self.rng.choice(_ENDS)
        fails = self.failing(number, errors)
        to = fails[_ERROR] if fails else None
        self.blocks.append(block(self.name(number), type_, parameters, to=to, fails=fails))

    def make(self) -> list[dict[str, Any]]:
        """All blocks: steps, forks, loops and ends, then the apology and the hang-up."""
        if self.back:
            self.used |= _ONCE
        while len(self.blocks) < self.size - 2:
            number, roll = len(self.blocks), self.rng.random()
            room = self.size - 2 - number
            if roll < 0.06 and room > 6:
                self.loop(number)
            elif roll < 0.30:
                self.fork(number)
            elif roll < 0.36 and self.blocks and _forks(self.blocks[-1]):
                self.end(number)
            else:
                self.step(number)
        apology, hang_up = self.name(self.size - 2), self.name(self.size - 1)
        sorry = {"Text": "Sorry, something went wrong"}
        fails = {_ERROR: hang_up}
        self.blocks.append(block(apology, "MessageParticipant", sorry, to=hang_up, fails=fails))
        self.blocks.append(block(hang_up, "DisconnectParticipant"))
        for number, made in enumerate(self.blocks):
            self.lead_past_readers(number, made["Transitions"])
        return self.blocks

    def lead_past_readers(self, number: int, transitions: dict[str, Any]) -> None:
        """Jumps don't land between a block that fills and the one that reads it."""
        for branch in (
            transitions,
            *transitions.get("Errors", ()),
            *transitions.get("Conditions", ()),
        ):
            target = int(branch.get("NextAction", "block 0").split()[1])
            first = branch is transitions and target == number + 1
            while target in self.guarded and not first:
                target += 1
            if "NextAction" in branch:
                branch["NextAction"] = self.name(target)


def generate(seed: int, size: int) -> Flow:
    """A flow of so many blocks; one seed is one flow, and sets its manners as well."""
    rng = random.Random(seed)  # noqa: S311  a repeatable flow is wanted, not a secret
    maker = _Maker(
        rng=rng,
        size=size,
        far=rng.choice((0.0, 0.02, 0.1)),
        back=rng.choice((0.0, 0.0, 0.01, 0.05)),
        logging=rng.choice((0.0, 0.1, 1.0)),
    )
    blocks = maker.make()
    metadata = {
        made["Identifier"]: {"position": {"x": 220 * (n % 20), "y": 220 * (n // 20)}}
        for n, made in enumerate(blocks)
    }
    kind = rng.choice(("contactFlow", "contactFlow", "queueTransfer", "agentTransfer"))
    return Flow.from_tree(
        {
            "Version": "2019-10-30",
            "StartAction": blocks[0]["Identifier"],
            "Metadata": {
                "entryPointPosition": {"x": -200, "y": 0},
                "name": f"Generated {seed}",
                "type": kind,
                "status": "published",
                "hash": {},
                "ActionMetadata": metadata,
            },
            "Actions": blocks,
        }
    )


def _forks(made: dict[str, Any]) -> bool:
    return "Conditions" in made["Transitions"]
