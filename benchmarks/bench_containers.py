"""Reading flows inside other files, against what cannot be avoided.

    python benchmarks/bench_containers.py

Templates: 200 CloudFormation templates of 5 flows each, read whole, against composing the YAML
and reading the same flows bare. Folder: 10,000 mixed files sorted, against reading their bytes and
parsing those that are JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import yaml

from flowport.containers import Sort, read
from flowport.jobs.reading import read_files
from flowport.model import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

TEMPLATES, FLOWS, FILES = 200, 5, 10_000
MOST_TEMPLATES, MOST_FOLDER = 1.3, 1.5


def flow(blocks: int) -> str:
    """A flow of so many blocks, written as an export is."""
    actions = [
        {
            "Identifier": f"b{at}",
            "Type": "MessageParticipant",
            "Parameters": {"Text": f"Prompt {at}"},
            "Transitions": {
                "NextAction": f"b{at + 1}",
                "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
            },
        }
        for at in range(blocks)
    ]
    end = {"Identifier": "end", "Type": "DisconnectParticipant", "Transitions": {}}
    tree = {
        "Version": "2019-10-30",
        "StartAction": "b0",
        "Metadata": {},
        "Actions": [*actions, end],
    }
    return json.dumps(tree, indent=2)


def template(text: str) -> str:
    """A template of several flows in block scalars."""
    body = "\n".join("        " + line for line in text.splitlines())
    parts = [
        f"  Flow{at}:\n    Type: AWS::Connect::ContactFlow\n    Properties:\n"
        f"      Name: Flow {at}\n      Type: CONTACT_FLOW\n      Content: |\n{body}\n"
        for at in range(FLOWS)
    ]
    return "Resources:\n" + "".join(parts)


def best(work: Callable[[], Any], times: int = 5) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def templates() -> float:
    """The ratio for templates."""
    text = flow(20)
    bare, whole = text.encode(), template(text).encode()
    outer = whole.decode()

    def ours() -> None:
        for _ in range(TEMPLATES):
            assert len(read(whole, name="stack.yaml").flows) == FLOWS

    def least() -> None:
        for _ in range(TEMPLATES):
            list(yaml.compose_all(outer, Loader=yaml.CSafeLoader))
            for _ in range(FLOWS):
                read_bytes(bare)

    return best(ours, 3) / best(least, 3)


def folder() -> float:
    """The ratio for a folder of mixed files."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        kinds = {
            ".json": flow(5).encode(),
            ".data.json": json.dumps(
                {"rows": [{"id": i, "text": "x" * 40} for i in range(40)]}
            ).encode(),
            ".txt": b"notes " * 400,
            ".yaml": b"services:\n  web:\n    image: x\n" * 1,
            ".py": b"print('StartAction')\n" * 50,
        }
        for at in range(FILES):
            ending = list(kinds)[at % len(kinds)]
            (root / f"{at:05}{ending}").write_bytes(kinds[ending])
        paths = sorted(root.iterdir())

        def ours() -> None:
            sorts = [each.sort for each in read_files([name])]
            assert sorts.count(Sort.FLOW) == FILES // len(kinds)

        def least() -> None:
            for path in paths:
                data = path.read_bytes()
                if path.suffix == ".json":
                    orjson.loads(data)

        return best(ours, 3) / best(least, 3)


def main() -> int:
    """Print both ratios; 1 where one is too large."""
    of_templates, of_folder = templates(), folder()
    print(f"templates: {of_templates:.2f} times the parsers alone (at most {MOST_TEMPLATES})")
    print(f"folder:    {of_folder:.2f} times reading and parsing (at most {MOST_FOLDER})")
    return int(of_templates > MOST_TEMPLATES or of_folder > MOST_FOLDER)


if __name__ == "__main__":
    sys.exit(main())
