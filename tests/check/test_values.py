"""Values with a known form: languages, voices, SSML, digits, texts in maps."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.catalogue.value_lists import SSML_TAGS, VOCABULARIES, VOICES
from flowport.check import Severity, check
from flowport.check.nearest import nearest
from flowport.check.ssml import doubts
from flowport.model import Flow, read_text


def flow_of(type_: str, parameters: dict[str, Any]) -> Flow:
    """A flow of one action."""
    action = {"Identifier": "a", "Type": type_, "Parameters": parameters, "Transitions": {}}
    return Flow.from_tree({"Version": "2019-10-30", "StartAction": "a", "Actions": [action]})


def found(flow: Flow, code: str) -> list[tuple[Severity, str, str]]:
    """What one rule says: how bad, where below the parameters, and what."""
    base = "/Actions/0/Parameters/"
    return [
        (f.severity, f.pointer.removeprefix(base), f.message) for f in check(flow, select=[code])
    ]


def recording(language: str) -> Flow:
    """A block that analyses calls in a language."""
    analytics = {"Enabled": "True", "AnalyticsLanguage": language}
    return flow_of("UpdateContactRecordingBehavior", {"AnalyticsBehavior": analytics})


@pytest.mark.parametrize(
    ("said", "meant"), [("en_US", "en-US"), ("en-us", "en-US"), ("deDE", "de-DE")]
)
def test_a_misspelled_language_gets_the_nearest(said: str, meant: str) -> None:
    """The finding warns at the value, and suggests the known one."""
    ((severity, at, message),) = found(recording(said), "C022")

    assert (severity, at) == (Severity.WARNING, "AnalyticsBehavior/AnalyticsLanguage")
    assert f"'{meant}' may be meant" in message


@pytest.mark.parametrize("said", ["$.Attributes.language", "{{language}}", "", "en-US"])
def test_a_language_that_is_known_or_filled_in_later_is_fine(said: str) -> None:
    """What the contact or a template fills in is not compared."""
    assert found(recording(said), "C022") == []


def test_an_unknown_voice_says_of_when_the_list_is() -> None:
    """A voice may be newer than the list, so the list's date is shown."""
    flow = flow_of("UpdateContactTextToSpeechVoice", {"TextToSpeechVoice": "Joana"})

    ((_, _, message),) = found(flow, "C022")
    assert VOCABULARIES["voice"].dated in message
    assert "'Joanna'" in message


@pytest.mark.parametrize(("engine", "codes"), [("Neural", ["C023"]), ("standard", [])])
def test_an_engine_that_the_voice_lacks_is_reported(engine: str, codes: list[str]) -> None:
    """Capitals of the engine make no difference."""
    parameters = {"TextToSpeechVoice": "Mizuki", "TextToSpeechEngine": engine}
    flow = flow_of("UpdateContactTextToSpeechVoice", parameters)

    assert [f.code for f in check(flow, select=["C022", "C023"])] == codes


@pytest.mark.parametrize(("code", "count"), [("de-DE", 1), ("en-GB", 0), ("$.Attributes.x", 0)])
def test_a_language_that_the_voice_does_not_speak_is_reported(code: str, count: int) -> None:
    """Both halves of the block Set voice are compared, by the language without its country."""
    voice = {"TextToSpeechVoice": "Joanna"}
    halves = [("v", "UpdateContactTextToSpeechVoice", voice)]
    halves.append(("l", "UpdateContactData", {"LanguageCode": code}))
    tree = {
        "Version": "2019-10-30",
        "StartAction": "v",
        "Metadata": {"ActionMetadata": {"v": {"fragments": {"SetContactData": "l"}}}},
        "Actions": [
            {"Identifier": i, "Type": t, "Parameters": p, "Transitions": {}} for i, t, p in halves
        ],
    }

    assert len(check(Flow.from_tree(tree), select=["C023"])) == count


@pytest.mark.parametrize(
    ("ssml", "part"),
    [
        ("<speak>A & B</speak>", "at character 10: a character is not allowed"),
        ("<speak>ä & B</speak>", "at character 10"),
        ("<speak>one<break time='1s'></speak>", "does not match"),
        ("<speak>Sorry/speak>", "not closed"),
        ("<break time='1s'/>", "put all of it into <speak>"),
        ("<speak><brake/></speak>", "'break' may be meant"),
        ("<speak><break time='15s'/></speak>", "at most 10s"),
        ("<speak><break time='a while'/></speak>", "500ms or 1s"),
        ("<speak><say-as interpret-as='telefone'>1</say-as></speak>", "'telephone' may be meant"),
        ("<speak><say-as>1</say-as></speak>", "has no interpret-as"),
        ("<speak><prosody speed='slow'>1</prosody></speak>", "takes no attribute speed"),
        ("<!DOCTYPE x><speak/>", "document type"),
        ("<speak>&nbsp;</speak>", "XML has &amp;"),
    ],
)
def test_ssml_that_cannot_be_spoken_is_reported(ssml: str, part: str) -> None:
    """The finding says what is wrong and, where it is not XML, at which character."""
    ((severity, at, message),) = found(flow_of("MessageParticipant", {"SSML": ssml}), "C024")

    assert (severity, at) == (Severity.WARNING, "SSML")
    assert part in message


@pytest.mark.parametrize(
    "ssml",
    [
        "<speak>Hello, $.Attributes.['First Name'] <break time='500ms'/></speak>",
        "<speak xml:lang='en-US'><prosody rate='slow'>slow</prosody></speak>",
        "<speak><amazon:effect name='whispered'>hush</amazon:effect></speak>",
        "<speak><say-as interpret-as='$.Attributes.how'>1</say-as></speak>",
        "$.External.message",
        "<speak>{{ greeting }} & more</speak>",
    ],
)
def test_ssml_that_is_right_or_filled_in_later_is_fine(ssml: str) -> None:
    """Attributes of the contact, and what a template is to fill in, are left alone."""
    assert found(flow_of("MessageParticipant", {"SSML": ssml}), "C024") == []


@given(st.text(alphabet="<>/&;'\"= abspek-as\ud800$.![]\x00", max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read_as_ssml(text: str) -> None:
    """Whatever is there, reading it ends and gives sentences."""
    assert all(isinstance(doubt, str) for doubt in doubts(f"<speak>{text}"))


@given(st.sampled_from(sorted(SSML_TAGS)))
@settings(max_examples=30, deadline=None)
def test_no_supported_tag_is_called_unsupported(tag: str) -> None:
    """Each tag of the list passes inside a document."""
    said = list(doubts(f"<speak><{tag}></{tag}></speak>"))

    assert not [doubt for doubt in said if "is not a tag" in doubt]


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        ("InvokeLambdaFunction", "LambdaInvocationAttributes"),
        ("ConnectParticipantWithLexBot", "LexSessionAttributes"),
        ("TagContact", "Tags"),
        ("CreateTask", "Attributes"),
        ("UpdateContactAttributes", "Attributes"),
    ],
)
def test_a_map_of_texts_holds_texts(type_: str, name: str) -> None:
    """Numbers, null, lists and objects are reported, each at its key."""
    odd = {"a": 1, "b": True, "c": None, "d": {"x": 1}, "e": ["x"], "fine": "x"}
    reported = [
        at for severity, at, _ in found(flow_of(type_, {name: odd}), "C006") if severity != "error"
    ]

    assert {at.removeprefix(f"{name}/") for at in reported} == {*"abcde"}


@pytest.mark.parametrize(
    ("parameters", "count"),
    [({"ThirdPartyDTMFDigits": "1,2#*"}, 0), ({"ThirdPartyDTMFDigits": "1 w 2"}, 1)],
)
def test_digits_are_keys_of_a_telephone(parameters: dict[str, Any], count: int) -> None:
    """What no telephone has can't be sent."""
    assert len(found(flow_of("TransferParticipantToThirdParty", parameters), "C025")) == count


HALF = '{"Version": "2019-10-30", "StartAction": "a", "Metadata": %s, "Actions": [%s]}'


@pytest.mark.parametrize(
    ("metadata", "action", "place"),
    [
        ('{"x": "\\ud83d"}', "", "/Metadata/x"),
        ("{}", '{"Identifier": "a", "Type": "\\ud83d"}', "/Actions/0/Type"),
        ("{}", '{"Identifier": "a", "Parameters": {"\\ud83d": 1}}', "/Actions/0/Parameters/\ud83d"),
    ],
)
def test_half_a_character_is_an_error_wherever_it_stands(
    metadata: str, action: str, place: str
) -> None:
    """Texts and keys, in blocks and in metadata: nothing can send it."""
    flow = read_text(HALF % (metadata, action))

    assert [(f.severity, f.pointer) for f in check(flow, select=["S016"])] == [
        (Severity.ERROR, place)
    ]


def test_a_whole_character_in_two_escapes_is_fine() -> None:
    """An emoji is written as two escapes by many tools."""
    assert check(read_text(HALF % ('{"x": "\\ud83d\\ude00"}', "")), select=["S016"]) == ()


def test_a_key_that_stands_twice_is_reported_at_its_block() -> None:
    """The last value counts, and the reader is reported where."""
    action = '{"Identifier": "a", "Type": "Loop", "Parameters": {"x": 1, "x": 2}}'
    (finding,) = check(read_text(HALF % ("{}", action)), select=["S017"])

    assert (finding.block, finding.pointer) == ("a", "/Actions/0/Parameters/x")


LEGACY = """{"modules": [{"id": "a", "type": "Disconnect", "branches": [], "parameters": [],
"metadata": {"x": 1, "x": 2}}], "start": "a", "type": "contactFlow", "metadata": {%s}}"""


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ("", [("a", "/modules/0/metadata/x")]),
        ('"name": 1, "name": 2', [("a", "/modules/0/metadata/x"), ("", "/metadata/name")]),
    ],
)
def test_a_key_that_stands_twice_in_a_legacy_flow_is_reported(
    metadata: str, found: list[tuple[str, str]]
) -> None:
    """It is reported at its place in the legacy file, whose conversion has one value."""
    findings = check(read_text(LEGACY % metadata), select=["S017"])

    assert sorted((f.block, f.pointer) for f in findings) == sorted(found)


def test_the_nearest_value_ignores_capitals_and_underscores() -> None:
    """A locale as Lex writes it is the language code of the same letters."""
    assert nearest("DE_de", ["en-US", "de-DE"]) == "de-DE"


def test_nothing_near_is_nothing() -> None:
    """A suggestion that is far from what was said would mislead."""
    assert nearest("zzzz", json.loads("[]") + list(VOICES)) == ""


LAMBDA = {"LambdaFunctionARN": "arn:aws:lambda:us-east-1:111122223333:function:f"}


def of_limit(seconds: Any, **more: str) -> set[tuple[str, Severity]]:
    """What is said of a Lambda function's time limit: codes, and how bad they are."""
    given = {**LAMBDA, "InvocationTimeLimitSeconds": seconds, **more}
    findings = check(flow_of("InvokeLambdaFunction", given), select=["C006", "C008", "L007"])
    return {(f.code, f.severity) for f in findings}


@pytest.mark.parametrize("seconds", ["9", 9, "9.0", 9.0, "60", 1e300])
def test_more_seconds_than_the_service_accepts_are_an_error(seconds: Any) -> None:
    """A synchronous Lambda function has eight seconds, however nine are written."""
    assert ("L007", Severity.ERROR) in of_limit(seconds)


@pytest.mark.parametrize(("seconds", "wrong"), [("60", False), ("61", True)])
def test_an_asynchronous_lambda_function_has_a_minute(seconds: str, wrong: bool) -> None:
    """It is not waited for, and may run longer."""
    assert bool(of_limit(seconds, InvocationType="ASYNCHRONOUS")) is wrong


@pytest.mark.parametrize(
    "said", ["8.5", 8.5, True, "1e1", "\u0663", "1_0", "nan", "inf", "0x8", "3s"]
)
def test_what_is_no_whole_number_is_an_error(said: Any) -> None:
    """Fractions, digits of other scripts and what only Python reads are no seconds."""
    assert ("C006", Severity.ERROR) in of_limit(said)


@pytest.mark.parametrize("said", [" 3", "3\n"])
def test_spaces_around_a_number_are_a_warning(said: str) -> None:
    """Whether the service accepts them is not known."""
    assert of_limit(said) == {("C006", Severity.WARNING)}


@pytest.mark.parametrize("said", ["3", "3.0", "008", "+3", "8"])
def test_a_whole_number_is_fine_as_a_string(said: str) -> None:
    """Numbers are strings in the flow language."""
    assert of_limit(said) == set()


def test_a_fraction_where_json_numbers_belong_is_an_error() -> None:
    """Also where a number may be written without quotation marks."""
    given = {"Text": "x", "StoreInput": "False", "InputTimeLimitSeconds": 5.5}

    ((severity, at, _),) = found(flow_of("GetParticipantInput", given), "C006")
    assert (severity, at) == (Severity.ERROR, "InputTimeLimitSeconds")


def test_a_bare_boolean_is_suggested_as_it_is_spelled() -> None:
    """``true`` in an attribute becomes ``"true"``, not a spelling of another language."""
    flow = flow_of("UpdateContactAttributes", {"Attributes": {"vip": True}})

    ((_, _, message),) = found(flow, "C006")
    assert '"true"' in message
