"""/.well-known/security.txt: whom to tell of a weakness of this server (RFC 9116)."""

from datetime import timedelta

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from server.config import Settings
from server.core.clock import Clock

# The file must say until when it can be believed; it is made again at each request.
_VALID_FOR = timedelta(days=180)


def contact_blueprint(settings: Settings, clock: Clock) -> Blueprint:
    """Return the route; it answers 404 where the owner has named nobody."""
    blueprint = Blueprint("contact", __name__)

    @blueprint.route("/.well-known/security.txt")
    def security_txt() -> Response:
        if settings.security_contact is None:
            raise NotFound
        expires_at = (clock.now() + _VALID_FOR).replace(microsecond=0)
        lines = [
            f"Contact: {settings.security_contact}",
            f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
            f"Canonical: {settings.public_url}/.well-known/security.txt",
        ]
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    return blueprint
