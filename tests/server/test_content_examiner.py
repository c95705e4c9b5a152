"""Contents examined ahead, by the server itself and in a second process."""

from __future__ import annotations

import signal
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from flowport.server import content_examiner, validation
from flowport.server.content_examiner import CROWDED, ContentExaminer
from flowport.server.process_line import ProcessLine
from flowport.server.processes import end, start
from flowport.server.work_process import URGENT
from serving import content as content_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

ARN = "arn:aws:connect:eu-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555"
QUEUE = f"{ARN}/queue/66666666-2222-3333-4444-555555555555"


def content(text: str = "Hello.") -> str:
    """A small flow that plays a message."""
    return content_of({"Text": text})


GIVEN = (content(), "CONTACT_FLOW", ARN)


class Starts:
    """Starts real processes, and knows them."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []

    def __call__(self, option: str) -> subprocess.Popen[bytes]:
        """Start one."""
        self.processes.append(start(option))
        return self.processes[-1]


@pytest.fixture
def starts() -> Iterator[Starts]:
    """What starts the process of a test."""
    made = Starts()
    yield made
    for process in made.processes:
        end(process)


def crowd(examiner: ContentExaminer, count: int = CROWDED + 1) -> None:
    """Have so many contents examined at a time, and wait until the process is there."""
    with ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(examiner._count())  # noqa: SLF001  without as many threads
    if examiner._starting is not None:  # noqa: SLF001  nobody else can wait for it
        examiner._starting.join()  # noqa: SLF001  as above


def is_known(text: str) -> bool:
    """Whether what follows from a content is remembered."""
    return (text, "CONTACT_FLOW", ARN) in validation._of_content._known  # noqa: SLF001  unasked


def is_known_at_last(examiner: ContentExaminer, name: str) -> bool:
    """Whether what follows from a content is remembered that is examined last."""
    examiner.examine(content(name), "CONTACT_FLOW", ARN)
    examiner.close()
    return is_known(content(name))


@pytest.mark.parametrize(
    "text",
    [
        content(),
        content("${missing}"),
        content_of({"PromptId": QUEUE}),
        content() + "}",
        "é" * 300,
        "\ud800",
    ],
)
def test_the_process_finds_what_the_server_finds(starts: Starts, text: str) -> None:
    """Problems, references, the hash and the bytes to store are the same."""
    process = starts(URGENT)

    answer = content_examiner._ask(ProcessLine(process), (text, "CONTACT_FLOW", ARN))  # noqa: SLF001  the way there
    try:
        own = validation.foreseen(text, "CONTACT_FLOW", ARN)
    except UnicodeEncodeError:
        own = None  # the server refuses it in the turn to write

    assert answer is not None
    assert answer == (own is not None, own)


def test_one_content_after_the_other_starts_no_process(starts: Starts) -> None:
    """Who publishes by hand needs no second process."""
    examiner = ContentExaminer(begin=starts)

    for number in range(2 * CROWDED):
        examiner.examine(content(str(number)), "CONTACT_FLOW", ARN)
    examiner.close()

    assert starts.processes == []


def test_a_crowd_is_examined_in_the_process(
    starts: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where many contents come at a time, the server need not examine them itself."""
    examiner = ContentExaminer(begin=starts)
    crowd(examiner)
    monkeypatch.setattr(validation._of_content, "_function", None)  # noqa: SLF001  it may not ask

    assert is_known_at_last(examiner, "of a crowd")


def test_a_process_that_ended_is_done_without(starts: Starts) -> None:
    """The server examines a content itself where the process was killed."""
    examiner = ContentExaminer(begin=starts)
    crowd(examiner)
    starts.processes[0].kill()
    starts.processes[0].wait()

    assert is_known_at_last(examiner, "after the end")


def test_a_process_that_ended_is_replaced_in_the_next_crowd(starts: Starts) -> None:
    """The server does not do without one for good."""
    examiner = ContentExaminer(begin=starts)
    crowd(examiner)
    starts.processes[0].kill()
    examiner.examine(content("first after the end"), "CONTACT_FLOW", ARN)

    crowd(examiner)
    examiner.close()

    assert len(starts.processes) == 2


def test_contents_that_meet_now_and_then_start_no_process(starts: Starts) -> None:
    """A hundred of them over weeks are not many at a time."""
    times = iter(range(10_000))
    examiner = ContentExaminer(begin=starts, now=lambda: float(next(times)))

    crowd(examiner, 3 * CROWDED)
    examiner.close()

    assert starts.processes == []


def test_closing_does_not_wait_for_a_process_that_hangs_while_it_starts() -> None:
    """A process that was stopped before it was loaded is ended too."""
    begun = threading.Event()
    processes = []

    def stopped(option: str) -> subprocess.Popen[bytes]:
        processes.append(start(option))
        processes[0].send_signal(signal.SIGSTOP)
        begun.set()
        return processes[0]

    examiner = ContentExaminer(begin=stopped)
    with ExitStack() as stack:
        for _ in range(CROWDED + 1):
            stack.enter_context(examiner._count())  # noqa: SLF001  without as many threads
    begun.wait()

    examiner.close()

    assert processes[0].poll() is not None


def test_no_processor_to_spare_starts_no_process(starts: Starts) -> None:
    """As many servers as processors leave none for a process."""
    examiner = ContentExaminer(workers=10_000, begin=starts)

    crowd(examiner)
    examiner.close()

    assert starts.processes == []


def test_closing_ends_the_process(starts: Starts) -> None:
    """Nothing is left of it."""
    examiner = ContentExaminer(begin=starts)
    crowd(examiner)

    examiner.close()

    assert starts.processes[0].poll() is not None


def test_a_process_that_can_not_start_is_done_without() -> None:
    """Without memory for a process, the server goes on alone."""

    def refuse(_option: str) -> subprocess.Popen[bytes]:
        raise OSError

    examiner = ContentExaminer(begin=refuse)
    crowd(examiner)

    examiner.examine(*GIVEN)
    examiner.close()

    assert validation._of_content(*GIVEN) == ()  # noqa: SLF001  what is remembered


def test_the_first_write_of_a_flow_is_examined_ahead(
    served: Any, connect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flow's type is looked up, so that its first update does not hold up others."""
    made = connect.create_contact_flow(
        InstanceId=served.instance, Name="first", Type="CUSTOMER_QUEUE", Content=content()
    )
    served.app.shared.flow_types.clear()
    examiner, seen = served.app.shared.examiner, []
    monkeypatch.setattr(
        type(examiner),
        "examine",
        lambda _self, *given: seen.append(given),
    )

    connect.update_contact_flow_content(
        InstanceId=served.instance, ContactFlowId=made["ContactFlowId"], Content=content("new")
    )

    assert [each[:2] for each in seen] == [(content("new"), "CUSTOMER_QUEUE")]
