"""``flowport user``: who may use a local instance."""

from __future__ import annotations

import click

from flowport.cli.database import database_option, opened
from flowport.cli.lines import say

_instance_option = click.option("--instance", help="Its id, ARN or alias, if there are several.")


@click.group("user")
def command() -> None:
    """Add and list users; make their keys and set their passwords."""


@command.command("add")
@click.argument("name")
@click.option("--profile", multiple=True, default=["Agent"], help="A security profile's name.")
@click.option("--names", nargs=2, default=("", ""), help="First and last name.")
@_instance_option
@database_option
def add(
    name: str,
    *,
    profile: tuple[str, ...],
    names: tuple[str, str],
    instance: str | None,
    database: str | None,
) -> None:
    """Add the user NAME with one or more security profiles."""
    from flowport.store import opening, people  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = opening.one_instance(store, instance)
        with store.writing() as connection:
            made = people.add(connection, where, name, profiles=profile, names=names)
    click.echo(f"{made.id}  {name}")


@command.command("list")
@_instance_option
@database_option
def list_(instance: str | None, database: str | None) -> None:
    """List the users: id, name, security profiles."""
    from flowport.store import opening, people  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = opening.one_instance(store, instance)
        with store.reading() as connection:
            for user, profiles in people.every(connection, where):
                say(f"{user.id}  {user.name}  {', '.join(profiles)}")


@command.command("key")
@click.argument("name")
@click.option("--delete", "delete", help="Delete this key instead of making one.")
@_instance_option
@database_option
def key(name: str, delete: str | None, instance: str | None, database: str | None) -> None:
    """Make an access key for the user NAME and print it; its secret is shown only here."""
    from flowport.store import opening, people  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = opening.one_instance(store, instance)
        user = opening.one_user(store, where, name)
        with store.writing() as connection:
            if delete:
                people.drop_key(connection, where, user, delete)
                click.echo(f"deleted {delete}")
                return
            made = people.new_key(connection, where, user)
    click.echo(f"AWS_ACCESS_KEY_ID={made.id}")
    click.echo(f"AWS_SECRET_ACCESS_KEY={made.secret}")


@command.command("password")
@click.argument("name")
@click.password_option(help="The new password; asked for if not given.")
@_instance_option
@database_option
def password(name: str, password: str, instance: str | None, database: str | None) -> None:
    """Set the password of the user NAME for the page; open sessions of the user end."""
    from flowport.store import opening, passwords  # noqa: PLC0415  loaded by the command that needs it

    with opened(database) as store:
        where = opening.one_instance(store, instance)
        user = opening.one_user(store, where, name)
        with store.writing() as connection:
            passwords.set_password(connection, where.id, user.id, password)
    click.echo(f"set the password of {name}")


@command.command("link")
@click.argument("name")
@click.option("--url", default="http://127.0.0.1:4510", show_default=True, help="The server's.")
@_instance_option
@database_option
def link(name: str, *, url: str, instance: str | None, database: str | None) -> None:
    """Make a link that signs the user NAME in to the designer, once and within 15 minutes."""
    from flowport.store import access, opening  # noqa: PLC0415  loaded by the command that needs it

    with opened(database) as store:
        where = opening.one_instance(store, instance)
        user = opening.one_user(store, where, name)
        with store.writing() as connection:
            token = access.open_session(connection, where.id, user.id, "link", opening.LINK_LIFE)
    click.echo(f"{url.rstrip('/')}/_flowport/link/{token}")
