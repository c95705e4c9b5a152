"""``flowport instance``: the instances of a local database."""

from __future__ import annotations

import click

from flowport.cli.asking import GivenAnswers, allow_write, count_text, yes_option, yes_to_option
from flowport.cli.database import database_option, opened
from flowport.cli.json_output import json_option, say_json, say_key, say_rows


@click.group("instance")
def command() -> None:
    """Create, list, show and delete local instances."""


@command.command("create", short_help="Create an instance.")
@click.argument("alias")
@click.option("--account", help="Twelve digits; what it is placed in by default is all zeros.")
@click.option("--region", help="Its Region.")
@json_option
@database_option
def create(
    alias: str, *, account: str | None, region: str | None, as_json: bool, database: str | None
) -> None:
    """Create an instance named ALIAS with all that a new one has, and print its admin's key.

    Exit code 0: the instance is created; 2: it could not be.
    """
    from flowport.store import first_use  # noqa: PLC0415  loaded by the command that needs it

    where = {"account": account, "region": region}
    given = {name: value for name, value in where.items() if value is not None}
    first_use.check_alias(alias)
    first_use.check_place(**given)
    with opened(database, new=True) as store, store.writing() as connection:
        made, key = first_use.another(connection, alias, **given)
    say_key(key.id, key.secret, {"id": made.id, "arn": made.arn}, as_json=as_json)


@command.command("list")
@json_option
@database_option
def list_(*, as_json: bool, database: str | None) -> None:
    """List the instances: id, Region, account, alias.

    Exit code 0: the instances are listed; 2: there is no database.
    """
    from flowport.store import instances  # noqa: PLC0415  loaded by the command that needs it

    with opened(database) as store, store.reading() as connection:
        found = instances.every(connection)
    rows = [
        {"id": each.id, "region": each.region, "account": each.account, "alias": each.alias or ""}
        for each in found
    ]
    say_rows(rows, as_json=as_json)


@command.command("show")
@click.argument("name")
@json_option
@database_option
def show(name: str, *, as_json: bool, database: str | None) -> None:
    """Say what the instance NAME (an id, ARN or alias) holds.

    Exit code 0: it is shown; 2: there is no such instance.
    """
    from flowport.store import (  # noqa: PLC0415  as above
        first_use,
        flows,
        resources,
    )

    with opened(database) as store:
        found = first_use.one_instance(store, name)
        with store.reading() as connection:
            held = {
                kind: len(flows.page(connection, found.id, kind)) for kind in ("flow", "module")
            }
            held |= resources.counts(connection, found.id)
    if as_json:
        say_json({"id": found.id, "arn": found.arn, "alias": found.alias, "holds": held})
        return
    for kind, number in held.items():
        click.echo(f"{number:6} {_many(kind)}")
    click.echo(found.arn)


def _many(kind: str) -> str:
    """A kind of the store, as a person counts several: ``agent statuses``."""
    words = kind.replace("-", " ")
    if words == "hours of operation":
        return words
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith("s") else f"{words}s"


@command.command("delete", short_help="Delete an instance.")
@click.argument("name")
@yes_option
@yes_to_option
@database_option
def delete(name: str, yes: bool, yes_to: str | None, database: str | None) -> None:
    """Delete the instance NAME (an id, ARN or alias) and all that is in it.

    Exit code 0: the instance is deleted; 2: it could not be, or nobody agreed.
    """
    from flowport.store import first_use, flows, instances  # noqa: PLC0415  loaded when needed
    from flowport.store.instance import StoredInstance  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        found = first_use.one_instance(store, name)
        with store.reading() as connection:
            kinds = ("flow", "module")
            held = {kind: len(flows.page(connection, found.id, kind)) for kind in kinds}
        what = f"Delete the instance with {count_text(held)},"
        allow_write(what, StoredInstance(store, found), name, GivenAnswers(yes=yes, yes_to=yes_to))
        with store.writing() as connection:
            instances.remove(connection, found)
    click.echo(f"deleted {found.id}")
