from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from pydantic import AnyHttpUrl

class VAPID:
    private_key: bytes
    public_key: PublicKeyTypes
    def __init__(self, private_key: bytes, public_key: bytes) -> None: ...
    def get_authorization_header(self, endpoint: AnyHttpUrl, subscriber: str, expiration: int) -> str: ...
    @staticmethod
    def get_application_server_key(public_key: PublicKeyTypes) -> str: ...
