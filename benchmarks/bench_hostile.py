"""What others notice while one viewer sends 100 hostile pictures and searches at once.

Run: ``python benchmarks/bench_hostile.py``. Both go to ``flowport serve`` in a process of its own:
the median time of another user's usual calls before, and while the hostile ones are worked on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests/support"))

import httpx

from browsing import PASSWORD, Browser
from flowport.store import instances, open_store, passwords, people, resources

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = 100
CALLS = 100
VIEWER, EDITOR = "viewer", "editor"
VIEWS: dict[str, Any] = {"Permissions": ["ContactFlows.View", "ContactFlowModules.View"]}


def dense(number: int) -> str:
    """A flow that takes long to draw: many blocks in one place, all linked to many."""
    count = 300
    actions = [
        {
            "Identifier": f"{number} {block}",
            "Type": "Compare",
            "Parameters": {"ComparisonValue": "$.Attributes.a"},
            "Transitions": {
                "Conditions": [
                    {
                        "NextAction": f"{number} {(block * 7 + row) % count}",
                        "Condition": {"Operator": "Equals", "Operands": [str(row)]},
                    }
                    for row in range(10)
                ],
                "Errors": [],
            },
        }
        for block in range(count)
    ]
    flow = {"Version": "2019-10-30", "StartAction": f"{number} 0", "Actions": actions}
    return json.dumps({**flow, "Metadata": {"entryPointPosition": {"x": 1e308, "y": number}}})


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """A server's address, and an instance in it with two users."""
    database = str(folder / "bench.db")
    command = [
        sys.executable,
        "-u",
        "-m",
        "flowport",
        "serve",
        "--port",
        "0",
        "--connections",
        "256",
    ]
    command += ["--database", database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = instance = ""
        for line in process.stdout:
            url = line.split()[-1] if line.startswith("Serving") else url
            instance = line.split()[1] if line.startswith("Instance:") else instance
            if line.startswith("Sign in"):
                break
        store = open_store(database)
        with store.writing() as connection:
            where = instances.get(connection, instance)
            arn = f"{where.arn}/security-profile/{{id}}"
            about: dict[str, Any] = {"name": VIEWER, "arn": arn, "body": VIEWS}
            resources.create(connection, where.id, "security-profile", **about)
            for name, profile in ((VIEWER, VIEWER), (EDITOR, "Admin")):
                made = people.add(connection, where, name, profiles=[profile])
                passwords.set_password(connection, where.id, made.id, PASSWORD)
        store.close()
        yield url, instance
        process.kill()  # it has a hundred calls to answer


def sign_in(url: str, instance: str, name: str) -> Browser:
    """A browser in which a user is signed in."""
    browser = Browser(httpx.Client(base_url=url, timeout=300), instance)
    told = browser.post("session", {"username": name, "password": PASSWORD})
    browser.http.headers["x-flowport-csrf"] = told["csrf"]
    return browser


def usual(browser: Browser, opened: dict[str, Any]) -> float:
    """The median of usual calls, in milliseconds: the list, a session, an edit."""
    times = []
    for number in range(CALLS):
        block = {"kind": "add", "id": f"b{number}", "block": "Play prompt", "x": 0, "y": 0}
        begin = time.perf_counter()
        if number % 3 == 0:
            browser.get("I/flows")
        elif number % 3 == 1:
            browser.get("session")
        else:
            browser.edit(opened, block)
        times.append(time.perf_counter() - begin)
    return 1000 * statistics.median(times)


def attack(browser: Browser, number: int, done: list[int]) -> None:
    """One hostile call."""
    with contextlib.suppress(httpx.TransportError):  # the server is ended before all are answered
        if number % 2:
            answer = browser.call("GET", f"I/flows?search={'x' * 1000}{number}")
        else:
            text = dense(number)
            base = hashlib.sha256(text.encode()).hexdigest()
            body = {"kind": "flow", "base": base, "content": text, "name": "x", "commands": []}
            answer = browser.call("POST", "I/svg", body)
        assert answer.status_code == httpx.codes.OK, answer.text
        done.append(number)


def main() -> None:
    """Print both medians."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (url, instance):
        viewer, editor = (sign_in(url, instance, name) for name in (VIEWER, EDITOR))
        opened = editor.new("usual")
        usual(editor, opened)
        before = usual(editor, opened)
        done: list[int] = []
        threads = [
            threading.Thread(target=attack, args=(viewer, number, done))
            for number in range(HOSTILE)
        ]
        for thread in threads:
            thread.start()
        while not done:
            time.sleep(0.01)
        during = usual(editor, opened)
        left = HOSTILE - len(done)  # all of them, if the calls were beside hostile ones throughout
        print(f"alone: {before:.1f} ms; beside the hostile calls: {during:.1f} ms")
        print(f"that is {during / before:.2f} times as long (aim: 2 at most); {left} calls left")
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
