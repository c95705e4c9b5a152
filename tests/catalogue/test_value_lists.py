"""The lists that Amazon Web Services keep are as the service models have them."""

from __future__ import annotations

import re
from typing import Any

import botocore.session
import pytest

from flowport.catalogue import ACTIONS
from flowport.catalogue.value_lists import VOCABULARIES, VOICES


def enumerated(service: str, shape: str) -> set[str]:
    """The values of an enumeration in the service model that botocore carries."""
    model: Any = botocore.session.get_session().get_service_model(service)
    return set(model.shape_for(shape).enum)


def test_every_voice_of_polly_is_known() -> None:
    """No voice of the service model is missing."""
    assert enumerated("polly", "VoiceId") <= VOICES.keys()


def test_every_language_of_a_voice_is_one_of_polly() -> None:
    """No voice speaks a language that Polly does not have."""
    spoken = {code for voice in VOICES.values() for code in voice.languages}

    assert spoken == enumerated("polly", "LanguageCode")


def test_the_engines_are_those_of_polly() -> None:
    """The list of engines is the service model's."""
    assert set(VOCABULARIES["engine"].values) == enumerated("polly", "Engine")


@pytest.mark.parametrize(
    ("service", "shape", "name"),
    [
        ("connect", "VocabularyLanguageCode", "analytics-language"),
        ("polly", "LanguageCode", "contact-language"),
    ],
)
def test_every_language_of_the_service_is_known(service: str, shape: str, name: str) -> None:
    """No language of the service models is missing."""
    assert enumerated(service, shape) <= set(VOCABULARIES[name].values)


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=lambda v: v.name)
def test_a_list_says_when_and_whence(vocabulary: Any) -> None:
    """Each list is dated, names its source, and holds each value once."""
    assert re.fullmatch(r"20\d\d-[01]\d", vocabulary.dated)
    assert vocabulary.source
    assert len(set(vocabulary.values)) == len(vocabulary.values)


def test_every_list_that_a_parameter_names_exists() -> None:
    """A declaration names no list that is not there, and no list is unused."""
    named = {p.vocabulary for action in ACTIONS.values() for p in action.parameters}

    assert named - {""} == VOCABULARIES.keys()
