"""/api/sharing: commands that are done once, and what one shows to whom."""

from typing import Any

import orjson
from flask import Response, g

from server.accounts.context import context
from server.accounts.errors import StepUpError
from server.accounts.guard import require_session
from server.accounts.limits import limit_session
from server.accounts.sessions import SessionInfo
from server.core.api import Blueprint
from server.sharing import gestures, invites, links, pairs, schemas, shares
from server.sharing.commands import Command, Json, is_done
from server.sharing.service import own_sharing, prepare

Body = dict[str, Any]

blueprint = Blueprint("sharing", __name__, description="Sharing with a partner, by consent.")


@blueprint.before_request
def check_session() -> None:
    """Look at nothing of somebody who is not signed in."""
    g.sharer = require_session()


@blueprint.route("/api/sharing")
@blueprint.response(200, schemas.OwnSharingSchema)
def show_sharing() -> Response:
    """Tell all that the account shows to anybody, as they get it."""
    return _send(own_sharing(_current_session().account_id, context().clock.now()))


@blueprint.route("/api/sharing/invites", methods=["POST"])
@blueprint.arguments(schemas.TokenCommandSchema)
@blueprint.response(200, schemas.DoneSchema)
def invite(body: Body) -> Response:
    """Make an invitation."""
    command = _stepped_up_command("invite", body)
    return _done(command, invites.create(command, body["token"]))


@blueprint.route("/api/sharing/invites/look", methods=["POST"])
@blueprint.arguments(schemas.TokenSchema)
@blueprint.response(200, schemas.InviterSchema)
def look(body: Body) -> Response:
    """Tell who invites."""
    info = _current_session()
    limit_session("invite", info.session_id)
    return _send(invites.look(info.account_id, body["token"]))


@blueprint.route("/api/sharing/invites/cancel", methods=["POST"])
@blueprint.arguments(schemas.PairCommandSchema)
@blueprint.response(200, schemas.DoneSchema)
def cancel(body: Body) -> Response:
    """Take an invitation back."""
    command = _command("cancel", body)
    return _done(command, invites.cancel(command, body["pair"]))


@blueprint.route("/api/sharing/accept", methods=["POST"])
@blueprint.arguments(schemas.TokenCommandSchema)
@blueprint.response(200, schemas.DoneSchema)
def accept(body: Body) -> Response:
    """Accept an invitation, which shares nothing."""
    limit_session("invite", _current_session().session_id)
    command = _command("accept", body)
    return _done(command, invites.accept(command, body["token"]))


@blueprint.route("/api/sharing/confirm", methods=["POST"])
@blueprint.arguments(schemas.PairCommandSchema)
@blueprint.response(200, schemas.DoneSchema)
def confirm(body: Body) -> Response:
    """Say that it is the right person who accepted."""
    command = _command("confirm", body)
    return _done(command, invites.confirm(command, body["pair"]))


@blueprint.route("/api/sharing/preview", methods=["POST"])
@blueprint.arguments(schemas.PreviewSchema)
@blueprint.response(200, schemas.ItemSchema)
def preview(body: Body) -> Response:
    """Show what the partner would get."""
    info = _current_session()
    prepare(info.account_id, context().clock.now())
    return _send(shares.preview(info.account_id, shares.Choice(**body)))


@blueprint.route("/api/sharing/choose", methods=["POST"])
@blueprint.arguments(schemas.ChooseSchema)
@blueprint.response(200, schemas.DoneSchema)
def choose(body: Body) -> Response:
    """Show something to somebody."""
    command = _stepped_up_command("choose", body)
    prepare(command.account_id, context().clock.now())
    return _done(command, shares.choose(command, shares.Choice(**command.body)))


@blueprint.route("/api/sharing/pause", methods=["POST"])
@blueprint.arguments(schemas.PauseSchema)
@blueprint.response(200, schemas.DoneSchema)
def pause(body: Body) -> Response:
    """Freeze what is shown, or let it go on."""
    command = _command("pause", body)
    prepare(command.account_id, context().clock.now())
    return _done(command, shares.pause(command, body["share"], is_paused=body["is_paused"]))


@blueprint.route("/api/sharing/stop", methods=["POST"])
@blueprint.arguments(schemas.ShareCommandSchema)
@blueprint.response(200, schemas.DoneSchema)
def stop(body: Body) -> Response:
    """Show it no more."""
    command = _command("stop", body)
    return _done(command, shares.stop(command, body["share"]))


@blueprint.route("/api/sharing/renew", methods=["POST"])
@blueprint.arguments(schemas.ShareCommandSchema)
@blueprint.response(200, schemas.DoneSchema)
def renew(body: Body) -> Response:
    """Show it for ninety days more."""
    command = _command("renew", body)
    return _done(command, shares.renew(command, body["share"]))


@blueprint.route("/api/sharing/end", methods=["POST"])
@blueprint.arguments(schemas.EndSchema)
@blueprint.response(200, schemas.DoneSchema)
def end(body: Body) -> Response:
    """End a pair."""
    command = _command("end", body)
    return _done(command, pairs.end(command, body["pair"], is_block=body["is_block"]))


@blueprint.route("/api/sharing/stop-all", methods=["POST"])
@blueprint.arguments(schemas.CommandSchema)
@blueprint.response(200, schemas.DoneSchema)
def stop_all(body: Body) -> Response:
    """Show nothing to anybody any more."""
    command = _command("stop-all", body)
    return _done(command, pairs.stop_all(command, _current_session()))


@blueprint.route("/api/sharing/blocks")
@blueprint.response(200, schemas.BlocksSchema)
def list_blocks() -> Response:
    """Tell whom the account has blocked."""
    info = _current_session()
    if not info.is_stepped_up:
        raise StepUpError
    return _send({"blocks": pairs.list_blocks(info.account_id)})


@blueprint.route("/api/sharing/unblock", methods=["POST"])
@blueprint.arguments(schemas.UnblockSchema)
@blueprint.response(200, schemas.DoneSchema)
def unblock(body: Body) -> Response:
    """Let somebody's invitations be worth something again."""
    command = _stepped_up_command("unblock", body)
    return _done(command, pairs.unblock(command, body["account"]))


@blueprint.route("/api/sharing/appreciate", methods=["POST"])
@blueprint.arguments(schemas.AppreciateSchema)
@blueprint.response(200, schemas.DoneSchema)
def appreciate(body: Body) -> Response:
    """Send a warm gesture."""
    command = _command("appreciate", body)
    return _done(command, gestures.appreciate(command, body["pair"], body["gesture"]))


@blueprint.route("/api/sharing/mute", methods=["POST"])
@blueprint.arguments(schemas.MuteSchema)
@blueprint.response(200, schemas.DoneSchema)
def mute(body: Body) -> Response:
    """Let no gesture of the other arrive, or again."""
    command = _command("mute", body)
    return _done(command, pairs.mute(command, body["pair"], is_muted=body["is_muted"]))


@blueprint.route("/api/sharing/together", methods=["POST"])
@blueprint.arguments(schemas.OfferSchema)
@blueprint.response(200, schemas.DoneSchema)
def offer_together(body: Body) -> Response:
    """Offer to link a habit with one of the other's."""
    command = _stepped_up_command("together", body)
    return _done(command, links.offer(command, links.Offer(**command.body)))


@blueprint.route("/api/sharing/together/join", methods=["POST"])
@blueprint.arguments(schemas.JoinSchema)
@blueprint.response(200, schemas.DoneSchema)
def join_together(body: Body) -> Response:
    """Link a habit with what the other offers."""
    command = _stepped_up_command("join", body)
    return _done(command, links.join(command, body["pair"], body["together"], body["habit"]))


@blueprint.route("/api/sharing/together/leave", methods=["POST"])
@blueprint.arguments(schemas.LeaveSchema)
@blueprint.response(200, schemas.DoneSchema)
def leave_together(body: Body) -> Response:
    """Leave a link, silently."""
    command = _command("leave", body)
    return _done(command, links.leave(command, body["together"]))


def _current_session() -> SessionInfo:
    info: SessionInfo = g.sharer
    return info


def _command(name: str, body: Body) -> Command:
    """Return the command of whoever is signed in, without its id in its body."""
    contents = {member: value for member, value in body.items() if member != "command"}
    return Command(_current_session().account_id, body["command"], name, contents)


def _stepped_up_command(name: str, body: Body) -> Command:
    """Return it if the password was given lately, or it was done and only an answer is asked for again."""
    command = _command(name, body)
    if not _current_session().is_stepped_up and not is_done(command):
        raise StepUpError
    return command


def _done(command: Command, answer: Json) -> Response:
    return _send({"command": command.id, **answer})


def _send(answer: Json) -> Response:
    return Response(orjson.dumps(answer), mimetype="application/json")
