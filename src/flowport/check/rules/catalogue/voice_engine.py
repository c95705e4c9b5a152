"""A voice does not have that engine, or does not speak that language.

What it does:
    Compares a fixed voice with the engine beside it, and with the language that the same *Set
    voice* block sets, by a dated list of Amazon Polly's voices.

Why:
    A voice that lacks the engine can't be used, and the contact leaves by the error branch. A
    language that the voice does not speak is read with a foreign accent, and a bot of that
    language is asked.

Example:
    ``{"TextToSpeechVoice": "Geraint", "TextToSpeechEngine": "Neural"}``

Instead:
    ``{"TextToSpeechVoice": "Geraint", "TextToSpeechEngine": "Standard"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.catalogue.value_lists import Voice
    from flowport.check.action_view import Site

_VOICE, _ENGINE = "TextToSpeechVoice", "TextToSpeechEngine"


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "UpdateContactTextToSpeechVoice"


@action_rule("C023", Severity.WARNING, wants=_wants, about="parameters")
def check(site: Site) -> Iterator[Fault]:
    """Compare voice, engine and language."""
    from flowport.catalogue.value_lists import VOCABULARIES, VOICES  # noqa: PLC0415  few set a voice

    name, engine = site.parameters.get(_VOICE), site.parameters.get(_ENGINE)
    voice = VOICES.get(name) if isinstance(name, str) else None
    if voice is None or not voice.engines:
        return
    known = isinstance(engine, str) and engine.lower() in VOCABULARIES["engine"].values
    if known and str(engine).lower() not in voice.engines:
        yield site.fault(
            f"the voice {voice.name} has no engine {engine!r}; use {' or '.join(voice.engines)}",
            _ENGINE,
        )
    yield from _language(site, voice)


def _language(site: Site, voice: Voice) -> Iterator[Fault]:
    """Compare with the language that the other half of the block sets."""
    about = site.facts.flow.metadata.get("ActionMetadata")
    block = about.get(site.id) if isinstance(about, dict) else None
    parts = block.get("fragments") if isinstance(block, dict) else None
    other = parts.get("SetContactData") if isinstance(parts, dict) else None
    half = site.facts.by_id.get(other) if isinstance(other, str) else None
    code = half.parameters.get("LanguageCode") if half else None
    if half is None or not isinstance(code, str) or code not in _spoken():
        return
    if _base(code) not in map(_base, voice.languages):
        yield half.fault(
            f"the language is {code}, and the voice {voice.name} speaks "
            f"{', '.join(voice.languages)}; choose a voice of the language",
            "LanguageCode",
        )


def _spoken() -> set[str]:
    """The languages that some voice speaks."""
    from flowport.catalogue.value_lists import VOICES  # noqa: PLC0415  as above

    return {code for voice in VOICES.values() for code in voice.languages}


def _base(code: str) -> str:
    """A language without its country; the oldest codes have three letters."""
    word = code.partition("-")[0]
    return {"arb": "ar", "cmn": "zh", "yue": "zh", "nb": "no"}.get(word, word)
