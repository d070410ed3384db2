"""What was entered to sign."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class KeyAnswer:
    """What a security key answered, as JSON, and the session in which it was asked."""

    response: str
    session_key: str = field(repr=False)


@dataclass(frozen=True)
class Claim:
    """Who somebody says to be (user name or badge), a secret, and the hash of what was shown.

    With `by_key` it is not the secret that counts but what the person's security key answered.
    """

    who: str
    secret: str = field(repr=False)
    shown: str
    by_key: KeyAnswer | None = None
