"""The ``flowport`` command: starts the command line and turns our errors into one sentence."""

from __future__ import annotations

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

    try:
        app(prog_name="flowport")
    except FlowportError as error:
        print(f"flowport: {error}", file=sys.stderr)  # noqa: T201  the command's own output
        sys.exit(2)


if __name__ == "__main__":
    main()
