"""What a contact hears, and what it is asked: prompts, menus, stored input, bots, views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.model.digits import whole_number
from flowport.model.ssml import read_ssml, spoken_words
from flowport.simulate.behaviours.turns import (
    MOVED,
    ContactMoved,
    ask,
    asked,
    branch_for,
    failed,
    is_phone_number,
    options,
    too_late,
)
from flowport.simulate.call import as_text
from flowport.simulate.questions import OPEN, Answer, QuestionKind
from flowport.simulate.seconds import seconds_of
from flowport.simulate.stages import agent_comes

if TYPE_CHECKING:
    from flowport.model import Branch
    from flowport.simulate.call import Call
    from flowport.simulate.program import Block

__all__ = [
    "BUFFERED",
    "ask_bot",
    "ask_input",
    "authenticate",
    "bot_of",
    "play",
    "play_again",
    "say",
    "show_view",
]

#: How fast speech is, in characters a second: what the virtual clock counts for a prompt.
PACE = 15.0
#: How long a prompt or audio file is taken to be, in seconds: its length is not in the flow.
FILE_SECONDS = 3.0
#: How many keys touchtone buffering keeps.
BUFFERED = 30
#: The most characters of a message.
LONGEST = 6_000
_KEYS = "1234567890*#"
_SILENCE = Answer("silence")
#: The error branches that the caller's keys decide about.
_OF_INPUT = frozenset({"InputTimeLimitExceeded", "InvalidPhoneNumber"})


def say(call: Call, block: Block, spoken: dict[str, Any], *, watched: bool = True) -> None:
    """Let the contact hear what the parameters of a prompt say; a test may not observe it."""
    text = as_text(spoken.get("Text") or "")
    if not text and spoken.get("SSML"):
        text = spoken_words(str(spoken["SSML"]))
    media = "" if text else _media(spoken)
    if not text and not media:
        return
    if call.channel in {"VOICE", ""}:
        call.clock += len(text) / PACE if text else FILE_SECONDS
    call.heard.append(text or f"[{media}]")
    if watched and call.listener:
        call.listener.said(call, block, text, media)


def _media(spoken: dict[str, Any]) -> str:
    media = spoken.get("Media")
    return str(
        spoken.get("PromptId") or (media.get("Uri") if isinstance(media, dict) else "") or ""
    )


def play(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A prompt: said once. Keys typed in the meantime are only kept while buffering is on."""
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    if call.channel == "CHAT" and not (filled.get("Text") or filled.get("SSML")) and _media(filled):
        call.note(f'"{block.title}" can\'t be played in this contact: a chat plays no recordings')
        return block.error("NoMatchingError") or block.onward
    if _is_unspoken(call, block, filled):
        return block.error("NoMatchingError") or block.onward
    skips = str(filled.get("SkipWhenDTMFBufferEnabled")).lower() == "true"
    if call.channel not in {"TASK", "EMAIL"} and not (skips and call.buffer):
        say(call, block, filled)
    return block.onward


def _is_unspoken(call: Call, block: Block, spoken: dict[str, Any]) -> bool:
    """Whether a message can't be said, which is noted: too long a text, or damaged SSML."""
    text = str(spoken.get("Text") or spoken.get("SSML") or "")
    reason = f"it has more than {LONGEST:,} characters" if len(text) > LONGEST else ""
    voice = call.channel in {"VOICE", ""} and not spoken.get("Text")
    if not reason and voice and "<" in text and "${" not in text:  # it has markup, and is filled in
        reason = read_ssml(text).refused
    if reason:
        call.note(f'"{block.title}" can\'t be spoken: {reason}')
    return bool(reason)


def play_again(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """Prompts in a loop, until an agent comes, or the interrupt branch is due."""
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    messages = filled.get("Messages")
    for message in messages if isinstance(messages, list) else ():
        if not isinstance(message, dict):
            continue
        if not _is_unspoken(call, block, message):
            say(call, block, message)
        elif branch := block.error("NoMatchingError"):
            return branch
    answer = ask(
        call, block, filled, QuestionKind.WAITING, choices=[*options(call, block), Answer()]
    )
    if answer.outcome == "hang up":
        call.end("hung up")
        return MOVED
    if answer.outcome == "agent":
        agent_comes(call)
        return MOVED
    if answer.outcome in {"", "NoMatchingCondition"}:
        call.end("queue" if call.stage == "queue" else block.effect.event, call.place)
        return MOVED
    call.clock += _seconds(filled, "InterruptFrequencySeconds", 0.0)
    return branch_for(call, block, answer.outcome)


def ask_input(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """Digits: distinguished by a menu, stored, or kept in the touchtone buffer."""
    own = tuple(
        e for e in block.failures if e not in {"InputTimeLimitExceeded", "InvalidPhoneNumber"}
    )
    if own:
        trouble = ask(call, block, filled, QuestionKind.TROUBLE, errors=own)
        if trouble.outcome:
            return block.error(trouble.outcome)
    if "EnableDTMFBuffer" in filled:
        on = str(filled["EnableDTMFBuffer"]).lower() == "true"
        call.buffer = (call.buffer or "") if on else None
        call.put_local("digits", str(filled["EnableDTMFBuffer"]))
        if not block.conditions and not _stores(filled):
            return block.onward
    if not call.buffer and _is_unspoken(call, block, filled):
        return branch_for(call, block, "NoMatchingError")
    return _store(call, block, filled) if _stores(filled) else _menu(call, block, filled)


def _stores(filled: dict[str, Any]) -> bool:
    return str(filled.get("StoreInput")).lower() == "true"


def _menu(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    answer = _typed(call, block, filled, _menu_choices(call, block))
    if answer.outcome == "hang up":
        call.end("hung up")
        return MOVED
    key, rest = str(answer.value)[:1], str(answer.value)[1:]
    if answer.outcome != "keys" or not key:
        call.clock += _seconds(filled, "InputTimeLimitSeconds", 5.0)
        return (
            block.error("InputTimeLimitExceeded") or block.error("NoMatchingError") or block.onward
        )
    _keep(call, block, rest)
    return branch_for(call, block, key) if block.conditions or block.errors else block.onward


def _menu_choices(call: Call, block: Block) -> list[Answer]:
    keys = [str(call.fill(b.operands[0])) if b.operands else "" for b in block.conditions]
    found = [Answer("keys", key) for key in keys if key]
    other = next((key for key in _KEYS if key not in keys), "")
    if other and (block.error("NoMatchingCondition") or not found):
        found.append(Answer("keys", other))
    return [*found, _SILENCE]


def _store(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    validation = filled.get("InputValidation")
    validation = validation if isinstance(validation, dict) else {}
    phone = "PhoneNumberValidation" in validation
    choices = [Answer("keys", "5551234567" if phone else "1"), _SILENCE]
    if phone and block.error("InvalidPhoneNumber"):
        choices.append(Answer("keys", "1"))
    answer = _typed(call, block, filled, choices)
    if answer.outcome == "hang up":
        call.end("hung up")
        return MOVED
    typed = _entered(str(answer.value), filled, validation) if answer.outcome == "keys" else ""
    call.fill_root("StoredCustomerInput", block, typed or "Timeout")
    if not typed:
        call.clock += _seconds(filled, "InputTimeLimitSeconds", 5.0)
    invalid = phone and not is_phone_number(typed)
    return (invalid and block.error("InvalidPhoneNumber")) or block.onward


def _entered(keys: str, filled: dict[str, Any], validation: dict[str, Any]) -> str:
    """What is stored: up to the end sequence or the greatest length; ``*`` starts again."""
    settings = filled.get("DTMFConfiguration")
    settings = settings if isinstance(settings, dict) else {}
    ends = str(settings.get("InputTerminationSequence") or "#")
    typed = keys.split(ends, maxsplit=1)[0]
    if "*" in typed and not ends.startswith("*") and not _true(settings, "DisableCancelKey"):
        typed = typed.rpartition("*")[2]
    custom = validation.get("CustomValidation")
    longest = str(custom.get("MaximumLength", "")) if isinstance(custom, dict) else ""
    return typed[: whole_number(longest)]


def _true(settings: dict[str, Any], key: str) -> bool:
    return str(settings.get(key)).lower() == "true"


def _typed(call: Call, block: Block, filled: dict[str, Any], choices: list[Answer]) -> Answer:
    """Keys from the buffer, else the prompt and then the caller's turn."""
    if call.buffer:
        typed, call.buffer = call.buffer, ""
        return Answer("keys", typed)
    say(call, block, filled)
    answer = ask(call, block, filled, QuestionKind.INPUT, choices=choices)
    call.said = str(answer.value) if answer.outcome in {"keys", "words"} else answer.outcome
    return answer


def _keep(call: Call, block: Block, rest: str) -> None:
    """More keys than a menu takes: kept while buffering is on, else lost."""
    if call.buffer is not None:
        call.buffer = (call.buffer + rest)[:BUFFERED]
    elif rest:
        call.note(f'"{block.title}" takes one key; {rest} was not used')


def _seconds(filled: dict[str, Any], key: str, default: float) -> float:
    return seconds_of(filled.get(key), default)


def ask_bot(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """A bot: the initial message, then an intent. It empties the key buffer."""
    if call.buffer is not None:
        call.buffer = ""
    if not _is_unspoken(call, block, filled):
        say(call, block, filled, watched=False)
    elif branch := block.error("NoMatchingError"):
        return branch
    choices = [
        Answer(choice.outcome, _intent(choice.outcome))
        for choice in options(call, block, onward=block.type != "ConnectParticipantWithLexBot")
    ]
    if block.error("InputTimeLimitExceeded") and call.channel == "CHAT":
        choices.append(Answer("InputTimeLimitExceeded"))
    answer = asked(call, block, filled, choices, bot_of(filled))
    if answer.outcome == "hang up":
        call.end("hung up")
        return MOVED
    if answer.outcome in block.failures:
        return block.error(answer.outcome)
    value = answer.value
    if answer.outcome in {"", "NoMatchingCondition"} and not value:
        value = OPEN
    for root in block.effect.fills:
        call.fill_root(root, block, value, partly=block.effect.partly)
    intent = answer.outcome
    if not intent and isinstance(value, dict):
        intent = str(value.get("IntentName") or "NoMatchingCondition")
    return branch_for(call, block, intent)


def _intent(name: str) -> Any:
    """A bot's result where only the intent is known."""
    known = name not in {"", "NoMatchingCondition"}
    return {"IntentName": name, OPEN: True} if known else OPEN


def bot_of(filled: dict[str, Any]) -> str:
    """The ARN of a bot's alias, or the name of an older bot."""
    for key, member in (("LexV2Bot", "AliasArn"), ("LexBot", "Name")):
        bot = filled.get(key)
        if isinstance(bot, dict) and bot.get(member):
            return str(bot[member])
    return ""


def show_view(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """A page: the action that was chosen on it, with its data."""
    view = filled.get("ViewResource")
    subject = str(view.get("Id", "")) if isinstance(view, dict) else ""
    answer = asked(call, block, filled, options(call, block, onward=True), subject)
    if too_late(call, answer, filled.get("InvocationTimeLimitSeconds")):
        return branch_for(call, block, "TimeLimitExceeded")
    if answer.outcome in block.failures:
        return block.error(answer.outcome)
    data = answer.value if isinstance(answer.value, dict) else {}
    result = {"Action": answer.outcome, "ViewResultData": data} if data else OPEN
    call.fill_root("Views", block, result)
    return branch_for(call, block, answer.outcome)


def authenticate(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """A sign-in in a chat."""
    answer = asked(call, block, filled, options(call, block, onward=True))
    if not answer.outcome:
        looked = answer.value or OPEN
        call.fill_root("Customer", block, looked, partly=True)
    return branch_for(call, block, answer.outcome)
