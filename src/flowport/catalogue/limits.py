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


class Limit(Declaration, kw_only=True):
    """The most, and sometimes the least, of something.

    Attributes:
        name: Its name here.
        value: The most.
        least: The least; 0 where none is stated.
        unit: What is counted.
        applies_to: To what it applies, for a reader.
        source: An id in ``SOURCES``.
        adjustable: Whether AWS raises it on request.
        evidence: What it rests on.
    """

    name: str
    value: int
    least: int = 0
    unit: Unit = Unit.ITEMS
    applies_to: str
    source: str
    adjustable: bool = False
    evidence: Evidence = Evidence.DOCUMENTED


def _quota(name: str, value: int, applies_to: str) -> Limit:
    """A default quota of an instance."""
    return Limit(
        name=name, value=value, applies_to=applies_to, source="quotas-2023", adjustable=True
    )


_LIMITS = (
    Limit(
        name="export_blocks",
        value=99,
        unit=Unit.BLOCKS,
        applies_to="a flow that the designer exports or imports",
        source="guide-import-export",
    ),
    Limit(
        name="export_bytes",
        value=1_000_000,
        unit=Unit.BYTES,
        applies_to="a file that the designer exports or imports",
        source="guide-import-export",
    ),
    Limit(
        name="actions",
        value=250,
        unit=Unit.ACTIONS,
        applies_to="a flow in the flow language",
        source="reference",
    ),
    Limit(
        name="content_characters",
        value=256_000,
        least=1,
        unit=Unit.CHARACTERS,
        applies_to="the content of a flow or module",
        source="api-model",
    ),
    Limit(
        name="identifier_characters",
        value=50,
        least=1,
        unit=Unit.CHARACTERS,
        applies_to="an action's Identifier",
        source="reference",
    ),
    Limit(
        name="module_name_characters",
        value=127,
        least=1,
        unit=Unit.CHARACTERS,
        applies_to="a module's name",
        source="api-model",
    ),
    Limit(
        name="module_description_characters",
        value=500,
        unit=Unit.CHARACTERS,
        applies_to="a module's description",
        source="api-model",
    ),
    Limit(
        name="condition_levels",
        value=5,
        unit=Unit.LEVELS,
        applies_to="nested conditions",
        source="reference",
    ),
    Limit(
        name="sub_conditions",
        value=50,
        unit=Unit.CONDITIONS,
        applies_to="the conditions inside one",
        source="reference",
    ),
    Limit(
        name="module_levels",
        value=5,
        unit=Unit.LEVELS,
        applies_to="modules that invoke modules",
        source="fac8",
    ),
    Limit(
        name="module_branches",
        value=8,
        applies_to="the branches that a module declares itself",
        source="block-page",
    ),
    Limit(
        name="prompt_characters",
        value=6_000,
        unit=Unit.CHARACTERS,
        applies_to="the text of a prompt, with its markup",
        source="block-page",
    ),
    Limit(
        name="billed_prompt_characters",
        value=3_000,
        unit=Unit.CHARACTERS,
        applies_to="the text of a prompt that is spoken",
        source="block-page",
    ),
    Limit(
        name="sms_characters",
        value=1_024,
        unit=Unit.CHARACTERS,
        applies_to="a text message",
        source="block-page",
    ),
    Limit(
        name="email_subject_characters",
        value=998,
        unit=Unit.CHARACTERS,
        applies_to="the subject of an email",
        source="block-page",
    ),
    Limit(
        name="email_body_characters",
        value=5_000,
        unit=Unit.CHARACTERS,
        applies_to="the body of an email",
        source="block-page",
    ),
    Limit(
        name="lex_message_characters",
        value=1_024,
        unit=Unit.CHARACTERS,
        applies_to="the first message to a Lex bot",
        source="block-page",
    ),
    Limit(
        name="attributes_bytes",
        value=32_768,
        unit=Unit.BYTES,
        applies_to="the attributes of a contact",
        source="quotas-2023",
    ),
    Limit(
        name="lambda_seconds",
        value=8,
        least=1,
        unit=Unit.SECONDS,
        applies_to="waiting for a Lambda function",
        source="block-page",
    ),
    Limit(
        name="asynchronous_lambda_seconds",
        value=60,
        least=1,
        unit=Unit.SECONDS,
        applies_to="an asynchronous Lambda function",
        source="block-page",
    ),
    Limit(
        name="whisper_seconds",
        value=120,
        unit=Unit.SECONDS,
        applies_to="a whisper flow from start to end",
        source="block-page",
    ),
    Limit(
        name="menu_seconds",
        value=180,
        least=1,
        unit=Unit.SECONDS,
        applies_to="waiting for the first digit, in the designer",
        source="block-page",
    ),
    Limit(
        name="task_delay_seconds",
        value=518_400,
        least=1,
        unit=Unit.SECONDS,
        applies_to="the delay of a task",
        source="block-page",
    ),
    Limit(
        name="queue_transfers",
        value=11,
        applies_to="transfers of one contact from queue to queue",
        source="block-page",
    ),
    Limit(
        name="data_table_attributes",
        value=25,
        applies_to="the attributes that one Data Table block writes",
        source="block-page",
    ),
    Limit(name="tags", value=50, applies_to="the tags of a resource", source="guide"),
    Limit(
        name="tag_key_characters",
        value=128,
        least=1,
        unit=Unit.CHARACTERS,
        applies_to="the key of a tag",
        source="guide",
    ),
    Limit(
        name="tag_value_characters",
        value=256,
        unit=Unit.CHARACTERS,
        applies_to="the value of a tag",
        source="guide",
    ),
    Limit(
        name="request_rate",
        value=2,
        unit=Unit.PER_SECOND,
        applies_to="each operation on flows, for an account in a Region",
        source="quotas-2023",
        adjustable=True,
    ),
    Limit(
        name="request_burst",
        value=5,
        unit=Unit.REQUESTS,
        applies_to="each operation on flows at once, for an account in a Region",
        source="quotas-2023",
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
