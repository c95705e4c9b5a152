"""The ``flowport`` command: starts the command line and turns our errors into one sentence."""

from __future__ import annotations

import codecs
import io
import os
import sys

from flowport import __version__


def main() -> None:
    """Run the command line; exit code 2 and one sentence for any error of ours."""
    if sys.argv[1:] == ["--version"]:
        # Answered before click is imported: start-up time is measured in benchmarks/start.
        print(f"flowport {__version__}")  # noqa: T201  the command's own output
        return
    from flowport.cli import app  # noqa: PLC0415  as above
    from flowport.errors import FlowportError  # noqa: PLC0415  as above

    _print_anything()
    try:
        app(prog_name="flowport")
    except FlowportError as error:
        print(f"flowport: {error}", file=sys.stderr)  # noqa: T201  the command's own output
        sys.exit(2)
    except OSError as error:
        print(f"flowport: {_told(error)}", file=sys.stderr)  # noqa: T201  as above
        _forget_output()
        sys.exit(2)


def _told(error: OSError) -> str:
    said = (error.strerror or str(error)).lower()
    return f"{error.filename}: {said}" if error.filename else said


def _print_anything() -> None:
    """Let a terminal or pipe that lacks a character (or half of one) get its escape instead."""
    codecs.register_error("flowport", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="flowport")


def _escaped(error: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes of a file's name as they were, anything else that can't be encoded as an escape."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def _forget_output() -> None:
    """Drop what standard output could not take, so that leaving does not try again."""
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123  a device, not a path of ours
        os.dup2(nothing.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    main()
