"""The same answers for two flows: questions are known by what they are about, not by their block.

So blocks may have other identifiers, other places and other neighbours on the other side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from flowport.simulate import OPEN, Answer, Question, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.simulate import Call, Program
    from flowport.testing.explore import Path
    from flowport.testing.vocabulary import Words

__all__ = ["Agreed", "Memo", "Pools", "Signature", "pools_of", "usual"]

#: What a question is about, and how often that was asked before.
Signature = tuple[Any, ...]
#: Answers by the signatures of their questions.
Memo = dict[Signature, Answer]

_BOTS = frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"})
#: What leads to another part of a flow.
_LEADING = frozenset({"TransferToFlow", "InvokeFlowModule"})
_TROUBLE = 8


@dataclass(frozen=True, slots=True)
class Pools:
    """The answers that either flow tells apart, for callers that are made up.

    Attributes:
        keys: The keys of all menus.
        outcomes: For each action type, the operands of its conditions.
        words: The values of paths.
    """

    keys: tuple[str, ...]
    outcomes: Mapping[str, tuple[str, ...]]
    words: Words


def pools_of(programs: Iterable[Program], words: Words) -> Pools:
    """The pools of flows."""
    keys: dict[str, None] = {}
    outcomes: dict[str, dict[str, None]] = {}
    for program in programs:
        for block in program.blocks.values():
            operands = [o for branch in block.conditions for o in branch.operands[:1]]
            if block.type == "GetParticipantInput":
                keys.update(dict.fromkeys(operands))
            else:
                outcomes.setdefault(block.type, {}).update(dict.fromkeys(operands))
    return Pools(tuple(keys), {type_: tuple(found) for type_, found in outcomes.items()}, words)


@dataclass(slots=True)
class Agreed:
    """A world that answers the same in two flows.

    Attributes:
        memo: The answers that are agreed.
        seed: Makes up the other answers; None for the usual ones.
        pools: What is made up.
        ignore: What attributes begin with that only carry values between the parts of a flow:
            the blocks that set them, and those that lead to another part, never fail.
        kept: The answers that are not the usual ones, by signature.
        asked: All questions with their answers, in order.
    """

    memo: Memo = field(default_factory=dict)
    seed: int | None = None
    pools: Pools | None = None
    ignore: str = ""
    kept: Memo = field(default_factory=dict)
    asked: list[tuple[Question, Answer]] = field(default_factory=list)
    _counts: dict[Signature, int] = field(default_factory=dict)
    _filled: dict[tuple[str, int], Signature] = field(default_factory=dict)

    def answer(self, question: Question, call: Call) -> Answer:
        """The agreed answer, else a made-up one, else the usual one."""
        if self.ignore and self._joins(question, call):
            found = usual(question)
            self.asked.append((question, found))
            return found
        signature = self._signature(question)
        if signature in self.memo:
            found = self.memo[signature]
        elif self.seed is not None and self.pools is not None:
            found = _made_up(question, signature, self.seed, self.pools)
        else:
            found = usual(question)
        if found != usual(question):
            self.kept[signature] = found
        self.asked.append((question, found))
        return found

    def follow(self, path: Path) -> Memo:
        """What is agreed on a way: its answers that are not the usual ones."""
        for question, answer in path:
            signature = self._signature(question)
            if answer != usual(question):
                self.kept[signature] = answer
        return self.kept

    def _joins(self, question: Question, call: Call) -> bool:
        """Whether a block only joins parts."""
        if question.kind is not QuestionKind.TROUBLE:
            return False
        leads = question.type in _LEADING and call.library.find(question.subject, question.names)
        return bool(leads) or self.ignore in str(question.detail)

    def _signature(self, question: Question) -> Signature:
        kind = question.kind
        if kind is QuestionKind.VALUE:
            filled = self._filled.get((question.block, question.visit), question.block)
            return ("value", question.subject, filled)
        about: Signature = (kind.value,)
        if kind is QuestionKind.RESULT:
            about = (kind.value, question.type, question.subject)
        elif kind is QuestionKind.TROUBLE:
            about = (kind.value, question.type)
        self._counts[about] = self._counts.get(about, 0) + 1
        signature = (*about, self._counts[about])
        if kind is QuestionKind.RESULT:
            self._filled[question.block, question.visit] = signature
        return signature


def usual(question: Question) -> Answer:
    """What is answered where nothing is agreed: success, silence, an empty queue of events."""
    kind = question.kind
    if kind is QuestionKind.VALUE:
        attribute = question.subject.startswith("Attributes.")
        return Answer(value="" if attribute else question.subject.rpartition(".")[2])
    if kind is QuestionKind.INPUT:
        return Answer("silence")
    if kind is QuestionKind.PERCENT:
        return Answer(value=1)
    if kind is QuestionKind.WAITING or kind is QuestionKind.TROUBLE:
        return Answer()
    return _success(question)


def _success(question: Question) -> Answer:
    if question.type in _BOTS:
        return Answer("NoMatchingCondition", OPEN)
    if question.type == "CheckMetricData":
        return Answer(value=0)
    if question.type == "CheckHoursOfOperation":
        return Answer("True")
    opened = any(choice.value == OPEN for choice in question.choices)
    plain = any(not choice.outcome for choice in question.choices)
    return Answer("" if plain else "NoMatchingCondition", OPEN if opened else "")


def _made_up(question: Question, signature: Signature, seed: int, pools: Pools) -> Answer:
    """An answer from the seed and what is asked."""
    digest = blake2b(repr((seed, signature)).encode(errors="surrogatepass"), digest_size=8)
    roll = int.from_bytes(digest.digest())
    kind, number = question.kind, roll // 100
    if question.errors and roll % 100 < _TROUBLE:
        return Answer(question.errors[number % len(question.errors)])
    if kind is QuestionKind.PERCENT:
        return Answer(value=1 + number % 100)
    if kind is QuestionKind.INPUT:
        pool = (*pools.keys, "9", "")
        key = pool[number % len(pool)]
        return Answer("keys", key) if key else Answer("silence")
    if kind is QuestionKind.VALUE:
        words = (*pools.words.get(question.subject, ()), str(usual(question).value))
        return Answer(value=words[number % len(words)])
    outcomes = pools.outcomes.get(question.type, ())
    if kind is QuestionKind.RESULT and question.type == "CheckMetricData":
        return Answer(value=number % 12)
    if (
        kind in {QuestionKind.RESULT, QuestionKind.WAITING}
        and outcomes
        and number % (len(outcomes) + 1)
    ):
        outcome = outcomes[number % (len(outcomes) + 1) - 1]
        bot = question.type in _BOTS
        return Answer(outcome, {"IntentName": outcome, OPEN: True} if bot else "")
    return usual(question)
