"""From where somebody came: told in the audit trail beside every sign-in."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 200


@dataclass(frozen=True)
class Origin:
    """The network address, the browser as it names itself, and the enrolled tablet, if any."""

    address: str
    device: str
    tablet: str = ""

    def told(self) -> dict[str, str]:
        told = {"address": self.address, "device": self.device[:LONGEST]}
        return {**told, "tablet": self.tablet} if self.tablet else told
