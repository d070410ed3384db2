"""What workers do for the trail."""

from __future__ import annotations

from integrity.audit.mail import KIND, mail_newest_head
from integrity.jobs import Claim, Outcome, handles


@handles(KIND)
def mail_head(claim: Claim) -> Outcome:
    """Sent before the commit: a letter that goes twice does no harm, one that is lost does."""
    mail_newest_head()
    return lambda at: None
