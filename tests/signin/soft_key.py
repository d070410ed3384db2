"""A security key made of software: it answers what the server asks, as a browser would send it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from people.models import User

FLAG = AuthenticatorData.FLAG
HOST = "testserver"
ORIGIN = f"http://{HOST}"


@dataclass
class SoftKey:
    """One key with one credential; it knows its person by PIN unless told otherwise."""

    count: int = 0
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))

    def register(self, user: User) -> SoftKey:
        """The person has it among the own keys, as the page of keys would leave it."""
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        known = AuthenticatorData.create(
            sha256(HOST.encode()).digest(), FLAG.UP | FLAG.UV | FLAG.AT, self.count, credential
        )
        answer = {
            "clientDataJSON": websafe_encode(told("webauthn.create", os.urandom(32))),
            "attestationObject": websafe_encode(AttestationObject.create("none", known, {})),
        }
        WebAuthn.add(user, f"Key of {user}", self._credential(answer))
        return self

    def answer(self, options: dict[str, Any], *, flags: FLAG = FLAG.UP | FLAG.UV) -> str:
        """What the key gives for these options."""
        self.count += 1
        public = options["publicKey"]
        assert {"id": websafe_encode(self.credential_id), "type": "public-key"} in public[
            "allowCredentials"
        ]
        said = told("webauthn.get", public["challenge"])
        known = AuthenticatorData.create(
            sha256(public["rpId"].encode()).digest(), flags, self.count
        )
        signed = self.private.sign(known + sha256(said).digest(), ec.ECDSA(SHA256()))
        answer = {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(known),
            "signature": websafe_encode(signed),
        }
        return json.dumps(self._credential(answer))

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.credential_id)
        return {
            "id": name, "rawId": name, "type": "public-key", "response": response,
            "clientExtensionResults": {},
        }  # fmt: skip


def told(kind: str, challenge: bytes | str) -> CollectedClientData:
    return CollectedClientData.create(kind, challenge, ORIGIN)
