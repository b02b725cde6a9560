"""A passkey as a browser would have made it (example data), with a key of its own."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def registration(number: int = 1, site: str = "127.0.0.1") -> dict[str, Any]:
    """What allauth keeps of a registered passkey."""
    handle = number.to_bytes(16, "big")
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    credential = AttestedCredentialData.create(bytes(16), handle, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(hashlib.sha256(site.encode()).digest(), flags, 0, credential)
    client = CollectedClientData.create("webauthn.create", bytes(32), f"http://{site}:8000")
    answer = {"clientDataJSON": _text(client), "attestationObject": _text(AttestationObject.create("none", data, {}))}
    made = {"id": _text(handle), "rawId": _text(handle), "response": answer, "type": "public-key"}
    return {**made, "clientExtensionResults": {"credProps": {"rk": True}}}
