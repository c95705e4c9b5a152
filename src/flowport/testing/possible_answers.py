"""Every answer that could matter to a question, for walks that try them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flowport.simulate import Answer, Question, QuestionKind
from flowport.testing.vocabulary import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.testing.vocabulary import Words

__all__ = ["AnswersToTry"]

#: How often a contact that is silent, or waits, may be so again in one block.
_PATIENCE = 3


@dataclass(frozen=True, slots=True)
class AnswersToTry:
    """The answers to try.

    Attributes:
        words: The values that flows tell apart.
    """

    words: Words
    _of_paths: dict[str, Sequence[Answer]] = field(default_factory=dict, compare=False)

    def of(self, question: Question) -> Sequence[Answer]:
        """The answers to a question, the usual one first."""
        kind = question.kind
        if kind is QuestionKind.VALUE:
            known = self._of_paths.get(question.subject)
            if known is None:
                known = self._of_paths[question.subject] = self._values(question)
            return known
        if kind is QuestionKind.INPUT:
            return self._inputs(question)
        if kind is QuestionKind.WAITING:
            return _waits(question)
        if not question.errors:
            return question.choices
        return (*question.choices, *map(Answer, question.errors))

    def _values(self, question: Question) -> Sequence[Answer]:
        known = self.words.get(question.subject, ())
        attribute = question.subject.startswith("Attributes.")
        if not known:
            name = question.subject.rpartition(".")[2]
            return (Answer(value="" if attribute else name),)
        other = "" if attribute else OTHER
        return tuple(Answer(value=value) for value in dict.fromkeys((*known, other)))

    def _inputs(self, question: Question) -> Sequence[Answer]:
        stored = self.words.get("StoredCustomerInput", ())
        if not stored or str(question.detail.get("StoreInput")).lower() != "true":
            return question.choices
        keys = [word for word in stored if word and not set(word) - set("0123456789*")]
        return (*question.choices, *(Answer("keys", key) for key in keys))


def _waits(question: Question) -> Sequence[Answer]:
    """What happens in queue; whoever waits long enough leaves it at that."""
    if question.visit > _PATIENCE:
        return (Answer(),)
    return question.choices
