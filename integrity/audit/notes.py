"""Signed heads as notes, in the form of C2SP signed-note: read by people, checked by machines."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from integrity.audit.canonical import moment

ED25519 = b"\x01"


@dataclass(frozen=True)
class Signer:
    """A named Ed25519 key. `seed` is its 32 secret bytes; the name has neither blank nor plus."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != 32:
            raise ValueError("The seed of a signing key has 32 bytes.")
        if not self.name or any(sign.isspace() or sign == "+" for sign in self.name):
            raise ValueError("The name of a signing key has neither blanks nor plus signs.")

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def _public(self) -> bytes:
        return ED25519 + self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def _named(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + self._public).digest()[:4]

    @property
    def public_line(self) -> str:
        """What others check with: `name+hash+key`."""
        return f"{self.name}+{self._named.hex()}+{base64.b64encode(self._public).decode()}"

    def note(self, seq: int, last: bytes, at: datetime) -> str:
        """The signed statement that the trail had `seq` events and this last hash at this time."""
        told = f"{self.name}\n{seq}\n{base64.b64encode(last).decode()}\n{moment(at)}\n"
        signature = base64.b64encode(self._named + self._key.sign(told.encode())).decode()
        return f"{told}\n— {self.name} {signature}\n"
