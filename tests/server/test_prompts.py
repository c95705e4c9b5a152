"""Prompts with their audio: what is accepted, where it is kept, and who may read it."""

from __future__ import annotations

import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.server import wav
from flowport.server.buckets import object_of, read_object
from flowport.server.protocol.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from serving import Served

_VOICE = wav.made(bytes(range(256)) * 8)


@dataclass(frozen=True)
class _Buckets:
    """A server with a folder of buckets."""

    served: Served
    client: Any
    folder: Path

    def put(self, key: str, data: bytes) -> str:
        path = self.folder / "audio" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return f"s3://audio/{key}"

    def create(self, uri: str) -> dict[str, str]:
        made = self.client.create_prompt(
            InstanceId=self.served.instance, Name=uuid.uuid4().hex, S3Uri=uri
        )
        return {"InstanceId": self.served.instance, "PromptId": made["PromptId"]}

    def url(self, prompt: dict[str, str]) -> str:
        return str(self.client.get_prompt_file(**prompt)["PromptPresignedUrl"])


@pytest.fixture(scope="module")
def buckets(start: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> _Buckets:
    """One server for the tests of this file."""
    folder: Path = tmp_path_factory.mktemp("buckets")
    served = start(buckets=str(folder))
    return _Buckets(served, served.client(), folder)


def _read(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310  our own server
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_audio_is_read_back(buckets: _Buckets) -> None:
    """The URL of a prompt's file gives the object that it was created from, without a key."""
    prompt = buckets.create(buckets.put("a b/hello.wav", _VOICE))

    assert _read(buckets.url(prompt)) == (200, _VOICE)


def test_object_may_be_named_by_its_url(buckets: _Buckets) -> None:
    """The URL of an object of S3 is that object, whatever its query says."""
    buckets.put("by url.wav", _VOICE)
    url = "https://audio.s3.eu-central-1.amazonaws.com/by%20url.wav?X-Amz-Expires=60"

    assert _read(buckets.url(buckets.create(url))) == (200, _VOICE)


def test_update_replaces_the_audio_alone_when_it_gives_one(buckets: _Buckets) -> None:
    """A new name keeps the audio, and a new object replaces it."""
    prompt = buckets.create(buckets.put("first.wav", _VOICE))
    buckets.client.update_prompt(**prompt, Name=uuid.uuid4().hex)
    kept = _read(buckets.url(prompt))
    other = wav.made(b"\x01" * 801)
    buckets.client.update_prompt(**prompt, S3Uri=buckets.put("second.wav", other))

    assert (kept[1], _read(buckets.url(prompt))[1]) == (_VOICE, other)


def test_prompt_is_copied_by_the_url_of_its_file(buckets: _Buckets) -> None:
    """What GetPromptFile gives is accepted where an S3 URI belongs, as the API reference says."""
    source = buckets.create(buckets.put("copied.wav", _VOICE))
    copy = buckets.create(buckets.url(source))
    buckets.client.delete_prompt(**source)

    assert _read(buckets.url(copy)) == (200, _VOICE)


def test_url_of_a_deleted_prompt_is_refused(buckets: _Buckets) -> None:
    """The audio goes with its prompt."""
    prompt = buckets.create(buckets.put("gone.wav", _VOICE))
    url = buckets.url(prompt)
    buckets.client.delete_prompt(**prompt)

    assert _read(url)[0] == 403


def test_url_of_another_prompt_is_not_made_of_one(buckets: _Buckets) -> None:
    """A signature is good for its prompt alone."""
    one, other = (buckets.create(buckets.put("one.wav", _VOICE)) for _ in range(2))
    forged = buckets.url(one).replace(one["PromptId"], other["PromptId"])

    assert _read(forged)[0] == 403
    with pytest.raises(ClientError, match="InvalidParameterException"):
        buckets.create(forged)


def test_prompt_without_known_audio_is_silent(connect: Any, served: Served) -> None:
    """Without a folder of buckets the object is not read, and the prompt is half a second long."""
    made = connect.create_prompt(
        InstanceId=served.instance, Name=uuid.uuid4().hex, S3Uri="s3://elsewhere/x.wav"
    )
    found = connect.get_prompt_file(InstanceId=served.instance, PromptId=made["PromptARN"])
    status, audio = _read(found["PromptPresignedUrl"])

    assert (status, audio) == (200, wav.silence())
    assert wav.problem_of(audio) is None


@pytest.mark.parametrize(
    "uri",
    ["s3://audio/missing.wav", "s3://none/x.wav", "s3://audio", "ftp://audio/x", "x", "s3:///x"],
)
def test_what_names_no_object_is_refused(buckets: _Buckets, uri: str) -> None:
    """An object that is not there, and what is not an S3 URI, is an invalid parameter."""
    with pytest.raises(ClientError, match=r"InvalidParameterException.*S3Uri"):
        buckets.create(uri)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ((1, 1, 8000), "the coding 1"),
        ((7, 2, 8000), "2 channels"),
        ((7, 1, 44100), "44100 Hz"),
    ],
)
def test_audio_of_another_form_is_refused(
    buckets: _Buckets, form: tuple[int, int, int], said: str
) -> None:
    """PCM, stereo and other rates are refused, with what the file has."""
    tag, channels, rate = form
    head = tag.to_bytes(2, "little") + channels.to_bytes(2, "little") + rate.to_bytes(4, "little")
    wrong = _VOICE.replace(_VOICE[20:28], head)
    with pytest.raises(ClientError, match=f"InvalidParameterException.*{said}"):
        buckets.create(buckets.put("wrong.wav", wrong))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"ID3 this is an MP3", "is not a WAV file"),
        (_VOICE[:30], "without format or samples"),
        (wav.made(b""), "0 seconds"),
        (wav.made(b"\xff" * 2_400_000), "300 seconds"),
        (b"RIFF" + bytes(wav.LARGEST - 4), "50,000,000 bytes"),
    ],
    ids=["other", "cut", "empty", "long", "large"],
)
def test_file_that_is_no_prompt_has_a_problem(data: bytes, said: str) -> None:
    """Each limit of the guide is a problem that says what the file has."""
    assert said in str(wav.problem_of(data))


@settings(max_examples=100)
@given(st.binary(max_size=200), st.integers(0, len(_VOICE)))
def test_any_bytes_are_read(noise: bytes, cut: int) -> None:
    """Whatever a file holds, it is a prompt or has a problem."""
    found = [wav.problem_of(noise), wav.problem_of(_VOICE[:cut] + noise)]

    assert all(each is None or each for each in found)


@settings(max_examples=60)
@given(st.binary(min_size=1, max_size=400))
def test_what_is_made_is_accepted(samples: bytes) -> None:
    """Every file that is made here is one that a prompt can have."""
    assert wav.problem_of(wav.made(samples)) is None


@pytest.mark.parametrize(
    ("bucket", "key"), [("audio", "../../secret"), ("..", "secret"), ("audio", "link"), (".", "x")]
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, bucket: str, key: str) -> None:
    """No key and no link leads out of its bucket."""
    (tmp_path / "secret").write_bytes(_VOICE)
    (tmp_path / "buckets" / "audio").mkdir(parents=True)
    (tmp_path / "buckets" / "audio" / "link").symlink_to(tmp_path / "secret")

    with pytest.raises(ServiceError, match="there is no object"):
        read_object(str(tmp_path / "buckets"), bucket, key)


@pytest.mark.parametrize(
    ("uri", "found"),
    [
        ("s3://b/k", ("b", "k")),
        ("s3://b/deep/k.wav", ("b", "deep/k.wav")),
        ("https://b.s3.us-east-1.amazonaws.com/k%2Bl?x=y", ("b", "k+l")),
        ("https://example.com/k", None),
    ],
)
def test_object_of_a_uri(uri: str, found: tuple[str, str] | None) -> None:
    """URIs and URLs of objects name a bucket and a key."""
    assert object_of(uri) == found
