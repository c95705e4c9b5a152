"""A fault in Flowport itself stays with the file or flow that it met: a sentence, and a report.

A batch puts each item's work into ``isolated``, and catches ``FlowportError`` as for every other
problem of an item: what nobody foresaw is then one more of them, and the neighbours are done.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.errors import FlowportError, UnexpectedError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_fault", "isolated", "unexpected"]

_FAULT = "unexpected error in Flowport ("


@contextlib.contextmanager
def isolated(what: str) -> Iterator[None]:
    """Work on one item of a batch.

    Args:
        what: The item, for the report: a file's or flow's name.

    Raises:
        UnexpectedError: Something went wrong that is a fault in Flowport.
        FlowportError: Something else is wrong with the item.
    """
    try:
        yield
    except FlowportError:
        raise
    except OSError as error:
        raise FlowportError(f"{error.filename or what}: {error.strerror or error}") from error
    except Exception as error:
        raise unexpected(error, what) from error


def unexpected(error: Exception, what: str) -> UnexpectedError:
    """The error to raise for a fault in Flowport, once its report is written."""
    report = _written(_report(error, what))
    message = f"{what}: {_FAULT}{type(error).__name__})."
    if report is None:
        return UnexpectedError(f"{message} No report could be written.")
    return UnexpectedError(f"{message} Please send us the report {report}.", report=report)


def is_fault(sentence: str) -> bool:
    """Whether a problem is a fault in Flowport, and not in what it is about."""
    return _FAULT in sentence


def _report(error: Exception, what: str) -> str:
    """Everything that says where the fault is; nothing of the flow but what the error quotes."""
    import platform  # noqa: PLC0415  only for reports
    import traceback  # noqa: PLC0415  only for reports

    from flowport import __version__  # noqa: PLC0415  circular otherwise

    lines = [
        f"Flowport {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"Item: {what}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(lines)


def _written(report: str) -> Path | None:
    """The file that holds a report, readable by its owner only; None where no folder takes it."""
    import tempfile  # noqa: PLC0415  only for reports
    import time  # noqa: PLC0415  only for reports

    from platformdirs import user_state_path  # noqa: PLC0415  only for reports

    name = time.strftime("%Y%m%d-%H%M%S-", time.gmtime())
    for folder in (user_state_path("flowport") / "reports", Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, path = tempfile.mkstemp(".txt", name, folder)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(report)
            return Path(path)
    return None
