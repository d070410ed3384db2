"""Jobs: asked for in the transaction that needs them, claimed by lease, committed fenced."""

from integrity.jobs.ask import ask
from integrity.jobs.kinds import Outcome, handles
from integrity.jobs.lease import Claim, Fenced

__all__ = ["Claim", "Fenced", "Outcome", "ask", "handles"]
