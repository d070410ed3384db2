"""Whether what is stored of an ingest is still what came in."""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.channels.store import stored_of
from monitoring.models import Ingest


@dataclass(frozen=True)
class Check:
    """How many readings are stored under the ingest, and the SHA-256 of their lines now."""

    count: int
    digest: str
    ingest: Ingest

    @property
    def holds(self) -> bool:
        """Every reading that it added is there and as it was."""
        return (self.count, self.digest) == (self.ingest.added, self.ingest.digest)


def check_of(ingest: Ingest) -> Check:
    """Reads all of it again."""
    return Check(*stored_of(ingest), ingest)
