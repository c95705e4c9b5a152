"""The ``flowport`` command: starts the command line, and ends every error in one sentence."""

from __future__ import annotations

import atexit
import codecs
import gc
import io
import os
import sys
from typing import TextIO

from flowport import __version__

#: What a shell gives a command that Ctrl-C ended: 128 and the signal's number.
INTERRUPTED = 130

#: Objects between two searches for garbage: what a start allocates stays, so that the 700 of
#: Python would search the same modules again and again (a tenth of the time of a start).
_ALLOCATIONS = 50_000


def main() -> None:
    """Run the command line; exit code 2 and one sentence for any error, 130 after Ctrl-C."""
    if sys.argv[1:] == ["--version"]:
        # Answered before click is imported: benchmarks/bench_start.py measures how long it takes.
        print(f"flowport {__version__}")  # noqa: T201  the command's own output
        return
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)  # Python searches all modules for garbage again as it ends
    _print_anything()
    try:
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:  # who reads has enough
        code = 1
        _forget_output()
    except OSError as error:
        code = _fail(_sentence(error))
        _forget_output()
    sys.exit(code)


def _run() -> int:
    """The exit code of the command that was asked for."""
    import click  # noqa: PLC0415  after --version

    from flowport.cli import app  # noqa: PLC0415  after --version
    from flowport.errors import FlowportError  # noqa: PLC0415  after --version

    try:
        code = app(prog_name="flowport", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:
        return _aborted(error)
    except FlowportError as error:
        return _fail(f"{error}{_suggestion(error.missing)}")
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  nobody should meet a stack trace
        return _fail(_unexpected(error))
    return code if isinstance(code, int) else 0


def _aborted(error: BaseException) -> int:
    """Click says the same for Ctrl-C and for an input that ended at a question."""
    if isinstance(error.__cause__ or error.__context__, EOFError):
        return _fail("the input ended at a question; give the answer by an option (see --help)")
    return INTERRUPTED


def _fail(sentence: str) -> int:
    from flowport.cli.option_hints import with_options  # noqa: PLC0415  only for errors
    from flowport.model.printable import escaped  # noqa: PLC0415  only for errors

    print(f"flowport: {escaped(with_options(sentence))}", file=sys.stderr)  # noqa: T201  the command's own output
    return 2


def _suggestion(missing: str | None) -> str:
    """What a person may have meant by a name that nothing has."""
    from flowport.errors import FlowportError  # noqa: PLC0415  only for errors

    if missing is None:
        return ""
    from flowport.places import did_you_mean  # noqa: PLC0415  only for errors

    try:
        return did_you_mean(missing, files=True)
    except (FlowportError, OSError):
        return ""


def _unexpected(error: Exception) -> str:
    """A sentence for what no part of Flowport foresaw."""
    from flowport.jobs.isolation import unexpected  # noqa: PLC0415  only for errors

    return str(unexpected(error, f"flowport {' '.join(sys.argv[1:2])}"))


def _sentence(error: OSError) -> str:
    from flowport.files import reason  # noqa: PLC0415  only for errors

    return f"{error.filename}: {reason(error)}" if error.filename else reason(error)


def _print_anything() -> None:
    """Let a terminal or pipe that lacks a character (or half of one) get its escape instead."""
    codecs.register_error("flowport", _escape)
    sys.stdout = sys.stdout or _nowhere()  # None where the caller closed it
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="flowport")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  as long as the process


def _escape(error: UnicodeError) -> tuple[str | bytes, int]:
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
