"""How long converting takes: beside orjson reading and writing the same bytes, and for a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import orjson

from flowport import LegacyFlow, convert
from flowport.model import read_bytes

ROOT = Path(__file__).parent.parent
ROUNDS = 15
FOLDER = 10_000


def legacy_flows() -> list[bytes]:
    """The real legacy flows beside the project, or else our own samples."""
    corpus = Path(os.environ.get("FLOWPORT_CORPUS", ROOT.parent / "shared" / "corpus"))
    folder = corpus / "legacy" if corpus.is_dir() else ROOT / "samples" / "legacy"
    return [path.read_bytes() for path in sorted(folder.iterdir())]


def ours(flows: list[bytes]) -> None:
    """Read, convert and write each."""
    for data in flows:
        legacy = read_bytes(data)
        assert isinstance(legacy, LegacyFlow)
        convert(legacy).flow.to_bytes()


def floor(flows: list[bytes]) -> None:
    """Only read and write each, with the fastest reader there is."""
    for data in flows:
        orjson.dumps(orjson.loads(data))


def timed(flows: list[bytes]) -> tuple[float, float]:
    """Median seconds of ours and of the floor, measured in turn on this core."""
    pairs = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        ours(flows)
        middle = time.perf_counter()
        floor(flows)
        pairs.append((middle - begin, time.perf_counter() - middle))
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def folder(flows: list[bytes]) -> tuple[float, float]:
    """Seconds of ``flowport convert`` over many flows, and of only copying the same files."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "in")
        source.mkdir()
        for at in range(FOLDER):
            (source / f"flow-{at}").write_bytes(flows[at % len(flows)])
        begin = time.perf_counter()
        shutil.copytree(source, Path(name, "copy"))
        copied = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "flowport", "convert", source, "-o", Path(name, "out")],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
        return time.perf_counter() - copied, copied - begin


def main() -> None:
    """Print both claims."""
    flows = legacy_flows()
    mine, least = timed(flows)
    size = sum(map(len, flows)) / 1e6
    print(f"{len(flows)} legacy flows, {size:.1f} MB: read, convert, write {mine * 1e3:.1f} ms;")
    print(f"  orjson reading and writing them {least * 1e3:.1f} ms; {mine / least:.1f} times that")
    seconds, copying = folder(flows)
    print(f"flowport convert, {FOLDER} flows: {seconds:.1f} s, {FOLDER / seconds:.0f} flows/s;")
    print(f"  copying the same files {copying:.1f} s; {seconds / copying:.1f} times that")


if __name__ == "__main__":
    main()
