"""The options that decide what references, placeholders and types become, in every command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.option_groups import grouped
from flowport.dataclass import dataclass
from flowport.errors import UsageError
from flowport.files import reason
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowport.refs.outcome import Resolution

__all__ = [
    "ReferenceChoices",
    "chosen",
    "keep_bindings",
    "known_type",
    "publish_options",
    "reference_options",
    "type_option",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceChoices:
    """The options that decide what references and placeholders become."""

    bindings: Path | None = None
    save_bindings: Path | None = None
    rewrite_values: bool = False
    allow: tuple[str, ...] = ()
    allow_placeholder: tuple[str, ...] = ()


type_option = click.option(
    "--type",
    "type_",
    multiple=True,
    metavar="[PATTERN=]TYPE",
    help="The type of flows whose files don't say theirs.",
)

_BINDINGS = (
    click.option(
        "--bindings",
        type=click.Path(path_type=Path),
        help="A file that maps source resources to target resources.",
    ),
    click.option(
        "--save-bindings",
        type=click.Path(path_type=Path),
        help="Add the outcome to a bindings file, for the next run.",
    ),
    click.option("--rewrite-values", is_flag=True, help="Also ARNs hidden in plain values."),
)
_ALLOWING = (
    click.option(
        "--allow",
        multiple=True,
        metavar="VALUE",
        help="Publish although this value names the source.",
    ),
    click.option(
        "--allow-placeholder",
        multiple=True,
        metavar="TEXT",
        help="Publish although this placeholder is not filled.",
    ),
)


#: For the commands that resolve references of another instance.
reference_options = grouped("references", ReferenceChoices, *_BINDINGS, *_ALLOWING)
#: For the command that publishes in place.
publish_options = grouped("references", ReferenceChoices, _BINDINGS[0], *_ALLOWING)


def chosen(references: ReferenceChoices, types: Sequence[str] = ()) -> dict[str, Any]:
    """What a person chose, as arguments of the options of a plan.

    Raises:
        UsageError: A bindings file can't be read, or the type is not one.
    """
    from flowport.cli.incoming import read_bindings  # noqa: PLC0415  loaded by who needs it
    from flowport.refs.bindings import Bindings  # noqa: PLC0415  as above

    if references.save_bindings:
        _existing(references.save_bindings)
    return {
        "bindings": read_bindings(references.bindings) or Bindings(),
        "hidden": references.rewrite_values,
        "allow": frozenset(references.allow),
        "placeholders": frozenset(references.allow_placeholder),
        "type": _type(types) or "",
    }


def _type(given: Sequence[str]) -> str | None:
    """The type of all files that say none; those for a pattern of files go to the session."""
    from flowport.cli.reading import session  # noqa: PLC0415  loaded by who needs it

    split = [word.rpartition("=") for word in given]
    session().types = [(pattern, known_type(word)) for pattern, equals, word in split if equals]
    plain = [word for _, equals, word in split if not equals]
    return known_type(plain[-1]) if plain else None


def known_type(given: str) -> str:
    """The type of flows that a person names, in any of its spellings; ``MODULE`` for modules.

    Raises:
        UsageError: It is not one; the sentence has the nearest.
    """
    from flowport.catalogue import FlowType, flow_type  # noqa: PLC0415  loaded by who needs it
    from flowport.ports import MODULE  # noqa: PLC0415  as above

    if given.upper() == MODULE:
        return MODULE
    found = flow_type(given)
    if found is None:
        meant = (
            suggestion(given, [*map(str, FlowType), MODULE])
            or "; write it as CONTACT_FLOW or MODULE"
        )
        raise UsageError(f"{given!r} is not a flow type{meant}")
    return str(found)


def _existing(path: Path) -> str:
    """The text of a bindings file; empty where there is none yet.

    Raises:
        UsageError: There is one, and it can't be read.
    """
    from flowport.refs import binding_file  # noqa: PLC0415  loaded by who needs it

    if not path.exists():
        return ""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: can't be read: {reason(error)}") from None
    known = binding_file.load(text, name=str(path))
    if text.strip() and not (known.lines or known.rules):
        raise UsageError(
            f"{path}: the file exists and is not a bindings file: it has no [[binding]]. "
            "Choose another name, or delete it first."
        )
    return text


def keep_bindings(
    every: Iterable[Resolution], references: ReferenceChoices, *, dry_run: bool
) -> None:
    """Add what became of references to the file of ``--save-bindings``; what it decides stays.

    Raises:
        UsageError: The file can't be read or written.
    """
    from flowport.files import write_bytes  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.resolving import bindings_of  # noqa: PLC0415  as above
    from flowport.refs import binding_file  # noqa: PLC0415  as above

    path = references.save_bindings
    if path is None or dry_run:
        return
    known, found = _existing(path), bindings_of(every)
    made = (
        binding_file.merge(known, found, name=str(path))
        if known.strip()
        else binding_file.dump(found, as_json=path.suffix == ".json")
    )
    write_bytes(path, made.encode(), force=True)
