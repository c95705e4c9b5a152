"""The caller: everything that a flow can't know, answered the same whenever it is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from flowport.catalogue.jsonpath import single
from flowport.simulate.questions import Answer, QuestionKind

if TYPE_CHECKING:
    from flowport.model import Flow
    from flowport.simulate.call import Call
    from flowport.simulate.questions import Question

__all__ = ["Caller", "vocabulary"]

_WORDS = ("", "1", "5", "42", "gold", "Straße", "900")

Vocabulary = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller, an instance and a world, all from one number.

    An answer depends on the seed, the block's identifier, how often the caller came to it, and
    the question: never on the file that the block is in. So the same caller does the same
    in a flow and in the parts that it was split into.

    Attributes:
        seed: Another number is another caller.
        words: For a path's name, the values that the flow tells apart.
        trouble: How many of a hundred blocks that can fail do.
        quiet: Blocks that never fail.
    """

    seed: int
    words: Vocabulary = field(default_factory=dict)
    trouble: int = 12
    quiet: frozenset[str] = frozenset()

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The caller's answer to a question."""
        del call
        if question.kind is QuestionKind.VALUE:
            return Answer(value=self._value(question))
        if question.kind is QuestionKind.PERCENT:
            return Answer(value=1 + self._roll("percent", question, 100))
        if question.errors and self._fails(question):
            return Answer(question.errors[self._roll("picks", question, len(question.errors))])
        choices = question.choices
        return choices[self._roll("picks", question, len(choices))] if choices else None

    def _fails(self, question: Question) -> bool:
        """Whether the block takes one of its error branches."""
        quiet = question.block in self.quiet
        return not quiet and self._roll("fails", question, 100) < self.trouble

    def _value(self, question: Question) -> str:
        """What a path reads, by its name and the visit of the block that filled it."""
        name = question.subject
        known = self.words.get(name, ())
        if name.startswith("Attributes.") and not known:
            return ""
        pool = (*known, *known, *_WORDS)
        return pool[self._roll(name, question, len(pool))]

    def _roll(self, about: str, question: Question, below: int) -> int:
        key = f"{self.seed}\0{about}\0{question.block}\0{question.visit}"
        digest = blake2b(key.encode(errors="surrogatepass"), digest_size=6).digest()
        return int.from_bytes(digest) % below


def vocabulary(flow: Flow) -> dict[str, tuple[str, ...]]:
    """The values that a flow's comparisons tell apart, by the name of the path compared.

    Numbers come with their neighbours, so that both sides of a limit are walked.
    """
    words: dict[str, dict[str, None]] = {}
    for action in flow.actions:
        value = action.parameters.get("ComparisonValue")
        path = single(value) if isinstance(value, str) else None
        if path is None:
            continue
        known = words.setdefault(path.name, {})
        for branch in action.branches:
            for operand in branch.operands:
                known.update(dict.fromkeys(_around(operand)))
    return {name: tuple(known) for name, known in words.items()}


def _around(operand: str) -> tuple[str, ...]:
    if operand.lstrip("-").isdecimal() and len(operand) < 16:  # noqa: PLR2004  exact as a float
        return (operand, str(int(operand) - 1), str(int(operand) + 1))
    return (operand,)
