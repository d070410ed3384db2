"""That a person was known anew, for one signature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from integrity.actors import Actor
from integrity.signatures.meanings import Meaning, Method

A = TypeVar("A", covariant=True)  # an Actor, of the kind that the system of people knows


@dataclass(frozen=True)
class Attestation(Generic[A]):
    """Two components were entered and compared at `at`; good for one signature.

    `shown` is the SHA-256 of what the signer saw. `session` is who the device was signed in as,
    who may be another person; `tablet` is the code of an enrolled tablet, or empty. Only
    `people.signing` makes one; its id becomes the signature's, so that it serves once.
    """

    id: uuid.UUID
    signer: A
    session: Actor
    meaning: Meaning
    method: Method
    shown: str
    at: datetime
    tablet: str = ""
