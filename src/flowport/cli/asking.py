"""The questions that commands ask before they write, and the options that answer them.

A question says what is written, into which instance as the person wrote it, its account and
Region. Without a terminal nothing is asked: the command ends with exit code 2 and says which
option answers the question.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from flowport.cli.printed_lines import is_terminal, say, stop_if_dry_run
from flowport.errors import UsageError
from flowport.model.printable import escaped
from flowport.places import describe, protected_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowport.ports import Instance

__all__ = [
    "GivenAnswers",
    "allow",
    "allow_write",
    "ask_choice",
    "ask_password",
    "confirm",
    "confirm_by_typing",
    "count_text",
    "may_ask",
    "name_list",
    "yes_option",
    "yes_to_option",
]

yes_option = click.option("--yes", is_flag=True, help="Don't ask.")
yes_to_option = click.option(
    "--yes-to", metavar="NAME", help="Don't ask, also where the instance NAME is protected."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswers:
    """What the options of a command answer beforehand.

    Attributes:
        yes: Whether ``--yes`` was given.
        yes_to: The name after ``--yes-to``, None if it was not given.
        asks: Whether the command asks where nothing is protected.
    """

    yes: bool = False
    yes_to: str | None = None
    asks: bool = True


def allow_write(what: str, instance: Instance, address: str, answers: GivenAnswers) -> None:
    """Ask whether something may be written into an instance, if that is to be asked.

    Args:
        what: What would be done, with how many: ``Write 3 flows into``.
        instance: The instance.
        address: What the person wrote for it.
        answers: What options answer already.

    Raises:
        UsageError: The answer is no, or there is nobody to ask.
    """
    name = protected_name(address, instance)
    known = {None, address, name, instance.about.name}
    if answers.yes_to not in known:
        raise UsageError(f"--yes-to says {answers.yes_to!r}, and the instance is {address!r}")
    allow(f"{what} {describe(address, instance)}?", name, answers)


def allow(question: str, protected: str | None, answers: GivenAnswers) -> None:
    """Ask a question whose answer options may give.

    Args:
        question: What would be done, where, and how much of it.
        protected: The name of the protected instance that it concerns, None for none.
        answers: What options answer already.

    Raises:
        UsageError: The answer is no, or there is nobody to ask.
    """
    stop_if_dry_run(question)
    if protected is not None:
        _confirm_by_name(question, protected, answers)
    elif answers.asks and not answers.yes and answers.yes_to is None:
        confirm(question)


def _confirm_by_name(question: str, name: str, answers: GivenAnswers) -> None:
    """Let a person type the name of a protected instance, or take it from ``--yes-to``."""
    if answers.yes_to == name:
        return
    protected = f"{name!r} is protected in flowport.toml"
    if answers.yes_to is not None:
        raise UsageError(f"--yes-to says {answers.yes_to!r}, and {protected}")
    if answers.yes or not is_terminal(sys.stdin):
        raise UsageError(f"{protected}: use --yes-to {name} to write into it without a question")
    confirm_by_typing(question, name)


def confirm_by_typing(question: str, word: str) -> None:
    """Let a person type a word that nobody types by habit; call it only where ``may_ask``.

    Raises:
        UsageError: They type another.
    """
    say(question, err=True)
    typed = click.prompt(
        f"Type {escaped(word)} to continue", default="", show_default=False, err=True
    )
    if str(typed).strip() != word:
        raise UsageError(_DECLINED)


_DECLINED = "not confirmed; nothing was written"


def confirm(question: str, option: str = "--yes") -> None:
    """Ask a person for a yes; ``option`` answers instead where there is no terminal.

    Raises:
        UsageError: The answer is no, or there is no terminal.
    """
    if not is_terminal(sys.stdin):
        raise UsageError(f"{question} There is no terminal to ask at: use {option}")
    if not click.confirm(escaped(question), err=True):
        raise UsageError(_DECLINED)


def ask_choice(question: str, choices: Sequence[str], default: str) -> str:
    """Let a person choose one of several words; call it only where ``may_ask`` says so."""
    chosen: str = click.prompt(question, type=click.Choice(choices), default=default, err=True)
    return chosen


def ask_password() -> str:
    """The password that a person types twice, or the first line of another input.

    Raises:
        UsageError: There is no line, or a second one is another password.
    """
    if is_terminal(sys.stdin):
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    first, *more = (sys.stdin.read() if sys.stdin else "").splitlines()[:2] or [""]
    if not first:
        raise UsageError("no password was given; use --password, or write it to standard input")
    if more and more[0] not in {"", first}:
        raise UsageError("the two lines of standard input are not the same password")
    return first


def may_ask(*, as_json: bool = False) -> bool:
    """Whether there is a person to ask, and the answer is for a person."""
    return is_terminal(sys.stdin) and not as_json


def name_list(names: Iterable[str], most: int = 5) -> str:
    """Names in quotes, the first ones of many: ``'Main', 'Sales' and 3 more``."""
    every = list(names)
    listed = ", ".join(map(repr, every[:most]))
    return f"{listed} and {len(every) - most} more" if len(every) > most else listed


def count_text(counts: Mapping[str, int]) -> str:
    """Counts as a person says them: ``3 flows and 1 module``; words are singular."""
    listed = [f"{n} {word}" + ("s" if n != 1 else "") for word, n in counts.items() if n]
    return " and ".join(listed) or "nothing"
