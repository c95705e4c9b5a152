"""Who answers a call on the command line, after the script of its options: the person."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from flowport.cli.printed_lines import say
from flowport.simulate import OPEN, Answer, Question, QuestionKind
from flowport.testing.trail import with_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.simulate import Block, Call

__all__ = ["HungUp", "PersonAtTerminal", "Screen"]


class HungUp(Exception):  # noqa: N818  not an error: the person ended the call
    """The person at the terminal ended the call: x, or the end of input."""


@dataclass(slots=True)
class PersonAtTerminal:
    """Asks the person at the terminal whatever is not known.

    Attributes:
        names: The names of resources by ARN and id.
        asked: Which questions were answered, so that a prompt is shown once.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, question: Question, call: Call) -> Answer | None:
        """What the person answers; None for what nobody needs to be asked."""
        if question.kind is QuestionKind.INPUT:
            return self._turn(call)
        if question.kind is QuestionKind.VALUE:
            return Answer(value=_prompt(f"What does $.{question.subject} read?", call))
        if question.kind in {QuestionKind.RESULT, QuestionKind.WAITING}:
            return self._chosen(question, call)
        return None

    def _turn(self, call: Call) -> Answer:
        text = _prompt("Keys, words, Enter for silence, or x to hang up", call)
        if not text:
            return Answer("silence")
        keys = set(text) <= set("0123456789*#")
        return Answer("keys" if keys else "words", text)

    def _chosen(self, question: Question, call: Call) -> Answer | None:
        options = [*question.choices, *(Answer(error) for error in question.errors)]
        if len(options) < 2 and options and options[0].value != OPEN:  # noqa: PLR2004  no choice
            return options[0]
        about = question.subject or question.title or "the queue"
        say(f"  {question.title or 'Waiting'}: what does {with_names(about, self.names)} answer?")
        for number, option in enumerate(options, 1):
            say(f"    {number}  {_shown(option)}")
        while True:
            text = _prompt("Number, or a JSON object as the result [1]", call) or "1"
            if text.isdecimal() and 1 <= int(text) <= len(options):
                return options[int(text) - 1]
            try:
                return Answer(options[0].outcome, json.loads(text))
            except ValueError:
                click.echo("    Write one of the numbers, or a JSON object.")


def _shown(option: Answer) -> str:
    if option.outcome:
        return option.outcome
    return "success" if option.value in {"", OPEN} else str(option.value)


def _prompt(text: str, call: Call) -> str:
    """Ask; ``?`` shows the attributes, ``x`` and the end of input hang up.

    Raises:
        HungUp: The person ends the call.
    """
    while True:
        click.echo(f"  {text}: ", nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo()
            raise HungUp
        found = line.strip()
        if found == "x":
            raise HungUp
        if found != "?":
            return found
        for name, value in sorted(call.attributes.items()):
            say(f"    {name} = {value}")
        if not call.attributes:
            say("    no contact attribute is set")


@dataclass(slots=True)
class Screen:
    """Reads out what the caller hears as it is said."""

    def said(self, call: Call, block: Block, text: str, media: str) -> None:
        """Print a piece with its block."""
        minutes, seconds = divmod(int(call.clock), 60)
        say(f"{minutes:3}:{seconds:02}  {block.title}: {text or f'[{media}]'}")

    def began(self, call: Call, block: Block, filled: dict[str, object]) -> None:
        """Nothing: a silent block is only in the trail."""

    def completed(self, call: Call, block: Block, filled: dict[str, object]) -> None:
        """Nothing."""
