from webpush.types import WebPushMessage, WebPushSubscription
from webpush.vapid import VAPID

class WebPush:
    vapid: VAPID
    def __init__(self, private_key: bytes, public_key: bytes, subscriber: str | None = None) -> None: ...
    def get(self, message: bytes, subscription: WebPushSubscription) -> WebPushMessage: ...
