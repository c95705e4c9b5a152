"""What a simulated email says where its flow asks for it.

Source: the page of the Get stored content block in the administrator guide, which gives the limit.
Contested, as no source says it: a longer text takes the error branch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.simulate import Answer
from flowport.simulate.questions import QuestionKind

if TYPE_CHECKING:
    from flowport.simulate import Call, Question

__all__ = ["EmailContent"]

_BLOCK = "LoadContactContent"
_MOST = 32_768  # bytes
_ERROR = "NoMatchingError"


@dataclass(frozen=True, slots=True)
class EmailContent:
    """A world that knows the plain text of an email."""

    text: str

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The text, for the block that loads it."""
        if question.kind is not QuestionKind.RESULT or question.type != _BLOCK:
            return None
        if len(self.text.encode(errors="surrogatepass")) > _MOST:
            call.note(f'"{question.title}": the email has more than {_MOST} bytes')
            return Answer(_ERROR)
        return Answer(value={"EmailMessage": {"Plaintext": self.text}})
