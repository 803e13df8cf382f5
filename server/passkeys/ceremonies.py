"""What a passkey is asked, and the check of what it answers (WebAuthn Level 3, sections 7.1 and 7.2).

The library checks type, challenge, origin, relying party, flags, attestation and signature. It leaves to us
whose credential answered, the user handle, requests from a frame of another site, and whether a passkey that
was on one device says that it is on several now.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.cose import COSEAlgorithmIdentifier as Algorithm
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.accounts.context import context
from server.accounts.models import PasskeyRow
from server.core.tokens import to_text
from server.passkeys.errors import PasskeyRefusedError

NAME_OF_SITE = "Kept"
TIMEOUT_MS = 120_000
_ALGORITHMS = [
    Algorithm.ECDSA_SHA_256,
    Algorithm.EDDSA,
    Algorithm.RSASSA_PKCS1_v1_5_SHA_256,
]
_TRANSPORTS = frozenset(transport.value for transport in AuthenticatorTransport)
# What the library raises on mangled input beside its own errors.
_UNREADABLE = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)

Json = dict[str, Any]


class NewCredential(NamedTuple):
    """What a browser says of a passkey that it has just made."""

    id: bytes
    client_data: bytes
    attestation: bytes
    transports: list[str]


class Assertion(NamedTuple):
    """What a passkey answers."""

    id: bytes
    client_data: bytes
    authenticator_data: bytes
    signature: bytes
    user_handle: bytes | None


class Verified(NamedTuple):
    """What is kept of a new passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    is_synced: bool
    transports: str


def handle_of(account_id: str) -> bytes:
    """Return the user handle of an account: always the same, and it tells nothing about the account."""
    return context().keyed_digest("passkey user handle", account_id.encode())


def creation_options(account_id: str, username: str, challenge: bytes, present: Iterable[PasskeyRow]) -> Json:
    """Return PublicKeyCredentialCreationOptionsJSON; `present` are the passkeys that are not made again."""
    options = generate_registration_options(
        rp_id=_relying_party(),
        rp_name=NAME_OF_SITE,
        user_id=handle_of(account_id),
        user_name=username,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(present),
        supported_pub_key_algs=_ALGORITHMS,
    )
    return options_to_json_dict(options)


def request_options(challenge: bytes, allowed: Iterable[PasskeyRow] = ()) -> Json:
    """Return PublicKeyCredentialRequestOptionsJSON; without `allowed` the person chooses among all."""
    options = generate_authentication_options(
        rp_id=_relying_party(),
        challenge=challenge,
        timeout=TIMEOUT_MS,
        allow_credentials=_descriptors(allowed),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def verify_new(credential: NewCredential, challenge: bytes) -> Verified:
    """Check a new passkey; raises PasskeyRefusedError."""
    _refuse_foreign_frame(credential.client_data)
    try:
        made = verify_registration_response(
            credential=_json(
                credential.id,
                clientDataJSON=to_text(credential.client_data),
                attestationObject=to_text(credential.attestation),
            ),
            expected_challenge=challenge,
            expected_rp_id=_relying_party(),
            expected_origin=context().settings.public_url,
            require_user_verification=True,
            supported_pub_key_algs=_ALGORITHMS,
        )
    except _UNREADABLE as error:
        raise PasskeyRefusedError from error
    if made.credential_id != credential.id:
        raise PasskeyRefusedError
    transports = ",".join(sorted(_TRANSPORTS.intersection(credential.transports)))
    is_synced = made.credential_device_type is CredentialDeviceType.MULTI_DEVICE
    return Verified(made.credential_id, made.credential_public_key, made.sign_count, is_synced, transports)


def verify_assertion(assertion: Assertion, passkey: PasskeyRow, challenge: bytes) -> int:
    """Check an answer of this passkey and return its new count; raises PasskeyRefusedError.

    A count that went back is left to the caller: passkeys that are synced do not count.
    """
    _refuse_foreign_frame(assertion.client_data)
    try:
        seen = verify_authentication_response(
            credential=_json(
                assertion.id,
                clientDataJSON=to_text(assertion.client_data),
                authenticatorData=to_text(assertion.authenticator_data),
                signature=to_text(assertion.signature),
            ),
            expected_challenge=challenge,
            expected_rp_id=_relying_party(),
            expected_origin=context().settings.public_url,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except _UNREADABLE as error:
        raise PasskeyRefusedError from error
    is_synced = seen.credential_device_type is CredentialDeviceType.MULTI_DEVICE
    if assertion.id != passkey.credential_id or is_synced != passkey.is_synced:
        raise PasskeyRefusedError
    return seen.new_sign_count


def _relying_party() -> str:
    """Return the host of the app, without its port: another one would orphan every passkey."""
    return urlsplit(context().settings.public_url).hostname or ""


def _refuse_foreign_frame(client_data: bytes) -> None:
    try:
        data = json.loads(client_data)
    except ValueError as error:
        raise PasskeyRefusedError from error
    if not isinstance(data, dict) or data.get("crossOrigin", False) is not False or "topOrigin" in data:
        raise PasskeyRefusedError


def _descriptors(passkeys: Iterable[PasskeyRow]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=passkey.credential_id,
            transports=[AuthenticatorTransport(word) for word in passkey.transports.split(",") if word],
        )
        for passkey in passkeys
    ]


def _json(credential_id: bytes, **response: str) -> Json:
    text = to_text(credential_id)
    return {"id": text, "rawId": text, "type": "public-key", "response": response}
