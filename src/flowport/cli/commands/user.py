"""``flowport user``: who may use a local instance."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from flowport.cli.asking import GivenAnswers, allow, ask_password, yes_option
from flowport.cli.database import database_option, opened
from flowport.cli.json_output import json_option, say_key, say_rows
from flowport.cli.links import sign_in_address
from flowport.cli.printed_lines import say
from flowport.errors import NotFoundError, UsageError

_USUAL = "http://127.0.0.1:4510"
_PERMISSIONS = click.Choice(["targets"])

_instance_option = click.option("--instance", help="Its id, ARN or alias, if there are several.")


@click.group("user")
def command() -> None:
    """Add, change, list and delete users; create their keys and set their passwords."""


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
    """Add the user NAME with one or more security profiles.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import first_use, people  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        with store.writing() as connection:
            made = people.add(connection, where, name, profiles=profile, names=names)
    say(f"{made.id}  {name}")


@command.command("update")
@click.argument("name")
@click.option("--profile", multiple=True, help="A security profile in place of all that are there.")
@click.option("--add-profile", multiple=True, help="A security profile to add.")
@click.option("--remove-profile", multiple=True, help="A security profile to take away.")
@_instance_option
@database_option
def update(
    name: str,
    *,
    profile: tuple[str, ...],
    add_profile: tuple[str, ...],
    remove_profile: tuple[str, ...],
    instance: str | None,
    database: str | None,
) -> None:
    """Change the security profiles of the user NAME.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import first_use, people  # noqa: PLC0415  loaded when needed

    if not (profile or add_profile or remove_profile):
        raise UsageError("nothing to change; use --profile, --add-profile or --remove-profile")
    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        with store.writing() as connection:
            names = people.change_profiles(
                connection, where, user, profiles=profile, add=add_profile, remove=remove_profile
            )
    say(f"{name} has the security profiles {', '.join(names)}.")


@command.command("remove")
@click.argument("name")
@yes_option
@_instance_option
@database_option
def remove(name: str, *, yes: bool, instance: str | None, database: str | None) -> None:
    """Delete the user NAME with keys, password and sessions.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import first_use, people  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        question = f"Delete the user {name} of {where.alias or where.id} for good?"
        allow(question, None, GivenAnswers(yes=yes))
        with store.writing() as connection:
            people.remove(connection, where, user)
    say(f"Deleted the user {name}.")


@command.command("list")
@json_option
@_instance_option
@database_option
def list_(*, as_json: bool, instance: str | None, database: str | None) -> None:
    """List the users: id, name, security profiles.

    Exit code 0: they are listed; 2: there is no database, or no such instance.
    """
    from flowport.store import first_use, people  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        with store.reading() as connection:
            found = people.every(connection, where)
    rows = [{"id": user.id, "name": user.name, "profiles": names} for user, names in found]
    say_rows(rows, as_json=as_json)


@command.command("key", short_help="Create an access key for a user.")
@click.argument("name")
@click.option("--delete", "delete", help="Delete this key instead of creating one.")
@click.option("--account", is_flag=True, help="Create a key for every instance of the account.")
@json_option
@_instance_option
@database_option
def key(
    name: str,
    *,
    delete: str | None,
    account: bool,
    as_json: bool,
    instance: str | None,
    database: str | None,
) -> None:
    """Create an access key for the user NAME and print it; its secret is shown only here.

    With --account, one key reads and writes every instance of the account, as the security profiles
    of NAME allow.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import first_use, people  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        with store.writing() as connection:
            if delete:
                people.drop_key(connection, where, user, delete)
                say(f"deleted {delete}")
                return
            made = people.new_key(connection, where, user, whole_account=account)
    say_key(made.id, made.secret, as_json=as_json)


@command.command("password", short_help="Set the password of a user.")
@click.argument("name")
@click.option("--password", help="The new password [default: asked for, or a line of input].")
@_instance_option
@database_option
def password(name: str, password: str | None, instance: str | None, database: str | None) -> None:
    """Set the password of the user NAME for the page; open sessions of the user end.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import access, first_use, passwords  # noqa: PLC0415  loaded by the command that needs it

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        hashed = passwords.hash_password(ask_password() if password is None else password)
        with store.writing() as connection:
            access.set_password_hash(connection, where.id, user.id, hashed)
    say(f"set the password of {name}")


@command.command("link", short_help="Create a one-time sign-in link for a user.")
@click.argument("name")
@click.option("--url", help="The server's address [default: where it was started last].")
@_instance_option
@database_option
def link(name: str, *, url: str | None, instance: str | None, database: str | None) -> None:
    """Create a link that signs the user NAME in to the designer, once and within 15 minutes.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import access, first_use  # noqa: PLC0415  loaded by the command that needs it

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        with store.writing() as connection:
            token = access.open_session(connection, where.id, user.id, "link", first_use.LINK_LIFE)
        at = url or first_use.last_address(store) or _USUAL
    say(sign_in_address(at, token))


@command.command("sessions", short_help="List the sessions of a user.")
@click.argument("name")
@json_option
@_instance_option
@database_option
def sessions(name: str, *, as_json: bool, instance: str | None, database: str | None) -> None:
    """List the sessions of the user NAME: id, sign-in, last use, host, browser.

    Sessions that ended by themselves, after 30 minutes without a call or 12 hours, are left out.

    Exit code 0: they are listed; 2: there is no such user or database.
    """
    from flowport.store import access, first_use  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        with store.reading() as connection:
            found = access.sessions(connection, where.id, user.id)
    rows = [
        {
            "id": each.id,
            "signed_in": _moment(each.began),
            "last_used": _moment(each.used),
            "host": each.host,
            "browser": each.browser,
        }
        for each in found
    ]
    say_rows(rows, as_json=as_json)


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")


@command.command("sign-out", short_help="Sign a user out everywhere.")
@click.argument("name")
@click.option("--session", help="The id of one session [default: all of them].")
@_instance_option
@database_option
def sign_out(name: str, *, session: str | None, instance: str | None, database: str | None) -> None:
    """Sign the user NAME out everywhere; one-time links of the user are used up.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import access, audit, first_use  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        with store.writing() as connection:
            if session is None:
                ended = access.end_sessions(connection, where.id, user.id)
            elif access.end_session(connection, where.id, user.id, session):
                ended = 1
            else:
                raise NotFoundError(f"{name} has no session {session!r}")
            audit.note(
                connection,
                "sign-out-everywhere" if session is None else "session-ended",
                instance=where.id,
                target=user.arn,
                session=session,
            )
    what = f"{ended} session" + ("" if ended == 1 else "s")
    say(f"Signed {name} out: ended {what}.")


@command.command("grant", short_help="Give a user a permission of the server.")
@click.argument("name")
@click.argument("permission", type=_PERMISSIONS)
@_instance_option
@database_option
def grant(name: str, permission: str, instance: str | None, database: str | None) -> None:
    """Give the user NAME a permission of the server, which no security profile gives.

    targets: migrate from the page to the instances in flowport.toml, with the rights of the server.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import access, first_use  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        with store.writing() as connection:
            new = access.grant(connection, where.id, user.id, permission)
    say(f"{name} {'now has' if new else 'already had'} the permission {permission}.")


@command.command("revoke")
@click.argument("name")
@click.argument("permission", type=_PERMISSIONS)
@_instance_option
@database_option
def revoke(name: str, permission: str, instance: str | None, database: str | None) -> None:
    """Take a permission of the server from the user NAME.

    Exit code 0: done; 2: it could not be done.
    """
    from flowport.store import access, first_use  # noqa: PLC0415  loaded when needed

    with opened(database) as store:
        where = first_use.one_instance(store, instance)
        user = first_use.one_user(store, where, name)
        with store.writing() as connection:
            if not access.revoke(connection, where.id, user.id, permission):
                raise NotFoundError(f"{name} does not have the permission {permission}")
    say(f"{name} no longer has the permission {permission}.")
