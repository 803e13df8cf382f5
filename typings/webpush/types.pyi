from pydantic import AnyHttpUrl

class WebPushKeys:
    auth: str
    p256dh: str
    def __init__(self, *, auth: str, p256dh: str) -> None: ...

class WebPushSubscription:
    endpoint: AnyHttpUrl
    keys: WebPushKeys
    def __init__(self, *, endpoint: AnyHttpUrl, keys: WebPushKeys) -> None: ...

class WebPushMessage:
    encrypted: bytes
    headers: dict[str, str]
