from typing import Any

from requests import Response, Session

class OAuth2Session(Session):
    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        *,
        token_endpoint_auth_method: str | None = None,
        scope: str | None = None,
        redirect_uri: str | None = None,
        code_challenge_method: str | None = None,
    ) -> None: ...
    def create_authorization_url(
        self, url: str, state: str | None = None, code_verifier: str | None = None, **kwargs: str
    ) -> tuple[str, str]: ...
    def fetch_token(self, url: str, **kwargs: str) -> dict[str, Any]: ...
    def get(self, url: str, *, withhold_token: bool = False) -> Response: ...  # type: ignore[override]  # the part that is used
