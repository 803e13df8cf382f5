"""What is asked of the provider, and how its word is checked (OpenID Connect Core 1.0, RFC 7636, RFC 9207).

Only `openid` is asked for: no name, no e-mail address. Authlib and `requests` are loaded with the first flow,
since most servers have no provider.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from server.config import Oidc
from server.core.logs import logger
from server.oidc.errors import ProviderDownError, ProviderRefusedError

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

Json = dict[str, Any]

SCOPE: Final = "openid"
# Of public keys only: a token that is signed with the client's secret, or not at all, is refused.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY_SECONDS: Final = 60
FRESH_SECONDS: Final = 300
CACHED_SECONDS: Final = 3600
MAX_SUBJECT_CHARACTERS: Final = 255
_CHALLENGE_METHODS: Final = "code_challenge_methods_supported"
_AUTH_METHODS: Final = "token_endpoint_auth_methods_supported"
# What holds where a provider does not say.
_METHODS: Final = {_CHALLENGE_METHODS: "S256", _AUTH_METHODS: "client_secret_basic"}


class Question(NamedTuple):
    """What ties the answer of the provider to the flow that asked for it."""

    state: str
    nonce: str
    verifier: str
    is_fresh: bool
    """Whether the person must show again who they are."""


@dataclass(slots=True)
class Provider:
    """The one provider of a process. What it says of itself is asked for again after an hour."""

    oidc: Oidc
    redirect_uri: str
    _described: Json = field(default_factory=dict)
    _keys: Json = field(default_factory=dict)
    _described_at: float = -CACHED_SECONDS

    def address_for(self, question: Question) -> str:
        """Return where the browser is to go; raises ProviderDownError or ProviderRefusedError."""
        described = self._describe()
        asked = {"max_age": "0", "prompt": "login"} if question.is_fresh else {}
        address, _ = self._session().create_authorization_url(
            described["authorization_endpoint"],
            state=question.state,
            nonce=question.nonce,
            code_verifier=question.verifier,
            **asked,
        )
        return str(address)

    def identify(self, answer: Mapping[str, str], question: Question, now: datetime) -> str:
        """Return the subject whose sign-in this proves; raises ProviderDownError or ProviderRefusedError."""
        described = self._describe()
        issuer = answer.get("iss")
        if issuer != self.oidc.issuer and (
            issuer is not None or described.get("authorization_response_iss_parameter_supported")
        ):
            raise _refused("iss")
        token = self._fetch_token(described["token_endpoint"], answer.get("code", ""), question)
        return self._subject_of(token, question, now)

    def _describe(self) -> Json:
        if time.monotonic() - self._described_at < CACHED_SECONDS:
            return self._described
        described = self._get(f"{self.oidc.issuer.rstrip('/')}/.well-known/openid-configuration")
        if described.get("issuer") != self.oidc.issuer:
            raise _refused("issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not self._is_safe(described.get(name)):
                raise _refused(name)
        for name, default in _METHODS.items():
            if not isinstance(described.setdefault(name, [default]), list):
                raise _refused(name)
        if "S256" not in described[_CHALLENGE_METHODS]:
            raise _refused(_CHALLENGE_METHODS)
        self._described, self._keys, self._described_at = described, {}, time.monotonic()
        return described

    def _is_safe(self, address: object) -> bool:
        """Tell whether it is https, or of this machine where the issuer is."""
        is_plain = urlsplit(self.oidc.issuer).scheme == "http"
        try:
            parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
        except ValueError:
            return False
        is_of_issuer = parts.hostname == urlsplit(self.oidc.issuer).hostname
        return parts.scheme == "https" or (is_plain and parts.scheme == "http" and is_of_issuer)

    def _fetch_token(self, endpoint: str, code: str, question: Question) -> Json:
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - only where there is a provider
        from requests import RequestException  # noqa: PLC0415 - the same

        try:
            token = self._session().fetch_token(
                endpoint, grant_type="authorization_code", code=code, code_verifier=question.verifier
            )
        except AuthlibBaseError as error:
            raise _refused("token") from error
        except (RequestException, OSError) as error:
            raise _down(error) from error
        except (ValueError, TypeError, AttributeError, KeyError) as error:  # no JSON, or no object
            raise _refused("token") from error
        return dict(token)

    def _subject_of(self, token: Json, question: Question, now: datetime) -> str:
        """Check the ID token; raises ProviderRefusedError."""
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - only where there is a provider
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415 - the same
        from joserfc import jwt  # noqa: PLC0415 - the same
        from joserfc.errors import JoseError  # noqa: PLC0415 - the same

        text = token.get("id_token")
        if not isinstance(text, str):
            raise _refused("id_token")
        try:
            decoded = jwt.decode(text, self._key_set(text), algorithms=list(ALGORITHMS))
            options = {
                "iss": {"essential": True, "value": self.oidc.issuer},
                "aud": {"essential": True, "value": self.oidc.client_id},
            }
            expected = {"nonce": question.nonce, "client_id": self.oidc.client_id}
            claims = CodeIDToken(decoded.claims, decoded.header, options, expected)
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
        except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise _refused("id_token") from error
        self._check_more(decoded.claims, question, now)
        return str(decoded.claims["sub"])

    def _check_more(self, claims: Json, question: Question, now: datetime) -> None:
        """Check what Authlib leaves to whoever asks: the subject, and when they signed in."""
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT_CHARACTERS:
            raise _refused("sub")
        shown_at = claims.get("auth_time")
        is_fresh = isinstance(shown_at, int) and now.timestamp() - shown_at < FRESH_SECONDS
        if question.is_fresh and not is_fresh:
            raise _refused("auth_time")

    def _key_set(self, token: str) -> Any:  # noqa: ANN401 - joserfc's own
        """Return the provider's keys; asked for again where they lack the one that this token names."""
        from joserfc.jwk import KeySet  # noqa: PLC0415 - only where there is a provider
        from joserfc.jws import extract_compact  # noqa: PLC0415 - the same

        key_id = extract_compact(token.encode()).headers().get("kid")
        known = [key.get("kid") for key in self._keys.get("keys", [])]
        if not known or (key_id is not None and key_id not in known):
            self._keys = self._get(self._described["jwks_uri"])
        return KeySet.import_key_set(self._keys)  # type: ignore[arg-type]  # what is no key set is refused there

    def _get(self, address: str) -> Json:
        from requests import RequestException  # noqa: PLC0415 - only where there is a provider

        session = self._session()
        try:
            response = session.get(address, withhold_token=True)
            response.raise_for_status()
            found = response.json()
        except ValueError as error:  # it answers, and not in JSON
            raise _refused("json") from error
        except (RequestException, OSError) as error:
            raise _down(error) from error
        if response.is_redirect or not isinstance(found, dict):
            raise _refused("json")
        return found

    def _session(self) -> "OAuth2Session":
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415 - as above

        from server.oidc.bounded import bind  # noqa: PLC0415 - it loads requests

        methods = self._described.get(_AUTH_METHODS, ["client_secret_basic"])  # nothing is known at first
        method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
        session = OAuth2Session(
            self.oidc.client_id,
            self.oidc.client_secret,
            scope=SCOPE,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method=method,
        )
        bind(session)
        return session


def _refused(point: str) -> ProviderRefusedError:
    """Let the owner know in which point; nothing that the provider wrote is logged."""
    logger.warning("provider_refused", where=point)
    return ProviderRefusedError()


def _down(error: Exception) -> ProviderDownError:
    logger.warning("provider_down", kind=type(error).__name__)
    return ProviderDownError()
