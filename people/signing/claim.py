"""What was entered to sign."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Claim:
    """Who somebody says to be (user name or badge), a secret, and the hash of what was shown."""

    who: str
    secret: str = field(repr=False)
    shown: str
