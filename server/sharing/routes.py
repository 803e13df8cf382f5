"""/api/sharing: commands that are done once, and what one shows to whom.

`command_route` binds a command of contract/commands.toml: its address, its body, and whether it needs the
password.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

import orjson
from flask import Response, g

from server.accounts.context import current_time
from server.accounts.errors import StepUpError
from server.accounts.guard import require_session
from server.accounts.limits import limit_session
from server.accounts.sessions import SessionInfo
from server.contract.commands import COMMANDS
from server.core.api import Blueprint
from server.sharing import answers, gestures, invites, links, pairs, schemas, shares
from server.sharing.commands import Command, Json, is_done
from server.sharing.service import own_sharing, prepare

Body = dict[str, Any]
Service = Callable[[Command, datetime], Json]

blueprint = Blueprint("sharing", __name__, description="Sharing with a partner, by consent.")


@blueprint.before_request
def check_session() -> None:
    """Look at nothing of somebody who is not signed in."""
    g.sharer = require_session()


def command_route(name: str) -> Callable[[Service], Service]:
    """Answer a command of the contract with what the service makes of it."""
    kind = COMMANDS[name]

    def bind(service: Service) -> Service:
        @blueprint.route(f"/api/sharing/{kind.path}", methods=["POST"])
        @blueprint.arguments(schemas.COMMAND_SCHEMAS[name])
        @blueprint.response(200, answers.ANSWERS.get(name, answers.DoneSchema))
        @wraps(service)
        def answer(body: Body) -> Response:
            command = _command(name, body)
            if kind.step_up:
                _require_step_up(command)
            return _send({"command": command.id, **service(command, current_time())})

        return service

    return bind


@blueprint.route("/api/sharing")
@blueprint.response(200, answers.OwnSharingSchema)
def show_sharing() -> Response:
    """Tell all that the account shows to anybody, as they get it."""
    return _send(own_sharing(_current_session().account_id, current_time()))


@command_route("invite")
def invite(command: Command, now: datetime) -> Json:
    """Make an invitation."""
    return invites.create(command, command.body["token"], now)


@blueprint.route("/api/sharing/invites/look", methods=["POST"])
@blueprint.arguments(schemas.TokenSchema)
@blueprint.response(200, answers.InviterSchema)
def look(body: Body) -> Response:
    """Tell who invites."""
    info = _current_session()
    limit_session("invite", info.session_id)
    return _send(invites.look(info.account_id, body["token"], current_time()))


@command_route("cancel")
def cancel(command: Command, now: datetime) -> Json:
    """Take an invitation back."""
    return invites.cancel(command, command.body["pair"], now)


@command_route("accept")
def accept(command: Command, now: datetime) -> Json:
    """Accept an invitation, which shares nothing."""
    limit_session("invite", _current_session().session_id)
    return invites.accept(command, command.body["token"], now)


@command_route("confirm")
def confirm(command: Command, now: datetime) -> Json:
    """Say that it is the right person who accepted."""
    return invites.confirm(command, command.body["pair"], now)


@blueprint.route("/api/sharing/preview", methods=["POST"])
@blueprint.arguments(schemas.PreviewSchema)
@blueprint.response(200, answers.ItemSchema)
def preview(body: Body) -> Response:
    """Show what the partner would get."""
    info = _current_session()
    now = current_time()
    prepare(info.account_id, now)
    return _send(shares.preview(info.account_id, shares.Choice(**body), now))


@command_route("choose")
def choose(command: Command, now: datetime) -> Json:
    """Show something to somebody."""
    prepare(command.account_id, now)
    return shares.choose(command, shares.Choice(**command.body), now)


@command_route("pause")
def pause(command: Command, now: datetime) -> Json:
    """Freeze what is shown."""
    prepare(command.account_id, now)
    return shares.pause(command, command.body["share"], now)


@command_route("resume")
def resume(command: Command, now: datetime) -> Json:
    """Let what is shown go on."""
    prepare(command.account_id, now)
    return shares.resume(command, command.body["share"], now)


@command_route("stop")
def stop(command: Command, now: datetime) -> Json:
    """Show it no more."""
    return shares.stop(command, command.body["share"], now)


@command_route("renew")
def renew(command: Command, now: datetime) -> Json:
    """Show it for ninety days more."""
    return shares.renew(command, command.body["share"], now)


@command_route("end")
def end(command: Command, now: datetime) -> Json:
    """End a pair."""
    return pairs.end(command, command.body["pair"], now, is_block=command.body["is_block"])


@command_route("stop-all")
def stop_all(command: Command, now: datetime) -> Json:
    """Show nothing to anybody any more."""
    return pairs.stop_all(command, _current_session(), now)


@blueprint.route("/api/sharing/blocks")
@blueprint.response(200, answers.BlocksSchema)
def list_blocks() -> Response:
    """Tell whom the account has blocked."""
    info = _current_session()
    if not info.is_stepped_up:
        raise StepUpError
    return _send({"blocks": pairs.list_blocks(info.account_id)})


@command_route("unblock")
def unblock(command: Command, now: datetime) -> Json:
    """Let somebody's invitations be worth something again."""
    return pairs.unblock(command, command.body["account"], now)


@command_route("appreciate")
def appreciate(command: Command, now: datetime) -> Json:
    """Send a warm gesture."""
    return gestures.appreciate(command, command.body["pair"], command.body["gesture"], now)


@command_route("mute")
def mute(command: Command, now: datetime) -> Json:
    """Let no gesture of the other arrive, or again."""
    return pairs.mute(command, command.body["pair"], now, is_muted=command.body["is_muted"])


@command_route("together")
def offer_together(command: Command, now: datetime) -> Json:
    """Offer to link a habit with one of the other's."""
    return links.offer(command, links.Offer(**command.body), now)


@command_route("join")
def join_together(command: Command, now: datetime) -> Json:
    """Link a habit with what the other offers."""
    body = command.body
    return links.join(command, body["pair"], body["together"], body["habit"], now)


@command_route("leave")
def leave_together(command: Command, now: datetime) -> Json:
    """Leave a link, silently."""
    return links.leave(command, command.body["together"], now)


def _current_session() -> SessionInfo:
    info: SessionInfo = g.sharer
    return info


def _command(name: str, body: Body) -> Command:
    """Return the command of whoever is signed in, without its id in its body."""
    contents = {member: value for member, value in body.items() if member != "command"}
    return Command(_current_session().account_id, body["command"], name, contents)


def _require_step_up(command: Command) -> None:
    """Ask for a password given lately, unless it was done and only an answer is asked for again."""
    if not _current_session().is_stepped_up and not is_done(command):
        raise StepUpError


def _send(answer: Json) -> Response:
    return Response(orjson.dumps(answer), mimetype="application/json")
