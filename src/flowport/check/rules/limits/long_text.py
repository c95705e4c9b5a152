"""A string is too long.

What it does:
    Counts characters of strings against the catalogue: prompts, text messages, the first message
    to a bot, tag values and others. Of a prompt, what is spoken is counted without its markup, and
    the whole with it. What a JSONPath puts in is not counted.

Why:
    The block pages state the limits. A prompt that is too long fails while a contact hears it.

Example:
    A prompt of 8,000 characters.

Instead:
    Two prompts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value

_SPOKEN = limit("billed_prompt_characters")
_MARKUP = pattern(r"<[^>]*>")
_PROMPTS = ("Text", "SSML", "Messages[].Text", "Messages[].SSML")


def _wants(parameter: Parameter) -> bool:
    return (
        parameter.max_length is not None
        or parameter.max_value_length is not None
        or parameter.name in _PROMPTS
    )


@value_rule("L005", Severity.WARNING, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Count the characters of the text, or of each value of a map."""
    declared, said, path = value
    if isinstance(said, str):
        most = declared.max_length or limit("prompt_characters")
        if len(said) > most:
            yield site.fault(_advice(declared.name, len(said), most), *path)
        elif declared.name in _PROMPTS and len(said) > _SPOKEN:
            spoken = len(_MARKUP.sub("", said))
            if spoken > _SPOKEN:
                yield site.fault(_advice(f"What {declared.name} speaks", spoken, _SPOKEN), *path)
    elif isinstance(said, dict) and declared.max_value_length:
        for key, text in said.items():
            if isinstance(text, str) and len(text) > declared.max_value_length:
                advice = _advice(f"{declared.name}.{key}", len(text), declared.max_value_length)
                yield site.fault(advice, *path, key)


def _advice(name: str, has: int, most: int) -> str:
    return f"{name} has {has:,} characters, and may have {most:,}; shorten it"
