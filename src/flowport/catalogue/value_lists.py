"""Lists of values that Amazon Web Services keep and extend: languages, voices, SSML.

Each list says when it was taken and from where. A value that is not in it may be newer than the
list, so a rule that uses it warns and does not refuse.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SSML_TAGS", "VOCABULARIES", "VOICES", "Vocabulary", "Voice"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """A list of known values.

    Attributes:
        name: Its name, as ``Parameter.vocabulary`` spells it.
        title: What one of its values is called in a sentence.
        values: The values.
        dated: The month in which they were taken, as year and month.
        source: Where they were taken from.
        any_case: Whether capitals do not matter.
    """

    name: str
    title: str
    values: tuple[str, ...]
    dated: str
    source: str
    any_case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voice:
    """A voice of Amazon Polly.

    Attributes:
        name: Its name.
        languages: The codes of the languages that it speaks, its own first.
        engines: The engines that it has, lower case; empty where they are not known.
    """

    name: str
    languages: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()


_DATED = "2026-11"
_POLLY_PAGE = "Amazon Polly developer guide, Available voices; botocore, service model of Polly"

_ANALYTICS = """
    ab-GE af-ZA am-ET ar-AE ar-SA ast-ES az-AZ ba-RU be-BY bg-BG bn-BD bn-IN bs-BA ca-ES
    ckb-IQ ckb-IR cs-CZ cy-GB cy-WL da-DK de-AT de-CH de-DE el-GR en-AB en-AU en-GB en-IE
    en-IN en-NZ en-SG en-US en-WL en-ZA es-ES es-MX es-US et-EE et-ET eu-ES fa-AF fa-IR
    fi-FI fr-BE fr-CA fr-FR ga-IE gd-GB gl-ES gu-IN ha-NG he-IL hi-IN hmn hr-HR ht-HT hu-HU
    hy-AM id-ID is-IS it-IT ja-JP jv-ID ka-GE kab-DZ kk-KZ km-KH kn-IN ko-KR ky-KG lg-IN
    lg-UG lo-LA lt-LT lv-LV mhr-RU mi-NZ mk-MK ml-IN mn-MN mr-IN ms-MY mt-MT my-MM ne-NP
    nl-BE nl-NL no-NO or-IN pa-IN pl-PL ps-AF pt-BR pt-PT ro-RO ru-RU rw-RW si-LK sk-SK
    sl-SI so-SO sq-AL sr-RS su-ID sv-SE sw-BI sw-KE sw-RW sw-TZ sw-UG ta-IN te-IN th-TH
    tl-PH tr-TR tt-RU ug-CN uk-UA uz-UZ vi-VN wo-SN xh-ZA yue-HK zh-CN zh-HK zh-TW zu-ZA
"""

_SPEECH = """
    ar-AE arb ca-ES cmn-CN cs-CZ cy-GB da-DK de-AT de-CH de-DE en-AU en-GB en-GB-WLS en-IE
    en-IN en-NZ en-SG en-US en-ZA es-ES es-MX es-US fi-FI fr-BE fr-CA fr-FR hi-IN is-IS
    it-IT ja-JP ko-KR nb-NO nl-BE nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sv-SE tr-TR yue-CN
"""

_LEX = """
    ar_AE ca_ES cs_CZ da_DK de_AT de_DE en_AU en_GB en_IN en_US en_ZA es_419 es_ES es_US
    fi_FI fr_CA fr_FR hi_IN it_IT ja_JP ko_KR nl_NL no_NO pl_PL pt_BR pt_PT sv_SE zh_CN
    zh_HK
"""

# A voice a line: its name, its languages, its engines by their first letters.
_VOICES = """
    Zeina arb S
    Hala ar-AE N
    Zayd ar-AE N
    Lisa nl-BE NG
    Arlet ca-ES N
    Jitka cs-CZ N
    Hiujin yue-CN N
    Zhiyu cmn-CN NS
    Naja da-DK S
    Mads da-DK S
    Sofie da-DK N
    Laura nl-NL NG
    Lotte nl-NL S
    Ruben nl-NL S
    Nicole en-AU S
    Olivia en-AU NG
    Russell en-AU S
    Amy en-GB GNS
    Emma en-GB NS
    Brian en-GB GNS
    Arthur en-GB N
    Aditi en-IN,hi-IN S
    Raveena en-IN S
    Kajal en-IN,hi-IN NG
    Niamh en-IE NG
    Aria en-NZ NG
    Jasmine en-SG NG
    Ayanda en-ZA NG
    Danielle en-US GLN
    Gregory en-US LN
    Ivy en-US NS
    Joanna en-US GNS
    Kendra en-US NS
    Kimberly en-US NS
    Salli en-US GNS
    Joey en-US NS
    Justin en-US NS
    Kevin en-US N
    Matthew en-US GNS
    Ruth en-US GLN
    Stephen en-US GN
    Patrick en-US L
    Tiffany en-US G
    Geraint en-GB-WLS S
    Suvi fi-FI N
    Isabelle fr-BE NG
    Chantal fr-CA S
    Gabrielle fr-CA NG
    Liam fr-CA NG
    Celine fr-FR S
    Lea fr-FR GNS
    Mathieu fr-FR S
    Remi fr-FR NG
    Ambre fr-FR G
    Florian fr-FR G
    Marlene de-DE S
    Vicki de-DE GNS
    Hans de-DE S
    Daniel de-DE NG
    Lennart de-DE G
    Hannah de-AT NG
    Sabrina de-CH N
    Dora is-IS S
    Karl is-IS S
    Carla it-IT S
    Bianca it-IT GNS
    Giorgio it-IT S
    Adriano it-IT N
    Beatrice it-IT G
    Lorenzo it-IT G
    Mizuki ja-JP S
    Takumi ja-JP NS
    Kazuha ja-JP N
    Tomoko ja-JP N
    Seoyeon ko-KR GNS
    Jihye ko-KR N
    Liv nb-NO S
    Ida nb-NO N
    Ewa pl-PL S
    Maja pl-PL S
    Jacek pl-PL S
    Jan pl-PL S
    Ola pl-PL NG
    Camila pt-BR GNS
    Vitoria pt-BR NS
    Ricardo pt-BR S
    Thiago pt-BR N
    Ines pt-PT NS
    Cristiano pt-PT S
    Carmen ro-RO S
    Tatyana ru-RU S
    Maxim ru-RU S
    Conchita es-ES S
    Lucia es-ES GNS
    Alba es-ES L
    Enrique es-ES S
    Sergio es-ES NG
    Raul es-ES L
    Mia es-MX GNS
    Andres es-MX NG
    Lupe es-US GNS
    Penelope es-US S
    Miguel es-US S
    Pedro es-US NG
    Astrid sv-SE S
    Elin sv-SE N
    Filiz tr-TR S
    Burcu tr-TR N
    Gwyneth cy-GB S
"""

# Voices that the service model has and the guide's table did not have yet.
_NEWER = """
    Arjun Carlos Carolina Curtis Hyunduk Kenneth Kiara Leo Nate Tina
"""

_ENGINES = {"S": "standard", "N": "neural", "L": "long-form", "G": "generative"}


def _voice(line: str) -> Voice:
    name, languages, letters = line.split()
    return Voice(
        name=name,
        languages=tuple(languages.split(",")),
        engines=tuple(_ENGINES[letter] for letter in letters),
    )


#: The voices of Amazon Polly, by name.
VOICES: Mapping[str, Voice] = MappingProxyType(
    {
        voice.name: voice
        for voice in (
            *map(_voice, _VOICES.strip().splitlines()),
            *(Voice(name=name) for name in _NEWER.split()),
        )
    }
)

_REDACTED = """
    BANK_ACCOUNT_NUMBER BANK_ROUTING CREDIT_DEBIT_NUMBER CREDIT_DEBIT_CVV CREDIT_DEBIT_EXPIRY
    INTERNATIONAL_BANK_ACCOUNT_NUMBER PIN SWIFT_CODE CA_HEALTH_NUMBER
    UK_NATIONAL_HEALTH_SERVICE_NUMBER CA_SOCIAL_INSURANCE_NUMBER SSN UK_NATIONAL_INSURANCE_NUMBER
    PASSPORT_NUMBER DRIVER_ID IN_AADHAAR NAME AGE EMAIL PHONE ADDRESS
    US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER
    IN_PERMANENT_ACCOUNT_NUMBER IN_NREGA AWS_ACCESS_KEY AWS_SECRET_KEY IP_ADDRESS MAC_ADDRESS
    PASSWORD URL USERNAME LICENSE_PLATE VEHICLE_IDENTIFICATION_NUMBER IN_VOTER_NUMBER DATE_TIME
    AGENT_DISPLAY_NAME CUSTOMER_DISPLAY_NAME ATTACHMENT_NAME
"""

_LANGUAGES = sorted(
    {*_ANALYTICS.split(), *_SPEECH.split(), *(code.replace("_", "-") for code in _LEX.split())}
)

_LISTS = (
    Vocabulary(
        name="analytics-language",
        title="language of conversational analytics",
        values=tuple(_ANALYTICS.split()),
        dated=_DATED,
        source="Amazon Connect administrator guide, Supported languages; botocore, service models "
        "of Connect and Transcribe",
    ),
    Vocabulary(
        name="contact-language",
        title="language of a contact",
        values=tuple(_LANGUAGES),
        dated=_DATED,
        source="the languages of Polly, of Lex and of conversational analytics",
    ),
    Vocabulary(
        name="redaction-entity",
        title="kind of sensitive data",
        values=tuple(_REDACTED.split()),
        dated=_DATED,
        source="Amazon Connect developer guide, UpdateContactRecordingAndAnalyticsBehavior",
    ),
    Vocabulary(name="voice", title="voice", values=tuple(VOICES), dated=_DATED, source=_POLLY_PAGE),
    Vocabulary(
        name="engine",
        title="speech engine",
        values=tuple(_ENGINES.values()),
        dated=_DATED,
        source=_POLLY_PAGE,
        any_case=True,
    ),
)

#: Every list by its name.
VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType({v.name: v for v in _LISTS})

#: The tags of SSML that Amazon Polly speaks, each with its attributes, and these with the words
#: that they take (none where a value is free). Source: Amazon Polly developer guide, Supported
#: SSML tags, 2026.
SSML_TAGS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "speak": {"version": (), "xml:lang": (), "xmlns": ()},
        "break": {
            "strength": ("none", "x-weak", "weak", "medium", "strong", "x-strong"),
            "time": (),
        },
        "emphasis": {"level": ("strong", "moderate", "reduced")},
        "lang": {"xml:lang": ()},
        "mark": {"name": ()},
        "p": {},
        "phoneme": {
            "alphabet": (
                "ipa",
                "x-sampa",
                "x-amazon-pinyin",
                "x-amazon-jyutping",
                "x-amazon-pron-kana",
                "x-amazon-yomigana",
            ),
            "ph": (),
            "type": (),
        },
        "prosody": {"volume": (), "rate": (), "pitch": (), "amazon:max-duration": ()},
        "s": {},
        "say-as": {
            "interpret-as": (
                "characters",
                "spell-out",
                "cardinal",
                "number",
                "ordinal",
                "digits",
                "fraction",
                "unit",
                "date",
                "time",
                "address",
                "expletive",
                "telephone",
                "currency",
                "words",
            ),
            "format": (),
        },
        "sub": {"alias": ()},
        "w": {"role": ()},
        "amazon:auto-breaths": {"volume": (), "frequency": (), "duration": ()},
        "amazon:breath": {"volume": (), "duration": ()},
        "amazon:domain": {"name": ("news", "conversational")},
        "amazon:effect": {
            "name": ("whispered", "drc"),
            "phonation": ("soft",),
            "vocal-tract-length": (),
        },
    }
)
