"""`kept people`: what the server's owner does on the machine itself, also where nobody can sign in."""

from collections.abc import Callable

import click
from flask import Flask

from server.accounts.context import context, current_time
from server.accounts.disabling import disable_account, enable_account
from server.accounts.errors import AccountNotFoundError
from server.accounts.reset import mint_reset_link
from server.accounts.service import remove_account
from server.accounts.signup import mint_invitation, signup_mode
from server.accounts.store import Account, find_by_name
from server.ledger.quota import room_of
from server.people.store import Person, list_people
from server.stop import Stop

PreparedApp = Callable[[], Flask]
"""Gives the application, its database migrated: `kept` hands it to its commands."""


@click.group()
def people() -> None:
    """List, invite, disable or delete the people of this server."""


@people.command("list")
@click.pass_obj
def list_command(prepared_app: PreparedApp) -> None:
    """List the accounts of this server.

    One per line, separated by tabs: the name, the day of sign-up, "owner", "disabled" or "-", and how
    many bytes and how many things it stores, of how many it may.
    """
    with prepared_app().app_context():
        most = room_of(context().settings, 0, 0)
        for person in list_people():
            used_bytes = f"{person.stored_bytes} of {most.max_bytes} bytes"
            used_things = f"{person.things} of {most.max_things} things"
            click.echo("\t".join([*_who(person), used_bytes, used_things]))


@people.command()
@click.pass_obj
def invite(prepared_app: PreparedApp) -> None:
    """Print a link that lets one person create an account.

    It works once, for seven days.
    """
    with prepared_app().app_context():
        mode = signup_mode()
        if mode in {"first", "set_up"}:
            raise Stop("there is no account yet: create the first one with the link that `kept serve` prints")
        if mode == "closed":
            raise Stop("SIGNUP is 'closed', so the link would not work. Set SIGNUP=invite, or leave it out")
        click.echo(mint_invitation("sign_up", current_time()))


@people.command("reset-link")
@click.argument("name")
@click.pass_obj
def reset_link(prepared_app: PreparedApp, name: str) -> None:
    """Print a link that lets NAME set a new password.

    It works once, for an hour, and decrypts nothing. Using it signs out all devices of NAME.
    """
    with prepared_app().app_context():
        try:
            click.echo(mint_reset_link(_account(name), current_time()))
        except AccountNotFoundError as error:  # deleted at this very moment
            raise Stop(f"no account named {name}") from error


@people.command()
@click.argument("name")
@click.pass_obj
def disable(prepared_app: PreparedApp, name: str) -> None:
    """Disable the account NAME.

    Its devices are signed out, nobody can sign in, and its partners are shown nothing new. Nothing is
    deleted.
    """
    with prepared_app().app_context():
        account = _account(name)
        if account.is_owner:
            raise Stop(f"{name} is the owner of this server and cannot be disabled")
        disable_account(account.id)


@people.command()
@click.argument("name")
@click.pass_obj
def enable(prepared_app: PreparedApp, name: str) -> None:
    """Let NAME sign in again."""
    with prepared_app().app_context():
        enable_account(_account(name).id)


@people.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.pass_obj
def delete(prepared_app: PreparedApp, name: str, *, yes: bool) -> None:
    """Delete the account NAME and all its data on this server.

    Its devices keep what they have. No one is notified, and only a backup can bring it back.
    """
    with prepared_app().app_context():
        account = _account(name)
        if account.is_owner and not yes:
            raise Stop(f"{name} is the owner of this server. To delete the account all the same, add --yes")
        if not yes:
            click.confirm(f"Delete the account {name} and all its data on this server?", abort=True)
        remove_account(account.id)


def _who(person: Person) -> list[str]:
    state = "owner" if person.is_owner else "disabled" if person.is_disabled else "-"
    return [person.username, person.created_on.isoformat(), state]


def _account(name: str) -> Account:
    account = find_by_name(name)
    if account is None:
        raise Stop(f"no account named {name}")
    return account
