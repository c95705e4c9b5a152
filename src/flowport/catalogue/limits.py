"""The limits that documents and the API's model state, each once, with its source.

The quotas of an instance are defaults of May 2023 and can be raised on request; no flow is to be
refused for them.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.declaration import Declaration
from flowport.catalogue.shapes import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import KW_ONLY

__all__ = ["IDENTIFIER_CHARACTERS", "IDENTIFIER_WORDS", "LIMITS", "Limit", "Unit", "limit"]


class Unit(StrEnum):
    """What a limit counts."""

    ACTIONS = "actions"
    BLOCKS = "blocks"
    BYTES = "bytes"
    CHARACTERS = "characters"
    CONDITIONS = "conditions"
    ITEMS = "items"
    LEVELS = "levels"
    PER_SECOND = "requests a second"
    REQUESTS = "requests"
    SECONDS = "seconds"


class Limit(Declaration):
    """The most, and sometimes the least, of something.

    Attributes:
        name: Its name here.
        value: The most.
        unit: What is counted.
        applies_to: To what it applies, for a reader.
        source: An id in ``SOURCES``.
        least: The least; 0 where none is stated.
        adjustable: Whether AWS raises it on request.
        evidence: What it is based on.
    """

    name: str
    value: int
    unit: Unit
    applies_to: str
    source: str
    _: KW_ONLY
    least: int = 0
    adjustable: bool = False
    evidence: Evidence = Evidence.DOCUMENTED


def _quota(name: str, value: int, applies_to: str) -> Limit:
    """A default quota of an instance."""
    return Limit(name, value, Unit.ITEMS, applies_to, "quotas-2023", adjustable=True)


_LIMITS = (
    Limit(
        "export_blocks",
        99,
        Unit.BLOCKS,
        "a flow that the designer exports or imports",
        "guide-import-export",
    ),
    Limit(
        "export_bytes",
        1_000_000,
        Unit.BYTES,
        "a file that the designer exports or imports",
        "guide-import-export",
    ),
    Limit("actions", 250, Unit.ACTIONS, "a flow in the flow language", "reference"),
    Limit(
        "content_characters",
        256_000,
        Unit.CHARACTERS,
        "the content of a flow or module",
        "api-model",
        least=1,
    ),
    Limit(
        "identifier_characters", 50, Unit.CHARACTERS, "an action's Identifier", "reference", least=1
    ),
    Limit("module_name_characters", 127, Unit.CHARACTERS, "a module's name", "api-model", least=1),
    Limit(
        "module_description_characters", 500, Unit.CHARACTERS, "a module's description", "api-model"
    ),
    Limit("condition_levels", 5, Unit.LEVELS, "nested conditions", "reference"),
    Limit("sub_conditions", 50, Unit.CONDITIONS, "the conditions inside one", "reference"),
    Limit("module_levels", 5, Unit.LEVELS, "modules that invoke modules", "fac8"),
    Limit(
        "module_branches", 8, Unit.ITEMS, "the branches that a module declares itself", "block-page"
    ),
    Limit(
        "prompt_characters",
        6_000,
        Unit.CHARACTERS,
        "the text of a prompt, with its markup",
        "block-page",
    ),
    Limit(
        "billed_prompt_characters",
        3_000,
        Unit.CHARACTERS,
        "the text of a prompt that is spoken",
        "block-page",
    ),
    Limit("sms_characters", 1_024, Unit.CHARACTERS, "a text message", "block-page"),
    Limit(
        "email_subject_characters", 998, Unit.CHARACTERS, "the subject of an email", "block-page"
    ),
    Limit("email_body_characters", 5_000, Unit.CHARACTERS, "the body of an email", "block-page"),
    Limit(
        "lex_message_characters",
        1_024,
        Unit.CHARACTERS,
        "the first message to a Lex bot",
        "block-page",
    ),
    Limit("attributes_bytes", 32_768, Unit.BYTES, "the attributes of a contact", "quotas-2023"),
    Limit(
        "lambda_seconds", 8, Unit.SECONDS, "waiting for a Lambda function", "block-page", least=1
    ),
    Limit(
        "asynchronous_lambda_seconds",
        60,
        Unit.SECONDS,
        "an asynchronous Lambda function",
        "block-page",
        least=1,
    ),
    Limit("whisper_seconds", 120, Unit.SECONDS, "a whisper flow from start to end", "block-page"),
    Limit(
        "menu_seconds",
        180,
        Unit.SECONDS,
        "waiting for the first digit, in the designer",
        "block-page",
        least=1,
    ),
    Limit(
        "task_delay_seconds", 518_400, Unit.SECONDS, "the delay of a task", "block-page", least=1
    ),
    Limit(
        "queue_transfers",
        11,
        Unit.ITEMS,
        "transfers of one contact from queue to queue",
        "block-page",
    ),
    Limit(
        "data_table_attributes",
        25,
        Unit.ITEMS,
        "the attributes that one Data Table block writes",
        "block-page",
    ),
    Limit("tags", 50, Unit.ITEMS, "the tags of a resource", "guide"),
    Limit("tag_key_characters", 128, Unit.CHARACTERS, "the key of a tag", "guide", least=1),
    Limit("tag_value_characters", 256, Unit.CHARACTERS, "the value of a tag", "guide"),
    Limit(
        "request_rate",
        2,
        Unit.PER_SECOND,
        "each operation on flows, for an account in a Region",
        "quotas-2023",
        adjustable=True,
    ),
    Limit(
        "request_burst",
        5,
        Unit.REQUESTS,
        "each operation on flows at once, for an account in a Region",
        "quotas-2023",
        adjustable=True,
    ),
    _quota("flows", 100, "the flows of an instance"),
    _quota("modules", 200, "the modules of an instance"),
    _quota("prompts", 500, "the prompts of an instance"),
    _quota("queues", 50, "the queues of an instance"),
    _quota("hours_of_operation", 100, "the hours of operation of an instance"),
    _quota("lambda_functions", 50, "the Lambda functions of an instance"),
    _quota("lex_bots", 70, "the Lex bots of an instance"),
    _quota("lex_v2_bot_aliases", 100, "the Lex V2 bot aliases of an instance"),
    _quota("phone_numbers", 5, "the phone numbers of an instance"),
    _quota("task_templates", 50, "the task templates of an instance"),
)

#: Every limit by its name.
LIMITS: Mapping[str, Limit] = MappingProxyType({found.name: found for found in _LIMITS})

#: Characters that an ``Identifier`` must not hold (reference).
IDENTIFIER_CHARACTERS = "%:(\\/)=$,;[]{}"

#: Words that an ``Identifier`` must not be (reference).
IDENTIFIER_WORDS: tuple[str, ...] = (
    "__proto__",
    "constructor",
    "__defineGetter__",
    "__defineSetter__",
    "toString",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "valueOf",
)


def limit(name: str) -> int:
    """The value of a limit.

    Raises:
        KeyError: No limit has that name.
    """
    return LIMITS[name].value
