"""What follows from an event: subscribers hear of it once, after the commit."""

from integrity.outbox.subscribers import subscribe

__all__ = ["subscribe"]
